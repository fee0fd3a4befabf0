"""Tables whose cells are wrapped, empty, or merged: owner and due date stay in their columns, in every format."""

from __future__ import annotations

import pytest
from support.office import HEAD, actions, docx, odt, p, passages, tc, tr, words

ACTIONS = p("Actions", '<w:pStyle w:val="Heading1"/>')
HEADS = ("No", "Action", "Owner", "Due")
WHOLE = ("1", "Oil the winch", "Dinah Cole", "1 June 2024")
FIRST = ("1 | Oil the winch | Dinah Cole | 1 June 2024", "Dinah Cole")


def wrapped(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def word(*rows: str) -> bytes:
    return docx(f"{HEAD}{p('Date: 14 May 2024')}{ACTIONS}<w:tbl>{''.join(rows)}</w:tbl>")


def open_document(*rows: str) -> bytes:
    return odt(
        '<text:h text:outline-level="1">Quay Forum</text:h><text:p>Date: 14 May 2024</text:p>'
        f'<text:h text:outline-level="2">Actions</text:h><table:table>{"".join(rows)}</table:table>'
    )


def row(*cells: str) -> str:
    made = "".join(
        cell if cell.startswith("<") else f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row>{made}</table:table-row>"


def page(*rows: str) -> str:
    return f"<h1>Quay Forum</h1><p>Date: 14 May 2024</p><h2>Actions</h2><table>{''.join(rows)}</table>"


def line(*cells: str, tag: str = "td") -> str:
    return "<tr>" + "".join(cell if cell.startswith("<") else f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


@pytest.mark.parametrize(
    "second",
    [
        tr("2", "Paint the crane", wrapped(tc("Ivo Marsh")), "8 June 2024"),
        tr("2", "Paint the crane", f"<w:tc><w:p>{wrapped('<w:r><w:t>Ivo Marsh</w:t></w:r>')}</w:p></w:tc>", ""),
        wrapped(tr("2", "Paint the crane", "Ivo Marsh", "8 June 2024")),
        wrapped(wrapped(tr("2", wrapped(tc("Paint the crane")), "Ivo Marsh", "8 June 2024"))),
        tr("", "Paint the crane", "Ivo Marsh", "8 June 2024"),
        tr(tc("", "<w:vMerge/>"), "Paint the crane", "Ivo Marsh", "8 June 2024"),
        tr(tc("Paint the crane", '<w:gridSpan w:val="2"/>'), "Ivo Marsh", "8 June 2024"),
        tr("Paint the crane", "Ivo Marsh", "8 June 2024", properties='<w:gridBefore w:val="1"/>'),
    ],
)
def test_a_wrapped_an_empty_or_a_merged_cell_of_word_moves_no_other(second: str) -> None:
    found = actions(word(tr(*HEADS), tr(*WHOLE), second), "docx")
    assert found[0] == FIRST
    assert "Paint the crane | Ivo Marsh" in found[1][0]
    assert found[1][1] == "Ivo Marsh"


def test_a_cell_merged_down_in_word_stands_beside_each_of_its_rows() -> None:
    first = tr("1", "Oil the winch", tc("Dinah Cole", '<w:vMerge w:val="restart"/>'), "1 June 2024")
    second = tr("2", "Paint the crane", tc("", "<w:vMerge/>"), "8 June 2024")
    third = tr("3", "Sell the boat", "Ivo Marsh", "")
    assert actions(word(tr(*HEADS), first, second, third), "docx") == [
        FIRST,
        ("2 | Paint the crane | Dinah Cole | 8 June 2024", "Dinah Cole"),
        ("3 | Sell the boat | Ivo Marsh", "Ivo Marsh"),
    ]


def test_cells_merged_in_opendocument_and_html_move_no_other() -> None:
    covered = "<table:covered-table-cell/>"
    across = row(
        '<table:table-cell table:number-columns-spanned="2"><text:p>Paint the crane</text:p></table:table-cell>',
        covered, "Ivo Marsh", "8 June 2024",
    )  # fmt: skip
    down = '<table:table-cell table:number-rows-spanned="2"><text:p>Dinah Cole</text:p></table:table-cell>'
    expected_across = [FIRST, ("Paint the crane | Ivo Marsh | 8 June 2024", "Ivo Marsh")]
    expected_down = [FIRST, ("2 | Paint the crane | Dinah Cole | 8 June 2024", "Dinah Cole")]
    assert actions(open_document(row(*HEADS), row(*WHOLE), across), "odt") == expected_across
    two = [row(*WHOLE[:2], down, WHOLE[3]), row("2", "Paint the crane", covered, "8 June 2024")]
    assert actions(open_document(row(*HEADS), *two), "odt") == expected_down
    heads = line(*HEADS, tag="th")
    wide = line('<td colspan="2">Paint the crane</td>', "Ivo Marsh", "8 June 2024")
    assert actions(page(heads, line(*WHOLE), wide), "html") == expected_across
    high = [line(*WHOLE[:2], '<td rowspan="2">Dinah Cole</td>', WHOLE[3]), line("2", "Paint the crane", "8 June 2024")]
    assert actions(page(heads, *high), "html") == expected_down


@pytest.mark.parametrize("outer", ["| {} |", "{}"])
def test_an_empty_first_cell_of_markdown_moves_no_other(outer: str) -> None:
    rows = [
        "No | Action | Owner | Due",
        "---|---|---|---",
        " | ".join(WHOLE),
        " | Paint the crane | Ivo Marsh | 8 June 2024",
    ]
    text = "# Quay Forum\n\nDate: 14 May 2024\n\n## Actions\n\n" + "\n".join(outer.format(each) for each in rows)
    assert [owner for _, owner in actions(text, "md")] == ["Dinah Cole", "Ivo Marsh"]


def test_a_heading_across_a_table_of_actions_is_no_action() -> None:
    across = tr(tc("Carried over", '<w:gridSpan w:val="4"/>'))
    assert actions(word(tr(*HEADS), across, tr(*WHOLE)), "docx") == [FIRST]


def test_a_long_cell_merged_down_is_said_once() -> None:
    long = "The winch has been out of order since the storm and the yard has asked for a date of repair. "
    first = tr(tc(long, '<w:vMerge w:val="restart"/>'), "Dinah Cole")
    found = words(word(first, tr(tc("", "<w:vMerge/>"), "Ivo Marsh")), "docx")
    assert sum("out of order" in text for _, _, text in found) == 1


HEADING = '<w:pStyle w:val="Heading1"/>'
FRAMED_WORD = f"<w:tc>{p('Fees', HEADING)}{p('Boats pay.')}</w:tc>"
FRAMED_CELL = (
    '<table:table-cell><text:h text:outline-level="3">Fees</text:h><text:p>Boats pay.</text:p></table:table-cell>'
)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (
            page(line("<td><table><tr><td>Menu</td></tr></table></td>", "<td><h3>Fees</h3><p>Boats pay.</p></td>")),
            "html",
        ),
        (docx(f"{HEAD}<w:tbl>{tr('Menu', FRAMED_WORD)}</w:tbl>"), "docx"),
        (open_document(row("Menu", FRAMED_CELL)), "odt"),
    ],
)
def test_a_table_that_lays_out_a_page_keeps_its_headings(data: bytes | str, suffix: str) -> None:
    found = [passage for passage in passages(data, suffix) if passage.text == "Boats pay."]
    assert [passage.section[-1] for passage in found] == ["Fees"]


def test_a_row_of_an_item_number_and_its_list_is_a_section() -> None:
    rows = [
        line("1", "<td>Dredging<ul><li>ACTION DC: Ask the yard</li></ul></td>", "DC"),
        line("2", "<td>Regatta<ul><li>It is on 3 August.</li></ul></td>", "All"),
    ]
    found = passages(f"<h1>Quay Forum, 14 May 2024</h1><table>{''.join(rows)}</table>", "html")
    assert [(passage.kind, passage.section[-1:], passage.owner) for passage in found if "ACTION" in passage.text] == [
        ("action", ("1 Dredging",), "DC")
    ]
    assert [passage.section[-1:] for passage in found if "August" in passage.text] == [("2 Regatta",)]


def test_spans_that_no_table_has_are_cut_down() -> None:
    wide = line('<td colspan="1000000000" rowspan="1000000000">Winch</td>', "Dinah Cole")
    assert [text for _, _, text in words(f"<table>{wide}{line('Crane', 'Ivo Marsh')}</table>", "html")] == [
        "Winch | Dinah Cole",
        "Winch | Crane | Ivo Marsh",
    ]


def test_a_row_across_the_table_names_what_is_below_it_and_the_heads_of_columns_follow() -> None:
    rows = [
        tr(tc("Summary", '<w:gridSpan w:val="4"/>')),
        tr(tc("The winch was looked at and found to need oil.", '<w:gridSpan w:val="4"/>')),
        tr(tc("Action points:", '<w:gridSpan w:val="4"/>')),
        tr(*(tc(head) for head in ("AP#", "Description", "Due date", "Who"))),
        tr(*(tc(cell) for cell in ("1", "Oil the winch.", "1 June 2024", "Dinah Cole"))),
        tr(*(tc(cell) for cell in ("2", "The list will be sent round.", "3 June 2024", "Port office"))),
    ]
    data = docx(f"{HEAD}{p('Date: 14 May 2024')}<w:tbl>{''.join(rows)}</w:tbl>")
    assert [owner for _, owner in actions(data, ".docx")] == ["Dinah Cole", "Port office"]


@pytest.mark.parametrize("number", ["3", "3.", "3.1"])
def test_a_column_that_only_numbers_its_items_takes_their_titles_from_beside_it(number: str) -> None:
    def cell(*paragraphs: str) -> str:
        return f"<w:tc>{''.join(map(p, paragraphs))}</w:tc>"

    rows = [("Item", "Minute", "Action")]
    heads = "".join(cell(words) for words in rows[0])
    said = "The roof leaks above the slip and the divers were asked to look at the chain below it."
    body = cell(number) + cell("Roof of the hall", said) + cell("AL to ask")
    read_words = words(docx(f"{HEAD}{p('Date: 14 May 2024')}<w:tbl>{tr(heads)}{tr(body)}</w:tbl>"), "docx")
    assert ("heading", f"{number} Roof of the hall") in [(role, text) for role, *_, text in read_words]
    assert ("row", said) in [(role, text) for role, *_, text in read_words]
