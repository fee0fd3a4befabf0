"""Answers as a notebook gets them: the plain records, with short forms to look at and data frames to work on."""

from __future__ import annotations

from dataclasses import fields
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ipp_search.extras import needed
from ipp_search.index.lookup import IndexedMeeting
from ipp_search.output.drafts import briefing, document
from ipp_search.output.search import not_answered
from ipp_search.query.actions.records import Action
from ipp_search.query.briefing import draft, summary
from ipp_search.query.search import results as search
from ipp_search.query.timeline import records as timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas

_Record = TypeVar("_Record")


def as_public(record: Any, public: type[_Record]) -> _Record:
    """A record as the class of its own kind that is given here."""
    return public(**{field.name: getattr(record, field.name) for field in fields(record)})


class SearchResult(search.SearchResult):
    """The passages for a question, best first, and how it was read; prints as quotations with their citations."""

    __slots__ = ()

    def __str__(self) -> str:
        quoted = "\n\n".join(map(str, self.shown))
        return quoted if self.found else "\n\n".join(filter(None, (not_answered(self), quoted)))

    def __repr__(self) -> str:
        return f"<SearchResult “{self.query}”: {self.answer}, {len(self.shown)} passages>"

    def _repr_html_(self) -> str:
        rows = [(hit.rank, _quoted(hit.passage.text), hit.passage.citation) for hit in self.shown]
        told = "" if self.found else f"<p>{escape(not_answered(self))}</p>"
        return told + (_table(("", f"“{self.query}”", "source"), rows) if rows else "")

    def to_frame(self) -> pandas.DataFrame:
        """A row a passage shown, as a pandas DataFrame; ``answer`` tells whether it answers or is only nearest.

        Columns: rank, score, meeting (its id), series, date (datetime, NaT where undated), section, kind, speaker,
        owner, text, citation, also_in (a list), answer.
        """
        names = (
            "rank", "score", "meeting", "series", "date", "section", "kind", "speaker", "owner", "text", "citation",
            "also_in", "answer",
        )  # fmt: skip
        rows = [(hit, hit.passage, hit.passage.meeting) for hit in self.shown]
        return _frame(
            names,
            [
                (
                    hit.rank, hit.score, m.id, m.series, m.date, " › ".join(p.section), p.kind, p.speaker, p.owner,
                    p.text, p.citation, list(hit.also_in), self.answer,
                )
                for hit, p, m in rows
            ],
        )  # fmt: skip


