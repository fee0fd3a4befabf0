"""How the bytes of a web page are to be read: as the page itself declares, where its bytes do not tell."""

from __future__ import annotations

import codecs
import re

from ipp_search.ingest.readers import decoding

_HEAD = 2_048  # bytes in which a declaration must stand; the standard says 1,024
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
# Browsers read these names as Windows-1252 (WHATWG Encoding), since pages that declare them are written in it.
_WINDOWS = {"iso8859-1", "ascii"}


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a page, and warnings, as ``decoding.decode`` gives them.

    Raises:
        NotText: it is binary.
    """
    match = _DECLARED.search(data[:_HEAD])
    if match and b"\0" not in data and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            if text := _as_declared(data, match[1].decode("ascii")):
                return text, ()
    return decoding.decode(data)


def _as_declared(data: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name)
        text, _ = codecs.lookup("cp1252" if codec.name in _WINDOWS else codec.name).decode(data, "strict")
    except (LookupError, ValueError):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else None
