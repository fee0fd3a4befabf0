"""What a theme timeline is made of: plain records that cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ipp_search.extras import needed
from ipp_search.ingest.records import Meeting, Passage
from ipp_search.query.themes.file import Theme
from ipp_search.query.themes.marks import Mark
from ipp_search.query.timeline.counts import Tally, by_year, tally
from ipp_search.query.timeline.provenance import Provenance

if TYPE_CHECKING:
    import pandas

Status = Literal["discussed", "not discussed"]
Change = Literal["new", "continued", "returned", "dropped"]
Reason = Literal["heading", "words", "meaning", "marked"]
_Z = 1.959964  # standard deviations of a 95% interval


@dataclass(frozen=True, slots=True)
class ThemePassage:
    """A passage that speaks to a theme.

    ``reasons`` are why it counts: a heading above it names the theme, it has the theme's words, it is near in
    meaning and has the most telling word, or a person put it in. ``takes_up`` is the passage of an earlier meeting
    that it is most like, if any is. ``hits`` are the places of the theme's phrases in its text, as offsets; ``mark``
    what a person said of it.
    """

    passage: Passage
    reasons: tuple[Reason, ...]
    takes_up: Passage | None = None
    hits: tuple[tuple[int, int], ...] = ()
    mark: Mark | None = None

    @property
    def who(self) -> str | None:
        """Who said it, or is to do it."""
        return self.passage.speaker or self.passage.owner


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A meeting's row.

    ``words`` are those of the passages on the theme, counted whole; ``meeting_words`` those of all passages of the
    meeting but its header's (names, dates, apologies). ``change`` compares with earlier meetings of the same series:
    new, continued from the one before, returned after a silence, dropped since the one before; None where a silence
    goes on. ``passages`` come best first. ``left_out`` counts passages that the program found and a person put out.
    """

    meeting: Meeting
    words: int
    meeting_words: int
    change: Change | None
    passages: tuple[ThemePassage, ...]
    left_out: int = 0

    @property
    def hits(self) -> int:
        """How often the theme's phrases stand in the passages."""
        return sum(len(cited.hits) for cited in self.passages)

    @property
    def tally(self) -> Tally:
        """The counts of this meeting alone."""
        return tally(self.meeting.id, [self])

    @property
    def weight(self) -> float:
        """The share, 0 to 1, of the meeting's words that stand in passages on the theme."""
        return round(self.words / self.meeting_words, 4) if self.meeting_words else 0.0

    @property
    def per_thousand(self) -> float:
        """Passages on the theme in 1,000 words of the meeting."""
        return round(1000 * len(self.passages) / self.meeting_words, 2) if self.meeting_words else 0.0

    @property
    def is_short(self) -> bool:
        """Whether the meeting has too few words for shares of it to tell much."""
        return self.tally.is_small

    @property
    def status(self) -> Status:
        """Whether a passage on the theme was found; people are told of "no passage found"."""
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
    definition: Theme
    provenance: Provenance
    limits: Mapping[str, str] = field(default_factory=dict)

    @property
    def followed_as(self) -> str:
        """What was followed, for people: a theme of the file, or a phrase."""
        return self.definition.followed_as

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all its passages."""
        return frozenset(cited.passage.id for row in self.rows for cited in row.passages)

    @property
    def years(self) -> list[Tally]:
        """The counts of each year, see ``counts.by_year``."""
        return by_year(self.rows)

    @property
    def marked(self) -> tuple[int, int]:
        """How many passages shown bear a person's mark, and how many that the program found were put out."""
        put_in = sum(cited.mark is not None for row in self.rows for cited in row.passages)
        return put_in, sum(row.left_out for row in self.rows)

    @property
    def share(self) -> tuple[float, float, float]:
        """The share of the meetings that have a passage on the theme, and its 95% interval, see ``wilson``."""
        count, of = len(self.discussed), len(self.rows)
        return (count / of if of else 0.0, *wilson(count, of))

    @property
    def discussed(self) -> tuple[TimelineRow, ...]:
        """The rows of the meetings that spoke to the theme."""
        return tuple(row for row in self.rows if row.passages)

    def to_frame(self) -> pandas.DataFrame:
        """A row a meeting, as a pandas DataFrame.

        Columns: theme, meeting (its id), series, date (datetime, NaT where undated), status, weight, change,
        passages and actions (counts), words (of the passages), meeting_words, per_thousand, citations (a list), hits,
        hits_per_thousand.
        """
        with needed("notebook", "A data frame"):
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
                    "words": row.words,
                    "meeting_words": row.meeting_words,
                    "per_thousand": row.per_thousand,
                    "citations": [cited.passage.citation for cited in row.passages],
                    "hits": row.hits,
                    "hits_per_thousand": row.tally.per_thousand,
                }
                for row in self.rows
            ],
            columns=[
                "theme", "meeting", "series", "date", "status", "weight", "change", "passages", "actions", "words",
                "meeting_words", "per_thousand", "citations", "hits", "hits_per_thousand",
            ],
        )  # fmt: skip
        return frame.assign(date=pandas.to_datetime(frame["date"]))


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95% interval, 0 to 1, of a share: Wilson's score interval without correction (Wilson, JASA 1927)."""
    if not of:
        return 0.0, 1.0
    share, spread = count / of, _Z * _Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * (share * (1 - share) / of + spread / (4 * of)) ** 0.5 / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
