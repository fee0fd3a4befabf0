"""How much a briefing or a summary quotes."""

from __future__ import annotations

from typing import Literal, get_args

from ipp_search.errors import BadQuestion

Length = Literal["short", "standard", "full"]
LENGTHS: tuple[Length, ...] = get_args(Length)


def check_length(length: object) -> None:
    """Refuse what is no length.

    Raises:
        BadQuestion: there is no such length.
    """
    if length not in LENGTHS:
        raise BadQuestion(f"There is no length {length!r}.", f"It is {', '.join(LENGTHS[:-1])} or {LENGTHS[-1]}.")
