"""Follows the actions of one group through its meetings: what lists one again, reports on it, or is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ipp_search.ingest.records import Meeting, Passage
from ipp_search.query.actions.content import content, quotes
from ipp_search.query.actions.fulfilment import fulfils, invited, points_above
from ipp_search.query.actions.linking import SPOKEN_OF, Links, Statement, one_owner
from ipp_search.query.actions.records import ENDED, Event, Status
from ipp_search.query.actions.status import on_all_actions, own_state, reported_state

_GAP = 3  # meetings an action may be out of sight and still be the same one when it is listed again
_REPORTED = 6  # meetings in which what speaks of an action reports on it; later it may be another like it
_SOON = 3  # meetings after an action was given, in which fewer words tell that it is spoken of
_OF_ALL = 2.0  # how near a report on all actions of the last meeting comes to each; no other passage comes nearer
_MARK = 4  # words; so few may be all that is said of what stands above: "Done!", "Completed on 3 May"
_SILENT = 3  # meetings that have to be silent before it is said that no later mention was found


@dataclass(slots=True)
class Thread:
    """An action on its way through the meetings of its group."""

    statements: list[Statement]
    events: list[Event]
    seen: int
    """The number of the last meeting that spoke of it."""
    listed: int
    """The number of the last meeting that listed it."""
    doubt: Event | None = None
    """What may speak of it since then."""

    @property
    def ended(self) -> bool:
        """Whether it was last seen done or closed."""
        return self.events[-1].status in ENDED


@dataclass(slots=True)
class Held:
    """A meeting of a group as the catalogue has it; of what was only ``spoken`` no reports are read."""

    meeting: Meeting
    spoken: bool = False
    statements: list[Statement] = field(default_factory=list)
    reports: dict[int, Passage] = field(default_factory=dict)
    headers: list[Passage] = field(default_factory=list)


def followed(meetings: Sequence[Held], links: Links) -> list[Thread]:
    """The actions of a group, through its meetings in their order."""
    threads: list[Thread] = []
    numbers = Counter(one.number for held in meetings for one in held.statements if one.number)
    for n, held in enumerate(meetings):
        known = [thread for thread in threads if not thread.ended and n - thread.listed <= _REPORTED]
        again = _listed(held, [thread for thread in known if n - thread.seen <= _GAP], threads, n, links)
        for thread in known:
            _report(thread, held, n, links, numbers, listed=id(thread) in again)
        _taken_up(threads, held, n, links)
    for thread in threads:
        _settle(thread, meetings, links)
    return threads


def _listed(held: Held, live: Sequence[Thread], threads: list[Thread], n: int, links: Links) -> set[int]:
    """Put each statement of a meeting to the action it states again, each such action once, or begin one with it."""
    pairs = [
        (links.same(thread.statements[-1], one), one_owner(thread.statements[-1].passage, one.passage), t, s)
        for t, thread in enumerate(live)
        for s, one in enumerate(held.statements)
    ]
    taken: dict[int, Thread] = {}
    for alike, _, t, s in sorted(pairs, key=lambda pair: (-pair[1], -pair[0], pair[2], pair[3])):
        if alike and s not in taken and not any(thread is live[t] for thread in taken.values()):
            taken[s] = live[t]
    new: list[Thread] = []
    for s, one in enumerate(held.statements):
        twice = next((thread for thread in [*new, *taken.values()] if _twice(thread, one, n, links)), None)
        if s in taken:
            _carry(taken[s], one, held.meeting, n)
        elif twice is not None:
            twice.statements.append(one)
            if one.state and one.state != twice.events[-1].status:
                twice.events.append(Event(held.meeting, one.state, one.passage))
        else:
            new.append(Thread([one], [Event(held.meeting, one.state or "open", one.passage)], n, n))
        thread = taken.get(s) or twice or new[-1]
        for part in one.parts:
            if (state := own_state(part)) and state != thread.events[-1].status:
                # A part that is done is not the whole of it.
                whole = "reported on" if state in ENDED and len(one.parts) > 1 else state
                thread.events.append(Event(held.meeting, whole, part))
    threads += new
    return {id(thread) for thread in taken.values()}


def _twice(thread: Thread, one: Statement, n: int, links: Links) -> bool:
    """Whether a meeting states one action twice, in its course and in a summary."""
    last = thread.statements[-1]
    return thread.seen == n and one_owner(last.passage, one.passage) and links.same(last, one) > 0


def _carry(thread: Thread, one: Statement, meeting: Meeting, n: int) -> None:
    """An action that a later meeting lists again."""
    before = next((s.passage for s in reversed(thread.statements) if s.passage.owner), thread.statements[-1].passage)
    thread.statements.append(one)
    thread.seen, thread.listed, thread.doubt = n, n, None
    if not one_owner(before, one.passage):
        thread.events.append(Event(meeting, "changed hands", one.passage))
    elif not one.state and thread.events[-1].meeting.date != meeting.date:
        thread.events.append(Event(meeting, "carried forward", one.passage))
    if one.state:
        thread.events.append(Event(meeting, one.state, one.passage))


def _report(thread: Thread, held: Held, n: int, links: Links, numbers: Counter[str], *, listed: bool) -> None:
    """What a meeting says of an action beside listing it."""
    last = thread.statements[-1]
    number = next((one.number for one in thread.statements if one.number), None)
    own = number if number and numbers[number] == len(thread.statements) else None
    soon = 0 < n - thread.listed <= _SOON
    told: list[tuple[float, Event]] = []
    doubts: list[tuple[float, Event]] = []
    beside = {one.id: one.passage for one in held.statements if soon and links.same_heading(last, one.id)}
    for id_, passage in {**held.reports, **({} if listed else beside)}.items():
        spoken_of = links.soon_speaks_of(last, id_) if soon else links.speaks_of(last, id_)
        if spoken_of or (own and quotes(passage, own)):
            state = _state(last, passage, links)
            if listed and state in ENDED:
                state = "reported on"  # it is not done where the same meeting lists it again
            told.append((links.nearness(last, id_), Event(held.meeting, state, passage)))
        elif n == thread.seen + 1 and on_all_actions(passage):
            doubts.append((_OF_ALL, Event(held.meeting, "unknown", passage)))
        elif spoken_of is None:
            doubts.append((links.nearness(last, id_), Event(held.meeting, "unknown", passage)))
    nearest = max((near for near, event in told if event.status == "reported on"), default=0.0)
    if not listed and not thread.ended and thread.seen < n and thread.doubt is None and doubts and not told:
        thread.doubt = max(doubts, key=lambda doubt: doubt[0])[1]
    for near, event in told:
        if event.status != "reported on" or near == nearest:
            _add(thread, event, n)
    guests = invited(last.passage, held.meeting, held.headers)
    if guests and not listed:
        _add(thread, Event(held.meeting, "done" if guests[0] else "reported on", guests[1]), n)


def _state(last: Statement, passage: Passage, links: Links) -> Status:
    """The state that a passage which speaks of an action shows it in."""
    state = reported_state(passage)
    own = content(passage.text)
    if state in ENDED and len(passage.text.split()) > _MARK and not own & last.task:
        state = "reported on"  # only the heading above speaks of it: another matter below may be done
    if state in {None, "reported on"} and fulfils(last.passage, passage, links.share):
        return "done"
    return state or "reported on"


def _add(thread: Thread, event: Event, n: int) -> None:
    before = thread.events[-1]
    if not thread.ended and (event.status, event.meeting) != (before.status, before.meeting):
        thread.events.append(event)
        thread.seen, thread.doubt = n, None


def _taken_up(threads: Sequence[Thread], held: Held, n: int, links: Links) -> None:
    """What a note in the record that gives an action says of it: that the changes suggested above were made."""
    ids = {passage.id: id_ for id_, passage in held.reports.items()}
    for note, above in points_above(list(held.reports.values())):
        for thread in threads:
            one = thread.statements[-1]
            shared = links.mentions(one).get(ids[above.id], 0.0)
            if thread.seen == n and shared >= SPOKEN_OF:
                _add(thread, Event(held.meeting, "reported on", note), n)


def _settle(thread: Thread, meetings: Sequence[Held], links: Links) -> None:
    """Tell what silence tells: that no later mention was found, and in which meetings; not those from a doubt on.

    After a report it tells nothing: what is reported on is often said for the last time.
    """
    if thread.ended or thread.events[-1].status == "reported on":
        return
    seen = meetings[thread.seen].meeting
    later = [held for held in meetings[thread.seen + 1 :] if held.meeting.date != seen.date and not held.spoken]
    doubt = thread.doubt or _perhaps(thread, later, links)
    until = doubt.meeting.date if doubt else None
    silent = [held.meeting for held in later if not (until and held.meeting.date and held.meeting.date >= until)]
    if len(silent) >= _SILENT and thread.statements[-1].telling:
        thread.events.append(Event(silent[0], "no later mention found", thread.events[-1].passage, tuple(silent)))
    elif doubt:
        thread.events.append(doubt)


def _perhaps(thread: Thread, later: Sequence[Held], links: Links) -> Event | None:
    """The passage of the first later meeting that may speak of an action which comes nearest to it, if any may."""
    last = thread.statements[-1]
    shares = links.mentions(last)
    for held in later:
        again = {one.id: one.passage for one in held.statements if links.may_be(last, one.id)}
        passages = {**held.reports, **again}
        may = [id_ for id_ in shares.keys() & passages.keys() if links.speaks_of(last, id_) is not False]
        if may:
            best = max(may, key=lambda id_: (links.nearness(last, id_), -id_))
            return Event(held.meeting, "unknown", passages[best])
    return None
