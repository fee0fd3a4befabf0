"""OpenDocument texts: what is printed before items and headings, and what is not printed."""

from __future__ import annotations

import pytest
from support.office import odt, passages, read, words

from ipp_search.ingest.readers.opendocument.words import _MOST_SPACES


def style(name: str, properties: str, family: str = "text", parent: str = "") -> str:
    based = f' style:parent-style-name="{parent}"' if parent else ""
    inner = f"<style:text-properties {properties}/>" if properties else ""
    return f'<style:style style:name="{name}" style:family="{family}"{based}>{inner}</style:style>'


def numbered(name: str = "L", form: str = "1", more: str = "") -> str:
    level = f'<text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="{form}" {more}/>'
    inner = '<text:list-level-style-number text:level="2" style:num-suffix="." style:num-format="a"/>'
    return f'<text:list-style style:name="{name}">{level}{inner}</text:list-style>'


def listing(*items: str, more: str = "") -> str:
    made = "".join(
        item if item.startswith("<") else f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in items
    )
    return f'<text:list text:style-name="L" {more}>{made}</text:list>'


def marks(body: str, automatic: str) -> list[str]:
    return [mark for role, mark, _ in words(odt(body, automatic), "odt") if role == "item"]


def test_a_list_goes_on_where_it_says_so_and_else_begins_anew() -> None:
    between = "<text:p>Tea was taken.</text:p>"
    body = listing("a", "b", more='xml:id="x"') + between + listing("c", more='text:continue-numbering="true"')
    assert marks(body + between + listing("d"), numbered()) == ["1.", "2.", "3.", "1."]
    body = listing("a", more='xml:id="x"') + listing("b") + listing("c", more='text:continue-list="x"')
    assert marks(body, numbered()) == ["1.", "1.", "2."]


def test_a_list_may_start_at_any_number_and_be_lettered() -> None:
    seventh = '<text:list-item text:start-value="7"><text:p>a</text:p></text:list-item>'
    assert marks(listing(seventh, "b"), numbered()) == ["7.", "8."]
    assert marks(listing("a", "b"), numbered(form="I")) == ["I.", "II."]
    assert marks(listing("a", "b"), numbered(more='text:start-value="4"')) == ["4.", "5."]
    inner = f"<text:list-item><text:p>b</text:p>{listing('c', 'd')}</text:list-item>"
    assert marks(listing("a", inner, "e"), numbered()) == ["1.", "2.", "a.", "b.", "3."]


def test_a_numbered_heading_has_its_number() -> None:
    heading = '<text:h text:outline-level="2">Fees</text:h>'
    body = listing(f"<text:list-item>{heading}</text:list-item>") + "<text:p>Boats pay.</text:p>"
    again = listing(
        f"<text:list-item>{heading.replace('Fees', 'Berths')}</text:list-item>", more='text:continue-numbering="true"'
    )
    title = '<text:p text:style-name="Title">Quay Forum</text:p><text:p>Date: 14 May 2024</text:p>'
    found = passages(odt(f"{title}{body}{again}<text:p>All are let.</text:p>", numbered()), "odt")
    assert [passage.section for passage in found[1:]] == [("1. Fees",), ("2. Berths",)]


def test_struck_and_hidden_words_are_left_out_however_they_are_set() -> None:
    automatic = (
        style("S", 'style:text-line-through-style="solid"')
        + style("H", 'text:display="none"', "paragraph")
        + style("D", "", "paragraph", "H")
        + style("R", 'text:display="true"')
    )
    body = (
        '<text:p>Boats pay <text:span text:style-name="S">25</text:span> 18 pounds.</text:p>'
        '<text:p text:style-name="H">Counsel was heard.</text:p><text:p text:style-name="D">Counsel was paid.</text:p>'
        '<text:section text:name="x" text:display="none"><text:p>Counsel lost.</text:p></text:section>'
    )
    assert [text for *_, text in words(odt(body, automatic), "odt")] == ["Boats pay 18 pounds."]
    told = read(odt(body, automatic), "odt").left_out
    why = "hidden, so that nobody sees it in print"
    assert [(one.text, one.why) for one in told] == [("25", "struck out"), ("40 letters", why)]


def test_a_note_in_a_cell_is_a_note_and_not_a_part_of_the_row() -> None:
    said = "<text:note-body><text:p>At low water.</text:p></text:note-body>"
    depth = f'3 m<text:note text:note-class="footnote">{said}</text:note>'
    cells = "".join(f"<table:table-cell><text:p>{words}</text:p></table:table-cell>" for words in ("North", depth))
    body = f"<text:p>Depths were told.</text:p><table:table><table:table-row>{cells}</table:table-row></table:table>"
    assert [(role, text) for role, _, text in words(odt(body), "odt")][1:] == [
        ("row", "North | 3 m"),
        ("footnote", "At low water."),
    ]


@pytest.mark.parametrize("stated", ["1e12", "999999999999", "-3", "many"])
def test_a_count_of_spaces_that_no_text_has_costs_nothing(stated: str) -> None:
    ((_, _, text),) = words(odt(f'<text:p>Boats<text:s text:c="{stated}"/>pay.</text:p>'), "odt")
    assert len(text) <= len("Boats pay.") + _MOST_SPACES
    assert text.replace(" ", "") == "Boatspay."


def test_a_line_all_in_bold_is_a_heading() -> None:
    automatic = style("B", 'fo:font-weight="bold"')
    body = '<text:p><text:span text:style-name="B">Dredging</text:span></text:p><text:p>It begins in May.</text:p>'
    assert [role for role, *_ in words(odt(body, automatic), "odt")] == ["heading", "paragraph"]
