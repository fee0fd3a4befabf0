"""A saved search tells what is new since it was last looked at, and every search has a feed."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from fastapi.testclient import TestClient

from ipp_search.api import Index
from ipp_search.pages.saved import FILE_NAME

Send = Callable[..., Any]
ATOM = "{http://www.w3.org/2005/Atom}"


def add(index: Index, tmp_path: Path, name: str, text: str) -> None:
    folder = tmp_path / "more"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    index.ingest([folder])


def test_what_came_in_since_it_was_last_looked_at_is_new_until_it_is_looked_at(
    site: TestClient, send: Send, index: Index, tmp_path: Path
) -> None:
    page = send("/pages/saved", do="save", search="query=recall&since=2025", back="/pages/saved")
    assert "Nothing new since you last looked." in page.text
    add(index, tmp_path, "b.txt", "Board\nDate: 3 July 2025\n\nRecall\n- A recall of every boiler was announced.\n")
    page = site.get("/pages/saved")
    assert "1 passage new since you last looked" in page.text
    assert "A recall of every boiler was announced." in page.text
    (search, *_) = re.findall(r'name="search" value="([^"]+)"', page.text)
    page = send("/pages/saved", do="save", search=html.unescape(search), back="/pages/saved")
    assert page.text.count("Nothing new since you last looked.") == 1
    (id_, *_) = re.findall(r'name="id" value="(\w+)"', page.text)
    assert "None yet." in send("/pages/saved", do="forget", id=id_).text


def test_the_button_of_the_search_page_saves_that_search_with_its_limits(site: TestClient, send: Send) -> None:
    page = site.get("/pages/search", params={"query": "recall & women", "kind": "action", "page": "2"})
    (search,) = re.findall(r'name="search" value="([^"]+)"', page.text)
    saved = send("/pages/saved", do="save", search=html.unescape(search))
    assert 'href="/pages/search?query=recall+%26+women&amp;kind=action"' in saved.text


def test_what_is_no_search_is_not_saved(site: TestClient, send: Send, index: Index) -> None:
    for search in ("", "since=2025", "query=", "javascript:alert(1)"):
        assert send("/pages/saved", do="save", search=search).status_code == 400
    assert not (index.folder / FILE_NAME).exists()


def test_saved_searches_are_nobody_else_s_to_read(send: Send, index: Index) -> None:
    send("/pages/saved", do="save", search="query=recall")
    assert (index.folder / FILE_NAME).stat().st_mode & 0o077 == 0


def test_a_file_of_searches_that_is_broken_costs_no_page(site: TestClient, index: Index) -> None:
    for broken in ("no json", "[1]", '[{"search": 1, "seen": 2}]', "{}"):
        (index.folder / FILE_NAME).write_text(broken, "utf-8")
        assert site.get("/pages/saved").status_code == 200


def test_a_feed_has_an_entry_a_passage_those_of_the_latest_meetings_first(site: TestClient) -> None:
    told = site.get("/search", params={"query": "recall", "limit": 50}).json()
    answer = site.get("/pages/search.atom", params={"query": "recall"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.text)
    entries = feed.findall(f"{ATOM}entry")
    assert sorted(entry.findtext(f"{ATOM}content") or "" for entry in entries) == sorted(
        hit["text"] for hit in told["hits"]
    )
    dates = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert dates == sorted(dates, reverse=True)
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert site.get(link.attrib["href"]).status_code == 200


def test_a_hostile_record_stays_words_in_a_feed(site: TestClient, index: Index, tmp_path: Path) -> None:
    said = "<script>x</script> ]]> & a submarine \x0b was said."
    add(index, tmp_path, "x.txt", f"Board\nDate: 3 July 2025\n\n- {said}\n")
    feed = ElementTree.fromstring(site.get("/pages/search.atom", params={"query": 'submarine <b>&"'}).text)
    assert "<script>x</script> ]]> & a submarine   was said." in "".join(feed.itertext())
