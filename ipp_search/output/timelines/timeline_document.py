"""Theme timelines as a document with numbered sources, for word processors and print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.output.drafts.document import Block, Document, Piece, inside
from ipp_search.output.format import dated
from ipp_search.output.timelines.made_from import made_from
from ipp_search.output.timelines.timeline import marked, scope, status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.timeline.records import ThemePassage, Timeline, TimelineRow

_COLUMNS = ("Meeting", "Passages", "Share of words", "Change")


def set_out_timelines(timelines: Sequence[Timeline], *, most: int | None = None, command: str = "") -> Document:
    """Timelines one below the other: the story, a table of the meetings, and at most ``most`` passages of each."""
    document = Document()
    for timeline in timelines:
        _add(document, timeline, most, command)
    return document


def _add(document: Document, timeline: Timeline, most: int | None, command: str) -> None:
    document.heading(1, f"Timeline: {timeline.theme}")
    for words in filter(None, (timeline.description, f"{scope(timeline)}.")):
        document.paragraph(Piece(words[0].upper() + words[1:]))
    if not timeline.rows:
        document.paragraph(Piece("There is no meeting to look at."))
        return
    for claim in timeline.story:
        document.paragraph(Piece(claim.sentence, tuple(map(document.note, claim.shown_by))))
    document.heading(2, "Meetings")
    document.blocks.append(Block("columns", cells=tuple((Piece(name),) for name in _COLUMNS)))
    document.blocks += [_row(row) for row in timeline.rows]
    document.heading(2, "Passages")
    for row in timeline.discussed:
        document.heading(3, f"{row.meeting.when}, {row.meeting.name}")
        for cited in row.passages[:most]:
            document.blocks.append(Block("bullet", _quoted(document, cited)))
    document.heading(2, "Made from")
    for name, value in made_from(timeline, command):
        document.blocks.append(Block("bullet", (Piece(f"{name}: {value}"),)))


def _row(row: TimelineRow) -> Block:
    found = str(len(row.passages)) if row.passages else status(row)
    cells = (f"{dated(row.meeting)} {row.meeting.name}", found, f"{row.weight:.1%}", row.change or "")
    return Block("row", cells=tuple((Piece(cell),) for cell in cells))


def _quoted(document: Document, cited: ThemePassage) -> tuple[Piece, ...]:
    pieces = [Piece(f"“{inside(cited.passage.text)}”", (document.note(cited.passage),))]
    if cited.takes_up:
        pieces.append(Piece(" Resembles an earlier passage.", (document.note(cited.takes_up),)))
    if told := marked(cited):
        pieces.append(Piece(f" ({told})"))
    return tuple(pieces)
