"""Nothing that a record, a question or another site says runs on a page, leaks from it or makes it do anything."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import FormData

from ipp_search.api import Index
from ipp_search.pages.frame.forms import back, token
from ipp_search.pages.frame.rendering import HEADERS, download, marked
from ipp_search.testing import FakeEncoder

from .conftest import client_of

Send = Callable[..., Any]
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>" onfocus="alert(3)" x=\'{{ 7*7 }}{% raw %}'


@pytest.fixture
def hostile(tmp_path: Path, encoder: FakeEncoder) -> Iterator[TestClient]:
    """The pages over a record whose every part tries to run something."""
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / '<svg onload=alert(4)> & "minutes".txt').write_text(
        f"{HOSTILE} Board\nDate: 3 June 2025\nAttendees: {HOSTILE}\nChair: {HOSTILE}\n\n1. {HOSTILE} heading\n"
        f"- {HOSTILE} housing was discussed.\n- ACTION: {HOSTILE} to write about housing by 5 July 2025.\n"
        f"- Agreed: {HOSTILE} housing.\n",
        "utf-8",
    )
    with Index(tmp_path / "index") as index:
        index.ingest([folder])
        with client_of(index) as client:
            yield client


def every_page(client: TestClient) -> Iterator[tuple[str, str]]:
    """The name and the text of each page that shows words of the record, also those that follow a form."""
    (held,) = client.get("/meetings").json()
    (hit, *_) = client.get("/search", params={"query": "housing"}).json()["hits"]
    (token, *_) = re.findall(r'name="token" value="(\w+)"', client.get("/pages/search?query=housing").text)

    def sent(path: str, **fields: Any) -> str:
        files = fields.pop("files", None)
        page = client.post(path, data={"token": token, **fields}, files=files)
        until = time.monotonic() + 60
        while 'http-equiv="refresh"' in page.text and time.monotonic() < until:
            page = client.get(str(page.url))
        return str(page.text)

    yield "basket", sent("/pages/basket", add=hit["id"])
    yield "saved", sent("/pages/saved", do="save", search=urlencode({"query": f"housing {HOSTILE}"}))
    for address in (
        "search", "search?query=housing", "records", f"records/{held['id']}", "saved", "themes", "actions?state=all",
        f"records/{held['id']}?passage={hit['id']}", "timeline?theme=housing", "briefing?topic=housing", "add",
        f"briefing?meeting={held['id']}", f"briefing?passage={hit['id']}&title={quote(HOSTILE)}",
        f"briefing?passage={hit['id']}&note-{hit['id']}={quote(HOSTILE)}", f"records?words={quote(HOSTILE)}",
        f"timeline?theme={quote('housing ' + HOSTILE)}",
    ):  # fmt: skip
        page = client.get(f"/pages/{address}")
        assert page.status_code == 200, address
        yield address, page.text
    yield "verified", sent("/pages/verify", text=f"{HOSTILE}\n\n“{HOSTILE} housing was discussed.”\n")
    name = "<svg onload=alert(5)>.txt"
    yield "looked over", sent("/pages/add", files={"files": (name, f"{HOSTILE}\n\n- {HOSTILE} said so.\n".encode())})
    yield "refused", sent("/pages/add", files={"files": (f"{HOSTILE}.exe", b"x")})
    yield "unread", sent("/pages/verify", files={"document": (f"{HOSTILE}.pdf", b"x")})


_OWN = re.compile(r'<script src="/pages/static/page\.js\?v=\w{8}" defer></script>')
_RUNS = re.compile(r"<(?:script|img|iframe|object|embed|style)")
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_INSIDE = re.compile(r"\son\w+\s*=|\sstyle\s*=|=javascript:")


def runs(page: str) -> list[str]:
    """What of a page would run something and is none of the pages' own."""
    own = _OWN.sub("", page)
    bare = (re.sub(r'"(?!javascript:)[^"]*"', "", tag).replace('"', "") for tag in _TAG.findall(own))
    return [*_RUNS.findall(own), *(tag for tag in bare if _INSIDE.search(tag))]


def test_the_search_for_what_runs_finds_it() -> None:
    for tag in ("<script>", '<a onclick="x()">', '<p style="color: red">', '<a href="javascript:x()">', "<img src=x>"):
        assert runs(f"<p>{tag}"), tag
    assert not runs('<a title="a onclick= of words">')


