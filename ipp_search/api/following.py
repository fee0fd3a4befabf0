"""What is followed over meetings: themes with the marks of people, and actions."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

from ipp_search.api.records import RecordsIndex
from ipp_search.errors import BadQuestion
from ipp_search.index import lookup
from ipp_search.index.filters import ActionFilters, MeetingFilters, read_filters
from ipp_search.query.actions.ledger import ledger
from ipp_search.query.themes import marks as marking
from ipp_search.query.themes.discover import as_toml, discover
from ipp_search.query.themes.editing import drop_theme, put_theme
from ipp_search.query.themes.file import FILE_NAME, Theme, chosen, read_themes, themes_of
from ipp_search.query.themes.marks import Agreement, Mark
from ipp_search.query.timeline.matches import Matches, matches_of
from ipp_search.results import Actions, Timeline, Timelines, as_public


class FollowingIndex(RecordsIndex):
    """The part of ``Index`` that follows themes and actions from meeting to meeting."""

    def themes(self, file: str | os.PathLike[str] | None = None) -> dict[str, Theme]:
        """The themes of a file, by name; without one, of ``themes.toml`` in the index folder.

        Where there is none, the bundled notes have the bundled ones, and other records have none. ``BadThemes`` names
        the line of a file that cannot be read.
        """
        if file is not None:
            return read_themes(Path(file))
        with self.session.reading() as view:
            return themes_of(self.folder, view.catalogue)

    def set_theme(self, theme: Theme, named: str | None = None) -> Theme:
        """Keep a theme in ``themes.toml`` of the index folder; as it is kept, its words trimmed and each there once.

        Args:
            theme: to keep.
            named: the name that it had so far, whose marks follow it; None for a new theme.

        Raises:
            BadQuestion: there is no index yet, the theme says nothing, or another one has its name.
            BadThemes: the file cannot be read or written; it is left as it was.
        """
        self._check_own("themes")
        kept = put_theme(self.folder / FILE_NAME, theme, named, self.themes())
        if named is not None and named.casefold() != kept.name.casefold():
            marking.rename_theme(self.folder / marking.FILE_NAME, named, kept.name)
        return kept

    def drop_theme(self, name: str) -> None:
        """Take a theme out of the file; marks on it stay. Errors are those of ``set_theme``."""
        self._check_own("themes")
        drop_theme(self.folder / FILE_NAME, name, self.themes())

    def proposed_themes(self, count: int | None = None) -> list[Theme]:
        """Themes proposed from the records, those of most passages first; none where there are too few passages."""
        with self.session.reading() as view:
            return discover(view.catalogue, view.searcher.tables.whole(), count)

    def discover_themes(self, count: int | None = None) -> str:
        """Themes proposed from the records, as a file to edit; empty where there are too few passages."""
        return as_toml(self.proposed_themes(count))

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
        self._check_own("marks")
        with self.session.reading() as view:
            placed = [marking.placed(view.catalogue, mark) for mark in decisions]
        return marking.add_marks(self.folder / marking.FILE_NAME, placed)

    def unmark(self, theme: str, passage: str, coder: str = "") -> bool:
        """Take back what a coder decided of a passage (its id); whether there was such a mark."""
        self._check_own("marks")
        return marking.drop_mark(self.folder / marking.FILE_NAME, theme, passage, coder)

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

    def _check_own(self, what: str) -> None:
        if self.bundled:
            raise BadQuestion(f"There is no index to keep {what} in.", "Make one with: ipp-search ingest FOLDER")
