"""How much a briefing or a summary quotes."""

from __future__ import annotations

from typing import Literal, get_args

Length = Literal["short", "standard", "full"]
LENGTHS: tuple[Length, ...] = get_args(Length)
