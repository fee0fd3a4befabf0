"""The front door for notebooks and for the command line: one index, opened."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipp_search import settings
from ipp_search.errors import BadQuestion, BadThemes
from ipp_search.filled import FilledIndex, silent
from ipp_search.index import lookup, sync
from ipp_search.index.filters import Day, read_filters
from ipp_search.index.status import Status, status_of
from ipp_search.query.actions.ledger import ledger
from ipp_search.query.actions.records import Action
from ipp_search.query.briefing.draft import Briefing, Length, after_previous, draft
from ipp_search.query.briefing.summary import SENTENCES_OF, WORDS, MeetingSummary, SummaryPart, by_section, on_question
from ipp_search.query.excerpts import excerpts
from ipp_search.query.question.interpret import Asked
from ipp_search.query.search.rerank import READ, reranked
from ipp_search.query.search.results import Excerpt, SearchResult
from ipp_search.query.themes.discover import as_toml, discover
from ipp_search.query.themes.file import BUNDLED as BUNDLED_THEMES
from ipp_search.query.themes.file import FILE_NAME as THEMES_FILE
from ipp_search.query.themes.file import Theme, chosen, read_themes
from ipp_search.query.timeline.records import Timeline
from ipp_search.query.timeline.timelines import Timelines
from ipp_search.query.verification.drafts import Draft, check_draft
from ipp_search.query.verification.sources import Checked, check_index

if TYPE_CHECKING:
    from ipp_search.ingest.records import Kind


class Index(FilledIndex):
    """An index of meeting records, open for questions; a context manager.

    Args:
        folder: where it lies. With no index there yet, questions are answered from the two
            bundled notes; ``ingest`` makes an index there.
        notice: told, in a sentence, of anything that takes time or limits an answer.
    """

    def search(
        self,
        question: str,
        *,
        since: Day | None = None,
        until: Day | None = None,
        meeting: str | None = None,
        section: str | None = None,
        kind: Kind | None = None,
        series: str | None = None,
        speaker: str | None = None,
        owner: str | None = None,
        limit: int = 10,
        lexical: bool = False,
        natural: bool = True,
        rerank: str | None = None,
    ) -> SearchResult:
        """Find the passages that answer a question, best first.

        Args:
            question: plain words; a phrase in double quotation marks must occur literally.
            since: only meetings on or after this day (a date, or words such as ``"2025-06-03"``,
                ``"June 2025"`` or ``"2025"``, then from the first day of that period).
            until: only meetings on or before this day (of a period, its last).
            meeting: only meetings whose id begins so.
            section: only passages under a heading with these words in it.
            kind: only passages of this kind.
            series: only meetings of groups with these words in their name.
            speaker: only what someone of this name is said to have said.
            owner: only actions for someone of this name.
            limit: at most so many hits.
            lexical: match words only, without the embedding model.
            natural: take dates and owners in the question ("since 2024", "actions for HMPPS") as filters.
            rerank: a cross-encoder, by name or folder, that puts the first hits in its own order.

        Raises:
            BadQuestion: the question or a filter cannot be understood.
            IndexProblem: the index is damaged, or was made with another model.
        """
        given = {
            "since": since, "until": until, "meeting": meeting, "section": section, "kind": kind, "series": series,
            "speaker": speaker, "owner": owner,
        }  # fmt: skip
        most = max(limit, READ) if rerank else limit
        (answer,) = self.search_many([self.ask(question, limit=most, natural=natural, **given)], lexical=lexical)
        if isinstance(answer, BadQuestion):
            raise answer
        answer = self.with_nearest_theme(answer, question, lexical=lexical)
        return replace(answer, hits=tuple(reranked(question, answer.hits, rerank)[:limit])) if rerank else answer

    def with_nearest_theme(self, answer: SearchResult, question: str, *, lexical: bool = False) -> SearchResult:
        """An answer that found nothing with the theme that its question comes nearest to, if any."""
        if not (answer.found or lexical or self.empty):
            with suppress(BadThemes):  # told where themes are asked for
                return replace(answer, nearest_theme=self._theme_near(question, self.themes()))
        return answer

    def search_many(self, questions: Sequence[Asked], *, lexical: bool = False) -> list[SearchResult | BadQuestion]:
        """Answer many questions, made by ``ask``, together and so faster; one not understood is an error in its place.

        Raises:
            IndexProblem: the index is damaged, or was made with another model.
        """
        catalogue, searcher = self._open()
        with catalogue.snapshot():  # an ingest may be writing
            return searcher.search(questions, None if lexical else self._model)

    def ask(self, question: str, *, limit: int = 10, natural: bool = True, **given: Any) -> Asked:
        """A question for ``search_many``; arguments and errors are those of ``search``."""
        if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
            raise BadQuestion(f"The limit is {limit!r}.", "Ask for at least one hit.")
        if not isinstance(question, str):
            raise BadQuestion(f"The question is {question!r}.", "It is to be words.")
        filters = read_filters(given)
        lookup.check_meeting(self._catalogue, filters.meeting)
        return Asked(question, filters, limit, natural)

    def themes(self, file: str | os.PathLike[str] | None = None) -> dict[str, Theme]:
        """The themes of a file, by name; without one, of ``themes.toml`` in the index folder, else the bundled ones.

        Raises:
            BadThemes: the file cannot be read as themes; the message names the line.
        """
        own = self.folder / THEMES_FILE
        return read_themes(Path(file) if file is not None else own if own.exists() else BUNDLED_THEMES)

    def timeline(self, theme: str | Theme, **given: Any) -> Timeline:
        """Follow one theme; arguments and errors are those of ``timelines``."""
        return self.timelines([theme], **given)[0]

    def timelines(
        self,
        themes: Sequence[str | Theme],
        *,
        since: Day | None = None,
        until: Day | None = None,
        series: str | None = None,
    ) -> list[Timeline]:
        """Follow themes through the meetings: a row for each meeting, also where a theme was not discussed.

        Each row is judged on the records up to its meeting, so what is added later changes no earlier row.

        Args:
            themes: names of themes, or phrases, or themes.
            since: rows only for meetings on or after this day; earlier ones still tell what is new.
            until: rows only for meetings on or before this day.
            series: rows only for meetings of groups with these words in their name.

        Raises:
            BadQuestion: no theme is given, or one or a filter cannot be understood.
            IndexProblem: the index is damaged, or was made with another model.
        """
        asked = chosen(themes, self.themes())
        filters = read_filters({"since": since, "until": until, "series": series})
        catalogue, searcher = self._open()
        model = self._model()
        with catalogue.snapshot():
            if self._timelines is None or not self._timelines.current():
                self._timelines = Timelines(catalogue, searcher.tables, model)
            return self._timelines.follow(asked, filters)

    def discover_themes(self, count: int | None = None) -> str:
        """Themes proposed from the records, as a file to edit; empty where there are too few passages."""
        catalogue, searcher = self._open()
        return as_toml(discover(catalogue, searcher.tables.whole(), count))

    def actions(
        self,
        *,
        since: Day | None = None,
        until: Day | None = None,
        meeting: str | None = None,
        series: str | None = None,
        owner: str | None = None,
        only_open: bool = False,
    ) -> list[Action]:
        """Every statement of an action, oldest first, each with the history of its action across meetings.

        Args are those of ``search``; ``only_open`` leaves out what is shown to be done or closed.

        Raises:
            BadQuestion: a filter cannot be understood.
        """
        filters = read_filters({"since": since, "until": until, "meeting": meeting, "series": series, "owner": owner})
        catalogue, searcher = self._open()
        lookup.check_meeting(catalogue, filters.meeting)
        return ledger(catalogue, searcher.tables, filters, only_open=only_open)

    def brief(
        self,
        topic: str | Theme,
        *,
        length: Length = "standard",
        since: Day | None = None,
        until: Day | None = None,
        series: str | None = None,
        since_last: bool = False,
    ) -> Briefing:
        """Draft a briefing on a theme or phrase: whole sentences of the records, each with its passage.

        ``length`` is how much to quote of each meeting; ``since_last`` leaves only what followed the last meeting but
        one of its series. The rest and the errors are those of ``timelines``.
        """
        if since_last:
            since, series = after_previous(self.meetings(), series)
        (theme,) = chosen([topic], self.themes())
        timeline = self.timeline(theme, since=since, until=until, series=series)
        return draft(theme, timeline, self.actions(since=since, until=until, series=series), length)

    def summary(self, meeting: str, question: str | None = None, *, length: Length = "standard") -> MeetingSummary:
        """Summarise one meeting in its own sentences: on a question, or section by section with its actions.

        Args:
            meeting: its id, or the beginning of it.
            question: what to look for; None for all of the meeting.
            length: on a question 80, 200 or 500 words; else one or two sentences a section, or everything.

        Raises:
            NothingCited: no single meeting has such an id.
            BadQuestion: the question cannot be understood.
        """
        catalogue, searcher = self._open()
        held = lookup.one_meeting(catalogue, meeting)
        if question is None:
            parts = by_section(lookup.passages_of(catalogue, held), self._model(), length)
            return MeetingSummary(held, None, parts, tuple(self.actions(meeting=held.id)))
        asked = self.ask(question, limit=SENTENCES_OF, meeting=held.id)
        (answer,) = searcher.search([asked], self._model)
        if isinstance(answer, BadQuestion):
            raise answer
        passages = [hit.passage for hit in answer.hits]
        said = on_question(question, searcher.weights(asked), passages, self._model(), WORDS[length])
        return MeetingSummary(held, question, (SummaryPart("", said),), ())

    def verify(self, progress: sync.Progress | None = None) -> Checked:
        """Look every passage of the index up in its source file."""
        return check_index(self._catalogue, progress or silent)

    def verify_draft(self, written: Draft) -> Checked:
        """Check a draft against the records; ``read_draft`` reads one from a file."""
        return check_draft(written, self._catalogue)

    def meetings(self) -> list[lookup.IndexedMeeting]:
        """Every meeting, oldest first, undated last."""
        return lookup.meetings(self._catalogue)

    def show(self, citation: str) -> list[Excerpt]:
        """The passage that a citation or a passage id names, with the lines around it.

        More than one where two records carry the very same citation.

        Raises:
            NothingCited: it names no passage of this index.
        """
        return excerpts(self._catalogue, citation)

    def status(self) -> Status:
        """Where the index lies and what it holds."""
        return status_of(self._catalogue, bundled=self.bundled)


def open_index(folder: str | os.PathLike[str] | None = None) -> Index:
    """Open an index: the folder given, else IPP_SEARCH_INDEX, else the platform's data folder.

    With no index there yet, the two bundled notes answer.
    """
    return Index(settings.index_folder(folder))
