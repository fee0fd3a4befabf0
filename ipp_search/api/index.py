"""The front door for notebooks, the command line and the server: one index, opened."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from ipp_search import asking
from ipp_search.api.following import FollowingIndex
from ipp_search.errors import BadQuestion
from ipp_search.index.filters import MeetingFilters, SearchFilters
from ipp_search.index.report import Progress, silent
from ipp_search.query.briefing.draft import after_previous, draft
from ipp_search.query.briefing.lengths import Length, check_length
from ipp_search.query.briefing.mentions import Mentions
from ipp_search.query.search.rerank import READ
from ipp_search.query.themes.file import Theme, chosen
from ipp_search.results import Briefing, MeetingSummary, SearchResult, as_public

if TYPE_CHECKING:
    from ipp_search.query.verification.sources import Checked
    from ipp_search.query.verification.statements import Draft


class Index(FollowingIndex):
    """An index of meeting records, open for questions; a context manager. Used by one thread at a time.

    Every method reads one state of the index, whatever an ingest writes meanwhile.

    Args:
        folder: where it lies. With no index there yet, questions are answered from the two
            bundled notes; ``ingest`` makes an index there.
        notice: told, in a sentence, of anything that takes time.
        encoder: embeds texts in place of the model that the index names, as ``ipp_search.testing.FakeEncoder`` does.
        ranking: what ranking weighs.
    """

    def search(
        self,
        question: str,
        *,
        limit: int = 10,
        lexical: bool = False,
        natural: bool = True,
        strict: bool = False,
        rerank: str | None = None,
        **filters: Unpack[SearchFilters],
    ) -> SearchResult:
        """Find the passages that answer a question, best first.

        Args:
            question: plain words; a phrase in double quotation marks must occur literally.
            limit: at most so many hits.
            lexical: match words only, without the embedding model.
            natural: take dates and owners in the question ("since 2024", "actions for HMPPS") as filters.
            strict: give only what is answered, not what comes nearest where the records may not speak to it.
            rerank: a cross-encoder, by name or folder, that puts the first hits in its own order.
            since: only meetings on or after this day (a date, or words such as ``"June 2025"``: from its first day).
            until: only meetings on or before this day (of a period, its last).
            meeting: only meetings whose id begins so.
            section: only passages under a heading with these words in it.
            kind: only passages of this kind: discussion, action, decision, note or header.
            series: only meetings of groups with these words in their name.
            speaker: only what someone of this name is said to have said.
            owner: only actions for someone of this name.

        Raises:
            BadQuestion: the question or a filter cannot be understood.
            IndexProblem: the index is damaged, or was made with another model.
        """
        most = max(limit, READ) if rerank else limit
        with self.session.reading():
            asked = asking.ask(self.session, question, limit=most, natural=natural, strict=strict, **filters)
            (answer,) = asking.answer(self.session, [asked], lexical=lexical)
            if isinstance(answer, BadQuestion):
                raise answer
            answer = asking.with_nearest_theme(self.session, answer, lexical=lexical)
        return asking.in_order_of(answer, rerank, limit) if rerank else answer

    def brief(
        self,
        topic: str | Theme,
        *,
        length: Length = "standard",
        since_last: bool = False,
        **filters: Unpack[MeetingFilters],
    ) -> Briefing:
        """Draft a briefing on a theme or phrase: whole sentences of the records, each with its passage.

        Args:
            topic: a theme, its name, or a phrase.
            length: how much to quote of each meeting: short, standard or full.
            since_last: only what followed the last meeting but one of its series.
            since, until, series: as those of ``timelines``, whose errors are raised too.

        Raises:
            BadQuestion: there is no such length.
        """
        check_length(length)
        with self.session.reading() as view:
            if since_last:
                filters["since"], filters["series"] = after_previous(self.meetings(), filters.get("series"))
            (theme,) = chosen([topic], self.themes())
            timeline = self.timeline(theme, **filters)
            in_time = filters.get("since") or filters.get("until")
            whole = self.timeline(theme, series=filters.get("series")) if in_time else timeline
            mentions, actions = Mentions(view.catalogue, theme), self.actions(**filters)
            briefing = draft(theme, timeline, whole, actions, mentions, length, dt.date.today())
            return as_public(briefing, Briefing)

    def summary(self, meeting: str, question: str | None = None, *, length: Length = "standard") -> MeetingSummary:
        """Summarise one meeting in its own sentences: on a question, or section by section with its actions.

        Args:
            meeting: its id, or the beginning of it.
            question: what to look for; None for all of the meeting.
            length: on a question 80, 200 or 500 words; else one or two sentences a section, or everything.

        Raises:
            NothingCited: no single meeting has such an id.
            BadQuestion: the question cannot be understood, or there is no such length.
        """
        from ipp_search import drafting

        check_length(length)
        return drafting.summarised(self.session, meeting, question, length, self.actions)

    def verify(self, draft: str | os.PathLike[str] | None = None, progress: Progress = silent) -> Checked:
        """Check a document against the records, or, with none, every passage of the index against its source file.

        Args:
            draft: a briefing, letter or speech (.md, .txt, .html, .docx, .odt, .pdf, .rtf, .json), edited or not.
            progress: told how many files of the index were looked at.

        Raises:
            UnreadableRecord: the document cannot be read.
        """
        from ipp_search.output.drafts.draft_apart import read_draft_apart
        from ipp_search.query.verification.sources import check_index

        if draft is not None:
            return self._verified(read_draft_apart(Path(draft)))
        with self.session.reading() as view:
            return check_index(view.catalogue, progress)

    def verify_text(self, text: str) -> Checked:
        """As ``verify`` checks a Markdown file that holds the text."""
        from ipp_search.output.drafts.read_draft import read_draft_text

        return self._verified(read_draft_text(text))

    def _verified(self, written: Draft) -> Checked:
        from ipp_search import drafting

        return drafting.proved(self.session, written, self.actions, self.themes())
