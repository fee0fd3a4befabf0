"""Themes as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.output.format import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.themes.file import Theme


def themes_text(themes: Sequence[Theme], width: int | None) -> str:
    """Themes by name, each with what it is about and what names it."""
    blocks = []
    for theme in themes:
        lines = [theme.name + (f": {theme.description}" if theme.description else "")]
        for label, phrases in (("words", theme.words), ("questions", theme.questions), ("without", theme.exclude)):
            if phrases:
                lines.append(folded(f"{label}: {', '.join(phrases)}", width, 4))
        blocks.append("\n".join(lines))
    return "\n".join(blocks)
