from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
CITATION = "IPP External Stakeholder Challenge Group, 3 June 2025, Policy Update › Recall Review, line 30"


def test_a_citation_leads_to_its_passage_in_its_surroundings(run: Run) -> None:
    out = run("show", CITATION).out
    marked = [line for line in out.splitlines() if line.startswith(">")]
    assert len(marked) == 1
    assert marked[0].startswith("> 30  · Chris Jennings")
    assert "  28  Recall Review" in out
    assert "  33  ACTION:" in out


def test_every_hit_can_be_shown_by_its_citation_and_by_its_id(run: Run) -> None:
    for hit in json.loads(run("recall", "--format", "json").out)["hits"]:
        pasted = f"    — {hit['citation']}".replace("›", ">")
        for name in (hit["citation"], hit["id"], hit["citation"].upper().replace(", ", ",  "), pasted):
            (shown,) = json.loads(run("show", name, "--format", "json").out)
            assert shown["id"] == hit["id"]
            assert hit["text"] in "\n".join(line["text"] for line in shown["lines"])


@pytest.mark.parametrize("citation", ["IPP External Stakeholder Challenge Group, 3 June 2025, line 999", "nothing"])
def test_a_citation_of_nothing_is_an_error_that_names_it(run: Run, citation: str) -> None:
    ran = run("show", citation)
    assert ran.code == 1
    assert citation in ran.err
