"""Sentences as exact slices of a text."""

from __future__ import annotations

import re

# A full stop after these ends no sentence.
_SHORT = (
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bNo)(?<!\bSt)(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)(?<!\bpara)(?<!\b[A-Z])"
)
_END = re.compile(rf"(?:{_SHORT}\.|[!?])[\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, each a slice of it."""
    cuts = [match.end() for match in _END.finditer(text)]
    return [part.strip() for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True) if (part := text[a:b]).strip()]


def elided(text: str, part: str) -> str:
    """A part of a text as it is quoted, with an ellipsis wherever something stands before or behind it."""
    before, _, after = text.partition(part)
    return f"{'… ' if before.strip() else ''}{part}{' …' if after.strip() else ''}"
