"""What print does to words in a PDF: raised figures, narrow text, divided words, hidden and struck letters, fonts."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.colors import Color, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Document


def drawn(*pages: Callable[[Canvas], None]) -> Document:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842))
    for page in pages:
        canvas.setFont("Helvetica", 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return read_document(Path("m.pdf"), written.getvalue())


def block_texts(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


def with_raised(canvas: Canvas, left: float, bottom: float, before: str, raised: str, after: str) -> None:
    text = canvas.beginText(left, bottom)
    text.setFont("Helvetica", 10)
    text.textOut(before)
    text.setFont("Helvetica", 6)
    text.setRise(4)
    text.textOut(raised)
    text.setFont("Helvetica", 10)
    text.setRise(0)
    text.textOut(after)
    canvas.drawText(text)


def below(canvas: Canvas, *lines: str, left: float = 60, bottom: float = 700) -> None:
    for n, line in enumerate(lines):
        canvas.drawString(left, bottom - 12 * n, line)


@pytest.mark.parametrize("note", ["1 Repaired since, in May.", "1Repaired since, in May."])
def test_the_mark_of_a_footnote_stands_apart_from_the_sentence(note: str) -> None:
    def page(canvas: Canvas) -> None:
        with_raised(canvas, 60, 700, "The east pier was shut", "1", " to walkers from April.")
        with_raised(canvas, 60, 60, "", note[0], note[1:])

    read = drawn(page)
    assert block_texts(read)[0] == "The east pier was shut to walkers from April."
    assert [b.role for b in read.blocks] == ["paragraph", "footnote"]


@pytest.mark.parametrize(
    ("before", "raised", "after"),
    [("The crew will clear 30 m", "2", " of the slip in July."), ("The fair is on the 5", "th", " of June at noon.")],
)
def test_a_unit_or_an_ordinal_is_one_word_in_its_sentence(before: str, raised: str, after: str) -> None:
    read = drawn(lambda canvas: with_raised(canvas, 60, 700, before, raised, after))
    assert block_texts(read) == [f"{before}{raised}{after}"]


@pytest.mark.parametrize(
    "lines",
    [
        ["The Board heard that the rent of", "Quay Cottage had gone up again and", "that the Irish Fund will pay it."],
        ["The Clerk was asked to speak to the", "Trust and to report before May, when", "2026 rents are set."],
        ["Members asked that", "Tom Reed write to the", "Ministry about the", "outer wall and", "the lights."],
    ],
)  # fmt: skip
def test_text_in_a_narrow_column_is_one_paragraph(lines: list[str]) -> None:
    """Where lines are so short that the margin of the page says nothing, those around them tell."""
    assert block_texts(drawn(lambda canvas: below(canvas, *lines))) == [" ".join(lines)]


def test_names_one_under_another_stay_apart() -> None:
    names = ["Ann Lee (Chair)", "Bob Ray", "Cy Moss (Clerk of the Board)", "Di Ford"]
    assert block_texts(drawn(lambda canvas: below(canvas, *names))) == names


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("The fund is meant for recon-", "struction of the pier.", "reconstruction"),
        ("The members are sure it is un-", "likely to be done.", "unlikely"),
        ("It is a matter for the long-", "term plan.", "long-term"),
        ("It was paid by the Anglo-", "Irish Fund.", "Anglo-Irish"),
        ("The grant is for the year 2024-", "25 and no longer.", "2024-25"),
    ],
)
def test_a_hyphen_at_a_line_s_end_goes_where_it_only_divides_a_word(first: str, second: str, whole: str) -> None:
    (read,) = block_texts(drawn(lambda canvas: below(canvas, first, second)))
    assert whole in read


def test_words_under_a_bar_are_not_read_and_a_warning_says_so() -> None:
    def page(canvas: Canvas) -> None:
        below(canvas, "The claimant is Jo Marsh.")
        canvas.rect(130, 696, 60, 14, stroke=0, fill=1)
        below(canvas, "The claim was paid in full.", "It was heard.", "", "It will not be heard again.", bottom=660)

    read = drawn(page)
    assert "Marsh" not in read.text
    assert block_texts(read)[:2] == ["The claimant is", "The claim was paid in full."]
    assert [re.sub(r"\d+", "#", warning) for warning in read.warnings] == [
        "# letters that are covered or in the paper's colour are left out: page #"
    ]


@pytest.mark.parametrize(
    ("ground", "ink", "is_read"),
    [(black, white, True), (black, black, False), (None, white, False)],
)
def test_letters_are_read_where_they_differ_from_what_they_stand_on(
    ground: Color | None, ink: Color, is_read: bool
) -> None:
    def page(canvas: Canvas) -> None:
        below(canvas, "The fee is 18 pounds.", bottom=600)
        if ground:
            canvas.setFillColor(ground)
            canvas.rect(50, 690, 300, 20, stroke=0, fill=1)
        canvas.setFillColor(ink)
        below(canvas, "The fee was 25 pounds.")

    assert ("The fee was 25 pounds." in block_texts(drawn(page))) is is_read


def test_invisible_words_are_read_on_a_picture_alone() -> None:
    """That is how a scan holds what was recognised in it."""

    def hidden(canvas: Canvas) -> None:
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        text.textOut("The pier is shut until the end of the summer.")
        canvas.drawText(text)

    def scan(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (60, 84), 240)), 0, 0, 595, 842)
        hidden(canvas)

    assert block_texts(drawn(scan)) == ["The pier is shut until the end of the summer."]
    with pytest.raises(UnreadableRecord, match="no text"):
        drawn(hidden)


def test_struck_words_are_left_out_and_told() -> None:
    def page(canvas: Canvas) -> None:
        below(canvas, "Boats pay 30 pounds a week.", "Boats pay 20 pounds a week.")
        canvas.line(60, 703, 60 + canvas.stringWidth("Boats pay 30 pounds a week.", "Helvetica", 10), 703)
        canvas.line(60, 686, 200, 686)  # under the line: no stroke through it

    read = drawn(page)
    assert block_texts(read) == ["Boats pay 20 pounds a week."]
    assert [(one.text, one.why) for one in read.left_out] == [("Boats pay 30 pounds a week.", "struck out")]
    assert read.warnings == ("words that are struck out are left out: page 1",)


def test_a_stroke_through_one_word_leaves_the_others() -> None:
    def page(canvas: Canvas) -> None:
        below(canvas, "Boats pay 30 20 pounds a week.")
        left = 60 + canvas.stringWidth("Boats pay ", "Helvetica", 10)
        canvas.line(left, 703, left + canvas.stringWidth("30", "Helvetica", 10), 703)

    assert block_texts(drawn(page)) == ["Boats pay 20 pounds a week."]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_is_turned_is_read_as_if_held_upright(quarters: int) -> None:
    lines = ["The Board met at the Quay Room and", "heard that the pier is shut.", "It will open in May."]

    def page(canvas: Canvas) -> None:
        canvas.translate(*[(595, 0), (595, 842), (0, 842)][quarters - 1])
        canvas.rotate(90 * quarters)
        below(canvas, lines[0], lines[1], left=60, bottom=400)
        below(canvas, lines[2], left=60, bottom=300)

    assert block_texts(drawn(page)) == [" ".join(lines[:2]), lines[2]]


def test_a_stamp_across_the_page_is_told_and_not_read() -> None:
    def page(canvas: Canvas) -> None:
        below(canvas, "The pier is shut.")
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")

    read = drawn(page)
    assert block_texts(read) == ["The pier is shut."]
    assert [(one.text, one.why) for one in read.left_out] == [("DRAFT", "printed aslant across the page")]


@pytest.mark.parametrize("first", ["T", "W"])
def test_an_initial_over_two_lines_begins_its_word(first: str) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 26)
        canvas.drawString(60, 688, first)
        canvas.setFont("Helvetica", 10)
        below(canvas, "he Board heard that the pier is shut and that", "it will be for some weeks.", left=86)

    assert block_texts(drawn(page)) == [
        f"{first}he Board heard that the pier is shut and that it will be for some weeks."
    ]


def test_a_letter_beyond_sixteen_bits_moves_no_other() -> None:
    """Pdfium counts an emoji as two characters; the lines below it are whole all the same."""
    font = next(iter(sorted(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"))), None)
    if font is None:
        pytest.skip("no font with such a letter is installed")
    pdfmetrics.registerFont(TTFont("DejaVu", str(font)))

    def page(canvas: Canvas) -> None:
        canvas.setFont("DejaVu", 10)
        below(
            canvas,
            "Pub crawl \U0001f37a\U0001f600",
            "",
            "The walk begins at six from the bridge.",
            "",
            "- Bring a lamp.",
        )

    assert block_texts(drawn(page))[1:] == ["The walk begins at six from the bridge.", "Bring a lamp."]


@pytest.mark.parametrize("shift", [-29, 3])
def test_a_font_that_does_not_tell_its_letters_is_refused(shift: int) -> None:
    """Codes that stand for other letters than those they look like are no words of any language."""
    words = "the board heard that the pier is shut to walkers from april and that members thank the crew"
    codes = "".join(chr(ord(letter) + shift) if letter.isalpha() else letter for letter in words)
    with pytest.raises(UnreadableRecord, match=r"do not tell what their letters are.*OCR"):
        drawn(lambda canvas: below(canvas, codes, codes, codes, codes))


def test_a_font_whose_map_of_letters_is_missing_is_refused() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf", asciiReadable=0))
    written = io.BytesIO()
    canvas = Canvas(written, pageCompression=0)
    canvas.setFont("Vera", 10)
    below(canvas, "The Board heard that the pier is shut.", "It will open in May.")
    canvas.save()
    assert "The Board heard" in read_document(Path("m.pdf"), written.getvalue()).text
    with pytest.raises(UnreadableRecord, match=r"do not tell what their letters are.*OCR"):
        read_document(Path("m.pdf"), written.getvalue().replace(b"/ToUnicode", b"/ToUnicodX"))


@pytest.mark.parametrize(
    "words",
    [
        "Cafodd y cynnig ei dderbyn yn unfrydol gan yr holl aelodau a oedd yn bresennol yn y cyfarfod",
        "Der Vorstand hat den Haushalt beschlossen und dankt allen Mitgliedern sehr",
        "GWR, NHS, TfL, DBS, HMP, BBC, RSPB, WWF, NFU, CBRN, DVLA, CPS, HMRC, TUC.",
        "Signed by the chair of the Board: ........................ Date: ....................................",
    ],
)
def test_other_languages_and_initials_and_leaders_are_read(words: str) -> None:
    assert words[:9] in drawn(lambda canvas: below(canvas, words, words)).text


def test_a_page_that_is_a_picture_with_hardly_any_text_is_told() -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (60, 84), 240)), 0, 0, 595, 842)
        below(canvas, "Page 2")

    read = drawn(lambda canvas: below(canvas, "The first page can be read."), scan)
    assert [warning.partition(";")[0] for warning in read.warnings] == ["page 2 is scanned, with hardly any text"]
