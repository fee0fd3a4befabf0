"""What the tools give is what the index gives, cited, within its length, and nothing that only comes near is a find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from ipp_search.api import Index
from ipp_search.mcp.budget import LEAST, tokens
from ipp_search.query.actions.ledger import latest
from ipp_search.results import SearchResult

from .conftest import Refused, as_agent

Call = Callable[..., Any]
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("search", {"query": "recall"}),
    ("search", {"query": "actions for HMPPS", "limit": 30}),
    ("show", {"meeting": "2025-06-03"}),
    ("timeline", {"theme": "recall", "passages": 20}),
    ("actions", {}),
    ("meetings", {}),
    ("brief", {"topic": "recall", "length": "full"}),
    ("brief", {"meeting": "2025-06-03", "length": "full"}),
    ("verify_text", {"text": "HMPPS closed every prison. Recall was “abolished in June”.\n\n" * 9}),
]


def walk(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [found for one in value for found in walk(one)]
    return [value, *(found for one in value.values() for found in walk(one))] if isinstance(value, dict) else []


def test_search_gives_the_passages_of_the_index_with_their_citations(call: Call, index: Index) -> None:
    found = call("search", query="recall", limit=3)
    hits = index.search("recall", limit=3).hits
    assert [(one["text"], one["citation"]) for one in found["hits"]] == [
        (hit.passage.text, hit.passage.citation) for hit in hits
    ]
    assert found["answer"] == "answered"


def test_what_only_comes_nearest_is_no_hit(index: Index, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    found = index.search("recall", limit=2)
    near = replace(found, answer="nearest", hits=(), nearest=found.hits, missing=("zebra",), nearest_theme="recall")
    monkeypatch.setattr(Index, "search", lambda *_, **__: near)
    told = call("search", query="zebra")
    assert (told["answer"], told["hits"], len(told["nearest"])) == ("nearest", [], 2)
    assert "may not speak to" in told["note"]
    assert "“zebra”" in told["note"]
    assert "ipp-search" not in told["note"]


def test_a_limit_read_in_the_question_is_told(call: Call) -> None:
    assert "Limited to since 2025-01-01, as the question says." in call("search", query="recall since 2025")["note"]


@pytest.mark.parametrize(("tool", "asked"), CALLS)
def test_every_page_is_within_the_length_asked_for_and_the_last_has_no_cursor(
    call: Call, tool: str, asked: dict[str, Any]
) -> None:
    asked = {**asked, "max_tokens": LEAST}
    answer, seen = call(tool, **asked), 1
    assert tokens(answer) <= LEAST
    while cursor := answer.get("cursor"):
        answer, seen = call(tool, **asked, cursor=cursor), seen + 1
        assert tokens(answer) <= LEAST
    assert seen > 1 or tool in {"search", "meetings"}


def test_pages_together_are_the_whole(call: Call) -> None:
    whole, cut, cursor = call("actions")["actions"], [], None
    while True:
        page = call("actions", max_tokens=LEAST, **({"cursor": cursor} if cursor else {}))
        cut += page["actions"]
        if not (cursor := page.get("cursor")):
            break
    assert cut == whole


@pytest.mark.parametrize(("tool", "asked"), CALLS)
def test_all_words_of_a_record_are_cited_where_show_finds_them(
    call: Call, index: Index, tool: str, asked: dict[str, Any]
) -> None:
    for one in walk(call(tool, **asked)):
        if {"text", "citation"} <= one.keys():
            assert any(one["text"] == found.passage.text for found in index.show(one["citation"]))


def test_actions_are_those_of_the_ledger_each_once(call: Call, index: Index) -> None:
    told = call("actions", open=True, owner="HMPPS")
    held = latest(index.actions(only_open=True, owner="HMPPS"))
    assert [(one["text"], one["status"]) for one in told["actions"]] == [(a.passage.text, a.status) for a in held]
    assert told["count"] == len(held) > 0


def test_meetings_can_be_limited_in_time(call: Call) -> None:
    assert [one["citation"] for one in call("meetings", since="2025")["meetings"]] == [
        "IPP External Stakeholder Challenge Group, 3 June 2025"
    ]


def test_a_timeline_has_a_row_for_each_meeting_and_no_passage_is_told_as_none_found(call: Call) -> None:
    told = call("timeline", theme="recall")
    assert [one["found"] > 0 for one in told["rows"]] == [False, True]
    assert "in 1 of 2 meetings" in told["note"]


def test_show_gives_the_lines_around_a_citation_and_marks_those_cited(call: Call) -> None:
    citation = "IPP External Stakeholder Challenge Group, 3 June 2025, AOB, line 53"
    lines = call("show", citation=citation)["lines"]
    assert [one["line"] for one in lines if one.get("cited")] == [53]
    assert len(lines) > 1


@pytest.mark.parametrize("asked", [{"topic": "recall", "length": "full"}, {"meeting": "2025-06-03", "length": "full"}])
def test_the_pages_of_a_briefing_together_are_proved(call: Call, asked: dict[str, Any]) -> None:
    pages, cursor = [], None
    while True:
        answer = call("brief", **asked, max_tokens=LEAST, **({"cursor": cursor} if cursor else {}))
        pages.append(answer["markdown"])
        if not (cursor := answer.get("cursor")):
            break
    assert len(pages) > 1
    assert call("verify_text", text="\n".join(pages))["verdict"] == "proved"


def test_the_whole_briefing_is_proved(call: Call) -> None:
    assert call("verify_text", text=call("brief", topic="recall")["markdown"])["verdict"] == "proved"


@pytest.mark.parametrize(
    "text",
    [
        "It was said that “{words}”[^1].\n\n[^1]: {citation}\n",
        "It was said that “{words} never”[^1].\n\n[^1]: {citation}\n",
        "- “{words}”[^1]\n\n[^1]: {citation}\n",
        "- “{words}”[^1]\n\n[^1]: {citation} of another\n",
        "“{words}” ({citation})",
        "Nobody came.",
        "",
    ],
)
def test_verify_text_gives_the_verdicts_of_verify(call: Call, index: Index, tmp_path: Path, text: str) -> None:
    passage = index.search("recall").hits[0].passage
    text = text.format(words=passage.text, citation=passage.citation)
    told = call("verify_text", text=text)
    file = tmp_path / "answer.md"
    file.write_text(text, "utf-8")
    checked = index.verify(file)
    assert told["verdict"] == checked.verdict
    places = sorted((one["place"], one["verdict"]) for one in told["statements"])
    assert places == sorted((one.place, one.verdict) for one in checked.statements)


def test_what_is_false_comes_before_what_is_proved(call: Call, index: Index) -> None:
    passage = index.search("recall").hits[0].passage
    text = f"- “{passage.text}”[^1]\n- “{passage.text} never”[^1]\n\n[^1]: {passage.citation}\n"
    verdicts = [one["verdict"] for one in call("verify_text", text=text)["statements"]]
    assert verdicts[0] == "false"
    assert verdicts[-1] == "proved"


@pytest.mark.parametrize(
    ("tool", "asked", "why"),
    [
        ("search", {"query": "recall", "path": "/etc/passwd"}, "no parameter 'path'"),
        ("search", {}, "query is missing"),
        ("search", {"query": " "}, "question"),
        ("search", {"query": "recall", "since": "soon"}, "not a date"),
        ("search", {"query": "recall", "limit": 0}, "limit"),
        ("search", {"query": "recall", "max_tokens": 1}, "max_tokens"),
        ("show", {}, "Give either"),
        ("show", {"citation": "Nobody, 1 May 1900, line 1"}, "Nobody, 1 May 1900"),
        ("show", {"citation": "a", "meeting": "b"}, "Give either"),
        ("brief", {}, "Give either"),
        ("brief", {"meeting": "2025-06-03", "since": "2024"}, "no other limits"),
        ("verify_text", {"text": "a\0b"}, "binary"),
        ("actions", {"cursor": "1.abc"}, "another question"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(call: Call, tool: str, asked: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        call(tool, **asked)


def test_an_error_of_ours_tells_nothing_of_the_inside(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> SearchResult:
        raise RuntimeError("/home/somebody/secret")

    monkeypatch.setattr(Index, "search", fail)
    with pytest.raises(Refused, match="should not have") as told:
        call("search", query="recall")
    assert "secret" not in str(told.value)


def test_the_bundled_notes_say_so(encoder: Any, tmp_path: Path) -> None:
    async def ask(client: Client) -> Any:
        return await client.call_tool("meetings", {})

    with Index(tmp_path / "none") as index:
        assert "the two notes that come with" in as_agent(index, ask).structured_content["note"]
