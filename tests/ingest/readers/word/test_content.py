"""What a Word file prints beyond plain runs, and what it does not print."""

from __future__ import annotations

import pytest
from support.office import HEAD, docx, notes_part, p, passages, read, words

from ipp_search.ingest.readers.word.symbols import UNKNOWN, character


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


OUT = '<w:rStyle w:val="Out"/>'


def lines(body: str, **more: object) -> list[str]:
    return [text for _, _, text in words(docx(body, **more), "docx")]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_is_read_where_its_mark_stands_in_a_paragraph_or_a_cell(kind: str) -> None:
    mark = f'<w:r><w:{kind}Reference w:id="1"/></w:r>'
    other = mark.replace('"1"', '"2"')
    body = (
        f"{HEAD}<w:p>{run('The yard begins in May.')}{mark}</w:p>"
        f"<w:tbl><w:tr><w:tc>{p('North')}</w:tc><w:tc><w:p>{run('3 m')}{other}</w:p></w:tc></w:tr></w:tbl>"
    )
    data = docx(body, parts={"x": notes_part(kind, "It withdrew later.", "At low water.")})
    notes = [passage.text for passage in passages(data, "docx") if passage.kind == "note"]
    assert notes == ["It withdrew later.", "At low water."]


def test_struck_and_hidden_words_are_left_out_however_they_are_set() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Deeper"><w:name w:val="Deeper"/><w:basedOn w:val="Secret"/></w:style>'
        '<w:style w:type="character" w:styleId="Out"><w:name w:val="Out"/><w:rPr><w:strike/></w:rPr></w:style>'
    )
    body = (
        f"<w:p>{run('Boats pay ')}{run('25', '<w:strike/>')}{run(' 18')}"
        f"{run(' 17', '<w:dstrike/>')}{run(' pounds.')}</w:p>"
        + p("Counsel was heard.", '<w:pStyle w:val="Secret"/>')
        + p("Counsel was paid.", '<w:pStyle w:val="Deeper"/>')
        + p("Shown all the same.", '<w:pStyle w:val="Deeper"/>', '<w:vanish w:val="0"/>')
        + f"<w:p>{run('Kept')}{run(' gone', OUT)}</w:p>"
    )
    assert lines(body, styles=styles) == ["Boats pay 18 pounds.", "Shown all the same.", "Kept"]
    told = read(docx(body, styles=styles), "docx").left_out
    assert [(one.text, one.why) for one in told] == [
        ("25", "struck out"),
        ("17", "struck out"),
        ("gone", "struck out"),
        ("29 letters", "hidden, so that nobody sees it in print"),
    ]


def test_deleted_words_are_counted_and_not_shown_after_all() -> None:
    body = f'<w:p>{run("Boats pay.")}<w:del w:id="1"><w:r><w:delText>All sink.</w:delText></w:r></w:del></w:p>'
    told = read(docx(body), "docx").left_out
    assert [(one.text, one.why) for one in told] == [("7 letters", "deleted, as the file tracks its changes")]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    assert lines(p("The yard ", mark) + p("will dredge.")) == ["The yard will dredge."]
    assert lines(p("The last ", mark)) == ["The last"]


def test_a_large_initial_belongs_to_its_word() -> None:
    assert lines(p("T", '<w:framePr w:dropCap="drop" w:lines="3"/>') + p("he forum met.")) == ["The forum met."]


def test_a_table_of_contents_is_no_statement() -> None:
    control = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    held = f"{control}<w:sdtContent>{p('Fees 1')}</w:sdtContent></w:sdt>"
    assert lines(held + p("Fees 1", '<w:pStyle w:val="TOC1"/>') + p("Boats pay.")) == ["Boats pay."]


def test_symbols_and_formulas_are_words() -> None:
    degree = '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>'
    ticked = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    half = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    squared = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
    )
    body = f"{run('Water 4')}{degree}{run('C, ')}{half}{run(' of 12 ')}{squared}{run(' ')}{ticked}{run(' sealed.')}"
    assert lines(f"<w:p>{body}</w:p>") == ["Water 4°C, 1/2 of 12 m^2 ☑ sealed."]


def test_what_a_symbol_font_draws_is_named_or_owned_to_be_unknown() -> None:
    assert [character("Symbol", code) for code in (0xF0B1, 0xF0B3, 0xF061, 0xF0D6, 0xF0AE)] == list("±≥α√→")
    assert character("Wingdings", 0xF0A8) == "☐"
    assert character("Wingdings", 0xF001) == UNKNOWN
    assert character("Arial", 0x20AC) == "€"


def test_a_document_inside_the_document_is_read_in_its_place() -> None:
    page = ("aFChunk", "text/html", b"<html><body><p>The yard begins on 7 October.</p></body></html>")
    plain = ("aFChunk", "text/plain", b"It ends on 9 October.")
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    inner = ("aFChunk", main, docx(p("Last.")))
    body = p("Before.") + "".join(f'<w:altChunk r:id="{id_}"/>' for id_ in ("a", "b", "c")) + p("After.")
    assert lines(body, parts={"a": page, "b": plain, "c": inner}) == [
        "Before.", "The yard begins on 7 October.", "It ends on 9 October.", "Last.", "After.",
    ]  # fmt: skip


def test_a_text_box_is_read_once_though_it_is_stored_twice() -> None:
    box = f"<w:txbxContent>{p('Boxed.')}</w:txbxContent>"
    body = (
        f"<w:p>{run('Around.')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(body) == ["Around.", "Boxed."]


def test_a_style_based_on_a_heading_is_a_heading_unless_it_says_otherwise() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:basedOn w:val="Heading2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="L"/><w:basedOn w:val="Loop"/></w:style>'
    )
    body = "".join(
        p(words, f'<w:pStyle w:val="{style}"/>{more}')
        for words, style, more in [
            ("Fees", "Item", ""), ("Boats pay.", "Item", '<w:outlineLvl w:val="9"/>'), ("Around.", "Loop", ""),
        ]
    )  # fmt: skip
    assert [role for role, *_ in words(docx(body, styles=styles), "docx")] == ["heading", "paragraph", "paragraph"]


def test_a_line_that_its_style_sets_in_bold_is_a_heading() -> None:
    styles = '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    body = p("Dredging", run='<w:rStyle w:val="S"/>') + p("It begins in May.")
    assert [role for role, *_ in words(docx(body, styles=styles), "docx")] == ["heading", "paragraph"]


def test_minutes_inside_one_cell_are_read_as_a_page() -> None:
    inner = p("Fees", '<w:pStyle w:val="Heading1"/>') + p("Boats pay.") + p("Skiffs do not.")
    found = passages(docx(f"{HEAD}<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"), "docx")
    assert [(passage.section, passage.text) for passage in found] == [
        (("Fees",), "Boats pay."),
        (("Fees",), "Skiffs do not."),
    ]
