"""How a theme moved, in plain sentences made from its rows; each names the passages that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ipp_search.ingest.records import Passage
from ipp_search.query.timeline.records import Claim, TimelineRow

_SHOWN = 3  # passages for a claim
_MARKS = str.maketrans("", "", '"“”')


def story_of(
    theme: str, rows: Sequence[TimelineRow], before: Mapping[str | None, Passage] | None = None
) -> tuple[Claim, ...]:
    """The sentences, each group's by itself, from the most general to the latest.

    ``before`` has, for groups in which the theme came up earlier than the rows reach, the first passage on it. Where
    nothing was found, that is said, and not that nothing was said.
    """
    before = before or {}
    if not rows:
        return ()
    if not any(row.passages for row in rows):
        return (Claim(f"No passage on {_quoted(theme)} was found in {_meetings(len(rows))}.", ()),)
    groups: dict[str | None, list[TimelineRow]] = {}
    for row in rows:
        groups.setdefault(row.meeting.series, []).append(row)
    if len(groups) == 1:
        return tuple(_of_group(theme, rows, before.get(rows[0].meeting.series)))
    claims: list[Claim] = []
    silent = 0
    for series, of_group in groups.items():
        if any(row.passages for row in of_group):
            lead = f"{series or 'Meetings of no named group'}: "
            claims += [
                replace(claim, sentence=lead + claim.sentence)
                for claim in _of_group(theme, of_group, before.get(of_group[0].meeting.series))
            ]
        else:
            silent += 1
    if silent:
        claims.append(Claim(f"No passage on it was found in {silent:,} other group{'s' if silent != 1 else ''}.", ()))
    return tuple(claims)


def _of_group(theme: str, rows: Sequence[TimelineRow], before: Passage | None) -> list[Claim]:
    """The sentences on one group's meetings, some of which discussed the theme."""
    undated = [row for row in rows if row.passages and row.meeting.date is None]
    dated = [row for row in rows if row.meeting.date is not None]
    discussed = [row for row in dated if row.passages]
    if not discussed:
        silence = f"{_capital(_quoted(theme))} was discussed at {_no_date(len(undated))} only."
        return [Claim(silence, tuple(passage for row in undated[:_SHOWN] for passage in _best(row)))]
    claims = _in_time(theme, dated, discussed, before)
    if undated:
        told = f"It was also discussed at {_no_date(len(undated))}, whose place in time is not known."
        claims.append(Claim(told, tuple(passage for row in undated[:_SHOWN] for passage in _best(row))))
    return claims


def _in_time(
    theme: str, rows: Sequence[TimelineRow], discussed: Sequence[TimelineRow], before: Passage | None
) -> list[Claim]:
    first, last = discussed[0], discussed[-1]
    claims = [Claim(_how_often(theme, rows, discussed), _best(first) + (_best(last) if last is not first else ()))]
    if before:
        claims.append(Claim(f"It had come up before the meetings shown, first {_when(before)}.", (before,)))
    if len(discussed) > 1:
        most = max(discussed, key=lambda row: row.weight)
        if most.weight > min(row.weight for row in discussed):
            claims.append(Claim(f"It took most room {_on(most)}: {_percent(most.weight)} of the words.", _best(most)))
    silent_since = len(rows) - 1 - max(n for n, row in enumerate(rows) if row.passages)
    if silent_since:
        claims.append(Claim(f"No passage on it was found at {_the_last(silent_since)}.", ()))
    taken_up = [cited for cited in last.passages if cited.takes_up]
    if taken_up:
        shown = taken_up[0]
        assert shown.takes_up is not None
        claims.append(
            Claim(
                f"{_capital(_on(last))}, {_of(len(taken_up), len(last.passages))} {_resembles(len(taken_up))}.",
                (shown.passage, shown.takes_up),
            )
        )
    actions = [cited.passage for row in discussed for cited in row.actions]
    if actions:
        claims.append(Claim(_raised(actions), tuple(actions[-_SHOWN:])))
    return claims


def _how_often(theme: str, rows: Sequence[TimelineRow], discussed: Sequence[TimelineRow]) -> str:
    first, last = discussed[0], discussed[-1]
    subject = _capital(_quoted(theme))
    if len(discussed) == len(rows) == 1:
        return f"{subject} was discussed {_on(first)}."
    often = f"{len(discussed)} of {_meetings(len(rows))}"
    if len(discussed) == len(rows):
        often = "both meetings" if len(rows) == 2 else f"all {_meetings(len(rows))}"
    if len(discussed) == 1:
        return f"{subject} was discussed at one of {_meetings(len(rows))}, {_on(first)}{_room(first)}."
    return f"{subject} was discussed at {often}: first {_on(first)}{_room(first)}, last {_on(last)}{_room(last)}."


def _raised(actions: Sequence[Passage]) -> str:
    latest = actions[-1]
    owner = f", for {latest.owner}" if latest.owner else ""
    if len(actions) == 1:
        return f"One action was raised, {_when(latest)}{owner}."
    return f"{len(actions)} actions were raised, the latest {_when(latest)}{owner}."


def _best(row: TimelineRow) -> tuple[Passage, ...]:
    return tuple(cited.passage for cited in row.passages[:1])


def _room(row: TimelineRow) -> str:
    return f" ({_passages(len(row.passages))}, {_percent(row.weight)} of the words)"


def _on(row: TimelineRow) -> str:
    return _when(row.passages[0].passage)


def _when(passage: Passage) -> str:
    meeting = passage.meeting
    if meeting.date is None:
        return f"at the undated meeting {meeting.name}"
    return f"{'in' if meeting.precision == 'month' else 'on'} {meeting.when}"


def _no_date(count: int) -> str:
    return f"{count:,} meeting{'s' if count != 1 else ''} without a date"


def _resembles(count: int) -> str:
    return f"resemble{'s' if count == 1 else ''} what was said before"


def _the_last(count: int) -> str:
    return "the last meeting" if count == 1 else f"the last {count:,} meetings"


def _of(some: int, count: int) -> str:
    if count == 1:
        return "the one passage"
    return f"all {_passages(count)}" if some == count else f"{some} of {_passages(count)}"


def _meetings(count: int) -> str:
    return f"{count:,} meeting{'s' if count != 1 else ''}"


def _passages(count: int) -> str:
    return f"{count:,} passage{'s' if count != 1 else ''}"


def _percent(weight: float) -> str:
    return "less than 1%" if weight < 0.01 else f"{weight:.0%}"


def _quoted(theme: str) -> str:
    return f"“{theme.translate(_MARKS).strip()}”"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
