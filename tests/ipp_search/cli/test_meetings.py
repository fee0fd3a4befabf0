from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]


def test_meetings_are_listed_oldest_first_with_their_ids(run: Run) -> None:
    lines = run("meetings").out.splitlines()
    assert [line[:10] for line in lines] == ["2023-09-11", "2025-06-03"]
    assert lines[1].endswith("37 passages, 5 actions  [2025-06-03-ipp-external-stakeholder-challenge-group]")


def test_json_has_every_fact_of_the_contract(run: Run) -> None:
    first, second = json.loads(run("meetings", "--format", "json").out)
    assert first["date"] == "2023-09-11"
    assert (second["date_source"], second["actions"], len(second["attendees"])) == ("line 3", 5, 12)
    contract = "id series title date end_date date_source path sha256 attendees passages actions warnings"
    assert set(contract.split()) <= first.keys()
