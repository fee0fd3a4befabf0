"""What a theme timeline is made of: plain records that cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ipp_search.ingest.records import Meeting, Passage

if TYPE_CHECKING:
    import pandas

Status = Literal["discussed", "not discussed"]
Change = Literal["new", "continued", "returned", "dropped"]
Reason = Literal["heading", "words", "meaning"]


@dataclass(frozen=True, slots=True)
class ThemePassage:
    """A passage that speaks to a theme.

    ``reasons`` are why it counts: a heading above it names the theme, it has the theme's words, it is near in
    meaning and has the most telling word. ``takes_up`` is the passage of an earlier meeting that it is most like, if
    any is.
    """

    passage: Passage
    reasons: tuple[Reason, ...]
    takes_up: Passage | None = None

    @property
    def who(self) -> str | None:
        """Who said it, or is to do it."""
        return self.passage.speaker or self.passage.owner


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A meeting's row.

    ``weight`` is the share, 0 to 1, of the meeting's words that speak to the theme. ``change`` compares with
    earlier meetings of the same series: new, continued from the one before, returned after a silence, dropped since
    the one before; None where a silence goes on. ``passages`` come best first.
    """

    meeting: Meeting
    weight: float
    change: Change | None
    passages: tuple[ThemePassage, ...]

    @property
    def status(self) -> Status:
        """Whether the theme was discussed."""
        return "discussed" if self.passages else "not discussed"

    @property
    def actions(self) -> tuple[ThemePassage, ...]:
        """The actions that were raised on the theme."""
        return tuple(cited for cited in self.passages if cited.passage.kind == "action")

    def by_who(self) -> Mapping[str, float]:
        """The weight of each person or organisation, heaviest first; ``unattributed`` for the rest."""
        words: dict[str, int] = {}
        for cited in self.passages:
            who = cited.who or "unattributed"
            words[who] = words.get(who, 0) + len(cited.passage.text.split())
        total = sum(words.values())
        order = sorted(words, key=lambda who: (-words[who], who))
        return {who: round(self.weight * words[who] / total, 4) for who in order}


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence on how a theme moved, with the passages that show it."""

    sentence: str
    shown_by: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A theme through the meetings, a row each, oldest first, undated last."""

    theme: str
    description: str
    rows: tuple[TimelineRow, ...]
    story: tuple[Claim, ...]

    @property
    def discussed(self) -> tuple[TimelineRow, ...]:
        """The rows of the meetings that spoke to the theme."""
        return tuple(row for row in self.rows if row.passages)

    def to_frame(self) -> pandas.DataFrame:
        """A row a meeting, as a pandas DataFrame.

        Columns: theme, meeting (its id), series, date (datetime, NaT where undated), status, weight, change,
        passages and actions (counts), citations (a list).
        """
        import pandas

        frame = pandas.DataFrame(
            [
                {
                    "theme": self.theme,
                    "meeting": row.meeting.id,
                    "series": row.meeting.series,
                    "date": row.meeting.date,
                    "status": row.status,
                    "weight": row.weight,
                    "change": row.change,
                    "passages": len(row.passages),
                    "actions": len(row.actions),
                    "citations": [cited.passage.citation for cited in row.passages],
                }
                for row in self.rows
            ],
            columns=[
                "theme", "meeting", "series", "date", "status", "weight", "change", "passages", "actions", "citations",
            ],
        )  # fmt: skip
        return frame.assign(date=pandas.to_datetime(frame["date"]))
