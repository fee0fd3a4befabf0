"""The front door for notebooks, the command line and the server: one index, opened."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self, Unpack

from ipp_search import asking
from ipp_search.errors import BadQuestion
from ipp_search.index import hand_edits, lookup
from ipp_search.index.filters import ActionFilters, MeetingFilters, SearchFilters, read_filters
from ipp_search.index.report import IngestReport, Progress, silent
from ipp_search.index.status import Status, status_of
from ipp_search.query.actions.ledger import ledger
from ipp_search.query.briefing.draft import after_previous, draft
from ipp_search.query.briefing.lengths import Length, check_length
from ipp_search.query.briefing.mentions import Mentions
from ipp_search.query.excerpts import excerpts
from ipp_search.query.export import ExportedMeeting, export
from ipp_search.query.reading import WholeRecord, whole_record
from ipp_search.query.search.rerank import READ
from ipp_search.query.search.results import Excerpt
from ipp_search.query.themes import marks as marking
from ipp_search.query.themes.discover import as_toml, discover
from ipp_search.query.themes.file import Theme, chosen, read_themes, themes_of
from ipp_search.query.themes.marks import Agreement, Mark
from ipp_search.query.timeline.matches import Matches, matches_of
from ipp_search.results import Actions, Briefing, Meetings, MeetingSummary, SearchResult, Timeline, Timelines, as_public
from ipp_search.session import Session

if TYPE_CHECKING:
    from ipp_search.index.encoding.encoder import Encoder
    from ipp_search.ingest.records import Passage
    from ipp_search.query.verification.sources import Checked
    from ipp_search.query.verification.statements import Draft


class Index:
    """An index of meeting records, open for questions; a context manager. Used by one thread at a time.

    Every method reads one state of the index, whatever an ingest writes meanwhile.

    Args:
        folder: where it lies. With no index there yet, questions are answered from the two
            bundled notes; ``ingest`` makes an index there.
        notice: told, in a sentence, of anything that takes time.
        encoder: embeds texts in place of the model that the index names, as ``ipp_search.testing.FakeEncoder`` does.
    """

    def __init__(
        self, folder: Path, notice: Callable[[str], None] = lambda _: None, *, encoder: Encoder | None = None
    ) -> None:
        self.folder = folder
        self.session = Session(folder, notice, encoder)
        """The parts of the index, for experiments on them; they may change from version to version."""

    def __repr__(self) -> str:
        return f"<Index {self.folder}{' (the two bundled notes)' if self.bundled else ''}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the files. Closing twice is harmless, and a closed index opens again when asked."""
        self.session.close()

    @property
    def bundled(self) -> bool:
        """Whether the two bundled notes answer, because there is no index at ``folder`` yet."""
        return self.session.bundled

    def ingest(
        self,
        paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
        progress: Progress = silent,
        *,
        date: str | None = None,
        dry_run: bool = False,
        model: str | None = None,
        vectors: str | None = None,
        prune: bool = False,
    ) -> IngestReport:
        """Bring the index up to date with files and folders, and stay open on the result.

        What could not be read is listed in the report; it never stops the rest.

        Args:
            paths: a file or folder, or several.
            progress: told the step, how much of it is done, and how much there is.
            date: the date of the meeting in ``paths``, which is then one file; kept for later.
            dry_run: only tell what would be understood; nothing is written.
            model: a sentence-transformers model by name or folder, for a new index; it stays with the index.
            vectors: a Chroma server that is to keep the vectors too, or ``"local"``; see ``report.vectors_wait``.
            prune: drop what has vanished from folders also where it is more than half of the records.

        Raises:
            BadQuestion: a path is empty, or ``date`` is no date or stands beside more than one file.
            IndexLocked: another ingest is writing.
            IndexProblem: the index is damaged, or was made with another model.
        """
        from ipp_search.index import sync

        places = [Path(p) for p in ([paths] if isinstance(paths, str | os.PathLike) else paths) if str(p).strip()]
        sync.check_places(places, date)
        if dry_run:
            return self.session.preview(places, progress, date)
        if self.bundled and not any(place.exists() for place in places):
            return sync.preview(places, progress)  # nothing there: do not begin an index with it
        return self.session.ingest(places, progress, date, model, vectors, prune)

    def correct(self, path: str | os.PathLike[str], facts: Mapping[str, str | bool]) -> str:
        """Set facts of a record by hand, which outrank what is read once it is ingested again; the file they are in.

        Args:
            path: of the record, as ``Meeting.path`` has it.
            facts: ``title``, ``series``, ``date``, ``end_date``, in words, or ``ignore``, true where it is no record.

        Raises:
            BadQuestion: there is no index yet, or the record is not in it.
            UnreadableRecord: a fact, or the file, cannot be read.
            IndexLocked: another process is writing.
        """
        with self.session.setting() as catalogue:
            return str(hand_edits.set_facts(catalogue, str(path), facts))

    def take_back(self, path: str | os.PathLike[str]) -> list[str]:
        """Take back all that is set by hand for a record; the files in which it stood. Errors as of ``correct``."""
        with self.session.setting() as catalogue:
            return [str(file) for file in hand_edits.unset(catalogue, str(path))]

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

    def themes(self, file: str | os.PathLike[str] | None = None) -> dict[str, Theme]:
        """The themes of a file, by name; without one, of ``themes.toml`` in the index folder.

        Where there is none, the bundled notes have the bundled ones, and other records have none. ``BadThemes`` names
        the line of a file that cannot be read.
        """
        if file is not None:
            return read_themes(Path(file))
        with self.session.reading() as view:
            return themes_of(self.folder, view.catalogue)

    def discover_themes(self, count: int | None = None) -> str:
        """Themes proposed from the records, as a file to edit; empty where there are too few passages."""
        with self.session.reading() as view:
            return as_toml(discover(view.catalogue, view.searcher.tables.whole(), count))

    def timeline(self, theme: str | Theme, **filters: Unpack[MeetingFilters]) -> Timeline:
        """Follow one theme; arguments and errors are those of ``timelines``."""
        return self.timelines([theme], **filters)[0]

    def timelines(self, themes: Sequence[str | Theme], **filters: Unpack[MeetingFilters]) -> Timelines:
        """Follow themes through the meetings: a row for each meeting, also where no passage was found.

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
        read = read_filters(filters, MeetingFilters)
        with self.session.reading():
            followed = self.session.timelines().follow(asked, read, self.marks())
            return Timelines(as_public(one, Timeline) for one in followed)

    def marks(self) -> tuple[Mark, ...]:
        """What people decided of passages, from ``marks.csv`` in the index folder; ``BadThemes`` if it is damaged."""
        return marking.read_marks(self.folder / marking.FILE_NAME)

    def mark(self, *decisions: Mark) -> int:
        """Keep decisions on passages (ids or citations), each in place of its coder's earlier one; how many are new.

        ``BadQuestion`` where there is no index yet, ``NothingCited`` where no single passage is named.
        """
        if self.bundled:
            raise BadQuestion("There is no index to keep marks in.", "Make one with: ipp-search ingest FOLDER")
        with self.session.reading() as view:
            placed = [marking.placed(view.catalogue, mark) for mark in decisions]
        return marking.add_marks(self.folder / marking.FILE_NAME, placed)

    def matches(self, theme: str | Theme) -> Matches:
        """What a theme matches in all records, marks aside: words, forms, acronyms, headings, meaning, with counts."""
        asked = chosen([theme], self.themes())
        with self.session.reading():
            return matches_of(self.session.timelines().follow(asked, read_filters({}, MeetingFilters))[0])

    def agreement(self, theme: str | Theme) -> list[Agreement]:
        """How far coders agree on a theme, and each of them with the program; errors are those of ``timelines``."""
        found = self.matches(theme)
        return marking.agreements(self.marks(), found.theme.name, found.ids)

    def actions(self, *, only_open: bool = False, **filters: Unpack[ActionFilters]) -> Actions:
        """Every statement of an action, oldest first, each with the history of its action across meetings.

        Args:
            only_open: leave out what is shown to be done or closed.
            since, until, meeting, series, owner: as those of ``search``.

        Raises:
            BadQuestion: a filter cannot be understood.
        """
        read = read_filters(filters, ActionFilters)
        with self.session.reading() as view:
            lookup.check_meeting(view.catalogue, read.meeting)
            found = self.session.kept(
                ("actions", read, only_open, dt.date.today()),
                lambda view: ledger(view.catalogue, view.searcher.tables, read, only_open=only_open),
            )
            return Actions(found)

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

    def meetings(self) -> Meetings:
        """Every meeting, oldest first, undated last."""
        return Meetings(self.session.kept("meetings", lambda view: lookup.meetings(view.catalogue)))

    def export(self, **filters: Unpack[MeetingFilters]) -> list[ExportedMeeting]:
        """All that was understood, a meeting at a time: facts, headings, actions, passages, and what was left out.

        Args:
            since, until, series: as those of ``timelines``.

        Raises:
            BadQuestion: a filter cannot be understood.
        """
        read = read_filters(filters, MeetingFilters)
        with self.session.reading() as view:
            return export(view.catalogue, read)

    def read(self, meeting: str) -> WholeRecord:
        """The whole record of one meeting: its text, passages, headings, what was left out, and its neighbours.

        Args:
            meeting: its id, or the beginning of it.

        Raises:
            NothingCited: no single meeting has such an id.
        """
        with self.session.reading() as view:
            return whole_record(view.catalogue, meeting)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The passages whose ids are given, in their order; those that are no longer there are left out."""
        with self.session.reading() as view:
            return lookup.passages_with(view.catalogue, ids)

    def show(self, citation: str) -> list[Excerpt]:
        """The passage that a citation or a passage id names, with the lines around it.

        More than one where two records carry the very same citation.

        Raises:
            NothingCited: it names no passage of this index.
        """
        with self.session.reading() as view:
            return excerpts(view.catalogue, citation)

    def backup(self, file: str | os.PathLike[str]) -> None:
        """Write all of the index to one file, in one state, while others may ask; errors are ``Session.backup``'s."""
        self.session.backup(Path(file))

    def restore(self, file: str | os.PathLike[str]) -> None:
        """Put a backup in place of the index, damaged or not; errors are ``Session.restore``'s."""
        self.session.restore(Path(file))

    def status(self) -> Status:
        """Where the index lies and what it holds."""
        with self.session.reading() as view:
            return status_of(view.catalogue, bundled=self.bundled)
