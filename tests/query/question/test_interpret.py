"""What a question is taken to mean: dates and owners, acronyms, slips of spelling."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.filters import Filters
from ipp_search.query.collection.vocabulary import Vocabulary
from ipp_search.query.question.acronyms import find_acronyms
from ipp_search.query.question.spelling import corrections
from ipp_search.query.question.stated_filters import Bounds, read_bounds

D = dt.date


@pytest.mark.parametrize(
    ("typed", "left", "since", "until"),
    [
        ("recall since 2024", "recall", D(2024, 1, 1), None),
        ("recall in June 2025", "recall", D(2025, 6, 1), D(2025, 6, 30)),
        ("what was said on 3 June 2025 about tags?", "what was said about tags?", D(2025, 6, 3), D(2025, 6, 3)),
        ("recall before June 2025", "recall", None, D(2025, 5, 31)),
        ("recall after September 2023", "recall", D(2023, 10, 1), None),
        ("recall until 2023", "recall", None, D(2023, 12, 31)),
        ("recall between 2023 and 2024", "recall", D(2023, 1, 1), D(2024, 12, 31)),
        ("recall from 2023-09 to 2024-01", "recall", D(2023, 9, 1), D(2024, 1, 31)),
        ("recall at the September 2023 meeting", "recall", D(2023, 9, 1), D(2023, 9, 30)),
        ("recall at the last meeting", "recall", D(2025, 6, 3), D(2025, 6, 3)),
        ("recall in the first meeting", "recall", D(2023, 9, 11), D(2023, 9, 11)),
        ("recall since 2023 until 2024", "recall", D(2023, 1, 1), D(2024, 12, 31)),
        ("recall in 2023 or 2025", "recall in 2023 or 2025", None, None),
        ('recall "since 2024"', 'recall "since 2024"', None, None),
        # No meeting was held then, or no date is named: words like any others.
        ("IPP sentences abolished in 2012", "IPP sentences abolished in 2012", None, None),
        ("recall in June", "recall in June", None, None),
        ("the 2025 figures", "the 2025 figures", None, None),
        ("version 2023.1 since 2023.1", "version 2023.1 since 2023.1", None, None),
    ],
)
def test_dates_in_a_question_bound_the_meetings_held_then(
    index: Index, typed: str, left: str, since: D | None, until: D | None
) -> None:
    with Catalogue(index.folder) as catalogue:
        found = read_bounds(typed, Filters(), catalogue)
    assert (found.left, found.filters) == (left, Filters(since=since, until=until))


def test_a_bound_that_is_given_is_not_read_again(index: Index) -> None:
    given = Filters(since=D(2023, 1, 1))
    with Catalogue(index.folder) as catalogue:
        assert read_bounds("recall in June 2025", given, catalogue) == Bounds("recall in June 2025", given)


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ("actions for HMPPS", "HMPPS"),
        ("what are the actions for the Parole Board?", "Parole Board"),
        ("actions for HMPPS and UNGRIPP", "HMPPS"),
        ("actions on communications", None),
        ("list all actions", None),
    ],
)
def test_actions_of_someone_are_theirs_alone(index: Index, typed: str, owner: str | None) -> None:
    with Catalogue(index.folder) as catalogue:
        filters = read_bounds(typed, Filters(), catalogue).filters
    assert (filters.kind, filters.owner) == ("action", owner)
    hits = index.search(typed, limit=100).hits
    assert hits
    assert all(hit.passage.kind == "action" and (not owner or owner in (hit.passage.owner or "")) for hit in hits)


@pytest.mark.parametrize(
    "typed", ["What to do with recalled people", "what is due process", "which open questions remain"]
)
def test_words_that_only_look_like_what_is_open_bound_nothing(index: Index, typed: str) -> None:
    with Catalogue(index.folder) as catalogue:
        assert read_bounds(typed, Filters(), catalogue).filters == Filters()


def test_a_time_without_a_meeting_is_taken_as_words_and_told(index: Index) -> None:
    assert index.search("IPP sentences abolished in 2012").no_meeting == "in 2012"
    assert index.search("recall in June 2025").no_meeting is None


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("a re-sentencing exercise", "resentencing"),
        ("a resentencing exercise", "re-sentencing"),
        ("self‑harm", "selfharm"),
    ],
)
def test_a_word_is_found_with_a_hyphen_or_without(index: Index, tmp_path: Path, written: str, typed: str) -> None:
    (tmp_path / "new.md").write_text(f"# Board\n\nDate: 5 May 2026\n\n- Members asked for {written}.\n", "utf-8")
    index.ingest([tmp_path / "new.md"])
    assert index.search(typed, lexical=True, since="2026").found
    assert index.timeline(typed, since="2026").rows[0].status == "discussed"


def test_a_filter_read_in_a_question_never_silences_it(index: Index) -> None:
    result = index.search("actions for Bob")
    assert (result.filters, result.lifted) == ({}, {"kind": "action", "owner": "Bob"})
    assert result.answer == "nearest"
    assert result.nearest
    assert index.search("actions", owner="Bob").answer == "nothing"  # a filter that is given holds


def test_what_a_question_states_can_be_taken_as_words(index: Index) -> None:
    assert index.search("recall in June 2025").filters == {"since": "2025-06-01", "until": "2025-06-30"}
    assert index.search("recall in June 2025", natural=False).filters == {}


def test_an_acronym_is_read_as_what_the_records_say_it_stands_for(index: Index) -> None:
    result = index.search("RARR", lexical=True)
    assert result.read_as == {"RARR": "Risk Assessed Recall Review"}
    assert any("Risk Assessed Recall Review" in hit.passage.text for hit in result.hits)


def test_words_that_the_records_shorten_find_their_acronym(index: Index) -> None:
    hits = index.search("risk assessed recall review", lexical=True, limit=100).hits
    assert any("RARR" in hit.passage.text and "Assessed" not in hit.passage.text for hit in hits)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Talk of the Temporal Dead Zone (TDZ).", ["tdz"], ("TDZ", "Temporal Dead Zone")),
        ("Talk of TDZ.", ["the", "temporal", "dead", "zone"], ("TDZ", "temporal dead zone")),
        ("OOM fails fast.", ["out", "of", "memory"], ("OOM", "out of memory")),
        ("The Prison Reform Trust came.", ["PRT"], ("PRT", "Prison Reform Trust")),
        ("The Parole Board (PB) came.", ["parole", "board"], ("PB", "parole board")),
        ("The Panel of deaths in Custody came.", ["PDC"], ("PDC", "Panel of deaths in Custody")),
    ],
)
def test_acronyms_in_both_directions(
    index: Index, tmp_path: Path, text: str, words: list[str], found: tuple[str, str]
) -> None:
    note = tmp_path / "2024-01-01.txt"
    note.write_text(text, "utf-8")
    index.ingest([note])
    with Catalogue(index.folder) as catalogue:
        assert [(a.short, a.long) for a in find_acronyms(words, Vocabulary(catalogue))] == [found]


def test_two_letters_are_no_acronym_unless_the_records_say_so(index: Index, tmp_path: Path) -> None:
    note = tmp_path / "2024-01-01.txt"
    note.write_text("The PB agreed.", "utf-8")
    index.ingest([note])
    with Catalogue(index.folder) as catalogue:
        assert find_acronyms(["purple", "balloon"], Vocabulary(catalogue)) == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("comunications", "communications"),
        ("recalll", "recall"),
        ("progresion", "progression"),
        ("recalled", None),  # is there
        ("xqzvwk", None),  # like nothing there
        ("palore", None),  # two slips from parole
        ("boord", None),  # short words have too many neighbours
    ],
)
def test_a_slip_is_read_as_the_word_spelt_most_alike(index: Index, word: str, meant: str | None) -> None:
    with Catalogue(index.folder) as catalogue:
        assert corrections([word], Vocabulary(catalogue), lambda _: {}).get(word) == meant


def test_a_slip_finds_what_was_meant_and_says_so(index: Index) -> None:
    result = index.search("comunications", lexical=True)
    assert result.found
    assert result.read_as.keys() == {"comunications"}


def test_a_word_of_like_meaning_there_shows_that_a_word_is_no_slip(index: Index) -> None:
    with Catalogue(index.folder) as catalogue:
        vocabulary = Vocabulary(catalogue)
        assert corrections(["scared"], vocabulary, lambda _: {}) == {"scared": "shared"}
        assert corrections(["scared"], vocabulary, lambda _: {"scared": [("afraid", 0.84)]}) == {}
        assert corrections(["recieved"], vocabulary, lambda _: {"recieved": [("receiv", 0.9)]}) == corrections(
            ["recieved"], vocabulary, lambda _: {}
        )
