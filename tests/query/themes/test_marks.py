from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from ipp_search.api import Index
from ipp_search.errors import BadThemes, NothingCited
from ipp_search.query.themes.marks import PROGRAM, Decision, Mark, add_marks, agreements, decided, read_marks
from ipp_search.testing import FakeEncoder

RECORD = "# Harbour Board\n\nDate: 2025-06-03\n\n## Boats\n\n- New moorings were agreed.\n- Ropes are to be bought.\n"


@pytest.fixture
def harbour(tmp_path: Path) -> Index:
    (tmp_path / "board.md").write_text(RECORD, "utf-8")
    index = Index(tmp_path / "index", encoder=FakeEncoder())
    index.ingest([tmp_path / "board.md"])
    return index


def shown(index: Index, theme: str) -> list[str]:
    return [cited.passage.text for row in index.timeline(theme).rows for cited in row.passages]


def test_a_mark_takes_a_passage_out_and_puts_another_in(harbour: Index) -> None:
    assert shown(harbour, "moorings") == ["New moorings were agreed."]
    found, other = (p for p in harbour.export()[0].passages if p.kind != "header")
    assert harbour.mark(Mark("moorings", found.id, "out"), Mark("Moorings", other.citation, "in", "AB", "tackle")) == 2
    assert shown(harbour, "moorings") == ["Ropes are to be bought."]
    (row,) = harbour.timeline("moorings").rows
    assert (row.left_out, row.passages[0].reasons, harbour.timeline("moorings").marked) == (1, ("marked",), (1, 1))
    assert row.passages[0].mark == Mark("Moorings", other.id, "in", "AB", "tackle", other.text, other.citation)
    assert shown(harbour, "ropes") == ["Ropes are to be bought."]


def test_a_mark_outlives_a_new_ingest_and_an_edit_of_the_lines_above(harbour: Index, tmp_path: Path) -> None:
    found = harbour.search('"moorings"', lexical=True).hits[0].passage
    harbour.mark(Mark("moorings", found.id, "out"))
    (tmp_path / "board.md").write_text(RECORD.replace("## Boats", "## Boats and ropes\n\n- Rain fell."), "utf-8")
    harbour.ingest([tmp_path / "board.md"])
    assert "New moorings were agreed." not in shown(harbour, "moorings")


def test_a_passage_that_is_not_there_is_refused_by_name_and_nothing_is_written(harbour: Index) -> None:
    with pytest.raises(NothingCited, match="No passage has the id or citation 'nowhere'"):
        harbour.mark(Mark("moorings", "nowhere", "in"))
    assert harbour.marks() == ()


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8).map(str.strip)
marks = st.builds(
    Mark, words.filter(bool), words.filter(bool), st.sampled_from(["in", "out"]), words, words, words, words
)


@given(st.lists(marks, max_size=6))
def test_what_is_written_is_read_again(some: list[Mark]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "marks.csv"
        add_marks(path, some)
        told = {(mark.theme.casefold(), mark.passage, mark.coder): mark for mark in some}
        assert set(read_marks(path)) == set(told.values())
        assert add_marks(path, some) == 0


def test_where_coders_differ_the_mark_made_last_holds(tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    add_marks(path, [Mark("boats", "1", "in", "AB"), Mark("boats", "1", "out", "CD")])
    assert decided(read_marks(path), "Boats")["1"].mark == "out"
    add_marks(path, [Mark("boats", "1", "in", "AB", "sure")])
    assert decided(read_marks(path), "boats")["1"].memo == "sure"


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("theme,passage\na,b\n", "no column 'mark'"),
        ("theme,passage,mark\na,b,maybe\n", "line 2: the mark is 'maybe'"),
        ("theme;passage;mark\na;;in\n", "line 2: it names no passage"),
        ("", "no column 'theme'"),
    ],
)
def test_a_table_that_is_no_file_of_marks_is_told_by_line(table: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "marks.csv").write_text(table, "utf-8")
    with pytest.raises(BadThemes, match=why):
        read_marks(tmp_path / "marks.csv")


@given(st.lists(st.tuples(*[st.sampled_from(["in", "out"])] * 2), min_size=1, max_size=12))
def test_agreement_is_that_of_sklearn_and_undefined_where_all_is_alike(said: list[tuple[Decision, Decision]]) -> None:
    lines = [
        Mark("boats", str(n), decision, coder)
        for n, pair in enumerate(said)
        for decision, coder in zip(pair, ("AB", "CD"), strict=True)
    ]
    first, *_, last = agreements(lines, "Boats", frozenset())
    assert (first.coders, first.passages, last.coders) == (("AB", "CD"), len(said), ("CD", PROGRAM))
    assert first.share == sum(a == b for a, b in said) / len(said)
    if len({decision for pair in said for decision in pair}) > 1:
        assert first.kappa == pytest.approx(cohen_kappa_score(*zip(*said, strict=True)))
    else:
        assert first.kappa is None
