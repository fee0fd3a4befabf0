"""A briefing set out as a document: all words outside of quotation marks are ours or facts of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.output.drafts.document import Block, Document, Piece, inside, on_day
from ipp_search.query.briefing import scope, wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ipp_search.ingest.records import Meeting
    from ipp_search.query.actions.records import Action
    from ipp_search.query.briefing.draft import Briefing, Quotation
    from ipp_search.query.briefing.grounding import Grounded
    from ipp_search.query.briefing.summary import MeetingSummary


def set_out(briefings: Sequence[Briefing], standing: Mapping[str, Sequence[Grounded]] | None = None) -> Document:
    """Set briefings, one a topic, out as one document.

    ``standing`` are, by topic, sentences on where it stands that take the place of the quotations there.
    """
    document = Document()
    for briefing in briefings:
        _add_topic(document, briefing, (standing or {}).get(briefing.topic, ()))
    return document


def set_out_summary(summary: MeetingSummary) -> Document:
    """Set the summary of one meeting out as a document."""
    document = Document()
    document.heading(1, f"Summary: {summary.question}" if summary.question else "Summary")
    document.heading(2, f"{summary.meeting.when}, {summary.meeting.name}")
    if not any(part.quotations for part in summary.parts):
        document.paragraph(Piece(wording.NOTHING_ON_QUESTION if summary.question else wording.EMPTY))
    for part in summary.parts:
        if part.title:
            document.paragraph(Piece(part.title, tuple(document.note(q.passage) for q in part.quotations[:1])))
        for quotation in part.quotations:
            who = quotation.passage.speaker
            # Only of a transcript is all of a passage what its speaker said; minutes name speakers in the sentence.
            said = (Piece(f"{who} said: "),) if who and who not in quotation.passage.text else ()
            document.blocks.append(Block("bullet", (*said, document.quoted(quotation))))
    _add_actions(document, summary.actions)
    return document


def _add_topic(document: Document, briefing: Briefing, standing: Sequence[Grounded]) -> None:
    document.heading(1, f"Briefing: {briefing.topic}")
    if briefing.last is not None:
        _add_standing(document, briefing, briefing.last, standing)
    elif briefing.nothing_in:
        document.heading(2, wording.WHERE)
        for silence in _silences(briefing):
            document.paragraph(Piece(scope.sentence(silence)))
        return
    if briefing.decisions:
        document.heading(2, wording.DECISIONS)
        document.bullets(briefing.decisions, lead=True)
    _add_story(document, briefing)
    if briefing.positions:
        _add_positions(document, briefing.positions)
    _add_actions(document, briefing.actions)
    if briefing.unanswered:
        document.heading(2, wording.RAISED)
        document.bullets(briefing.unanswered, lead=True)


def _silences(briefing: Briefing) -> Sequence[scope.Silence]:
    """Where nothing was found: of all records in one, of chosen groups one by one."""
    meetings = briefing.nothing_in
    if not meetings or briefing.limits.get("series"):
        return scope.silences(meetings, ())
    return [scope.Silence(scope.RECORDS, meetings, meetings)]


def _add_standing(document: Document, briefing: Briefing, last: Meeting, standing: Sequence[Grounded]) -> None:
    document.heading(2, wording.WHERE)
    pieces = [Piece(f"Last discussed {on_day(last, inside=True)}, {last.name}: ")]
    if standing:
        for sentence in standing:
            pieces += [Piece(sentence.text, tuple(map(document.note, sentence.passages))), Piece(" ")]
    else:
        for quotation in briefing.now:
            under = [Piece(wording.under(quotation.passage))] if quotation.bare else []
            pieces += [*under, document.quoted(quotation), Piece(" ")]
    document.paragraph(*pieces)
    if standing:
        document.paragraph(Piece(wording.REWORDED))


def _add_story(document: Document, briefing: Briefing) -> None:
    document.heading(2, wording.STORY)
    if limited := scope.limits_sentence(briefing.limits):
        document.paragraph(Piece(limited))
    acting = {action.passage.meeting.id for action in briefing.actions}
    speaking = [part for part in briefing.parts if part.quotations or part.meeting.id in acting]
    for silence in scope.silences([part.meeting for part in briefing.parts], [part.meeting for part in speaking]):
        document.paragraph(Piece(scope.sentence(silence)))
    for part in speaking:
        document.heading(3, f"{part.meeting.when}, {part.meeting.name}")
        if part.quotations:
            document.bullets(part.quotations)
        else:
            document.paragraph(Piece(wording.ONLY_ACTIONS))


def _add_positions(document: Document, positions: Mapping[str, Sequence[Quotation]]) -> None:
    document.heading(2, wording.POSITIONS)
    for who, quotations in positions.items():
        document.heading(3, who)
        above = [quotation for quotation in quotations if quotation.passage in document.sources]
        document.bullets([quotation for quotation in quotations if quotation not in above], lead=True)
        for quotation in above:
            told = Piece(wording.quoted_above(quotation.passage), (document.note(quotation.passage),))
            document.blocks.append(Block("bullet", (told,)))


def _add_actions(document: Document, actions: Sequence[Action]) -> None:
    if actions:
        document.heading(2, wording.ACTIONS)
        document.blocks.append(Block("columns", cells=tuple((Piece(c),) for c in wording.COLUMNS)))
        document.blocks += [_row(document, action) for action in actions]


def _row(document: Document, action: Action) -> Block:
    passage = action.passage
    notes = (document.note(passage),)
    event = action.history[-1]
    shown = (document.note(event.passage),) if event.passage != passage else ()
    cells = (
        (Piece(f"“{inside(passage.text)}”", notes),),
        (Piece(action.owner or wording.NO_OWNER),),
        (Piece(passage.meeting.when),),
        (Piece(event.in_words, shown),),
    )
    return Block("row", cells=cells)
