from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers.registry import read_document
from ipp_search.ingest.records import Document

Page = list[tuple[float, float, str] | tuple[float, float, str, str]]


def drawn(*pages: Page) -> Document:
    """A PDF with words at points from the bottom left, each in Helvetica or the font named."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842))
    for page in pages:
        for left, bottom, words, *font in page:
            canvas.setFont(font[0] if font else "Helvetica", 10)
            canvas.drawString(left, bottom, words)
        canvas.showPage()
    canvas.save()
    return read_document(Path("m.pdf"), written.getvalue())


def words(document: Document) -> list[tuple[str, str, int | None]]:
    return [(b.role, document.text[b.start : b.end], b.page) for b in document.blocks]


def test_running_lines_go_and_lines_that_only_look_alike_stay() -> None:
    """What stands at the same place of several pages is left out and told, once; a sentence is not."""
    spent = "{} The Committee agreed to spend £{},000 on beds."
    read = drawn(
        [(60, 800, "Board minutes"), (60, 770, spent.format("3.2", 4)), (60, 30, "Page 1 of 3"), (60, 400, "One.")],
        [(60, 800, "Board minutes"), (60, 770, spent.format("5.2", 9)), (60, 30, "Page 2 of 3"), (60, 400, "Two.")],
        [(60, 800, "Board minutes"), (60, 30, "Page 3 of 3"), (60, 60, "Signed by the chair"), (60, 400, "Three.")],
    )
    found = [text for _, text, _ in words(read)]
    assert "Board minutes" not in found
    assert not any("Page" in text for text in found)
    assert any("£4,000" in text for text in found)
    assert any("£9,000" in text for text in found)
    assert "Signed by the chair" in found
    why = "a running header or footer"
    assert [(one.text, one.why) for one in read.left_out] == [("Board minutes", why), ("Page 1 of 3", why)]


def test_a_label_begins_a_paragraph_however_tight_the_lines() -> None:
    long = "Tom Reed said that the lease ends in June and that the landlord has said he will not renew it at all."
    read = drawn([(60, 700, long), (60, 688, "ACTION: Tom Reed to write to the landlord."), (60, 676, "Present: A, B")])
    assert [text for _, text, _ in words(read)] == [
        long,
        "ACTION: Tom Reed to write to the landlord.",
        "Present: A, B",
    ]


def test_space_between_lines_parts_paragraphs() -> None:
    line = "The committee heard that the numbers had risen again in the spring and would rise"
    read = drawn([(60, 700, line), (60, 688, line), (60, 670, "Another paragraph begins here"), (60, 658, line)])
    assert [text for _, text, _ in words(read)] == [f"{line} {line}", "Another paragraph begins here", line]


def test_a_numbered_statement_is_not_spliced_onto_the_page_before() -> None:
    read = drawn(
        [(60, 700, "Recruitment is going well across the whole of the region and of the county and")],
        [(60, 700, "3.2 The Committee agreed to spend more on beds.")],
    )
    assert len(words(read)) == 2


def test_a_bold_line_is_a_heading_and_its_font_tells() -> None:
    read = drawn([(60, 700, "Where next for data", "Helvetica-Bold"), (60, 680, "Talk was had of figures.")])
    assert [role for role, _, _ in words(read)] == ["heading", "paragraph"]


def test_passages_know_their_page() -> None:
    document = drawn([(60, 700, "The first page was read.")], [(60, 700, "The second page was read.")])
    (minutes,) = parse(document).meetings
    assert [(p.page, p.paragraph) for p in minutes.passages] == [(1, 1), (2, 2)]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [
        "The committee heard that recall numbers",
        "had risen again in the spring of this year",
        "and might rise again.",
    ]
    right = [
        "Members asked how mental health had been",
        "assessed at reception and by whom it was",
        "to be done at last.",
    ]
    rows = list(zip(left * 3, right * 3, strict=True))
    page: Page = [(60, 800, "Board minutes of the third of June, in which two columns were set below this line")]
    for n, row in enumerate(rows):
        page += [(60, 770 - 12 * n, row[0]), (310, 770 - 12 * n, row[1])]
    page.append(
        (60, 640, "The chair thanked everyone for coming and closed the meeting at four o'clock in the afternoon.")
    )
    found = " ".join(text for _, text, _ in words(drawn(page)))
    assert " ".join(left * 3 + right * 3) in found
    assert found.endswith("closed the meeting at four o'clock in the afternoon.")


def test_letters_drawn_late_are_read_where_they_stand() -> None:
    read = drawn([(60, 700, "-"), (80, 700, "All stakeholders wanted to be clear"), (68, 700, "#")])
    assert [text for _, text, _ in words(read)] == ["# All stakeholders wanted to be clear"]


@pytest.mark.parametrize("nominal", [1, 10, 20])
def test_words_are_whole_whatever_size_the_font_is_set_in(nominal: float) -> None:
    """A size in the text's matrix, as Quartz writes it, gives the same lines as one that the font is set in."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842))
    for left, bottom, line in (
        (60, 700, "Harbour Board"),
        (60, 670, "The channel is dredged by self-propelled craft."),
    ):
        text = canvas.beginText()
        text.setFont("Helvetica", nominal)
        text.setTextTransform(10 / nominal, 0, 0, 10 / nominal, left, bottom)
        text.textOut(line)
        canvas.drawText(text)
    canvas.save()
    read = read_document(Path("m.pdf"), written.getvalue())
    assert [text for _, text, _ in words(read)] == [
        "Harbour Board",
        "The channel is dredged by self-propelled craft.",
    ]


