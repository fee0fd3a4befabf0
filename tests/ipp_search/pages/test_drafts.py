"""Briefings are shown and taken away as the command line makes them; a document is proved and kept nowhere."""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ipp_search.api import Index
from ipp_search.pages.frame.rendering import file_name
from ipp_search.pages.verify import MOST_BYTES

from .conftest import client_of

Send = Callable[..., Any]
MEETING = "2025-06-03-ipp-external-stakeholder-challenge-group"


def test_a_briefing_is_the_one_of_the_command_line(site: TestClient, index: Index) -> None:
    asked = {"topic": "recall", "length": "short"}
    assert site.get("/pages/briefing.md", params=asked).text == index.brief("recall", length="short").to_markdown()
    page = html.unescape(site.get("/pages/briefing", params=asked).text)
    for part in index.brief("recall", length="short").parts:
        for quotation in part.quotations:
            assert f"passage={quotation.passage.id}#p-{quotation.passage.id}" in page


def test_every_number_of_a_draft_leads_to_a_source_that_is_there(site: TestClient) -> None:
    page = site.get("/pages/briefing", params={"topic": "recall"}).text
    notes = set(re.findall(r'<sup><a href="#(source-\d+)">', page))
    assert notes
    assert notes == set(re.findall(r'<li id="(source-\d+)"', page))


def test_of_a_long_draft_the_page_shows_the_beginning_and_the_file_all(tmp_path: Path, index: Index) -> None:
    for n in range(140):
        said = "".join(f"- Vessel {n}{i} of the ferries was inspected at quay {i}.\n\n" for i in range(2))
        note = f"# Harbour Board\n\nDate: {n % 28 + 1} May {1990 + n // 28}\n\n## Inspections\n\n{said}"
        (tmp_path / f"h{n}.md").write_text(note, "utf-8")
    index.ingest(sorted(tmp_path.glob("h*.md")))
    asked = {"topic": "ferries", "length": "full"}
    with client_of(index) as site:
        page = site.get("/pages/briefing", params=asked)
        whole = site.get("/pages/briefing.md", params=asked).text
    assert len(page.content) < 200_000
    told = re.search(r"Below are the first 250 of its ([\d,]+) paragraphs", page.text)
    assert told
    assert "can be put in order here" in page.text
    notes = set(re.findall(r'<sup><a href="#(source-\d+)">', page.text))
    assert notes == set(re.findall(r'<li id="(source-\d+)"', page.text))
    assert whole.count("Vessel") > page.text.count("Vessel")


@pytest.mark.parametrize("form", ["docx", "html", "md", "txt"])
def test_a_briefing_that_is_taken_away_is_proved_by_verify(
    site: TestClient, index: Index, tmp_path: Path, form: str
) -> None:
    taken = site.get(f"/pages/briefing.{form}", params={"topic": "recall"})
    file = tmp_path / f"draft.{form}"
    file.write_bytes(taken.content)
    assert index.verify(file).verdict == "proved"


def test_one_meeting_is_summarised(site: TestClient, index: Index) -> None:
    assert site.get("/pages/briefing.md", params={"meeting": MEETING}).text == index.summary(MEETING).to_markdown()


def basket_of(site: TestClient) -> list[dict[str, Any]]:
    hits: list[dict[str, Any]] = site.get("/search", params={"query": "recall", "limit": 3}).json()["hits"]
    return hits


def test_passages_of_the_basket_are_quoted_in_its_order_and_proved(
    site: TestClient, index: Index, tmp_path: Path
) -> None:
    hits = basket_of(site)[::-1]
    taken = site.get("/pages/briefing.md", params={"passage": [hit["id"] for hit in hits]}).text
    places = [taken.index(hit["citation"]) for hit in hits]
    assert places == sorted(places)
    file = tmp_path / "basket.md"
    file.write_text(taken, "utf-8")
    assert index.verify(file).verdict == "proved"


def test_own_words_below_a_passage_stay_marked_as_no_record_s(site: TestClient, index: Index, tmp_path: Path) -> None:
    hit = basket_of(site)[0]
    asked = {"passage": hit["id"], f"note-{hit['id']}": "Ministers will resign over this."}
    assert "Your words, from no record" in site.get("/pages/briefing", params=asked).text
    file = tmp_path / "basket.docx"
    file.write_bytes(site.get("/pages/briefing.docx", params=asked).content)
    checked = index.verify(file)
    assert checked.verdict == "unproved"
    assert [one.text for one in checked.statements if one.verdict == "unproved"] == ["Ministers will resign over this."]


def test_a_draft_is_taken_apart_into_its_passages_under_its_headings(site: TestClient) -> None:
    drafted = site.get("/brief", params={"topic": "recall"}).json()
    page = site.get("/pages/briefing", params={"topic": "recall"}).text
    edit = html.unescape(re.findall(r'<a href="([^"]+)">Edit it', page)[0])
    editor = site.get(edit)
    ids = re.findall(r'name="passage" value="(\w+)"', editor.text)
    assert sorted(ids) == sorted(source["id"] for source in drafted["sources"])
    assert re.search(r'name="head-\w+" value="Where it stands"', editor.text)


