"""Writes a text's blocks as other formats, the way an office program would: styles, real lists, real headings."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
from pathlib import Path

from ipp_search.ingest.minutes.heading.headings import mark_headings
from ipp_search.ingest.readers.plain_text import read_blocks
from ipp_search.ingest.records import TITLE, Block

Styled = list[tuple[Block, str]]


def styled(text: str) -> Styled:
    """The blocks of a plain text with headings marked, each with its words."""
    return [(block, text[block.start : block.end]) for block in mark_headings(text, read_blocks(text))]


def rank(block: Block) -> int:
    """The rank of a heading among the five that HTML and Word have below the title."""
    return 1 if block.level == TITLE else block.level + 1


def as_docx(blocks: Styled) -> bytes:
    import docx

    document = docx.Document()
    for block, words in blocks:
        if block.role == "heading":
            document.add_heading(words, 0 if block.level == TITLE else block.level)
        elif block.role == "item":
            document.add_paragraph(words, "List Bullet" if block.level <= depth(blocks) else "List Bullet 2")
        else:
            document.add_paragraph(words)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def as_odt(blocks: Styled) -> bytes:
    from odfdo import Document, Header, List, ListItem, Paragraph

    document = Document("text")
    document.body.clear()
    bullets, last = None, None
    for block, words in blocks:
        if block.role == "item":
            if bullets is None:
                bullets = List()
                document.body.append(bullets)
            item = ListItem(words)
            if block.level > depth(blocks) and last is not None:
                inner = List()
                inner.append(item)
                last.append(inner)
            else:
                bullets.append(item)
                last = item
            continue
        bullets, last = None, None
        if block.role == "heading":
            document.body.append(Header(rank(block), words))
        else:
            document.body.append(Paragraph(words))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def as_html(blocks: Styled) -> bytes:
    body, open_lists = [], 0
    for block, words in blocks:
        wanted = 0 if block.role != "item" else 1 if block.level <= depth(blocks) else 2
        body += ["</ul>"] * (open_lists - wanted) + ["<ul>"] * (wanted - open_lists)
        open_lists = wanted
        tag = f"h{rank(block)}" if block.role == "heading" else "li" if wanted else "p"
        body.append(f"<{tag}>{html.escape(words)}</{tag}>")
    return f"<!doctype html><html><head><title>Minutes</title></head><body>{''.join(body)}</body></html>".encode()


def as_md(blocks: Styled) -> bytes:
    lines = []
    for block, words in blocks:
        if block.role == "heading":
            lines += ["", f"{'#' * rank(block)} {words}", ""]
        elif block.role == "item":
            lines.append(f"- {words}" if block.level <= depth(blocks) else f"  - {words}")
        else:
            lines += ["", words, ""]
    return "\n".join(lines).encode()


def as_pdf(blocks: Styled) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate
    from reportlab.platypus.doctemplate import BaseDocTemplate

    def footer(canvas: object, template: BaseDocTemplate) -> None:
        canvas.drawString(60, 30, f"OFFICIAL – page {template.page}")  # type: ignore[attr-defined]

    styles = getSampleStyleSheet()
    story = []
    for block, words in blocks:
        if block.role == "heading":
            story.append(Paragraph(html.escape(words), styles[f"Heading{rank(block)}"]))
        elif block.role == "item":
            indent = 20 if block.level <= depth(blocks) else 40
            style = styles["Normal"].clone("item", leftIndent=indent, bulletIndent=indent - 12)
            story.append(Paragraph(html.escape(words), style, bulletText="•"))
        else:
            story.append(Paragraph(html.escape(words), styles["Normal"].clone("text", spaceAfter=6)))
    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=A4).build(story, onFirstPage=footer, onLaterPages=footer)
    return written.getvalue()


def depth(blocks: Styled) -> int:
    """The depth of the text's outer lists: bullets below a numbered heading are already one level down."""
    return min((block.level for block, _ in blocks if block.role == "item"), default=1)


WRITERS = {"docx": as_docx, "odt": as_odt, "html": as_html, "md": as_md, "pdf": as_pdf}

SOFFICE = shutil.which("soffice")


def by_libreoffice(path: Path, format_: str) -> Path:
    """The file converted by LibreOffice, which lays it out anew."""
    profile = path.parent / "profile"
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", format_, "--outdir",
         str(path.parent / "converted"), str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    return path.parent / "converted" / f"{path.stem}.{format_}"
