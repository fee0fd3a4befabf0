"""Records are added in a browser: looked over before anything is indexed, corrected in place, and taken out again."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ipp_search.api import Index
from ipp_search.pages.adding.batches import Batches, without_files
from ipp_search.pages.adding.jobs import Job
from ipp_search.testing import FakeEncoder

from .conftest import client_of

Send = Callable[..., Any]
DATED = b"Housing Board\nDate: 3 June 2024\nAttendees: Ann Lee, Bob Ray\n\nRents\n- Rents were raised by two pounds.\n"
RENTS = "Rents were raised by two pounds."
UNDATED = b"Notes\n\n- Somebody said that the boiler is broken.\n"


def text_of(page: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def settled(site: TestClient, page: Any) -> Any:
    """The page, once what it waits for is done."""
    until = time.monotonic() + 60
    while 'http-equiv="refresh"' in page.text:
        assert time.monotonic() < until
        time.sleep(0.02)
        page = site.get(str(page.url))
    return page


def sent(site: TestClient, send: Send, *files: tuple[str, bytes]) -> Any:
    return settled(site, send("/pages/add", files=[("files", file) for file in files]))


def batch_of(page: Any) -> str:
    return str(page.url.path)


def test_nothing_is_indexed_before_it_was_looked_over(site: TestClient, send: Send) -> None:
    page = sent(site, send, ("board.txt", DATED), ("notes.txt", UNDATED))
    words = text_of(page)
    assert "2 meetings in 2 files. Nothing is in the index yet." in words
    assert words.index("No date was found") < words.index("3 June 2024, Housing Board")
    assert "3 June 2024 , read from line 2" in words
    assert "2 names" in words
    assert "1 section, " in words
    assert len(site.get("/meetings").json()) == 2


def test_what_is_added_is_found_and_what_is_taken_out_is_not(site: TestClient, send: Send, index: Index) -> None:
    page = sent(site, send, ("board.txt", DATED))
    added = settled(site, send(batch_of(page), do="add"))
    assert "1 meeting added" in text_of(added)
    assert site.get("/search", params={"query": "rents raised"}).json()["hits"][0]["text"] == RENTS
    gone = settled(site, send(batch_of(page), do="undo"))
    assert "Taken out of the index" in text_of(gone)
    assert len(site.get("/meetings").json()) == 2
    again = settled(site, send(batch_of(page), do="look"))
    assert "1 meeting in 1 file." in text_of(again)
    assert "1 meeting added" in text_of(settled(site, send(batch_of(page), do="add")))


def test_a_date_and_a_group_are_corrected_before_anything_is_indexed(
    site: TestClient, send: Send, index: Index
) -> None:
    page = sent(site, send, ("notes.txt", UNDATED))
    address = f"{batch_of(page)}/correct"
    page = settled(site, send(address, file="notes.txt", date="4 May 2023", series="Boiler Group"))
    assert "4 May 2023, Boiler Group" in text_of(page)
    settled(site, send(batch_of(page), do="add"))
    (held,) = [one for one in index.meetings() if one.meeting.path.endswith("notes.txt")]
    assert (held.meeting.when, held.meeting.series, held.meeting.date_source) == (
        "4 May 2023", "Boiler Group", "set by hand",
    )  # fmt: skip


def test_what_is_no_record_is_left_out(site: TestClient, send: Send, index: Index) -> None:
    page = sent(site, send, ("notes.txt", UNDATED), ("board.txt", DATED))
    page = settled(site, send(f"{batch_of(page)}/correct", file="notes.txt", ignore="1"))
    assert "you said that it is no record" in text_of(page)
    settled(site, send(batch_of(page), do="add"))
    assert not [one for one in index.meetings() if one.meeting.path.endswith("notes.txt")]


@pytest.mark.parametrize(
    "fields",
    [
        {"file": "notes.txt", "date": "soon"}, {"file": "notes.txt"}, {"file": "../../x.txt", "date": "2024"},
        {"file": "records.toml", "date": "2024"},
    ],
)  # fmt: skip
def test_a_correction_that_cannot_be_made_is_told_and_changes_nothing(
    site: TestClient, send: Send, fields: dict[str, str], tmp_path: Path
) -> None:
    page = sent(site, send, ("notes.txt", UNDATED))
    answer = send(f"{batch_of(page)}/correct", **fields)
    assert answer.status_code in {400, 404}
    (corrections,) = (tmp_path / "index-records").rglob("records.toml")
    assert corrections.read_text() == ""


def test_a_record_is_corrected_where_it_is_read_and_back_again(site: TestClient, send: Send, index: Index) -> None:
    before = index.meetings()[0].meeting
    page = send(f"/pages/records/{before.id}/correct", date="2 January 2020", series="Another Group")
    assert page.url.path == "/pages/records/2020-01-02-another-group"
    assert "2 January 2020 read from set by hand" in text_of(page)
    page = send("/pages/records/2020-01-02-another-group/correct", do="back")
    assert page.url.path == f"/pages/records/{before.id}"


def test_a_record_whose_file_is_gone_is_not_corrected_and_not_lost(
    site: TestClient, send: Send, index: Index, notes: Path
) -> None:
    before = index.meetings()[0].meeting
    Path(before.path).unlink()
    assert send(f"/pages/records/{before.id}/correct", date="2020").status_code == 400
    assert before.id in [held.meeting.id for held in index.meetings()]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("run.exe", b"MZ", "of a kind that is not read"), ("records.toml", b"[files]", "of a kind that is not read"),
        ("minutes.pdf.toml", b"date = 2024-01-01", "of a kind that is not read"), ("empty.txt", b"", "it is empty"),
        ("", b"", "No file was sent"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused_in_words(
    site: TestClient, send: Send, name: str, data: bytes, why: str, tmp_path: Path
) -> None:
    page = send("/pages/add", files=[("files", (name, data))])
    assert page.status_code == 400
    assert why in text_of(page)
    assert not (tmp_path / "index-records").exists()


def test_one_odd_file_does_not_cost_the_others(site: TestClient, send: Send) -> None:
    page = sent(site, send, ("board.txt", DATED), ("run.exe", b"MZ"), ("broken.docx", b"no zip"))
    words = text_of(page)
    assert "1 meeting in 2 files." in words
    assert "Not taken: run.exe" in words
    assert "Not read: broken.docx" in words


def test_no_path_of_the_server_is_told(site: TestClient, send: Send, tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("../../inner.txt", DATED)
        packed.writestr("broken.docx", b"no zip")
    page = sent(site, send, ("a.zip", archive.getvalue()), ("b.docx", b"x"), ("c.pdf", b"x"), ("notes.txt", UNDATED))
    added = settled(site, send(batch_of(page), do="add"))
    others = [site.get(f"/pages/{one}") for one in ("add", "records", "search?query=boiler", "search")]
    for one in (page, added, *others):
        assert str(tmp_path) not in one.text


def test_files_of_one_name_are_all_kept(tmp_path: Path) -> None:
    batch, refused = Batches(tmp_path / "sent").keep([("a.txt", b"1"), ("A.txt", b"2"), ("x/a.txt", b"3")])
    assert batch.files() == ["A (2).txt", "a (3).txt", "a.txt"]
    assert refused == []


def test_what_is_kept_nobody_else_can_read(tmp_path: Path) -> None:
    batch, _ = Batches(tmp_path / "sent").keep([("a.txt", b"1")])
    assert (tmp_path / "sent").stat().st_mode & 0o077 == 0
    assert batch.folder.stat().st_mode & 0o077 == 0
    assert Path(batch.path("a.txt")).stat().st_mode & 0o077 == 0


def test_files_put_aside_by_a_process_that_ended_come_back(tmp_path: Path) -> None:
    batches = Batches(tmp_path / "sent")
    batch, _ = batches.keep([("a.txt", b"1")])
    with without_files(batch):
        assert batches.all() == []
        assert batches.one(batch.id) == batch  # its page still tells how far it is
    assert batch.files() == ["a.txt"]
    batch.folder.rename(batch.folder.with_name(f"{batch.id}.aside"))
    assert [one.files() for one in Batches(tmp_path / "sent").all()] == [["a.txt"]]


@pytest.mark.parametrize("id_", ["%2e%2e%2findex", "bcdfghjkmnpq", "%2e%2e", "x" * 300])
def test_no_folder_but_that_of_a_batch_is_reached(site: TestClient, send: Send, id_: str) -> None:
    assert site.get(f"/pages/add/{id_}").status_code == 404
    assert send(f"/pages/add/{id_}", do="discard").status_code in {404, 405}


def test_what_is_indexed_is_not_discarded(site: TestClient, send: Send) -> None:
    page = sent(site, send, ("board.txt", DATED))
    settled(site, send(batch_of(page), do="add"))
    assert send(batch_of(page), do="discard").status_code == 400
    settled(site, send(batch_of(page), do="undo"))
    assert send(batch_of(page), do="discard").url.path == "/pages/add"
    assert "sent before" not in site.get("/pages/add").text


@pytest.fixture
def fresh(tmp_path: Path, encoder: FakeEncoder) -> Iterator[TestClient]:
    """The pages where there is no index yet."""
    with client_of(Index(tmp_path / "new" / "index")) as client:
        yield client


def test_a_first_index_begins_in_the_browser_and_answers_from_then_on(fresh: TestClient) -> None:
    assert "There are no records of your own here yet" in fresh.get("/pages/search").text
    (token, *_) = re.findall(r'name="token" value="(\w+)"', fresh.get("/pages/add").text)
    page = settled(fresh, fresh.post("/pages/add", data={"token": token}, files={"files": ("board.txt", DATED)}))
    added = settled(fresh, fresh.post(page.url.path, data={"token": token, "do": "add"}))
    assert "1 meeting added" in text_of(added)
    assert [held["series"] for held in fresh.get("/meetings").json()] == ["Housing Board"]
    assert fresh.get("/search", params={"query": "rents"}).json()["hits"][0]["meeting"]["series"] == "Housing Board"


def test_the_time_left_follows_from_the_rate_so_far() -> None:
    job = Job("add", lambda index, tell: None)
    job.tell("embedding", 0, 100)
    assert job.left is None
    job.began -= 10
    job.tell("embedding", 25, 100)
    assert job.left == pytest.approx(30, rel=0.1)


def test_the_folder_of_a_batch_tells_when_it_was_sent_but_to_no_reader_of_dates(tmp_path: Path) -> None:
    batch, _ = Batches(tmp_path / "sent").keep([("a.txt", b"1")])
    assert abs((dt.datetime.now() - batch.when).total_seconds()) < 60
    assert not any(map(str.isdigit, batch.id))
