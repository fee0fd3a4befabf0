"""Web pages as a person sees them: without hidden and struck words, in the charset that they declare."""

from __future__ import annotations

import pytest
from support.office import read, words

from ipp_search.errors import UnreadableRecord


def lines(body: str, head: str = "") -> list[str]:
    return [text for *_, text in words(f"<html><head>{head}</head><body>{body}</body></html>", "html")]


@pytest.mark.parametrize(
    ("rule", "attributes"),
    [
        (".x{display:none}", "class='y x'"),
        ("#x { display : none !important }", "id=x"),
        ("p.x, .z{visibility:hidden}", "class=x"),
        ("<!-- .x{mso-hide:all} -->", "class=x"),
        (".x{text-decoration:line-through}", "class=x"),
        ("", "aria-hidden=true"),
        ("", "hidden"),
        ("", "style='text-decoration: underline line-through'"),
    ],
)
def test_what_a_page_hides_or_strikes_by_class_or_attribute_is_left_out(rule: str, attributes: str) -> None:
    assert lines(f"<p {attributes}>Counsel was heard.</p><p>Boats pay.</p>", f"<style>{rule}</style>") == ["Boats pay."]


def test_a_rule_for_print_or_one_taken_back_hides_nothing() -> None:
    rules = "@media print { .x{display:none} } .y{display:none} .y{display:block} .z .x{display:none}"
    assert lines("<p class=x>One.</p><p class=y>Two.</p>", f"<style>{rules}</style>") == ["One.", "Two."]


@pytest.mark.parametrize("tag", ["s", "strike", "del"])
def test_struck_words_are_left_out_and_inserted_ones_kept(tag: str) -> None:
    page = f"<p>Boats pay <{tag}>25</{tag}> <ins>18</ins> pounds.</p><p hidden>Counsel lost.</p>"
    assert lines(page) == ["Boats pay 18 pounds."]
    told = read(page, "html").left_out
    assert [(one.text, one.why) for one in told] == [
        ("25", "struck out"),
        ("11 letters", "hidden, so that nobody sees it in print"),
    ]


@pytest.mark.parametrize("charset", ["windows-1250", "iso-8859-2", "koi8-r", "shift_jis", "utf-8"])
def test_a_page_is_read_in_the_charset_that_it_declares(charset: str) -> None:
    said = {"koi8-r": "Пристань закрыта.", "shift_jis": "港は閉鎖された。"}.get(charset, "Łódź je zavřená, žádný člun.")
    for declared in (
        f"<meta charset={charset}>",
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">',
    ):
        page = f"<html><head>{declared}</head><body><p>{said}</p></body></html>".encode(charset)
        assert [text for *_, text in words(page, "html")] == [said]


def test_a_charset_that_is_wrong_or_unknown_is_not_believed() -> None:
    for declared in ("x-none", "iso-8859-1", "ascii", "base64"):
        page = f"<meta charset={declared}><p>Die Küste – “hier”.</p>".encode()
        assert [text for *_, text in words(page, "html")] == ["Die Küste – “hier”."]


def test_terms_with_lists_stand_above_them_and_terms_alone_are_kept() -> None:
    body = (
        "<dl><div><dt>Present</dt><dd><ul><li>Dinah Cole</li><li>Ivo Marsh</li></ul></dd></div><dt>Any other</dt></dl>"
    )
    assert lines(body) == ["Present:", "Dinah Cole", "Ivo Marsh", "Any other"]


def test_numbers_of_lists_are_those_that_a_browser_prints() -> None:
    body = "<ol type=a start=3><li>x<li>x</ol><ol reversed><li>x<li>x</ol><ol type=I><li value=9>x<li>x</ol>"
    assert [mark for _, mark, _ in words(body, "html")] == ["c.", "d.", "2.", "1.", "IX.", "X."]
    assert len(words(f"<ol start={'9' * 50} type=i><li>x</ol>", "html")[0][1]) < 20


def test_a_title_of_words_own_page_and_bold_lines_are_headings() -> None:
    body = "<p class=MsoTitle>Quay Forum</p><p class=c1><span class=c2>Dredging</span></p><p>It begins <b>soon</b>.</p>"
    head = "<style>.c2{font-weight:700}</style>"
    assert [role for role, *_ in words(f"<html><head>{head}</head><body>{body}</body></html>", "html")] == [
        "heading", "heading", "paragraph",
    ]  # fmt: skip


def test_a_page_of_frames_is_refused_in_words() -> None:
    page = "<html><frameset cols='20%,*'><frame src=menu.html><frame src=may.html></frameset></html>"
    with pytest.raises(UnreadableRecord, match="frames"):
        read(page, "html")


def test_ten_thousand_items_are_numbered_in_time() -> None:
    assert words("<ol>" + "<li>x</li>" * 10_000 + "</ol>", "html")[-1][1] == "10000."


@pytest.mark.parametrize("title", ["Apologies", "Date of next meeting", "Past events"])
def test_a_number_in_a_cell_of_its_own_makes_a_section_of_what_stands_beside_it(title: str) -> None:
    """Also of what is a label elsewhere, for which the row has a list of its own."""
    rows = f"<tr><td>4</td><td>{title}<ul><li>Ann Lee</li></ul></td><td>AL</td></tr>"
    rows += "<tr><td>5</td><td>Boats<ul><li>Two came.</li></ul></td><td>All</td></tr>"
    read_words = words(f"<html><body><h1>Quay Board</h1><table>{rows}</table></body></html>", "html")
    assert [text for role, *_, text in read_words if role == "heading"][1:] == [f"4 {title}", "5 Boats"]
