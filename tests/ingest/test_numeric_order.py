from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.filters import Filters
from ipp_search.index.report import silent
from ipp_search.index.syncing.preview import preview
from ipp_search.index.syncing.sync import sync
from ipp_search.ingest.numeric_order import Dated, orders
from ipp_search.query.export import export
from ipp_search.testing import FakeEncoder

OPEN = "Date: 06/03/2025"


def minutes(date: str, rest: str = "", group: str = "Harbour Board") -> str:
    return f"Minutes of the {group}\n\n{date}\n\nPresent: Ann Lee, Bob Ray\n\n1. Quay\n\nThe quay was painted.\n{rest}"


def ingested(folder: Path, place: Path, files: dict[str, str], names: list[str] | None = None) -> dict[str, str | None]:
    """The date of each file, ingested one by one in the order of ``names``."""
    for where in (folder, place):
        where.mkdir(parents=True, exist_ok=True)
    with Catalogue(place, write=True) as catalogue:
        for name in names or list(files):
            (folder / name).write_text(files[name], "utf-8")
            sync(catalogue, [folder / name], FakeEncoder, silent)
        return dates_in(catalogue)


def dates_in(catalogue: Catalogue) -> dict[str, str | None]:
    held = [one.meeting for one in lookup.meetings(catalogue)]
    return {Path(meeting.path).name: str(meeting.date) if meeting.date else None for meeting in held}


def days(*dates: str) -> list[Dated]:
    """Meetings of one group whose dates, like 06/03/2025, are open."""
    held = []
    for n, written in enumerate(dates, 1):
        a, b, year = map(int, written.split("/"))
        readings = (dt.date(year, b, a), dt.date(year, a, b))
        held.append(Dated(f"/c/minutes {n}.txt", "Board", None, readings, (), None, str))
    return held


DECIDED = {
    "a day above twelve in another file": (minutes(OPEN), minutes("Date: 13/02/2025"), "2025-03-06"),
    "a month above twelve, so to say": (minutes(OPEN), minutes("Date: 02/13/2025"), "2025-06-03"),
    "another file that has its date in words too": (
        minutes(OPEN), minutes("Date: 7 May 2025", "\nThe accounts to 07/05/2025 were noted.\n"), "2025-03-06",
    ),
    "the next meeting that another file names": (
        minutes(OPEN), minutes("Date: 5 May 2025", "\nNext meeting: 3 June 2025\n"), "2025-06-03",
    ),
    "the next meeting that it names itself": (
        minutes(OPEN, "\nNext meeting: 3 April 2025\n"), minutes("Date: 1 May 2024"), "2025-03-06",
    ),
    "the next meeting in numbers, which comes after it in one order alone": (
        minutes(OPEN, "\nNext meeting: 03/04/2025\n"), minutes("Date: June 2024"), "2025-03-06",
    ),
    "dates in words, day first": (minutes(OPEN, "\nThe bill of 4 May 2024 was paid.\n"), minutes("Date: June 2024"),
                                  "2025-03-06"),
    "dates in words, month first": (minutes(OPEN, "\nThe bill of May 4, 2024 was paid.\n"), minutes("Date: June 2024"),
                                    "2025-06-03"),
    "nothing": (minutes(OPEN), minutes("Date: June 2024"), None),
    "a group that meets elsewhere": (minutes(OPEN), minutes("Date: 13/02/2025", group="Allotments Committee"), None),
}  # fmt: skip


@pytest.mark.parametrize("kind", DECIDED)
def test_what_a_record_leaves_open_its_group_decides(kind: str, tmp_path: Path) -> None:
    record, other, date = DECIDED[kind]
    (tmp_path / "c").mkdir()
    files = {"one.txt": record, "other.txt": other}
    for n, names in enumerate(itertools.permutations(files)):
        assert ingested(tmp_path / "c", tmp_path / f"i{n}", files, list(names))["one.txt"] == date
    report = preview([tmp_path / "c"], silent)
    assert {Path(m.meeting.path).name: m.meeting.date for m in report.added}["one.txt"] == (
        dt.date.fromisoformat(date) if date else None
    )


