"""A file as a Document: its bytes checked and handed to the reader of its format.

A new format is one module with a function from bytes to an Extract, and a line in READERS.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ipp_search import settings
from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.readers import decoding, plain_text, transcript, zip_check
from ipp_search.ingest.readers.builder import Assembly
from ipp_search.ingest.readers.containers import mail, members, outlook
from ipp_search.ingest.readers.markdown import front_matter
from ipp_search.ingest.readers.markdown import reader as markdown
from ipp_search.ingest.records import Block, Document, LeftOut
from ipp_search.ingest.text import safe


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader makes of a file's bytes."""

    text: str
    blocks: list[Block]
    facts: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    left_out: Sequence[LeftOut] = ()
    facts_at: tuple[tuple[int, int], ...] = ()


def _text(data: bytes) -> Extract:
    text, warnings = decoding.decode(data)
    return Extract(text, transcript.with_speakers(text, plain_text.read_blocks(text)), {}, warnings)


def _markdown(data: bytes) -> Extract:
    text, warnings = decoding.decode(data)
    blocks = markdown.read_blocks(text)
    front = front_matter.read(text)
    aside = (*front.left_out, *markdown.comments(text, blocks))
    return Extract(text, blocks, front.facts, warnings, aside, front.facts_at)


def _captions(format_: str) -> Callable[[bytes], Extract]:
    def read(data: bytes) -> Extract:
        text, warnings = decoding.decode(data)
        text, broken = transcript.with_times_mended(text, format_)
        if broken:
            warnings = (
                *warnings,
                f"the times of {broken} of its captions cannot be read; they stand at the one before",
            )
        return _assembled(transcript.read_captions(text, format_), warnings)

    return read


def _html(data: bytes) -> Extract:
    from ipp_search.ingest.readers.html import encoding
    from ipp_search.ingest.readers.html import reader as html

    if mail.is_mail(data):  # a web archive under the name of a page
        return _assembled(mail.read_page(data))
    text, warnings = encoding.decode(data)
    return _assembled(html.read(text), warnings)


def _word(data: bytes) -> Extract:
    from ipp_search.ingest.readers.word import reader as word

    zip_check.check(data)
    return _assembled(word.read(data))


def _opendocument(data: bytes) -> Extract:
    from ipp_search.ingest.readers.opendocument import reader as opendocument

    zip_check.check(data)
    return _assembled(opendocument.read(data))


def _pdf(data: bytes) -> Extract:
    from ipp_search.ingest.readers.pdf import reader as pdf

    return _assembled(pdf.read(data))


def _rich_text(data: bytes) -> Extract:
    from ipp_search.ingest.readers import rich_text

    return _assembled(rich_text.read(data))


def _slides(data: bytes) -> Extract:
    from ipp_search.ingest.readers import slides

    zip_check.check(data)
    return _assembled(slides.read(data))


def _old_word(data: bytes) -> Extract:
    """What is named .doc: often Rich Text, a web page or a newer Word file in truth."""
    from ipp_search.ingest.readers import old_word

    head = data[:1000].lstrip().lower()
    if head.startswith(b"{\\rtf"):
        return _rich_text(data)
    if head.startswith((b"<html", b"<!doctype html", b"mime-version:")):
        return _html(data)
    return _word(data if head.startswith(b"pk\3\4") else old_word.as_docx(data))


def _mail(data: bytes) -> Extract:
    return _assembled(mail.read(data))


def _outlook(data: bytes) -> Extract:
    return _assembled(outlook.read(data))


def _assembled(assembly: Assembly, warnings: tuple[str, ...] = ()) -> Extract:
    return Extract(assembly.text, assembly.blocks, assembly.facts, (*warnings, *assembly.warnings), assembly.left_out)


READERS: dict[str, Callable[[bytes], Extract]] = {
    ".txt": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".docx": _word,
    ".odt": _opendocument,
    ".pdf": _pdf,
    ".rtf": _rich_text,
    ".pptx": _slides,
    ".doc": _old_word,
    ".eml": _mail,
    ".msg": _outlook,
    ".mht": _html,
    ".mhtml": _html,
    ".vtt": _captions("vtt"),
    ".srt": _captions("srt"),
}


