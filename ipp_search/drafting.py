"""Summaries of meetings, and documents proved against the records; imported where asked for: readers come with it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from ipp_search import asking
from ipp_search.errors import BadQuestion
from ipp_search.index import lookup
from ipp_search.query.briefing.summary import SENTENCES_OF, WORDS, SummaryPart, by_section, on_question
from ipp_search.query.verification.drafts import check_draft
from ipp_search.results import MeetingSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ipp_search.query.briefing.lengths import Length
    from ipp_search.query.themes.file import Theme
    from ipp_search.query.verification.sources import Checked
    from ipp_search.query.verification.statements import Draft
    from ipp_search.results import Actions
    from ipp_search.session import Session


def summarised(
    session: Session, meeting: str, question: str | None, length: Length, actions: Callable[..., Actions]
) -> MeetingSummary:
    """What ``Index.summary`` gives; ``actions`` are those of a meeting, by its id."""
    with session.reading() as view:
        held = lookup.one_meeting(view.catalogue, meeting)
        if question is None:
            parts = by_section(lookup.passages_of(view.catalogue, held), view.encoder(), length)
            return MeetingSummary(held, None, parts, tuple(actions(meeting=held.id)))
        asked = asking.ask(session, question, limit=SENTENCES_OF, meeting=held.id)
        (answer,) = asking.answer(session, [asked])
        if isinstance(answer, BadQuestion):
            raise answer
        passages = [hit.passage for hit in answer.hits or answer.nearest]
        said = on_question(question, view.searcher.weights(asked), passages, view.encoder(), WORDS[length])
        return MeetingSummary(held, question, (SummaryPart("", said),), ())


def proved(session: Session, written: Draft, actions: Callable[..., Actions], themes: Mapping[str, Theme]) -> Checked:
    """What of a document the records prove, by all ``actions`` and ``themes`` of the index."""
    with session.reading() as view:
        return check_draft(written, view.catalogue, cache(actions), themes, dt.date.today())
