from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html

from ipp_search.cli.frame.watching import written

Run = Callable[..., Any]
LETTER = (
    "Ministers agreed.\n\n“HMPPS discussed the review that Lord Thomas and Lord Carlile carried out on IPP recall.”\n"
)


def test_the_report_as_a_page_has_unproved_first_and_marks_what_differs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(LETTER, "utf-8")
    ran = run("verify", tmp_path / "letter.md", "-o", tmp_path / "report.html")
    assert ran.code == 1
    page: Any = lxml.html.fromstring((tmp_path / "report.html").read_text("utf-8"))
    assert [head.text.split(":")[0] for head in page.iter("h2")] == ["Unproved", "False"]
    row = page.xpath("//table[2]//tr[2]")[0]
    assert [mark.text for mark in row.iter("del")] == ["Carlile"]
    assert next(mark.text for mark in row.iter("ins")) == "Garnier"
    assert "3 June 2025, Policy Update › Recall Review, line 29" in row.text_content()


def test_a_page_shows_markup_of_a_document_as_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("<script>alert(1)</script> is what it says, and more.", "utf-8")
    out = run("verify", tmp_path / "x.txt", "--format", "html").out
    assert "<script" not in out
    assert "&lt;script&gt;" in out


def test_a_report_never_takes_the_place_of_the_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<p>Words</p>", "utf-8")
    assert run("verify", tmp_path / "x.html", "-o", tmp_path / "x.html").code == 2
    assert (tmp_path / "x.html").read_text("utf-8") == "<p>Words</p>"


def test_options_for_a_file_need_one(run: Run) -> None:
    for options in (["--watch"], ["--format", "html"], ["-o", "report.txt"]):
        assert run("verify", *options).code == 2


def test_a_file_is_looked_at_again_only_when_it_was_saved(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text("one", "utf-8")
    steps = iter(["", "one two", "", "gone", "one two three"])
    waits = 0

    def wait(_: float) -> None:
        nonlocal waits
        waits += 1
        step = next(steps)
        if step == "gone":
            file.unlink()
        elif step:
            file.write_text(step, "utf-8")

    watched = written(file, wait)
    next(watched)
    next(watched)
    assert waits == 2
    next(watched)
    assert waits == 5


def test_watching_ends_with_the_state_it_last_saw(run: Run, tmp_path: Path, monkeypatch: Any) -> None:
    file = tmp_path / "x.md"
    file.write_text(LETTER, "utf-8")

    def wait(_: float) -> None:
        if "Carlile" not in file.read_text("utf-8"):
            raise KeyboardInterrupt
        file.write_text(LETTER.replace("Carlile", "Garnier"), "utf-8")

    monkeypatch.setattr("ipp_search.cli.verify.written", lambda path: written(path, wait))
    ran = run("verify", file, "--watch")
    assert ran.out.count("1 quotation") == 2
    assert ran.code == 3
