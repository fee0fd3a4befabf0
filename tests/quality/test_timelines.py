"""Whether a reader agrees with the timelines of the bundled themes over the two notes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import ipp_search

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("real_model")]

READ = tomllib.loads(Path(__file__).with_name("themes.toml").read_text("utf-8"))
F1 = 0.97


def test_a_reader_agrees_with_the_passages_under_every_bundled_theme() -> None:
    both = only_ours = only_read = 0
    with ipp_search.open() as index:
        assert list(index.themes()) == list(READ)
        for name, read in READ.items():
            for row in index.timeline(name).rows:
                ours, expected = {c.passage.start_line for c in row.passages}, set(read[str(row.meeting.date)])
                assert (row.status == "discussed") == bool(expected), (name, row.meeting.date)
                both += len(ours & expected)
                only_ours += len(ours - expected)
                only_read += len(expected - ours)
    f1 = 2 * both / (2 * both + only_ours + only_read)
    print(f"{both} agreed, {only_ours} too many, {only_read} missed: F1 {f1:.3f}")
    assert f1 >= F1


def test_the_action_on_communications_takes_up_what_the_first_meeting_asked_for() -> None:
    with ipp_search.open() as index:
        first, last = index.timeline("communications").rows
    assert (first.change, last.change) == ("new", "continued")
    (action,) = last.actions
    assert action.takes_up is not None
    assert action.takes_up.start_line in {23, 26}


def test_the_records_alone_say_what_a_phrase_is_about() -> None:
    with ipp_search.open() as index:
        lines = {
            phrase: [[c.passage.start_line for c in row.passages] for row in index.timeline(phrase).rows]
            for phrase in ("release on temporary licence", "electronic tags", "quantum computing")
        }
    assert lines["release on temporary licence"] == [[], [26]]
    assert lines["electronic tags"] == [[], [32]]
    assert lines["quantum computing"] == [[], []]
