"""Drafts a briefing as Markdown and as Word, and proves both against the records."""

from pathlib import Path

import ipp_search

with ipp_search.open() as index:
    briefing = index.brief("recall", length="short")
    Path("recall.md").write_text(briefing.to_markdown(), "utf-8")
    Path("recall.docx").write_bytes(briefing.to_docx())
    for file in ("recall.md", "recall.docx"):
        checked = index.verify(file)
        print(f"{file}: {checked.quotations} quotations, {len(checked.faults)} of which do not stand")
