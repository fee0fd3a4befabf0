"""Letters that quote the two notes in their writer's own dress, half of them with one false thing in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from odfdo import Document, Paragraph

from ipp_search.api import Index
from ipp_search.query.verification.statements import Verdict

SAID = "HMPPS discussed the review that Lord Thomas and Lord Garnier carried out on IPP recall."
LATER = "They produced a report with their findings, which HMPPS is carefully considering."
WHOLE = f"{SAID} {LATER}"
STYLES = ("“{}”", '"{}"', "‘{}’", "'{}'", "« {} »", "„{}“", "<q>{}</q>")
FALSE = {
    "a word added": ("carefully considering", "not carefully considering"),
    "a word dropped": ("carefully considering", "considering"),
    "another name": ("Lord Garnier", "Lord Carlile"),
    "two words swapped": ("report with their findings", "findings with their report"),
    "another figure": ("IPP recall", "IPP recall in 3 prisons"),
}


def as_markdown(lines: list[str], folder: Path) -> Path:
    (folder / "letter.md").write_text("\n\n".join(lines), "utf-8")
    return folder / "letter.md"


def as_page(lines: list[str], folder: Path) -> Path:
    (folder / "letter.html").write_text("".join(f"<p>{line}</p>" for line in lines), "utf-8")
    return folder / "letter.html"


def as_word(lines: list[str], folder: Path) -> Path:
    file = docx.Document()
    for line in lines:
        file.add_paragraph(line.replace("<q>", "“").replace("</q>", "”"))
    file.save(str(folder / "letter.docx"))
    return folder / "letter.docx"


def as_odt(lines: list[str], folder: Path) -> Path:
    file = Document("text")
    file.body.clear()
    for line in lines:
        file.body.append(Paragraph(line.replace("<q>", "“").replace("</q>", "”")))
    file.save(str(folder / "letter.odt"))
    return folder / "letter.odt"


FORMS = (as_markdown, as_page, as_word, as_odt)


def verdict(index: Index, file: Path) -> Verdict:
    return index.verify(file).verdict


def letter(*lines: str) -> list[str]:
    return ["Dear Minister,", *lines, "Yours sincerely,"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", STYLES)
def test_a_letter_with_one_false_word_in_a_quotation_is_told_from_a_true_one(
    index: Index, tmp_path: Path, style: str, form: Callable[[list[str], Path], Path]
) -> None:
    if "<q>" in style and form is as_markdown:
        style = STYLES[0]
    assert verdict(index, form(letter(style.format(WHOLE)), tmp_path)) == "proved"
    for old, new in FALSE.values():
        false = WHOLE.replace(old, new)
        assert false != WHOLE
        assert verdict(index, form(letter(style.format(false)), tmp_path)) == "false"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("At the meeting of 3 June 2025: “{}”", "unproved"),
        ("At the meeting on 3rd June 2025 the group heard “{}”", "unproved"),
        ("In the notes of June 2025 we read “{}”", "unproved"),
        ("“{}” (3 June 2025)", "unproved"),
        ("Since the meeting of 11 September 2023 it has been said that “{}”", "unproved"),
        ("The record of HMPPS says “{}”", "unproved"),
        ("As HMPPS said, “{}”", "unproved"),
        ("At the meeting of 11 September 2023 the group heard “{}”", "false"),
        ("In our notes of 11/09/2023 we read “{}”", "false"),
        ("“{}” (11 September 2023)", "false"),
        ("On 11 September 2023 we heard that “{}”", "false"),
        ("The Parole Board said “{}”", "false"),
        ("At that time the Parole Board confirmed that “{}”", "false"),
    ],
)
def test_a_meeting_or_speaker_that_the_record_contradicts_is_false(
    index: Index, tmp_path: Path, words: str, found: str
) -> None:
    assert verdict(index, as_markdown(letter(words.format(WHOLE)), tmp_path)) == found


@pytest.mark.parametrize(
    "line",
    ["Dear Minister,", "Dear Secretary of State,", "Dear Ms Lee,", "OFFICIAL-SENSITIVE", "Page 2 of 3", "Many thanks,"],
)  # fmt: skip
def test_the_furniture_of_a_letter_is_no_statement(index: Index, tmp_path: Path, line: str) -> None:
    assert verdict(index, as_markdown([line, f"“{WHOLE}”"], tmp_path)) == "proved"


@pytest.mark.parametrize(
    "line", ["Dear Minister, recall has ended.", "Dear Minister of doom,", "OFFICIAL: agreed", "Page 2: all refused"]
)
def test_a_claim_dressed_as_furniture_is_unproved(index: Index, tmp_path: Path, line: str) -> None:
    assert verdict(index, as_markdown([line, f"“{WHOLE}”"], tmp_path)) == "unproved"


CITATION = "IPP External Stakeholder Challenge Group, 3 June 2025, Policy Update › Recall Review, line 29"


@pytest.mark.parametrize("note", ["1 {}", "[1] {}", "1. {}.", "(1) {}"])
def test_notes_that_a_program_wrote_out_as_lines_are_notes(index: Index, tmp_path: Path, note: str) -> None:
    lines = [f"“{WHOLE}”1", "\n", note.format(CITATION)]
    assert verdict(index, as_page(lines, tmp_path)) == ("unproved" if note.startswith("(") else "proved")
    other = note.format(CITATION.replace("line 29", "line 30"))
    assert verdict(index, as_page([lines[0], other], tmp_path)) != "proved"


def test_a_letters_case_in_square_brackets_changes_nothing_and_a_word_does(index: Index, tmp_path: Path) -> None:
    cited = f"\n\n[^1]: {CITATION}"
    for words, found in ((f"[h]{WHOLE[1:]}", "proved"), (WHOLE.replace("They", "They [the lords]"), "unproved")):
        (tmp_path / "x.md").write_text(f"“{words}”[^1]{cited}", "utf-8")
        assert verdict(index, tmp_path / "x.md") == found
