"""Lines of a text by number: only a line feed ends a line, so counts agree with every editor."""

from __future__ import annotations

import re
from bisect import bisect_right


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins, first line first."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def line_at(starts: list[int], offset: int) -> int:
    """The number, from 1, of the line that holds ``offset``."""
    return bisect_right(starts, offset)
