"""Mail as saved by mail programs (.eml), and web pages saved as one (.mht): by the standard library's email.

The subject and the body are the record; the day a mail was sent is not that of the meeting, so it is not read.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from ipp_search.ingest.readers import decoding
from ipp_search.ingest.readers.builder import Assembly, of_text
from ipp_search.ingest.readers.html import encoding
from ipp_search.ingest.readers.html import reader as html

_HEADER = re.compile(rb"(?:[A-Za-z][\w-]{0,60}:[^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n){0,50}){1,200}\r?\n")
_MOST_PARTS = 1_000  # of one message


def is_mail(data: bytes) -> bool:
    """Whether a file begins as mail does, with a MIME header, whatever its name says."""
    head = _HEADER.match(data[:20_000].lstrip())
    return head is not None and b"content-type:" in head[0].lower()


def read(data: bytes) -> Assembly:
    """The subject and the body of a mail."""
    message = _parsed(data)
    assembly = Assembly()
    assembly.add(str(message.get("Subject", "")), "heading", level=1)
    body = message.get_body(preferencelist=("html", "plain"))
    if body is not None:
        assembly.append(_page(body) if body.get_content_subtype() == "html" else of_text(_text(body)))
    return assembly


def read_page(data: bytes) -> Assembly:
    """The page that a web archive holds.

    Raises:
        ValueError: it holds none.
    """
    pages = [part for part in _parts(_parsed(data)) if part.get_content_type() == "text/html"]
    if not pages:
        raise ValueError("there is no web page in it")
    return _page(pages[0])


def attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of what is attached to a mail; a mail that is attached is one of them."""
    message = _parsed(data)
    for n, part in enumerate(message.iter_attachments() if message.is_multipart() else ()):
        if n == _MOST_PARTS:
            return
        name = part.get_filename()
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            held = inner[0] if isinstance(inner, list) and inner else None
            if isinstance(held, Message):
                yield name or f"{held.get('Subject', 'mail')}.eml", held.as_bytes()
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield name or f"attachment{mimetypes.guess_extension(part.get_content_type()) or ''}", content


def _parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data.lstrip(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _parts(message: EmailMessage) -> Iterator[Message]:
    for n, part in enumerate(message.walk()):
        if n == _MOST_PARTS:
            return
        yield part


def _page(part: Message) -> Assembly:
    return html.read(_text(part))


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    named = part.get_content_charset()
    try:
        if named:
            return data.decode(named).replace("\r\n", "\n")
    except (LookupError, ValueError):
        pass  # a charset that nobody knows, or that it is not in
    text, _ = encoding.decode(data) if part.get_content_subtype() == "html" else decoding.decode(data)
    return text
