"""The search page tells the three answers apart, keeps all its state in the address, and every filter has its count."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from ipp_search.api import Index
from ipp_search.testing import FakeEncoder

from .conftest import client_of

Send = Callable[..., Any]


@pytest.fixture
def many(encoder: FakeEncoder, tmp_path: Path) -> Iterator[TestClient]:
    """The pages over two groups that speak of ferries in 120 passages each."""
    notes = []
    for year, group in ((2021, "Harbour Board"), (2024, "Pier Forum")):
        note = tmp_path / f"{group}.md"
        lines = "\n".join(f"- Vessel {n} of the ferries was inspected at quay {n + 7}.\n" for n in range(120))
        note.write_text(f"# {group}\n\nDate: 3 May {year}\n\n## Inspections\n\n{lines}", "utf-8")
        notes.append(note)
    with Index(tmp_path / "index") as index:
        index.ingest(notes)
        with client_of(index) as client:
            yield client


def links(page: Any) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'href="([^"]+)"', page.text)]


def quoted(page: Any) -> list[str]:
    """The quotations of a page, without the marks in them."""
    blocks = re.findall(r"<blockquote[^>]*><p>(.*?)</p></blockquote>", page.text, re.DOTALL)
    return [html.unescape(re.sub(r"</?mark>", "", block)) for block in blocks]


def test_the_address_of_the_server_leads_to_the_search(site: TestClient) -> None:
    page = site.get("/")
    assert page.url.path == "/pages/search"
    assert "<h1>Search the records of meetings</h1>" in page.text
    assert "2 meetings, 2023 to 2025" in page.text


def test_the_page_shows_what_the_api_gives_in_its_order_and_words(site: TestClient) -> None:
    told = site.get("/search", params={"query": "recall", "limit": 100}).json()
    page = site.get("/pages/search", params={"query": "recall"})
    assert quoted(page) == [hit["text"] for hit in told["hits"][:10]]
    for hit in told["hits"][:10]:
        assert html.escape(hit["citation"]) in page.text or hit["citation"] in page.text


def test_the_words_of_the_question_are_lit_in_any_form(site: TestClient) -> None:
    page = site.get("/pages/search", params={"query": "prisoners recalled"})
    lit = {word.casefold() for word in re.findall(r"<mark>(.*?)</mark>", page.text)}
    assert {"recall", "prisoners"} <= lit
    assert "the" not in lit


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("recall", "Passages that speak to this"),
        ('"submarine warfare doctrine"', "Nothing in the records speaks to this"),
    ],
)
def test_each_answer_is_told_in_its_own_words(site: TestClient, question: str, told: str) -> None:
    assert told in site.get("/pages/search", params={"query": question}).text


def test_a_filter_shows_how_many_passages_it_leaves_and_leads_there(site: TestClient) -> None:
    page = site.get("/pages/search", params={"query": "recall"})
    found = re.findall(r'<a href="([^"]+)">(\w+)</a> <span class="number">(\d+)', page.text)
    assert found
    for address, label, count in found:
        limits = parse_qs(urlsplit(html.unescape(address)).query)
        (name,) = limits.keys() - {"query"}
        told = site.get("/search", params={"query": "recall", "limit": 100}).json()
        by_words = [hit for hit in told["hits"] if "lexical" in hit["matched"]]
        assert int(count) == sum(hit[name] == limits[name][0] for hit in by_words), label
        assert "Remove the limit" in site.get(html.unescape(address)).text


def test_the_bars_by_time_count_every_passage_of_a_dated_meeting_once(site: TestClient) -> None:
    page = site.get("/pages/search", params={"query": "prisoners"})
    told = site.get("/search", params={"query": "prisoners", "limit": 100}).json()
    counts = [int(count) for count in re.findall(r"</svg><span>(\d+)</span>", page.text)]
    assert sum(counts) == sum("lexical" in hit["matched"] for hit in told["hits"])
    assert len(counts) >= 3  # the empty year between the two meetings has a bar


def test_passages_are_counted_beyond_those_that_can_be_leafed_through(many: TestClient) -> None:
    page = html.unescape(many.get("/pages/search", params={"query": "ferries"}).text)
    assert "Counted over 240 passages that have" in page
    assert re.search(r'Harbour Board</a> <span class="number">120<', page)
    assert re.findall(r"</svg><span>(\d+)</span>", page) == ["120", "0", "0", "120"]
    limited = html.unescape(many.get("/pages/search", params={"query": "ferries", "series": "Pier Forum"}).text)
    assert "Counted over 120 passages that have" in limited


def test_a_question_whose_words_no_passage_has_is_counted_over_what_is_shown(site: TestClient) -> None:
    page = site.get("/pages/search", params={"query": "zeppelin moorings"}).text
    assert "No passage has most of the words of your question" in page or "Nothing in the records" in page


def test_the_passages_can_be_put_in_the_order_of_their_meetings(site: TestClient) -> None:
    best = site.get("/pages/search", params={"query": "prisoners"})
    (by_date,) = (one for one in links(best) if "order=date" in one)
    told = site.get("/search", params={"query": "prisoners", "limit": 100}).json()["hits"]
    dates = {hit["text"]: hit["meeting"]["date"] for hit in told}
    shown = [dates[text] for text in quoted(site.get(by_date))]
    assert shown == sorted(dates.values(), reverse=True)[: len(shown)]
    rows = csv.DictReader(
        io.StringIO(site.get("/pages/search.csv", params={"query": "prisoners", "order": "date"}).text)
    )
    taken = [row["date"] for row in rows]
    assert taken == sorted(taken, reverse=True)
    assert not [one for one in links(best) if "search.atom" in one and "order" in one]


def test_what_is_wrong_with_a_filter_is_said_at_the_top_and_nothing_typed_is_lost(site: TestClient) -> None:
    page = site.get("/pages/search", params={"query": "recall", "since": "soon"})
    assert page.status_code == 400
    assert "There is a problem" in page.text
    assert "&#39;soon&#39; is not a date" in page.text
    assert 'value="recall"' in page.text
    assert 'value="soon"' in page.text
    assert "<title>Error:" in page.text


def test_what_a_form_leaves_empty_does_not_stand_in_the_address(site: TestClient) -> None:
    page = site.get("/pages/search?query=recall&since=&until=&series=&kind=action&owner=")
    assert str(page.url).endswith("/pages/search?query=recall&kind=action")
    assert str(site.get("/pages/search?query=").url).endswith("/pages/search")


def test_later_pages_go_on_where_the_one_before_ended(site: TestClient) -> None:
    first = site.get("/pages/search", params={"query": "prisoners", "since": "2023"})
    (after,) = (one for one in links(first) if "page=2" in one)
    second = site.get(after)
    told = site.get("/search", params={"query": "prisoners", "since": "2023", "limit": 100}).json()
    assert quoted(first) + quoted(second) == [hit["text"] for hit in told["hits"][:20]]
    assert 'start="11"' in second.text


@pytest.mark.parametrize("number", ["0", "-1", "99999", "9" * 50, "two", "²"])
def test_a_page_that_is_not_there_is_the_nearest_that_is(site: TestClient, number: str) -> None:
    assert quoted(site.get("/pages/search", params={"query": "recall", "page": number}))


def test_what_is_taken_away_obeys_the_filters_of_the_page(site: TestClient) -> None:
    asked = {"query": "recall", "kind": "action"}
    rows = list(csv.DictReader(io.StringIO(site.get("/pages/search.csv", params=asked).text)))
    told = json.loads(site.get("/pages/search.json", params=asked).text)
    assert [row["text"] for row in rows] == [hit["text"] for hit in told["hits"] or told["nearest"]]
    assert {row["kind"] for row in rows} == {"action"}
    assert site.get("/pages/search.md", params=asked).headers["content-disposition"].startswith("attachment")
    assert site.get("/pages/search.exe", params=asked).status_code == 404


def test_a_quotation_can_be_copied_with_its_citation_without_scripts(site: TestClient) -> None:
    told = site.get("/search", params={"query": "recall", "limit": 1}).json()["hits"][0]
    page = html.unescape(site.get("/pages/search", params={"query": "recall"}).text)
    assert f"“{told['text']}” — {told['citation']}</textarea>" in page
    assert f"> {told['text']}\n>\n> — {told['citation']}</textarea>" in page


def test_the_basket_keeps_passages_in_the_order_that_is_given_to_them(site: TestClient, send: Send) -> None:
    ids = [hit["id"] for hit in site.get("/search", params={"query": "recall"}).json()["hits"][:3]]
    for one in ids:
        back = send("/pages/basket", add=one, back="/pages/search?query=recall")
        assert str(back.url).endswith("/pages/search?query=recall")
    send("/pages/basket", up=ids[2])
    page = send("/pages/basket", remove=ids[0])
    shown = list(dict.fromkeys(re.findall(r'name="passage" value="(\w+)"', page.text)))
    assert shown == [ids[2], ids[1]]
    assert "The basket is empty" in send("/pages/basket", empty="1").text


def test_what_no_basket_can_hold_is_not_put_into_it(site: TestClient, send: Send) -> None:
    for odd in ("", "../../etc/passwd", "x" * 16, "0" * 17):
        assert "The basket is empty" in send("/pages/basket", add=odd).text
