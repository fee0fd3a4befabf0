"""Results as a notebook shows them: short, escaped, and as data frames with a row each."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from ipp_search import Index
from ipp_search.errors import BadQuestion


@pytest.fixture
def odd(index: Index, tmp_path: Path) -> Index:
    """With a record whose words a page would take for markup."""
    (tmp_path / "odd.txt").write_text(
        "Odd Board, 4 March 2025\n\nMarkup\n- Is <b>bold</b> & <script>x</script> safe?\n"
    )
    index.ingest([tmp_path / "odd.txt"])
    return index


def test_what_a_notebook_evaluates_is_short(index: Index) -> None:
    shown = [index.search("recall"), index.search("recall").hits[:3], index.timeline("recall"), index.actions(),
             index.meetings(), index.brief("recall"), index.summary("2025-06-03")]  # fmt: skip
    assert max(len(repr(one)) for one in shown) < 1500
    assert repr(index.search("recall")).startswith("<SearchResult “recall”: ")


def test_the_words_of_records_are_never_markup(odd: Index) -> None:
    for result in (odd.search("bold markup"), odd.timelines(["markup"]), odd.meetings(), odd.brief("markup")):
        assert "<script" not in result._repr_html_()
    assert "&lt;b&gt;bold&lt;/b&gt; &amp;" in odd.search("bold markup")._repr_html_()


def test_frames_have_a_row_for_each_thing_and_dates_as_dates(index: Index) -> None:
    found, actions, meetings = index.search("recall", limit=4), index.actions(), index.meetings()
    lines = index.timelines(["recall", "women"])
    assert list(found.to_frame()["citation"]) == [hit.passage.citation for hit in found.hits]
    assert list(actions.to_frame()["status"]) == [action.status for action in actions]
    assert list(meetings.to_frame()["passages"]) == [held.passages for held in meetings]
    assert len(lines.to_frame()) == sum(len(line.rows) for line in lines)
    for frame in (found.to_frame(), actions.to_frame(), meetings.to_frame(), lines.to_frame()):
        assert frame["date"].dtype.kind == "M"


def test_frames_of_nothing_have_their_columns(index: Index) -> None:
    assert index.search("recall", since="2040").to_frame().empty
    assert "due_date" in index.actions(owner="nobody").to_frame().columns


def test_a_briefing_becomes_word_markdown_and_a_page_that_verify(index: Index, tmp_path: Path) -> None:
    briefing = index.brief("recall")
    (tmp_path / "b.docx").write_bytes(briefing.to_docx())
    (tmp_path / "b.md").write_text(briefing.to_markdown(), "utf-8")
    (tmp_path / "b.html").write_text(briefing.to_html(), "utf-8")
    for name in ("b.docx", "b.md", "b.html"):
        checked = index.verify(tmp_path / name)
        assert checked.quotations
        assert not checked.faults
    assert docx.Document(io.BytesIO(briefing.to_docx())).paragraphs[0].text == "Briefing: recall"


@pytest.mark.parametrize("length", ["endless", "", None, 3])
def test_a_length_that_there_is_not_is_refused_in_words(index: Index, length: object) -> None:
    with pytest.raises(BadQuestion, match="short, standard or full"):
        index.brief("recall", length=length)  # type: ignore[arg-type]
    with pytest.raises(BadQuestion, match="short, standard or full"):
        index.summary("2025-06-03", "recall", length=length)  # type: ignore[arg-type]


def test_an_encoder_of_ones_own_needs_no_model_also_for_the_bundled_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ipp_search.index.encoding import models
    from ipp_search.testing import FakeEncoder

    def no_model(*_: object) -> None:
        raise AssertionError("the model was opened")

    monkeypatch.setattr(models, "open_encoder", no_model)
    encoder = FakeEncoder()
    with Index(tmp_path / "nothing", encoder=encoder) as index:
        assert index.search("out of touch").found
        assert "out of touch" in encoder.encoded
