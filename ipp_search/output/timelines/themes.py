"""Themes, and how far coders agree on them, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.output.format import counted, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.themes.file import Theme
    from ipp_search.query.themes.marks import Agreement
    from ipp_search.query.timeline.matches import Matches


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


def agreements_text(agreed: Sequence[Agreement]) -> str:
    """How far coders agree, a line a pair."""
    return "\n".join(
        f"{one.theme}: {' and '.join(one.coders)} put {one.share:.0%} of {counted(one.passages, 'passage')} alike, "
        + (f"Cohen's kappa {one.kappa:.2f}" if one.kappa is not None else "kappa undefined, as both put all alike")
        for one in agreed
    )


def matches_text(found: Matches, width: int | None) -> str:
    """What a theme matches in all records, for one who is to mend it."""
    why = {"heading": "a heading above", "words": "its words", "meaning": "its meaning"}
    lines = [themes_text([found.theme], width), ""]
    lines.append(f"{counted(found.passages, 'passage')} in {counted(found.meetings, 'meeting')}, marks aside")
    if found.first:
        lines.append(folded(f"first: {found.first}", width, 0))
    told = {
        "phrases, with their passages": [f"{phrase} {count:,}" for phrase, count in found.phrases],
        "forms, with their hits": [f"{form} {count:,}" for form, count in found.forms],
        "here by": [f"{why[reason]} {count:,} ({only:,} by that alone)" for reason, count, only in found.reasons],
    }
    lines += [folded(f"{name}: {'; '.join(said)}", width, 2) for name, said in told.items() if said]
    return "\n".join(lines)
