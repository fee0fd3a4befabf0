"""What a theme matches in the records, so that it can be mended before anything is counted by it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ipp_search.query.collection.word_forms import has_phrase
from ipp_search.query.themes.file import Theme
from ipp_search.query.timeline.records import Timeline


@dataclass(frozen=True, slots=True)
class Matches:
    """Counts over all records, marks aside.

    ``phrases`` has for each phrase the passages found that have it; ``forms`` each form in which a phrase or an acronym
    of it stands there, with its hits, commonest first; ``reasons`` the passages for each reason (a passage may have
    several), and how many have no other; ``first`` the citation of the earliest dated passage; ``ids`` those of all.
    """

    theme: Theme
    meetings: int
    passages: int
    phrases: tuple[tuple[str, int], ...]
    forms: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int, int], ...]
    first: str | None
    ids: frozenset[str]


def matches_of(timeline: Timeline) -> Matches:
    """The counts of a timeline that was followed through all meetings without marks."""
    theme = timeline.definition
    found = [cited for row in timeline.rows for cited in row.passages]
    forms = Counter(
        " ".join(_form(cited.passage.text[start:end]).split()) for cited in found for start, end in cited.hits
    )
    with_reason = Counter(reason for cited in found for reason in cited.reasons)
    alone = Counter(cited.reasons[0] for cited in found if len(cited.reasons) == 1)
    dated = [row for row in timeline.discussed if row.meeting.date]
    earliest = min(dated[0].passages, key=lambda cited: cited.passage.start) if dated else None
    return Matches(
        theme,
        len(timeline.discussed),
        len(found),
        tuple((phrase, sum(has_phrase(c.passage.text, phrase) for c in found)) for phrase in theme.phrases),
        tuple(sorted(forms.items(), key=lambda form: (-form[1], form[0]))),
        tuple((reason, count, alone[reason]) for reason, count in sorted(with_reason.items())),
        earliest.passage.citation if earliest else None,
        timeline.ids,
    )


def _form(words: str) -> str:
    """A form without case, but for acronyms."""
    return words if words.isupper() or words.rstrip("s’'").isupper() else words.casefold()
