"""What is printed as JSON is what its types say, to the last key."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from pydantic import TypeAdapter

from ipp_search.output import contract

Run = Callable[..., Any]
CITATION = "IPP External Stakeholder Challenge Group, 3 June 2025, AOB, line 53"
PRINTED = {
    "search": (contract.SearchJson, ["search", "recall", "--explain"]),
    "search without hits": (contract.SearchJson, ["search", "xyzzy", "--since", "2025"]),
    "timeline": (contract.TimelineJson, ["timeline", "recall", "--by", "organisation"]),
    "timelines": (list[contract.TimelineJson], ["timeline", "recall", "women"]),
    "brief": (contract.BriefingJson, ["brief", "recall"]),
    "summary": (contract.BriefingJson, ["brief", "--meeting", "2025-06-03"]),
    "actions": (list[contract.ActionJson], ["actions"]),
    "meetings": (list[contract.HeldMeetingJson], ["meetings"]),
    "show": (
        list[contract.ExcerptJson],
        ["show", CITATION],
    ),
    "status": (contract.StatusJson, ["status"]),
    "themes": (list[contract.ThemeJson], ["themes"]),
    "theme": (contract.MatchesJson, ["themes", "show", "recall"]),
    "agreement": (list[contract.AgreementJson], ["themes", "agreement", "recall"]),
    "verify": (contract.VerificationJson, ["verify"]),
}


def checked(answer: object, type_: Any) -> None:
    """Refuse an answer that lacks a key of its type, has one too many, or another kind of value."""
    schema = TypeAdapter(type_).json_schema()
    for kind in [schema, *schema.get("$defs", {}).values()]:
        if "properties" in kind:
            kind["additionalProperties"] = False
    jsonschema_rs.validator_for(schema).validate(answer)


@pytest.mark.parametrize("name", PRINTED)
def test_every_answer_has_the_keys_of_its_type_and_no_other(run: Run, name: str) -> None:
    type_, args = PRINTED[name]
    checked(json.loads(run("--format", "json", *args).out), type_)


def test_a_line_of_an_export_has_the_keys_of_its_type_and_no_other(run: Run) -> None:
    for line in run("export").out.splitlines():
        checked(json.loads(line), contract.ExportedJson)


def test_a_line_of_a_batch_has_the_keys_of_its_type(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": 1, "query": "recall"}\n{"id": 2, "query": ""}\n', "utf-8")
    answered, refused = (json.loads(line) for line in run("search", "--batch", batch).out.splitlines())
    checked(refused, contract.BatchJson)
    assert set(TypeAdapter(contract.BatchJson).json_schema()["required"]) <= answered.keys()
    checked({name: value for name, value in answered.items() if name != "id"}, contract.SearchJson)
