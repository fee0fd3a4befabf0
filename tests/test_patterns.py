"""No line, whoever wrote it, makes a regular expression of the project work more than in step with its length."""

from __future__ import annotations

import re
import signal
import time

import pytest
from support.attack_lines import Expression, expressions, lines

_CHARS = 3_000
_LONGER = 16  # times; what grows with the square costs 256 times as much then, and four times that is the bound
_SUSPECT = 0.005  # seconds of the processor; a line that costs less is not looked at twice
_GIVE_UP = 5  # seconds of the processor

EXPRESSIONS = expressions()


def cost(pattern: re.Pattern[str], method: str, line: str) -> float:
    """Seconds of the processor that one line takes; the machine's other work does not count."""
    if hasattr(signal, "setitimer"):  # an expression that never ends is stopped
        signal.setitimer(signal.ITIMER_VIRTUAL, _GIVE_UP)
    begun = time.thread_time()
    try:
        if method in {"match", "fullmatch", "search"}:
            getattr(pattern, method)(line)
        else:
            for _ in pattern.finditer(line):
                pass
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.thread_time() - begun


@pytest.fixture(autouse=True)
def _stopped() -> None:
    def stop(*_: object) -> None:
        raise TimeoutError

    if hasattr(signal, "SIGVTALRM"):
        signal.signal(signal.SIGVTALRM, stop)


def grows(pattern: re.Pattern[str], methods: set[str]) -> str | None:
    """A line whose cost grows faster than its length, None where there is none."""
    # What goes on behind a match looks in as many places as one that looks for the first.
    asked = {method if method in {"match", "fullmatch"} else "finditer" for method in methods}
    for before, unit, end in lines(pattern):
        for method in asked:
            times = _CHARS // len(unit)
            try:
                if cost(pattern, method, before + unit * times + end) < _SUSPECT:
                    continue
                short = min(cost(pattern, method, before + unit * times + end) for _ in range(3))
                long = min(cost(pattern, method, before + unit * times * _LONGER + end) for _ in range(2))
            except TimeoutError:
                return f"{method} of {before!r} + {unit!r} * n + {end!r} does not end"
            if long > 4 * _LONGER * short:
                return f"{method} of {before!r} + {unit!r} * n + {end!r}: {short:.4f} s, {long:.4f} s"
    return None


@pytest.mark.parametrize("one", EXPRESSIONS, ids=lambda one: one.place)
def test_work_grows_in_step_with_the_line(one: Expression) -> None:
    assert grows(one.pattern, one.methods) is None


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\s+$", "search"),
        (r"(a+)+b", "match"),
        (r"\d+\s*\s*x", "match"),
        (r"<(?:\w|[^>\w])*>", "sub"),
        (r"(b|c a)*d", "search"),
    ],
)
def test_expressions_that_do_are_told(pattern: str, method: str) -> None:
    assert grows(re.compile(pattern), {method})


def test_all_of_the_project_is_looked_through() -> None:
    places = {one.place.rpartition(".")[0].split(":")[0] for one in EXPRESSIONS}
    assert len(EXPRESSIONS) > 300
    assert {
        "ipp_search.ingest.cues.dates",
        "ipp_search.query.actions.status",
        "ipp_search.index.words.acronyms",
    } <= places
