"""Mail as saved by Outlook (.msg), by python-oxmsg."""

from __future__ import annotations

import io
from collections.abc import Iterator

from ipp_search.ingest.readers.builder import Assembly, of_text
from ipp_search.ingest.readers.html import reader as html


def read(data: bytes) -> Assembly:
    """The subject and the body of a mail."""
    from oxmsg import Message

    message = Message.load(io.BytesIO(data))
    assembly = Assembly()
    assembly.add(message.subject, "heading", level=1)
    assembly.append(html.read(message.html_body) if message.html_body else of_text(message.body or ""))
    return assembly


def attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of what is attached to a mail."""
    from oxmsg import Message

    for attachment in Message.load(io.BytesIO(data)).attachments:
        if attachment.attached_by_value and attachment.file_bytes:
            yield attachment.file_name or "attachment", attachment.file_bytes