def test_passages_of_a_briefing_are_moved_and_cut_where_they_stand(site: TestClient) -> None:
    ids = [hit["id"] for hit in basket_of(site)[:3]]
    asked = {"passage": ids, f"note-{ids[1]}": "This is ours.", f"head-{ids[0]}": "First"}

    def order(**button: str) -> list[str]:
        page = site.get("/pages/briefing", params={**asked, **button})
        assert "This is ours." in page.text
        return re.findall(r'name="passage" value="(\w+)"', page.text)

    assert order(up=ids[2]) == [ids[0], ids[2], ids[1]]
    assert order(down=ids[0]) == [ids[1], ids[0], ids[2]]
    assert order(cut=ids[0]) == ids[1:]
    assert order(up="0" * 16) == ids  # of no passage here
    assert "up" not in site.get("/pages/briefing", params={**asked, "up": ids[1]}).url.params


def test_what_the_records_do_not_prove_of_own_words_is_told_beside_them(site: TestClient) -> None:
    one = basket_of(site)[0]["id"]
    page = site.get("/pages/briefing", params={"passage": one, f"note-{one}": "Ministers <i>will</i> resign."})
    assert "1 statement that the records do not prove" in page.text
    assert "<strong>Unproved</strong>: Ministers &lt;i&gt;will&lt;/i&gt; resign." in page.text
    assert "Every statement is proved" in site.get("/pages/briefing", params={"passage": one}).text


def test_what_is_false_in_a_document_is_told_first_with_the_record_beside_it(send: Send, index: Index) -> None:
    draft = index.brief("recall").to_markdown()
    quoted = next(part for part in index.brief("recall").parts if part.quotations).quotations[0]
    first, *rest = quoted.text.split(" ")
    changed = draft.replace(quoted.text, " ".join([first, "never", *rest]))
    assert changed != draft
    page = send("/pages/verify", files={"document": ("draft.md", changed.encode())})
    assert "something in it is false" in page.text
    told = page.text
    assert told.index("<h3>False</h3>") < told.index("proved</summary>")
    assert quoted.text in html.unescape(told)


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_a_document_of_each_kind_is_proved_as_it_was_made(site: TestClient, send: Send, form: str) -> None:
    made = site.get(f"/pages/briefing.{form}", params={"topic": "recall"}).content
    assert "all of it is proved" in send("/pages/verify", files={"document": (f"d.{form}", made)}).text


def test_a_pasted_draft_is_proved_by_its_footnotes(site: TestClient, send: Send) -> None:
    draft = site.get("/pages/briefing.md", params={"topic": "recall"}).text
    assert "all of it is proved" in send("/pages/verify", text=draft).text


def test_a_quotation_that_no_record_has_is_told_before_the_writers_own_words(send: Send) -> None:
    letter = "I write to you today.\n\n“The committee will sell its two blue submarines in spring”\n"
    page = html.unescape(send("/pages/verify", text=letter).text)
    assert "a quotation in it is not in the records" in page
    assert page.index("blue submarines") < page.index("Unproved: nobody’s") < page.index("I write to you today")


def test_pasted_text_is_checked_as_well(send: Send) -> None:
    assert "not all is proved" in send("/pages/verify", text="The moon is made of cheese.").text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("draft.exe", b"MZ"), ("draft.docx", b"no zip"), ("draft.pdf", b"%PDF-1.4 broken"), ("", b""),
        ("draft.docx", b"PK\x03\x04" + b"\0" * 100), ("../../draft", b"x"), ("draft.html\0.md/..", b"\xff\xfe\0"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_read_is_refused_in_words(send: Send, name: str, data: bytes) -> None:
    page = send("/pages/verify", files={"document": (name, data)})
    assert page.status_code in {200, 400}
    assert ("There is a problem" in page.text) == (page.status_code == 400)
    assert "Traceback" not in page.text
    assert tempfile.gettempdir() not in page.text


def test_a_document_is_kept_nowhere(send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    send("/pages/verify", files={"document": ("draft.md", b"Some words.")})
    assert list(place.iterdir()) == []


def test_a_document_that_is_too_large_is_refused(site: TestClient) -> None:
    assert site.post("/pages/verify", content=b"x" * (MOST_BYTES + 1)).status_code == 413


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("minutes.docx", "minutes.docx"),
        ("C:\\Users\\me\\minutes.docx", "minutes.docx"), ("../../etc/passwd", "passwd"),
        ("..", "file"), ("", "file"), (".hidden", "hidden"), ("a\0b\r\n.txt", "a b.txt"),
        ("x" * 400 + ".pdf", "x" * 60 + ".pdf"),
        ("Protokół – 3 czerwca.odt", "Protokół – 3 czerwca.odt"), ('<img src=x>".md', "-img src=x--.md"),
    ],
)  # fmt: skip
def test_the_name_of_a_file_that_is_sent_is_a_name_and_nothing_else(given: str, kept: str) -> None:
    assert file_name(given) == kept
