"""Records, actions and timelines: every row leads to its passage, every export has what the page has."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import re
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest
from fastapi.testclient import TestClient

from ipp_search.api import Index
from ipp_search.output.actions import actions_csv
from ipp_search.query.actions.ledger import latest


def text_of(page: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def test_every_record_is_listed_the_latest_first_and_leads_to_its_reading_view(site: TestClient) -> None:
    held = site.get("/meetings").json()
    page = site.get("/pages/records").text
    assert re.findall(r'<th scope="row"><a href="/pages/records/([^"]+)"', page) == [one["id"] for one in held[::-1]]


def test_the_list_is_narrowed_by_words_group_and_year(site: TestClient, index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "notes.txt").write_text("Board\n\n- Nothing was decided.\n", "utf-8")
    index.ingest([folder])
    assert "3 meetings" in text_of(site.get("/pages/records"))
    for limits in ({"year": "2023"}, {"words": "2025-06"}, {"year": "undated"}, {"doubtful": "1"}, {"group": "Board"}):
        assert "1 meeting," in text_of(site.get("/pages/records", params=limits)), limits
    assert "should be looked at" in text_of(site.get("/pages/records"))
    assert "No record is left" in text_of(site.get("/pages/records", params={"words": "submarine"}))


def test_the_actions_that_are_overdue_come_first_and_are_marked(site: TestClient, index: Index, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "board.txt").write_text(
        "Housing Board\nDate: 3 June 2024\n\nRents\n- ACTION: Clerk to write to tenants by 1 July 2024.\n"
        f"- ACTION: Clerk to plan ahead by 1 July {dt.date.today().year + 3}.\n- ACTION: Chair to think.\n",
        "utf-8",
    )
    index.ingest([folder])
    page = site.get("/pages/actions", params={"series": "Housing"})
    words = text_of(page)
    assert words.index("write to tenants") < words.index("plan ahead") < words.index("Chair to think")
    assert page.text.count('<span class="tag overdue">Overdue</span>') == 1
    overdue = text_of(site.get("/pages/actions", params={"series": "Housing", "state": "overdue"}))
    assert "write to tenants" in overdue
    assert "plan ahead" not in overdue
    clerk = text_of(site.get("/pages/actions", params={"series": "Housing", "owner": "Chair"}))
    assert "Chair to think" in clerk
    assert "plan ahead" not in clerk


def test_every_action_leads_to_the_passage_that_states_it(site: TestClient, index: Index) -> None:
    page = html.unescape(site.get("/pages/actions", params={"state": "all"}).text)
    for action in latest(index.actions()):
        passage = action.passage
        assert f'"/pages/records/{passage.meeting.id}?passage={passage.id}#p-{passage.id}"' in page
        assert passage.text in page


def test_actions_are_taken_away_as_the_page_has_them(site: TestClient, index: Index) -> None:
    limits = {"owner": "HMPPS", "state": "open"}
    left = [action for action in latest(index.actions(owner="HMPPS")) if action.open]
    assert site.get("/pages/actions.csv", params=limits).text == actions_csv(left)
    assert len(json.loads(site.get("/pages/actions.json", params=limits).text)) == len(left)
    assert site.get("/pages/actions.docx", params=limits).content.startswith(b"PK")
    assert site.get("/pages/actions.exe", params=limits).status_code == 404


@pytest.mark.parametrize("path", ["actions?", "timeline?theme=recall&", "briefing?topic=recall&"])
def test_a_limit_that_cannot_be_read_is_told_and_the_form_shown_again(site: TestClient, path: str) -> None:
    page = site.get(f"/pages/{path}since=soon")
    assert page.status_code == 400
    assert "There is a problem" in page.text
    assert 'name="since"' in page.text


def test_a_timeline_has_a_row_for_every_meeting_and_every_figure_leads_to_its_passages(site: TestClient) -> None:
    told = site.get("/timeline", params={"theme": ["recall", "women"]}).json()
    page = site.get("/pages/timeline", params={"theme": ["recall", "women"]})
    cells = re.findall(r'<a class="cell heat-\d" href="#(t\d-m\d+)">', page.text)
    spoken = [f"t{t}-m{n}" for t, one in enumerate(told) for n, row in enumerate(one["rows"]) if row["passages"]]
    assert sorted(cells) == sorted(spoken)
    for cell in cells:
        assert f'id="{cell}"' in page.text
    for row in (row for one in told for row in one["rows"]):
        given = {"theme": ["recall", "women"], "at": row["meeting"]["id"]}
        alone = site.get("/pages/timeline", params=given).text
        for n, passage in enumerate(row["passages"]):
            assert f"passage={passage['id']}#p-{passage['id']}" in (page.text if n < 1 else alone)


def test_a_long_timeline_begins_with_its_latest_meetings_and_leads_to_the_others(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipp_search.pages.following.timelines._A_PAGE", 1)
    (told,) = site.get("/timeline", params={"theme": "recall"}).json()
    page = site.get("/pages/timeline", params={"theme": "recall"})
    before = re.search(r'<a rel="prev" href="([^"]+)"', page.text)
    assert "page 2 of 2" in page.text
    assert before
    for n, shown in ((1, page), (0, site.get(html.unescape(before[1])))):
        assert f"/pages/records/{told['rows'][n]['meeting']['id']}" in shown.text
        assert re.findall(r'id="(t\d-m\d)"', shown.text) == ([f"t0-m{n}"] if told["rows"][n]["passages"] else [])


def test_what_no_passage_was_found_of_is_never_said_to_have_been_silent(site: TestClient) -> None:
    words = text_of(site.get("/pages/timeline", params={"theme": "submarine warfare"}))
    assert "No passage was found in these meetings." in words
    assert "not discussed" not in words.lower()


def test_timelines_are_taken_away_as_the_page_has_them(site: TestClient) -> None:
    asked = {"theme": "recall", "since": "2025"}
    told = site.get("/timeline", params=asked).json()
    rows = list(csv.DictReader(io.StringIO(site.get("/pages/timeline.csv", params=asked).text)))
    assert len(rows) == sum(len(row["passages"]) for row in told[0]["rows"])
    assert len(list(csv.DictReader(io.StringIO(site.get("/pages/timeline.meetings.csv", params=asked).text)))) == 1
    assert json.loads(site.get("/pages/timeline.json", params=asked).text) == told
    assert site.get("/pages/timeline.exe", params=asked).status_code == 404


def test_a_theme_of_the_index_can_be_chosen_by_name(site: TestClient, index: Index) -> None:
    (index.folder / "themes.toml").write_text('["Open conditions"]\nwords = ["open conditions"]\n', "utf-8")
    page = site.get("/pages/themes")
    assert 'name="theme" value="Open conditions"' in page.text
    assert "followed as a theme of the themes file" in text_of(
        site.get("/pages/timeline", params={"theme": "Open conditions"})
    )


def test_actions_go_into_a_spreadsheet_and_a_calendar_within_the_limits_of_the_page(site: TestClient) -> None:
    shown = site.get("/pages/actions.json", params={"owner": "HMPPS"}).json()
    book = openpyxl.load_workbook(io.BytesIO(site.get("/pages/actions.xlsx", params={"owner": "HMPPS"}).content))
    assert len(list(book.active.iter_rows())) == len(shown) + 1
    calendar = icalendar.Calendar.from_ical(site.get("/pages/actions.ics", params={"owner": "HMPPS"}).content)
    assert len(calendar.walk("VTODO")) == len(shown) > 0
    assert 'href="/pages/actions.ics?owner=HMPPS"' in site.get("/pages/actions", params={"owner": "HMPPS"}).text
