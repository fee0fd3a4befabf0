from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp_search.ingest.cues.dates import find_dates, read_period
from ipp_search.ingest.records import long_date


@pytest.mark.parametrize(
    "text",
    [
        "3 June 2025",
        "Tuesday 3rd June 2025",
        "3 Jun. 2025",
        "3rd of June, 2025",
        "June 3, 2025",
        "June 3rd 2025",
        "2025-06-03",
        "03/06/2025",
        "3.6.25",
        "3-June-2025",
    ],
)
def test_every_form_names_the_same_day(text: str) -> None:
    (found,) = find_dates(f"Held on {text} in London")
    assert (found.first, found.last) == (dt.date(2025, 6, 3), dt.date(2025, 6, 3))


@pytest.mark.parametrize("text", ["31/02/2025", "2025-13-01", "version 1.2.3.4", "3 June", "99 June 2025", "1/2"])
def test_what_is_no_full_real_day_is_no_date(text: str) -> None:
    assert not find_dates(text)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_a_date_as_we_print_it_is_read_back(day: dt.date) -> None:
    assert [date.first for date in find_dates(f"on {long_date(day)}; again {day.isoformat()}")] == [day, day]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("December 2024", dt.date(2024, 12, 1), dt.date(2024, 12, 31)),
        ("3 June 2025", dt.date(2025, 6, 3), dt.date(2025, 6, 3)),
    ],
)
def test_a_bound_may_be_a_day_a_month_or_a_year(typed: str, first: dt.date, last: dt.date) -> None:
    assert read_period(typed) == (first, last)


@pytest.mark.parametrize("typed", ["", "soon", "2024-13", "0000", "last week"])
def test_what_is_no_period_is_none(typed: str) -> None:
    assert read_period(typed) is None
