"""Theme timelines as text and Markdown; tables are in ``tables``, the page in ``timeline_page``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.output.format import counted, dated, folded, markdown_table, one_line
from ipp_search.output.timelines.made_from import made_from
from ipp_search.query.timeline.counts import FEW_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.timeline.records import Claim, ThemePassage, Timeline, TimelineRow

NONE_FOUND = "no passage found"
"""What people are told of a meeting without a passage: it is no proof that nothing was said."""
_BAR = 10  # columns
_COUNTS = 23  # columns
_SHARE = "Share of each meeting's words that stand in passages on the theme, counted whole:"
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def timelines_text(
    timelines: Sequence[Timeline], width: int | None, *, most: int | None = 3, by_who: bool = False
) -> str:
    """Timelines for reading: a table of the meetings, then at most ``most`` passages of each."""
    return "\n\n\n".join(_text(timeline, width, most, by_who) for timeline in timelines)


def _text(timeline: Timeline, width: int | None, most: int | None, by_who: bool) -> str:
    lines = [timeline.theme + (f": {timeline.description}" if timeline.description else "")]
    lines += [folded(f"({scope(timeline)})", width, 0), ""]
    if not timeline.rows:
        return "\n".join([*lines, "There is no meeting to look at."])
    for claim in timeline.story:
        lines.append(folded(claim.sentence, width, 2))
        lines += [folded(f"— {passage.citation}", width, 6) for passage in claim.shown_by]
    lines += ["", folded(_SHARE, width, 0)]
    top = max(row.weight for row in timeline.rows)
    several = len({row.meeting.series for row in timeline.rows}) > 1
    for row in timeline.rows:
        bar = f"{_bar(row.weight, top)}  " if width is not None else ""
        group = f"  {row.meeting.series or ''}" if several else ""
        lines.append(f"{dated(row.meeting):<10}  {bar}{_told(row)}{group}".rstrip())
        if by_who and row.passages:
            lines.append(f"{'':<10}  " + ", ".join(f"{who} {weight:.1%}" for who, weight in row.by_who().items()))
    if any(row.is_short for row in timeline.discussed):
        lines.append(folded(f"* of fewer than {FEW_WORDS} words: the share tells little", width, 0))
    for row in timeline.discussed:
        lines += ["", f"{row.meeting.when}, {row.meeting.name}"]
        for number, cited in enumerate(row.passages[:most], 1):
            lines += [
                f"{number:>3}. " + folded(f"“{one_line(cited.passage.text)}”", width, 5).lstrip(),
                folded(f"— {cited.passage.citation}", width, 5),
            ]
            if cited.mark:
                lines.append(folded(marked(cited), width, 5))
            if cited.takes_up:
                lines.append(folded(f"resembles: {cited.takes_up.citation}", width, 5))
        if most is not None and len(row.passages) > most:
            lines.append(f"     and {counted(len(row.passages) - most, 'more passage')}; --passages 0 shows all")
    return "\n".join(lines)


def _told(row: TimelineRow) -> str:
    change = row.change or ""
    if not row.passages:
        return f"{'':>6}  {change:<9}  {NONE_FOUND:<{_COUNTS}}"
    actions = f", {counted(len(row.actions), 'action')}" if row.actions else ""
    counts = f"{counted(len(row.passages), 'passage')}{actions}"
    return f"{row.weight:>6.1%}{'*' if row.is_short else ' '} {change:<9}  {counts:<{_COUNTS}}"


def status(row: TimelineRow) -> str:
    """For people: that no passage was found is not that nothing was said."""
    return "discussed" if row.passages else NONE_FOUND


def marked(cited: ThemePassage) -> str:
    """What a person said of a passage, empty if nobody did."""
    if cited.mark is None:
        return ""
    coder = f" by {cited.mark.coder}" if cited.mark.coder else ""
    return one_line(f"marked {cited.mark.mark}{coder}" + (f": {cited.mark.memo}" if cited.mark.memo else ""))


def scope(timeline: Timeline) -> str:
    """What was followed, through which meetings."""
    limits = "".join(f"; only {name} {value}" for name, value in timeline.limits.items())
    share, low, high = timeline.share
    found = f"passages found in {len(timeline.discussed)} of {counted(len(timeline.rows), 'meeting')}"
    interval = f", {share:.0%} (95% interval {low:.0%} to {high:.0%})" if timeline.rows else ""
    return f"followed as {timeline.followed_as}; {found}{interval}{limits}{_by_hand(timeline)}"


def _by_hand(timeline: Timeline) -> str:
    kept, left_out = timeline.marked
    told = [f"{counted(kept, 'passage')} marked in" if kept else "", f"{left_out:,} marked out" if left_out else ""]
    return f"; by hand {', '.join(filter(None, told))}" if kept or left_out else ""


def _bar(weight: float, top: float) -> str:
    eighths = round(8 * _BAR * weight / top) if top else 0
    if weight and not eighths:
        eighths = 1
    full, rest = divmod(eighths, 8)
    return (_EIGHTHS[8] * full + (_EIGHTHS[rest] if rest else "")).ljust(_BAR)


def timelines_markdown(timelines: Sequence[Timeline], *, most: int | None = None, command: str = "") -> str:
    """Timelines as Markdown, for pasting into a document; ``command`` is what was typed to make them."""
    return "\n\n".join(_markdown(timeline, most, command) for timeline in timelines)


def _markdown(timeline: Timeline, most: int | None, command: str) -> str:
    parts = [f"## {timeline.theme}"]
    if timeline.description:
        parts.append(timeline.description)
    parts.append(f"*{scope(timeline)}*")
    parts += [claim.sentence + _sources(claim) for claim in timeline.story]
    if timeline.rows:
        heads = ("meeting", "status", "share of words", "change", "passages", "actions")
        rows = [
            (
                f"{dated(row.meeting)} {row.meeting.name}", status(row), f"{row.weight:.1%}", row.change or "",
                len(row.passages), len(row.actions),
            )
            for row in timeline.rows
        ]  # fmt: skip
        parts.append("\n".join(markdown_table(heads, rows)))
    for row in timeline.discussed:
        parts.append(f"### {row.meeting.when}, {row.meeting.name}")
        for cited in row.passages[:most]:
            taken_up = f"\n>\n> Resembles: {cited.takes_up.citation}" if cited.takes_up else ""
            by_hand = f"\n>\n> ({marked(cited)})" if cited.mark else ""
            parts.append(f"> {one_line(cited.passage.text)}\n>\n> — {cited.passage.citation}{taken_up}{by_hand}")
        if most is not None and len(row.passages) > most:
            parts.append(f"and {counted(len(row.passages) - most, 'more passage')}")
    parts.append("\n".join(f"- {name}: {one_line(value)}" for name, value in made_from(timeline, command)))
    return "\n\n".join(parts)


def _sources(claim: Claim) -> str:
    return "".join(f" ({passage.citation})" for passage in claim.shown_by)
