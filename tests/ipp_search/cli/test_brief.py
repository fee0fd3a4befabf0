from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize("format_", ["md", "html", "docx", "odt", "json"])
def test_a_briefing_in_every_format_is_proved_and_the_same_each_time(run: Run, tmp_path: Path, format_: str) -> None:
    file = tmp_path / f"recall.{format_}"
    assert run("brief", "recall", "-o", file).code == 0
    ran = run("verify", file)
    assert ran.code == 0, ran.out
    assert "all stand" in ran.out
    if format_ != "docx":  # a zip file holds the time
        before = file.read_bytes()
        run("brief", "recall", "-o", file)
        assert file.read_bytes() == before


@pytest.mark.parametrize("format_", ["md", "html", "json"])
def test_a_word_changed_in_a_quotation_is_found_in_every_format(run: Run, tmp_path: Path, format_: str) -> None:
    file = tmp_path / f"recall.{format_}"
    run("brief", "recall", "-o", file)
    file.write_text(file.read_text("utf-8").replace("carefully considering", "barely considering"), "utf-8")
    ran = run("verify", file)
    assert ran.code == 1
    assert "does not stand in the passage it cites" in ran.out


def test_a_word_file_has_headings_a_table_and_footnotes(run: Run, tmp_path: Path) -> None:
    run("brief", "recall", "-o", tmp_path / "recall.docx")
    file = docx.Document(str(tmp_path / "recall.docx"))
    assert [p.text for p in file.paragraphs if p.style is not None and p.style.name == "Heading 1"] == [
        "Briefing: recall"
    ]
    (table,) = file.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Action", "Owner", "Raised", "State"]
    notes = zipfile.ZipFile(tmp_path / "recall.docx").read("word/footnotes.xml").decode()
    assert "3 June 2025, Policy Update › Recall Review, line 30" in notes


def test_a_word_changed_in_a_word_file_is_found(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "recall.docx"
    run("brief", "recall", "-o", path)
    file = docx.Document(str(path))
    changed = next(run_ for p in file.paragraphs for run_ in p.runs if "last resort" in run_.text)
    changed.text = changed.text.replace("last resort", "first resort")
    file.save(str(path))
    assert run("verify", path).code == 1


def test_a_template_gives_the_styles_and_keeps_none_of_its_words(run: Run, tmp_path: Path) -> None:
    template = docx.Document()
    template.add_paragraph("Words of the template")
    template.save(str(tmp_path / "house.docx"))
    run("brief", "recall", "--template", tmp_path / "house.docx", "-o", tmp_path / "recall.docx")
    assert "Words of the template" not in [p.text for p in docx.Document(str(tmp_path / "recall.docx")).paragraphs]
    assert run("brief", "recall", "--template", tmp_path / "none.docx", "-o", tmp_path / "x.docx").code == 1
    assert run("brief", "recall", "--template", tmp_path / "house.docx").code == 2


def test_silence_is_told_with_the_meetings_that_were_looked_through(run: Run, tmp_path: Path) -> None:
    assert run("brief", "zebra crossings", "-o", tmp_path / "zebra.md").code == 0
    told = "No passage found in the 2 meetings of the records, 11 September 2023 to 3 June 2025."
    assert told in (tmp_path / "zebra.md").read_text("utf-8")
    assert run("verify", tmp_path / "zebra.md").code == 0


@pytest.mark.parametrize("format_", ["md", "txt", "html", "docx", "json"])
@pytest.mark.parametrize(
    "limits", [["--since", "2024"], ["--until", "2024"], ["--series", "stakeholder"], ["--since-last"],
               ["--since", "2023-01-02", "--until", "2024-03-05", "--series", "IPP"]],
)  # fmt: skip
def test_a_briefing_with_limits_is_proved(run: Run, tmp_path: Path, limits: list[str], format_: str) -> None:
    file = tmp_path / f"recall.{format_}"
    assert run("brief", "recall", *limits, "-o", file).code == 0
    ran = run("verify", file)
    assert ran.code == 0, ran.out


def test_what_was_said_last_is_told_whatever_the_limits(run: Run) -> None:
    out = run("brief", "recall", "--until", "2024", "--format", "md").out
    assert "Last discussed on 3 June 2025, " in out
    assert "Only meetings up to 31 December 2024." in out
    assert "### 3 June 2025" not in out


def test_the_index_is_proved_and_a_fault_told_in_json(run: Run, notes: Path, tmp_path: Path) -> None:
    place = tmp_path / "own"
    run("--index", place, "ingest", notes)
    assert json.loads(run("--index", place, "verify", "--format", "json").out)["holds"] is True
    next(notes.glob("2025*")).unlink()
    ran = run("--index", place, "verify", "--format", "json")
    assert ran.code == 1
    assert json.loads(ran.out)["faults"][0]["detail"].startswith("missing")


@pytest.mark.parametrize(("name", "content"), [("x.md", None), ("x.csv", b"x"), ("x.docx", b"PK"), ("x.json", b"{")])
def test_what_is_no_document_is_refused_in_one_line(run: Run, tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = run("verify", tmp_path / name)
    assert ran.code == 1
    assert name in ran.err


def test_since_last_leaves_only_what_followed_the_meeting_before(run: Run) -> None:
    out = run("brief", "communications", "--since-last", "--format", "md").out
    assert "### 3 June 2025" in out
    assert "### 11 September 2023" not in out
    assert run("brief", "communications", "--since-last", "--since", "2025").code == 2
    assert run("brief", "communications", "--since-last", "--series", "parish").code == 2


@pytest.mark.parametrize(
    ("typed", "headings"),
    [
        (["recall", "mental", "health"], ["Briefing: recall", "Briefing: mental health"]),
        (["electronic", "tags", "recall"], ["Briefing: electronic tags", "Briefing: recall"]),
        (["parole board", "women"], ["Briefing: parole board", "Briefing: women"]),
    ],
)
def test_several_topics_make_one_briefing(run: Run, tmp_path: Path, typed: list[str], headings: list[str]) -> None:
    file = tmp_path / "several.md"
    assert run("brief", *typed, "-o", file).code == 0
    found = [line[2:] for line in file.read_text("utf-8").split("\n") if line.startswith("# ")]
    assert found == headings
    assert run("verify", file).code == 0


@pytest.mark.parametrize("topic", [[], ["what of recall?"]])
@pytest.mark.parametrize("format_", ["md", "docx", "html", "json"])
def test_a_summary_of_one_meeting_is_proved(run: Run, tmp_path: Path, topic: list[str], format_: str) -> None:
    file = tmp_path / f"summary.{format_}"
    assert run("brief", "--meeting", "2025-06-03", *topic, "-o", file).code == 0
    ran = run("verify", file)
    assert ran.code == 0, ran.out


def test_a_briefing_needs_a_topic_or_a_meeting(run: Run) -> None:
    assert "Name a TOPIC, or a --meeting" in run("brief").err
    assert "--meeting takes no other limits" in run("brief", "--meeting", "2025", "--since", "2024").err
