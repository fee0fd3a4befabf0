"""Words as they compare letter by letter: without case, marks and kinds of dashes."""

from __future__ import annotations

from ipp_search.ingest.text import searchable, without_marks

_ONE_KIND = str.maketrans("‘’“”–—‐‑", "''\"\"----")


def folded(words: str) -> str:
    """For comparing letters as a reader does: without case and accents, one kind of space, quotation mark and dash."""
    return " ".join(without_marks(searchable(words).translate(_ONE_KIND)).split())


def fold_citation(citation: str) -> str:
    """A citation as it compares: without the dash and marks a result puts before it, with one kind of arrow."""
    return folded(citation.replace("›", ">")).strip("-> *\"'")
