"""The server answers what the command line prints, and only those it should."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ipp_search.api import Index
from ipp_search.cli.frame.run import run_served
from ipp_search.corpus import NOTES
from ipp_search.server.app import make_app
from ipp_search.server.client import proof
from ipp_search.server.guard import MAX_BODY, OF_ANOTHER_USER

TOKEN = "a-token-for-tests"
Run = Callable[..., Any]


def client_of(index: Index, *, guarded: bool = False) -> TestClient:
    app = make_app(index.folder, TOKEN, run_served, hosts=["127.0.0.1", "localhost"], guarded=guarded, helpers=0)
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture
def asked(index: Index) -> Iterator[TestClient]:
    with client_of(index) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "args"),
    [
        ("/search?query=recall&limit=3", ["search", "recall", "--limit", "3"]),
        ("/search?query=mental health&since=2025&kind=note", ["mental health", "--since", "2025", "--kind", "note"]),
        ("/search?query=Timpson&lexical=true", ["Timpson", "--lexical"]),
        ("/timeline?theme=recall", ["timeline", "recall"]),
        ("/brief?topic=recall", ["brief", "recall"]),
        ("/brief?meeting=2025-06-03&length=short", ["brief", "--meeting", "2025-06-03", "--length", "short"]),
        ("/actions?open=true&owner=HMPPS", ["actions", "--open", "--owner", "HMPPS"]),
        ("/meetings", ["meetings"]),
        ("/show?citation=IPP External Stakeholder Challenge Group, 3 June 2025, AOB, line 53",
         ["show", "IPP External Stakeholder Challenge Group, 3 June 2025, AOB, line 53"]),
    ],
)  # fmt: skip
def test_each_address_gives_the_json_of_the_command_line(
    asked: TestClient, index: Index, run: Run, path: str, args: list[str]
) -> None:
    printed = json.loads(run("--index", index.folder, "--format", "json", *args).out)
    answer = asked.get(path)
    assert answer.status_code == 200
    if path.startswith("/timeline"):
        (given,) = answer.json()
        assert printed["provenance"].pop("command")
        assert not given["provenance"].pop("command")  # nothing was typed
        assert given == printed
    else:
        assert answer.json() == printed


def test_a_batch_is_answered_line_by_line_as_by_the_command_line(
    asked: TestClient, index: Index, run: Run, tmp_path: Path
) -> None:
    lines = [
        {"id": 1, "query": "recall"},
        {"id": 2, "query": "women", "since": "2025"},
        {"id": 3},
        {"id": 4, "query": ""},
        {"id": 5, "query": "recall", "lexical": "no"},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, lines)) + "\nno json\n", "utf-8")
    printed = [json.loads(line) for line in run("--index", index.folder, "search", "--batch", batch).out.splitlines()]
    answers = [json.loads(line) for line in asked.post("/batch", content=batch.read_bytes()).text.splitlines()]
    assert [{**a, "nearest_theme": None} for a in answers if "error" not in a] == [
        a for a in printed if "error" not in a
    ]
    assert [a["id"] for a in answers] == [a["id"] for a in printed]
    assert [("error" in a) for a in answers] == [("error" in a) for a in printed]


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/search", 400, "query"),
        ("/search?query=", 400, "The question is empty"),
        ("/search?query=recall&since=soon", 400, "'soon' is not a date"),
        ("/search?query=recall&limit=0", 400, "limit"),
        ("/search?query=recall&kind=poem", 400, "kind: Input should be"),
        ("/show?citation=nothing", 404, ""),
        ("/brief?meeting=1999", 404, "No meeting's id begins"),
        ("/brief", 400, "No topic"),
        ("/brief?topic=recall&length=endless", 400, "length: Input should be"),
        ("/brief?topic=recall&meeting=2025&since=2025", 400, "no other limits"),
        ("/search?query=recall&sinse=2025", 400, "no parameter 'sinse'"),
        ("/meetings?series=board", 400, "no parameter 'series'"),
        ("/timeline?theme=of the", 400, "names no subject"),
        ("/nowhere", 404, "Not Found"),
    ],
)
def test_every_error_has_one_shape(asked: TestClient, path: str, status: int, told: str) -> None:
    answer = asked.get(path)
    assert answer.status_code == status
    assert set(answer.json()) == {"ok", "error", "hint", "status"}
    assert answer.json()["status"] == status
    assert answer.json()["ok"] is False
    assert told in answer.json()["error"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:8377"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "127.0.0.1.evil.example"},
    ],
)
def test_what_comes_from_another_site_is_refused(asked: TestClient, headers: dict[str, str]) -> None:
    assert asked.get("/meetings", headers=headers).status_code == 403


def test_this_machine_may_ask_by_any_of_its_names_and_ports(asked: TestClient) -> None:
    assert asked.get("/meetings", headers={"Host": "LOCALHOST:1234"}).status_code == 200
    assert asked.get("/meetings", headers={"Origin": "http://localhost:8377"}).status_code == 200


def test_a_guarded_server_wants_its_token_for_all_but_its_health(index: Index) -> None:
    with client_of(index, guarded=True) as client:
        assert client.get("/meetings").status_code == 401
        assert client.get("/meetings", headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert client.get("/meetings", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        health = client.get("/health", headers={"X-Nonce": "abc"}).json()
        assert health["proof"] == proof(TOKEN, "abc")
        assert TOKEN not in json.dumps(health)


def test_a_request_that_is_too_large_is_refused(asked: TestClient) -> None:
    assert asked.post("/batch", content=b"x" * (MAX_BODY + 1)).status_code == 413


def test_the_command_line_needs_the_token_and_gets_no_command_that_names_a_file(
    asked: TestClient, tmp_path: Path
) -> None:
    assert asked.post("/cli", json={"args": ["meetings"]}).status_code == 401
    headers = {"X-Token": TOKEN}
    refused = (
        "ingest folder", "verify", "search --batch /etc/passwd", "serve", "brief x -o/x", "search x --index=/x",
        "timeline recall --themes=/etc/passwd", "timeline x -o /x", "brief x --llm=http://127.0.0.1 --llm-model=m", "",
    )  # fmt: skip
    for args in map(str.split, refused):
        answer = asked.post("/cli", headers=headers, json={"args": args}).json()
        assert (answer["code"], answer["out"]) == (2, "")
    assert asked.post("/cli", headers=headers, json={"args": "meetings"}).status_code == 400


def test_no_question_is_logged(asked: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        asked.get("/search?query=secret recall")
        asked.get("/search?query=secret&since=soon")
    own = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    assert not [message for message in own if "secret" in message]


def test_what_is_ingested_while_it_runs_is_found_and_never_half_of_it(
    asked: TestClient, index: Index, tmp_path: Path
) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for n in range(1, 9):
        note = (NOTES / "2025-06-03-ipp-external-stakeholder-challenge-group.txt").read_text("utf-8")
        (folder / f"copy-{n}.txt").write_text(note.replace("3 June 2025", f"{n} July 2025"), "utf-8")
    with ThreadPoolExecutor(5) as pool:
        done = pool.submit(lambda: Index(index.folder).ingest([folder]))
        answers: list[Any] = []
        while not done.done():
            answers += pool.map(asked.get, ["/search?query=recall&limit=50", "/meetings", "/timeline?theme=recall"] * 2)
        done.result()
    assert {answer.status_code for answer in answers} == {200}
    listed = asked.get("/meetings").json()
    assert len(listed) == 10
    whole = {held["passages"] for held in listed}
    for answer in answers:
        found = answer.json()
        if isinstance(found, list) and "passages" in found[0]:
            assert {held["passages"] for held in found} <= whole


def test_many_who_ask_at_once_each_get_their_own_answer(asked: TestClient) -> None:
    words = ["recall", "women", "communications", "parole board", "data", "hospital", "tags", "licence"] * 8
    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda word: asked.get("/search", params={"query": word}).json(), words))
    assert [answer["query"] for answer in answers] == words
    alone = {word: asked.get("/search", params={"query": word}).json() for word in set(words)}
    assert all(answer == alone[answer["query"]] for answer in answers)


def test_what_can_be_asked_is_described(asked: TestClient) -> None:
    described = asked.get("/openapi.json").json()["paths"]
    assert set(described) == {
        "/search", "/batch", "/timeline", "/brief", "/actions", "/meetings", "/show", "/status", "/health",
    }  # fmt: skip
    assert "openapi.json" in asked.get("/").text


def test_head_is_answered_as_get_without_its_body(asked: TestClient) -> None:
    got, head = asked.get("/meetings"), asked.head("/meetings")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]


@pytest.mark.parametrize("body", [b"", b"[]", b"no json", b'{"args": "x"}', b"[" * 100_000, b"\xff"])
def test_a_body_that_is_no_request_is_refused_in_words(asked: TestClient, body: bytes) -> None:
    for answer in (asked.post("/cli", headers={"X-Token": TOKEN}, content=body), asked.post("/batch", content=body)):
        assert answer.status_code == 400
        assert set(answer.json()) == {"ok", "error", "hint", "status"}


def test_another_method_is_told_which_there_are(asked: TestClient) -> None:
    refused = asked.delete("/meetings")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/search?query=recall", {}), ("/meetings", {}), ("/", {}), ("/health", {}), ("/openapi.json", {}),
        ("/nowhere", {}), ("/search", {}), ("/meetings?misspelt=1", {}), ("/meetings", {"Host": "elsewhere.example"}),
    ],
)  # fmt: skip
def test_every_response_keeps_browsers_from_running_framing_and_keeping_it(
    asked: TestClient, path: str, headers: dict[str, str]
) -> None:
    told = asked.get(path, headers=headers).headers
    assert told["x-content-type-options"] == "nosniff"
    assert told["cache-control"] == "no-store"
    assert told["referrer-policy"] in {"no-referrer", "same-origin"}
    policy = told["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "misspelt" not in path or asked.get(path).status_code == 400


@pytest.mark.parametrize(("of_another", "status"), [(True, 401), (False, 200)])
def test_another_user_of_the_machine_needs_the_token_and_whoever_runs_the_server_does_not(
    index: Index, of_another: bool, status: int
) -> None:
    app = make_app(index.folder, TOKEN, run_served, hosts=["127.0.0.1"], guarded=False, helpers=0)

    async def of_a_user(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "state": {**scope.get("state", {}), OF_ANOTHER_USER: of_another}}, receive, send)

    with TestClient(of_a_user, base_url="http://127.0.0.1:8377") as client:
        assert client.get("/meetings").status_code == status
        assert client.get("/meetings", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/health").status_code == 200
