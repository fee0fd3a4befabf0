"""The reading view shows a record whole, in its order, with every passage where a citation leads."""

from __future__ import annotations

import html
import re
from pathlib import Path

from fastapi.testclient import TestClient

from ipp_search.api import Index
from ipp_search.pages.record.setting_out import set_out

from .conftest import client_of

MEETING = "2025-06-03-ipp-external-stakeholder-challenge-group"


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_every_letter_of_a_record_is_shown_and_in_its_order(index: Index) -> None:
    for held in index.meetings():
        whole = index.read(held.meeting.id)
        assert letters("".join(part.text for part in set_out(whole))) == letters(whole.text)


def test_every_passage_has_an_anchor_and_the_cited_one_is_lit(site: TestClient) -> None:
    hit = site.get("/search", params={"query": "recall"}).json()["hits"][0]
    page = site.get(f"/pages/records/{hit['meeting']['id']}", params={"passage": hit["id"]}).text
    held = next(one for one in site.get("/meetings").json() if one["id"] == hit["meeting"]["id"])
    assert len(re.findall(r' id="p-\w{16}"', page)) == held["passages"]
    (lit,) = re.findall(r'class="passage kind-\w+ cited" id="p-(\w+)"', page)
    assert lit == hit["id"]
    assert hit["text"] in html.unescape(page)


def test_the_headings_of_the_record_are_its_contents(site: TestClient) -> None:
    page = html.unescape(site.get(f"/pages/records/{MEETING}").text)
    for heading, anchor in (("Recall Review", "h-"), ("AOB", "h-")):
        assert re.search(rf'<a href="#{anchor}\d+">{heading}</a>', page)
        assert re.search(rf'<h[2-6] id="{anchor}\d+">{heading}</h', page)


def test_a_long_record_is_cut_into_pages_that_together_have_every_passage_once(tmp_path: Path, index: Index) -> None:
    lines = "".join(
        f"## Part {n // 50}\n\n" * (n % 50 == 0) + f"- Item {n} {'of the list ' * 9}\n\n" for n in range(900)
    )
    (tmp_path / "long.md").write_text(f"# Long Board\n\nDate: 3 May 2024\n\n{lines}", "utf-8")
    index.ingest([tmp_path / "long.md"])
    (held,) = (one for one in index.meetings() if one.meeting.path.endswith("long.md"))
    address = f"/pages/records/{held.meeting.id}"
    with client_of(index) as site:
        found, pages = [], 0
        following: str | None = address
        while following and pages < 50:
            page = site.get(following)
            assert len(page.content) < 200_000
            anchors = re.findall(r' id="([hp]-\w+)"', page.text)
            for one in re.findall(r'href="#([hp]-\w+)"', page.text):
                assert one in anchors
            found += [anchor for anchor in anchors if anchor.startswith("p-")]
            pages += 1
            after = re.search(r'rel="next" href="(/pages/records[^"]+page=[^"]+)"', page.text)
            following = html.unescape(after[1]) if after else None
        assert pages > 1
        assert len(found) == len(set(found)) == held.passages
        last = found[-1].removeprefix("p-")
        assert f'cited" id="p-{last}"' in site.get(address, params={"passage": last}).text
        elsewhere = next(one for one in re.findall(r'<a href="([^"]+)">Part 17</a>', site.get(address).text))
        path, _, anchor = html.unescape(elsewhere).partition("#")
        assert f'id="{anchor}"' in site.get(path).text


def test_the_meetings_of_a_group_lead_to_one_another(site: TestClient) -> None:
    page = site.get(f"/pages/records/{MEETING}").text
    before = re.search(r'<a rel="prev" href="([^"]+)"', page)
    assert before
    assert 'rel="next"' not in page
    assert f'<a rel="next" href="/pages/records/{MEETING}">' in site.get(before[1]).text


def test_the_file_of_a_record_is_given_as_it_is_and_never_shown_in_place_of_a_page(
    site: TestClient, notes: Path
) -> None:
    given = site.get(f"/pages/records/{MEETING}/file")
    (file,) = notes.glob("2025*.txt")
    assert given.content == file.read_bytes()
    assert given.headers["content-disposition"].startswith("attachment")
    assert given.headers["content-type"] == "application/octet-stream"
    assert given.headers["x-content-type-options"] == "nosniff"


def test_a_file_that_is_gone_is_told_and_its_record_still_read(site: TestClient, notes: Path) -> None:
    for file in notes.glob("2025*.txt"):
        file.unlink()
    page = site.get(f"/pages/records/{MEETING}")
    assert page.status_code == 200
    assert "no longer where it was" in page.text
    assert site.get(f"/pages/records/{MEETING}/file").status_code == 404


def test_a_meeting_that_is_not_there_is_told_in_a_page(site: TestClient) -> None:
    for path in ("/pages/records/1999-01-01-nobody", "/pages/records/..%2f..%2fetc%2fpasswd", "/pages/nowhere"):
        page = site.get(path)
        assert page.status_code == 404
        assert page.headers["content-type"].startswith("text/html")


def test_two_meetings_of_one_file_each_have_their_own_part_of_it(tmp_path: Path, index: Index) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    year = "Council\n\n3 March 2024\n\n· The first budget was agreed.\n\n7 April 2024\n\n· The second was not.\n"
    (folder / "two.txt").write_text(year, "utf-8")
    index.ingest([folder])
    own = [held.meeting.id for held in index.meetings() if held.meeting.path.endswith("two.txt")]
    first, second = ("".join(part.text for part in set_out(index.read(meeting))) for meeting in own)
    assert ("first budget" in first, "second" in first) == (True, False)
    assert ("first budget" in second, "second" in second) == (False, True)
    assert letters(first + second) == letters(year)