class Timeline(timeline.Timeline):
    """A theme through the meetings: a row each, oldest first, undated last, and its story in sentences that cite."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join([self.theme, *(claim.sentence for claim in self.story)])

    def __repr__(self) -> str:
        return f"<Timeline “{self.theme}”: discussed in {len(self.discussed)} of {len(self.rows)} meetings>"

    def _repr_html_(self) -> str:
        rows = [
            (row.meeting.when, row.meeting.name, f"{row.weight:.1%}", row.change or "", len(row.passages))
            for row in self.rows
        ]
        story = "".join(f"<p>{escape(claim.sentence)}</p>" for claim in self.story)
        heads = ("date", "meeting", "share of words", "change", "passages")
        return f"<h4>{escape(self.theme)}</h4>{story}{_table(heads, rows)}"


class Timelines(list[Timeline]):
    """Timelines, one a theme."""

    def _repr_html_(self) -> str:
        return "".join(one._repr_html_() for one in self)

    def to_frame(self) -> pandas.DataFrame:
        """A row a theme and meeting; the columns are those of ``Timeline.to_frame``."""
        with needed("notebook", "A data frame"):
            import pandas

        return pandas.concat([one.to_frame() for one in self], ignore_index=True)


class Actions(list[Action]):
    """Statements of actions, oldest first; those of one action share ``thread``."""

    def __repr__(self) -> str:
        return f"<Actions: {len({action.thread for action in self})} in {len(self)} statements>"

    def _repr_html_(self) -> str:
        rows = [
            (_quoted(a.passage.text), a.owner or "", a.due or "", a.status, a.passage.citation)
            for a in self
        ]  # fmt: skip
        return _table(("action", "owner", "due", "status", "source"), rows)

    def to_frame(self) -> pandas.DataFrame:
        """A row a statement, as a pandas DataFrame.

        Columns: thread, meeting (its id), series, date (datetime), owner, text, due (the record's words), due_date
        (datetime), status, status_meeting (the id of the meeting that shows it), citation.
        """
        names = (
            "thread", "meeting", "series", "date", "owner", "text", "due", "due_date", "status", "status_meeting",
            "citation",
        )  # fmt: skip
        rows = [
            (
                a.thread, p.meeting.id, p.meeting.series, p.meeting.date, a.owner, p.text, a.due, a.due_date, a.status,
                a.history[-1].meeting.id, p.citation,
            )
            for a in self
            for p in [a.passage]
        ]  # fmt: skip
        return _frame(names, rows)


class Meetings(list[IndexedMeeting]):
    """Meetings with how much the index holds of each, oldest first, undated last."""

    def __repr__(self) -> str:
        return f"<Meetings: {len(self)}>"

    def _repr_html_(self) -> str:
        rows = [(held.meeting.when, held.meeting.name, held.passages, held.actions, held.meeting.id) for held in self]
        return _table(("date", "meeting", "passages", "actions", "id"), rows)

    def to_frame(self) -> pandas.DataFrame:
        """A row a meeting, as a pandas DataFrame.

        Columns: meeting (its id), series, title, date and end_date (datetime, NaT where undated), precision (day or
        month), chair, passages, actions (counts), path.
        """
        names = (
            "meeting", "series", "title", "date", "end_date", "precision", "chair", "passages", "actions", "path",
        )  # fmt: skip
        rows = [
            (m.id, m.series, m.title, m.date, m.end_date, m.precision, m.chair, held.passages, held.actions, m.path)
            for held in self
            for m in [held.meeting]
        ]
        return _frame(names, rows)


class _SetOut:
    """What can be set out as a document."""

    __slots__ = ()

    def _document(self) -> document.Document:
        raise NotImplementedError

    def __str__(self) -> str:
        return document.plain_text(self._document())

    def _repr_html_(self) -> str:
        return self.to_html()

    def to_markdown(self) -> str:
        """Markdown with a footnote a source, as ``ipp-search verify`` reads it."""
        return document.markdown(self._document())

    def to_html(self) -> str:
        """A web page that needs no network."""
        return document.html(self._document())

    def to_docx(self, template: Path | None = None) -> bytes:
        """A Word document with a footnote a source; in the styles of ``template``, a .docx, if one is given.

        Raises:
            UnreadableRecord: the template cannot be read.
        """
        from ipp_search.output.drafts.document_docx import docx

        return docx(self._document(), template)


class Briefing(_SetOut, draft.Briefing):
    """A draft on a topic, every statement of it with its source; prints as text, and becomes Word, Markdown, HTML."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Briefing “{self.topic}”: {len(self.parts)} meetings, {len(self.actions)} actions>"

    def _document(self) -> document.Document:
        return briefing.set_out([self])


class MeetingSummary(_SetOut, summary.MeetingSummary):
    """A meeting in its own sentences: on ``question``, or, where that is None, by section, with its actions."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<MeetingSummary {self.meeting.id}: {sum(len(part.quotations) for part in self.parts)} quotations>"

    def _document(self) -> document.Document:
        return briefing.set_out_summary(self)


def _frame(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> pandas.DataFrame:
    with needed("notebook", "A data frame"):
        import pandas

    frame = pandas.DataFrame([dict(zip(names, row, strict=True)) for row in rows], columns=list(names))
    dates: Mapping[str, Any] = {name: pandas.to_datetime(frame[name]) for name in names if name.endswith("date")}
    return frame.assign(**dates)


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = "".join(f"<th scope='col'>{escape(one)}</th>" for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _quoted(text: str) -> str:
    return f"“{text}”"
