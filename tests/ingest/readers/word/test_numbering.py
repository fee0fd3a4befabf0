"""Numbers as Word prints them."""

from __future__ import annotations

import pytest
from support.office import docx, p, words


def level(place: int, form: str, text: str, more: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{place}">{inner}</w:lvl>'


def listed(list_id: int, place: object = 0) -> str:
    return p("words", f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{list_id}"/></w:numPr>')


def abstract(id_: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


def num(id_: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def start(place: int, value: object) -> str:
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def marks(body: str, numbering: str) -> list[str]:
    return [mark for _, mark, _ in words(docx(body, numbering=numbering), "docx")]


def test_a_list_that_restarts_counts_anew_and_one_that_does_not_goes_on() -> None:
    defined = abstract(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0, start(0, 1)) + num(3, 0)
    body = listed(1) + listed(1) + listed(3) + listed(2) + listed(2)
    assert marks(body, defined) == ["1.", "2.", "3.", "1.", "2."]


def test_a_list_may_start_at_any_number() -> None:
    assert marks(listed(1) * 2, abstract(0, level(0, "decimal", "%1.")) + num(1, 0, start(0, 7))) == ["7.", "8."]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("lowerLetter", ["a)", "b)"]), ("upperRoman", ["I)", "II)"]), ("decimalZero", ["01)", "02)"]),
        ("lowerRoman", ["i)", "ii)"]), ("upperLetter", ["A)", "B)"]),
    ],
)  # fmt: skip
def test_numbers_are_printed_in_their_format(form: str, expected: list[str]) -> None:
    assert marks(listed(1) * 2, abstract(0, level(0, form, "%1)")) + num(1, 0)) == expected


def test_an_inner_number_names_the_outer_one_in_figures_where_the_list_says_so() -> None:
    levels = (
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    )
    body = listed(1) + listed(1, 1) + listed(1, 1) + listed(1, 2) + listed(1) + listed(1, 1)
    assert marks(body, abstract(0, *levels) + num(1, 0)) == ["I.", "I.1", "I.2", "1.2.1", "II.", "II.1"]


def test_an_inner_list_that_never_restarts_counts_through() -> None:
    levels = (level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>'))
    body = listed(1) + listed(1, 1) + listed(1) + listed(1, 1)
    assert marks(body, abstract(0, *levels) + num(1, 0)) == ["1.", "(a)", "2.", "(b)"]


@pytest.mark.parametrize("value", ["99999999999999999999", "-5", "x", "1e12"])
@pytest.mark.parametrize("form", ["lowerRoman", "lowerLetter", "decimal"])
def test_numbers_that_no_list_has_cost_nothing(value: str, form: str) -> None:
    defined = abstract(0, level(0, form, "%1.")) + num(1, 0, start(0, value))
    (mark,) = marks(listed(1, value if form == "decimal" else 0), defined)
    assert len(mark) < 40