def read_bytes(path: Path) -> bytes:
    """The bytes of a record; of one in mail or an archive too.

    Raises:
        UnreadableRecord: it cannot be opened, is too large, or no reader knows its format.
    """
    if path.suffix.lower() not in READERS and not members.holds_files(path):
        kinds = ", ".join(sorted({*READERS, ".zip"}))
        raise UnreadableRecord(f"{shown(path)}: no reader for this kind of file.", f"It can be one of {kinds}.")
    try:
        holder = next((above for above in path.parents if members.holds_files(above) and above.is_file()), None)
        if holder is None:
            return _file_bytes(path)
        data = members.member(holder, _file_bytes(holder), path.relative_to(holder))
        if data is None:
            raise UnreadableRecord(f"{shown(path)}: no such file in {shown(Path(holder.name))}.", "Check the spelling.")
        return data
    except OSError as error:
        raise UnreadableRecord(f"{shown(path)}: {reason(error)}.", "Check the file and its permissions.") from None
    except UnicodeEncodeError:
        raise UnreadableRecord(f"{shown(path)}: the file's name is not readable text.", "Rename the file.") from None
    except (UnreadableRecord, MemoryError):
        raise
    except Exception as error:  # whatever a damaged file does to its library
        why = str(error) if isinstance(error, ValueError) else "damaged"
        raise UnreadableRecord(f"{shown(path)}: {why}.", "Unpack it, and check what is in it.") from None


def _file_bytes(path: Path) -> bytes:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise UnreadableRecord(f"{shown(path)}: not an ordinary file.", "Copy its content into one.")
    if about.st_size > (limit := settings.max_file_bytes()):
        raise UnreadableRecord(
            f"{shown(path)}: {about.st_size / 1e6:,.0f} MB is more than the limit of {limit / 1e6:,.0f} MB.",
            "Split the file, or set IPP_SEARCH_MAX_MB.",
        )
    str(path).encode()  # a name that is no text could not be cited
    return path.read_bytes()


def read_document(path: Path, data: bytes) -> Document:
    """Hand the bytes of a record to its reader.

    Raises:
        UnreadableRecord: it is empty, damaged, protected, or not what its name says.
    """
    if not data.strip():
        raise UnreadableRecord(f"{shown(path)}: the file is empty.", "Nothing to ingest.")
    suffix = path.suffix.lower()
    try:
        extract = READERS[suffix](data)
    except MemoryError:
        raise
    except Exception as error:  # whatever a damaged file does to its library, it is that file's fault alone
        why = str(error) if isinstance(error, ValueError) and error.args else f"damaged, or not a {suffix} file"
        why = " ".join(why.split())
        raise UnreadableRecord(
            f"{shown(path)}: {why if len(why) < 160 else 'damaged'}.", "Open it and save it afresh."
        ) from None
    if not extract.text.strip():
        raise UnreadableRecord(f"{shown(path)}: there is no text in it.", "Nothing to ingest.")
    return Document(
        path=str(path),
        sha256=sha256(data),
        format=suffix[1:],
        text=safe(extract.text),
        blocks=tuple(extract.blocks),
        facts=tuple(sorted((name, safe(value)) for name, value in extract.facts.items())),
        warnings=extract.warnings,
        left_out=tuple(replace(one, text=safe(one.text)) for one in extract.left_out),
        facts_at=extract.facts_at,
    )


def sha256(data: bytes) -> str:
    """The digest by which a file is known, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def shown(path: Path) -> str:
    """A path on one line, whatever characters its name has."""
    text = str(path).encode("utf-8", "replace").decode()
    return "".join(char if char.isprintable() else "?" for char in text)


def reason(error: OSError) -> str:
    """Why the system does not give a file, in its own words."""
    return (error.strerror or str(error)).lower()
