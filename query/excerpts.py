"""From a citation back to the passage in its surroundings."""

from __future__ import annotations

from ipp_search.errors import NothingCited
from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.query.search.results import Excerpt

_SURROUNDINGS = 3  # lines shown on either side of a cited passage


def excerpts(catalogue: Catalogue, citation: str) -> list[Excerpt]:
    """The passages that a citation or a passage id names, each with the lines around it.

    Raises:
        NothingCited: it names none.
    """
    found = lookup.cited(catalogue, citation)
    if not found:
        raise NothingCited(f"No passage is cited as {citation!r}.", "Copy the whole citation from a result, or its id.")
    shown = []
    for passage, text in found:
        lines = text.split("\n")
        first = max(passage.start_line - _SURROUNDINGS, 1)
        last = min(passage.end_line + _SURROUNDINGS, len(lines))
        shown.append(Excerpt(passage, tuple((n, lines[n - 1]) for n in range(first, last + 1))))
    return shown