def test_no_record_runs_anything_on_any_page(hostile: TestClient) -> None:
    shown = dict(every_page(hostile))
    assert len(shown) > 20
    for address, text in shown.items():
        assert runs(text) == [], address
        assert not re.search(r"x=&#39;49", text), address
    assert sum("alert(1)" in text for text in shown.values()) > 12


@pytest.mark.parametrize("name", ["query", "since", "series", "owner", "speaker", "section", "meeting", "kind", "page"])
def test_no_question_runs_anything(site: TestClient, name: str) -> None:
    page = site.get("/pages/search", params={"query": "recall", name: HOSTILE})
    assert runs(page.text) == []
    assert page.headers["content-type"].startswith("text/html")


def test_every_answer_forbids_what_the_pages_do_not_use(site: TestClient) -> None:
    for path in (
        "/pages/search",
        "/pages/search?query=recall",
        "/pages/nowhere",
        "/pages/static/page.css",
        "/pages/search.csv?query=recall",
    ):
        headers = site.get(path).headers
        for name in HEADERS.keys() - {"Cache-Control"}:
            assert headers[name] == HEADERS[name], path
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_the_pages_ask_nothing_of_any_other_place(site: TestClient) -> None:
    for path in ("/pages/search", "/pages/search?query=recall", "/pages/static/page.css", "/pages/static/page.js"):
        text = site.get(path).text
        assert not re.search(
            r"""(?:src|href|action)=["'](?:\w+:)?//|url\(|@import|fetch\((?!form\.action)|XMLHttp""", text
        ), path


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://127.0.0.1:9999"}, {"Origin": "https://evil.example"}, {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    ],
)  # fmt: skip
def test_a_form_from_another_site_does_nothing_even_with_the_token(site: TestClient, headers: dict[str, str]) -> None:
    page = site.get("/pages/search?query=recall").text
    (found, *_) = re.findall(r'name="token" value="(\w+)"', page)
    (passage, *_) = re.findall(r'name="add" value="(\w+)#', page)
    fields = {"token": found, "add": passage}
    assert site.post("/pages/basket", data=fields, headers=headers).status_code == 403
    assert "The basket is empty" in site.get("/pages/basket").text
    assert site.post("/pages/basket", data=fields).status_code == 200
    assert "The basket is empty" not in site.get("/pages/basket").text


@pytest.mark.parametrize("given", [None, "", "0" * 64, token(b"another process")])
def test_a_form_without_the_token_of_this_process_does_nothing(site: TestClient, given: str | None) -> None:
    (passage, *_) = re.findall(r'name="add" value="(\w+)#', site.get("/pages/search?query=recall").text)
    fields = {"add": passage, **({} if given is None else {"token": given})}
    assert site.post("/pages/basket", data=fields).status_code == 403
    assert "The basket is empty" in site.get("/pages/basket").text


@pytest.mark.parametrize(
    "given", ["https://evil.example", "//evil.example", "/\\evil.example", "/pages/\r\nX: y", "/pages", "/other", ""]
)
def test_no_form_leads_away_from_the_pages(given: str) -> None:
    assert back(FormData({"back": given}), "/pages/basket") == "/pages/basket"


def test_the_basket_is_hidden_from_scripts_and_other_sites(site: TestClient, send: Send) -> None:
    (passage, *_) = re.findall(r'name="add" value="(\w+)#', site.get("/pages/search?query=recall").text)
    answer = send("/pages/basket", add=passage)
    cookie = answer.history[0].headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("name", ['a"\r\nX-Evil: 1.csv', "../../etc/passwd", "…", "minutes 2025.csv", ""])
def test_the_name_of_a_download_is_a_name_and_nothing_else(name: str) -> None:
    told = download("x", name, "text/csv").headers["content-disposition"]
    assert re.fullmatch(r'attachment; filename="[\w.-]+"', told)
    assert "/" not in told


def test_marked_pieces_put_together_are_the_text() -> None:
    text = "<b>one</b> & two"
    pieces = list(marked(text, [(3, 6), (13, 16)]))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, lit in pieces if lit] == ["one", "two"]
