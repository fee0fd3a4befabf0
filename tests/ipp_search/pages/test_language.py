"""The pages speak the language that is chosen or asked for, and show no word that stands outside of the catalogue."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages import mofile, pofile
from babel.messages.extract import extract_from_dir
from fastapi.testclient import TestClient

from ipp_search.pages.frame import rendering
from ipp_search.pages.frame.language import CATALOGUES, LANGUAGES, catalogue, in_words_of

PAGES = CATALOGUES.parent
UNFINISHED = {
    "add", "added", "adding", "briefing", "compare", "following", "look", "marks",
    "propose", "theme", "themes", "timeline", "verify", "versions",
}  # fmt: skip
"""Templates whose sentences are still English alone; none may be added."""
TRANSLATED = sorted(one.stem for one in (PAGES / "templates").glob("*.html") if one.stem not in UNFINISHED)
OURS = {"ipp-search", "openapi.json", "Markdown", "Word", "JSON"}
"""Names, the same in every language."""


def outside(template: str) -> list[str]:
    """The words that a template shows in every language alike."""
    left = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    left = re.sub(r"\{% trans .*?%\}.*?\{% endtrans %\}|\{% trans %\}.*?\{% endtrans %\}", "", left, flags=re.DOTALL)
    told = [*re.findall(r'_\((?:"[^"]*"|\'[^\']*\')\)', left)]
    for one in told:
        left = left.replace(one, "said")
    literals = re.findall(r'\{\{[^}]*?(?:if|else) "([A-Za-z][^"]*)"', left)
    left = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", left, flags=re.DOTALL)
    attributes = re.findall(r'(?:aria-label|title|alt|placeholder|data-head)="([^"]*)"', left)
    shown = [*re.sub(r"<[^>]*>", "\n", left).split("\n"), *attributes, *literals]
    return [one.strip() for one in shown if re.search(r"[^\W\d_]", one) and one.strip(" .–") not in OURS]


@pytest.mark.parametrize("name", TRANSLATED)
def test_no_word_that_a_template_shows_is_outside_of_the_catalogue(name: str) -> None:
    assert outside((PAGES / "templates" / f"{name}.html").read_text("utf-8")) == []


def test_what_stands_outside_of_the_catalogue_is_seen() -> None:
    assert outside('<p title="Due">{{ _("Open") }} and {% trans %}closed{% endtrans %}</p>') == ["and", "Due"]


def test_the_list_of_sentences_is_that_of_the_pages() -> None:
    told = extract_from_dir(
        str(PAGES), [("**.py", "python"), ("templates/*.html", "jinja2")],
        {"templates/*.html": {"trimmed": "true", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "to_translate": None},
    )  # fmt: skip
    standing = {one[2] for one in told}
    with (CATALOGUES / "pages.pot").open("rb") as file:
        listed = {one.id for one in pofile.read_po(file) if one.id}
    assert listed == standing, "run: nox -s translations"


@pytest.mark.parametrize("file", sorted(CATALOGUES.glob("*.po")), ids=lambda file: file.stem)
def test_the_compiled_catalogue_is_the_one_that_is_read(file: Path) -> None:
    made = io.BytesIO()
    with file.open("rb") as opened:
        read = pofile.read_po(opened, locale=file.stem)
    mofile.write_mo(made, read)
    assert file.with_suffix(".mo").read_bytes() == made.getvalue(), "run: nox -s translations"
    assert [error for one in read for error in one.check()] == []


def test_a_browser_gets_the_language_that_it_asks_for(site: TestClient) -> None:
    for header, language in (
        ("cy", "cy"), ("cy-GB,cy;q=0.9,en;q=0.8", "cy"), ("en-GB,cy;q=0.5", "en"), ("fr", "en"), ("cy;q=0", "en"),
        ("", "en"), ("cy;q=x,,;;", "en"), ("c" * 9999, "en"),
    ):  # fmt: skip
        page = site.get("/pages/search", headers={"accept-language": header}).text
        assert f'<html lang="{language}">' in page, header
        assert ("Camau gweithredu" in page) == (language == "cy"), header


def test_a_language_is_chosen_and_leads_back_to_the_page(site: TestClient, send: Callable[..., Any]) -> None:
    assert 'value="/pages/actions?state=all"' in site.get("/pages/actions?state=all").text
    page = send("/pages/language", to="cy", back="/pages/actions?state=all")
    assert str(page.url).endswith("/pages/actions?state=all")
    assert "<h1>Camau gweithredu</h1>" in page.text
    assert "<h1>Actions</h1>" in send("/pages/language", to="en", back="/pages/actions").text
    assert 'lang="en"' in send("/pages/language", to="../xx", back="//elsewhere.example/").text


def test_another_site_cannot_change_the_language(site: TestClient) -> None:
    refused = site.post("/pages/language", data={"to": "cy"}, headers={"origin": "http://elsewhere.example"})
    assert refused.status_code == 403
    assert '<html lang="en">' in site.get("/pages/search").text


def test_dates_have_their_month_in_the_language() -> None:
    assert in_words_of("cy", "3–5 June 2025") == "3–5 Mehefin 2025"
    assert in_words_of("cy", "undated") == "heb ddyddiad"
    assert in_words_of("en", "3 June 2025") == "3 June 2025"


def test_what_a_catalogue_does_not_have_is_shown_in_english() -> None:
    assert catalogue("cy").gettext("A sentence nobody has translated") == "A sentence nobody has translated"
    assert set(LANGUAGES) == {"en", "cy"}


def test_what_records_say_is_escaped_in_sentences_too() -> None:
    for language in LANGUAGES:
        tags = rendering._templates(language).get_template("macros.html").module.tags  # type: ignore[attr-defined]
        shown = str(tags("action", "<script>%(x)s", "100% & more"))
        assert "&lt;script&gt;%(x)s" in shown
        assert "100% &amp; more" in shown