def test_evidence_that_goes_takes_the_date_with_it_and_what_comes_back_brings_it_again(tmp_path: Path) -> None:
    files = {"one.txt": minutes(OPEN), "other.txt": minutes("Date: 13/02/2025")}
    folder = tmp_path / "c"
    assert ingested(folder, tmp_path / "i", files)["one.txt"] == "2025-03-06"
    with Catalogue(tmp_path / "i", write=True) as catalogue:
        (folder / "other.txt").unlink()
        sync(catalogue, [folder], FakeEncoder, silent, prune=True)
        (held,) = lookup.meetings(catalogue)
        assert (held.meeting.date, "may be" in held.meeting.warnings[0]) == (None, True)
        (folder / "other.txt").write_text(files["other.txt"], "utf-8")
        report = sync(catalogue, [folder], FakeEncoder, silent)
        assert dates_in(catalogue) == {"one.txt": "2025-03-06", "other.txt": "2025-02-13"}
        assert [str(m.meeting.date) for m in report.changed] == ["2025-03-06"]
        assert sync(catalogue, [folder], FakeEncoder, silent).unchanged == len(files)


def test_the_weekday_on_which_a_group_meets_tells_the_order() -> None:
    first_tuesdays = days("01/04/2025", "06/05/2025", "03/06/2025", "01/07/2025")
    assert set(orders(first_tuesdays).values()) == {False}
    assert set(orders(first_tuesdays[:2]).values()) == {None}


def test_numbered_files_come_in_the_order_of_their_dates() -> None:
    assert set(orders(days("03/02/2025", "06/03/2025", "01/04/2025", "11/05/2025")).values()) == {False}
    assert set(orders(days("02/03/2025", "03/06/2025", "04/01/2025", "05/11/2025")).values()) == {True}


def test_meetings_are_not_crowded_into_one_week() -> None:
    sixths = days("06/09/2025", "06/10/2025", "06/11/2025", "06/12/2025")
    unnumbered = [replace(one, path=f"/c/{name}.txt") for name, one in zip("spqr", sixths, strict=True)]
    assert set(orders(unnumbered).values()) == {False}


def test_evidence_that_disagrees_decides_nothing() -> None:
    texts = ["13/02/2025", "02/13/2025"]
    known = [Dated(f"/c/{text[:2]}.txt", "Board", None, None, (), None, text.strip) for text in texts]
    assert orders([*days("06/03/2025"), *known]) == {"/c/minutes 1.txt": None}


GROUP = {
    "a1.txt": minutes(OPEN, "\nACTION: Ann Lee to write by 07/04/2025.\n"),
    "a2.txt": minutes("Date: 08/04/2025"),
    "a3.txt": minutes("Date: 13/05/2025", "\nACTION: BR to paint.\n"),
}
OTHERS = {
    "b1.txt": minutes("Date: 02/28/2025", group="Allotments Committee"),
    "b2.txt": minutes("Date: 03/06/2025", "\nACTION: AL to dig.\n", group="Allotments Committee"),
}


def understood(folder: Path, place: Path, files: dict[str, str], names: list[str]) -> dict[str, Any]:
    """All that is understood of each file, by name."""
    ingested(folder, place, files, names)
    with Catalogue(place) as catalogue:
        return {
            Path(one.held.meeting.path).name: (one.held.meeting, one.passages, [a.due for a in one.actions])
            for one in export(catalogue, Filters())
        }


@given(st.permutations([*GROUP, *OTHERS]))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_neither_the_order_of_ingest_nor_another_group_beside_it_changes_what_is_understood(
    tmp_path_factory: pytest.TempPathFactory, shuffled: list[str]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "one group and another"
    places = tmp_path_factory.mktemp("indexes")
    together = understood(folder, places / "both", GROUP | OTHERS, shuffled)
    assert together == understood(folder, places / "again", GROUP | OTHERS, [*OTHERS, *GROUP])
    alone = understood(folder, places / "alone", GROUP, [name for name in shuffled if name in GROUP])
    assert alone == {name: together[name] for name in GROUP}
    assert [str(one[0].date) for one in alone.values()] == ["2025-03-06", "2025-04-08", "2025-05-13"]
