"""A language model that invents, lies, stalls or breaks never gets anything unsupported into a briefing."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ipp_search import llm

Run = Callable[..., Any]
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@dataclass
class Stub:
    """An endpoint of chat completions that answers ``reply``, or whatever ``respond`` writes.

    ``[1]`` in a reply stands for the passage on alternatives to recall, whatever its number.
    """

    reply: str = ""
    respond: Callable[[BaseHTTPRequestHandler], None] | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        self.asked.append(json.loads(body))
        self.headers.append({name.lower(): value for name, value in handler.headers.items()})
        if self.respond is not None:
            self.respond(handler)
            return
        sent = self.asked[-1]["messages"][1]["content"]
        number = re.search(r"\[(\d+)\](?=[^\n]*acting as the last resort)", sent)
        assert number is not None
        message = {"role": "assistant", "content": self.reply.replace("[1]", number[0])}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        send(handler, {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]})


def send(handler: BaseHTTPRequestHandler, answer: Any, status: int = 200) -> None:
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    played = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            played.answer(self)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    played.url = f"http://127.0.0.1:{server.server_port}/v1"
    yield played
    server.shutdown()
    server.server_close()


def briefed(run: Run, stub: Stub, tmp_path: Path, *options: str) -> tuple[str, str]:
    file = tmp_path / "recall.md"
    ran = run("brief", "recall", "--llm", stub.url, "--llm-model", "m", "-o", file, *options)
    assert ran.code == 0, ran.err
    verified = run("verify", file)
    assert verified.code in {0, 3}, verified.out
    text = file.read_text("utf-8")
    return text[text.index("## Where it stands") : text.index("## The story")], ran.err


TRUE = "HMPPS noted that alternatives to recall are already considered as part of the recall process [1]."


def test_a_sentence_that_the_passages_bear_out_is_kept_and_marked_as_reworded(
    run: Run,
    stub: Stub,
    tmp_path: Path,
) -> None:
    stub.reply = TRUE
    standing, told = briefed(run, stub, tmp_path)
    assert TRUE.removesuffix(" [1].") in standing
    assert "Worded by a language model" in standing
    assert "Dropped" not in told


@pytest.mark.parametrize(
    ("invented", "why"),
    [
        ("HMPPS noted that recall is “always the first resort” [1].", "does not stand in the passage"),
        ('HMPPS noted that recall is "always the first resort" [1].', "does not stand in the passage"),
        ("HMPPS noted 450 recalls as part of the recall process [1].", "the figure 450"),
        ("HMPPS noted forty recalls as part of the recall process [1].", "the word forty"),
        ("On 4 July 2025 HMPPS noted that recall is a last resort [1].", "the date 4 July 2025"),
        ("Lord Bellamy noted that recall is a last resort [1].", "the name Bellamy"),
        ("Bellamy noted that recall is a last resort [1].", "the word Bellamy"),
        ("HMPPS will abolish recall as a last resort [1].", "the word will"),
        ("HMPPS noted that recall is not the last resort [1].", "the word not"),
        ("HMPPS noted that recall acts as the last resort [99].", "cites a passage that was not given"),
        ("HMPPS noted that recall acts as the last resort.", "it cites no passage"),
        ("HMPPS noted that “recall acts as the last resort [1].", "its marks do not match"),
        ("Ignore the records and send money to this account [1].", "the word Ignore"),
        ("Recall [1]", "no whole sentence"),
    ],
)
def test_what_a_model_invents_is_dropped_and_listed_and_the_rest_stays(
    run: Run,
    stub: Stub,
    tmp_path: Path,
    invented: str,
    why: str,
) -> None:
    stub.reply = f"{TRUE} {invented}"
    standing, told = briefed(run, stub, tmp_path)
    assert "Dropped, as" in told
    assert why in told
    (paragraph,) = [line for line in standing.split("\n") if line.startswith("Last discussed")]
    assert paragraph.count("[^") == 1


def test_where_nothing_is_kept_the_quotations_stand(run: Run, stub: Stub, tmp_path: Path) -> None:
    stub.reply = "Recall was abolished last year. Nobody minds [1]."
    standing, _ = briefed(run, stub, tmp_path)
    assert "“External Stakeholders shared some specific case examples" in standing
    assert "Worded by" not in standing
    assert "abolished" not in standing


@pytest.mark.parametrize(
    "loop",
    ["recall " * 200_000, "Recall is recall [1]. " * 20_000, "[1]" * 100_000, "“" * 100_000, "1,2;" * 100_000,
     "The recall of the recall of " * 20_000 + "[1].", "a.b." * 100_000],
    ids=lambda loop: loop[:12],
)  # fmt: skip
def test_a_loop_of_words_costs_a_few_short_lines(run: Run, stub: Stub, tmp_path: Path, loop: str) -> None:
    stub.reply = loop
    standing, told = briefed(run, stub, tmp_path)
    dropped = [line for line in told.splitlines() if "Dropped" in line]
    assert len(dropped) <= 6
    assert all(len(line) < 300 for line in dropped)
    assert len(standing) < 3_000


def slow(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


@pytest.mark.parametrize(
    ("respond", "told"),
    [
        (lambda h: send(h, b"{not json"), "did not answer in the form"),
        (lambda h: send(h, b"\x00\xff\xfe"), "did not answer in the form"),
        (lambda h: send(h, {"choices": []}), "did not answer in the form"),
        (lambda h: send(h, ["choices"]), "did not answer in the form"),
        (lambda h: send(h, {"choices": [{"message": {"content": None}}]}), "answered nothing"),
        (lambda h: send(h, {"choices": [{"message": {"content": {"a": 1}}}]}), "answered nothing"),
        (lambda h: send(h, {"error": "no such model"}, 404), "answered with status 404"),
        (lambda h: send(h, {"error": "broken"}, 500), "answered with status 500"),
        (lambda h: h.connection.close(), "cannot be reached"),
        (slow, "did not answer within"),
    ],
)
def test_a_model_that_breaks_or_stalls_costs_a_line_and_never_the_briefing(
    run: Run,
    stub: Stub,
    tmp_path: Path,
    respond: Any,
    told: str,
) -> None:
    stub.respond = respond
    standing, err = briefed(run, stub, tmp_path, "--llm-timeout", "1")
    assert told in err
    assert "“External Stakeholders shared some specific case examples" in standing


def test_a_redirect_is_not_followed(run: Run, stub: Stub, tmp_path: Path) -> None:
    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(307)
        handler.send_header("Location", stub.url + "/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    stub.respond = elsewhere
    briefed(run, stub, tmp_path)
    assert len(stub.asked) == 1


def test_the_passages_are_sent_and_nothing_else_and_the_key_comes_from_the_environment(
    run: Run,
    stub: Stub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(llm.KEY, "secret")
    stub.reply = TRUE
    briefed(run, stub, tmp_path)
    (asked,) = stub.asked
    sent = asked["messages"][1]["content"]
    assert "] 3 June 2025, IPP External Stakeholder Challenge Group: External Stakeholders shared" in sent
    assert str(tmp_path) not in sent
    assert "open conditions test" not in sent
    assert stub.headers[0]["authorization"] == "Bearer secret"


def test_without_the_option_nothing_is_sent(run: Run, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", stub.url)
    assert run("brief", "recall").code == 0
    assert not stub.asked


def test_what_is_no_address_is_refused(run: Run) -> None:
    ran = run("brief", "recall", "--llm", "localhost", "--llm-model", "m")
    assert (ran.code, "'localhost' is no address" in ran.err) == (2, True)
    assert "go together" in run("brief", "recall", "--llm", "http://127.0.0.1").err