def test_a_line_whose_middle_is_a_space_that_nobody_drew_is_whole() -> None:
    """Where words are set apart by their places alone, the space between them has no size of its own."""
    read = drawn([(60, 700, "repairs"), (96, 700, "refused"), (60, 660, "All else was approved")])
    assert "repairs refused" in [text for _, text, _ in words(read)]


def test_type_in_which_sentences_are_set_marks_no_headings_however_large() -> None:
    """A record of two parts, the first in larger type: there its bold lines are the headings."""

    def page(canvas: Canvas, size: float, lines: list[tuple[str, str]]) -> None:
        for n, (font, line) in enumerate(lines):
            canvas.setFont(font, size)
            canvas.drawString(60, 700 - 3 * size * n, line)
        canvas.showPage()

    said = "The members agreed to mend the outer wall by June."
    part = [line for n in "123" for line in [("Helvetica-Bold", f"{n}. Wall"), ("Helvetica", said)]]
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(595, 842))
    page(canvas, 13, [*part, ("Helvetica", "There was no other business")])
    for _ in range(3):
        page(canvas, 10, part * 2)
    canvas.save()
    read = words(read_document(Path("m.pdf"), written.getvalue()))
    assert ("paragraph", "There was no other business", 1) in read
    assert ("heading", "1. Wall", 1) in read


def test_a_bold_item_of_a_list_is_no_heading() -> None:
    read = drawn([(60, 700, "• Summer fair", "Helvetica-Bold"), (60, 680, "It was a fine day, and all came.")])
    assert [(b.role, b.marker) for b in read.blocks] == [("item", "•"), ("paragraph", "")]


@pytest.mark.parametrize("apologies", ["D", "Rev Canon"])
def test_a_name_wrapped_from_the_last_of_three_lists_is_one_name(apologies: str) -> None:
    read = drawn(
        [
            (60, 800, "Quay Board"),
            (60, 785, "Minutes of the meeting held on 7 June 2024 in the hall by the old pier of the harbour at seven"),
            (60, 760, "Present:"), (210, 760, "In attendance:"), (360, 760, "Apologies:"),
            (60, 735, "Ann Lee"), (210, 735, "Cy Dunn"), (470, 735, apologies),
            (60, 722, "Brabazon-Featherstonehaugh"),
            (60, 697, "Bob Ray"), (210, 697, "Di Ely"),
            (60, 660, "1. The chain was bought and the fees were paid."),
        ]
    )  # fmt: skip
    (one,) = parse(read).meetings
    assert one.meeting.apologies == (f"{apologies} Brabazon-Featherstonehaugh",)
    assert one.meeting.attendees == ("Ann Lee", "Bob Ray", "Cy Dunn", "Di Ely")


def test_lines_that_are_drawn_after_all_others_are_read_where_they_stand() -> None:
    """As browsers print pages: all headings, then what stands below them; columns beside one another stay whole."""
    heads = [
        (60, 740 - 60 * n, f"{n}. {name}", "Helvetica-Bold") for n, name in enumerate(("Boats", "Fees", "Crane"), 1)
    ]
    said = [(60, 720 - 60 * n, f"Of number {n} nothing was said that evening.") for n in (1, 2)]
    lists = [(60, 790, "Here"), (60, 775, "Ann Lee"), (300, 790, "Away"), (300, 775, "Bob Ray")]
    read = drawn([*lists, *heads, *said])
    assert [text for _, text, _ in words(read)] == [
        "Here", "Ann Lee", "Away", "Bob Ray", "Boats", "Of number 1 nothing was said that evening.",
        "Fees", "Of number 2 nothing was said that evening.", "Crane",
    ] or [text for _, text, _ in words(read)] == [
        "Here", "Ann Lee", "Away", "Bob Ray", "1. Boats", "Of number 1 nothing was said that evening.",
        "2. Fees", "Of number 2 nothing was said that evening.", "3. Crane",
    ]  # fmt: skip
