"""Themes are written, counted, kept and removed in the browser; passages are marked, and marks taken back."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from ipp_search.api import Index
from ipp_search.query.themes.file import Theme
from ipp_search.query.themes.marks import Mark


def text_of(page: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def test_a_theme_is_counted_before_it_is_kept_and_nothing_is_written_by_that(
    site: TestClient, index: Index, send: Callable[..., Any]
) -> None:
    page = send("/pages/themes/edit", do="count", name="licences", words="licence\nROTL")
    found = index.matches(Theme("licences", words=("licence", "ROTL")))
    assert f"It matches {found.passages} passages" in text_of(page)
    assert dict(found.phrases)["licence"] > 0
    assert f"licence {dict(found.phrases)['licence']} passages" in text_of(page)
    assert "Found by its words: examples" in text_of(page)
    assert "licences" not in index.themes()


def test_a_theme_is_kept_renamed_with_its_marks_and_removed(
    site: TestClient, index: Index, send: Callable[..., Any]
) -> None:
    kept = send("/pages/themes/edit", do="keep", name="licences", words="licence")
    assert kept.url.params["theme"] == "licences"
    assert index.themes()["licences"].words == ("licence",)
    assert "recall" in index.themes()  # those that came with the notes stay
    passage = index.timeline("licences").discussed[0].passages[0].passage
    index.mark(Mark("licences", passage.id, "out", "AB"))
    send("/pages/themes/edit", do="keep", theme="licences", name="Leave", words="licence", exclude="driving licence")
    assert "licences" not in index.themes()
    assert index.themes()["Leave"].exclude == ("driving licence",)
    assert passage.id not in index.timeline("Leave").ids
    send("/pages/themes/edit", do="remove", theme="Leave")
    assert "Leave" not in index.themes()


def test_a_theme_that_says_nothing_is_refused_with_what_was_typed_still_there(send: Callable[..., Any]) -> None:
    page = send("/pages/themes/edit", do="keep", name="<b>empty</b>")
    assert page.status_code == 400
    assert "Nothing could speak to this theme" in text_of(page)
    assert 'value="&lt;b&gt;empty&lt;/b&gt;"' in page.text


def test_proposed_themes_lead_to_the_form_with_their_words(site: TestClient) -> None:
    page = site.get("/pages/themes/proposed")
    first = html.unescape(re.findall(r'href="(/pages/themes/edit\?[^"]+)"', page.text)[0])
    assert "It matches" in text_of(site.get(first))


def test_a_passage_is_put_out_of_a_timeline_by_its_button_and_taken_back(
    site: TestClient, index: Index, send: Callable[..., Any]
) -> None:
    passage = index.timeline("recall").discussed[0].passages[0].passage
    address = "/pages/timeline?theme=recall"
    button = re.search(rf'name="out" value="({passage.id}#[\w-]+)"', site.get(address).text)
    assert button
    page = send("/pages/marks", theme="recall", out=button[1], coder="A. B.", back=address)
    assert passage.id not in index.timeline("recall").ids
    assert "1 passage put out by hand" in text_of(page)
    assert 'value="A. B."' in page.text  # the name is remembered
    marks = send("/pages/marks", theme="recall", passage=passage.id, of="A. B.", do="take-back", back="/pages/marks")
    assert "No passage is marked" in text_of(marks)
    assert passage.id in index.timeline("recall").ids


def test_a_passage_is_put_into_a_theme_from_its_record_with_a_memo(
    site: TestClient, index: Index, send: Callable[..., Any]
) -> None:
    meeting = index.meetings()[-1].meeting
    passage = next(p for p in index.read(meeting.id).exported.passages if p.id not in index.timeline("women").ids)
    record = site.get(f"/pages/records/{meeting.id}", params={"passage": passage.id})
    assert f'href="/pages/marks?passage={passage.id}"' in record.text
    send("/pages/marks", theme="women", **{"in": passage.id}, coder="CD", memo="=1+1 is <b>meant</b>")
    page = site.get("/pages/timeline?theme=women&at=" + meeting.id)
    assert "Put in by CD: =1+1 is <b>meant</b>" in text_of(page)
    assert "<b>meant" not in page.text
    assert "memo" in site.get("/pages/marks.csv").text.splitlines()[0]


def test_where_two_people_differ_their_agreement_is_told(site: TestClient, index: Index) -> None:
    one, other = (cited.passage.id for cited in index.timeline("recall").discussed[0].passages[:2])
    for coder, way in (("AB", "in"), ("CD", "out")):
        index.mark(Mark("recall", one, way, coder), Mark("recall", other, "in", coder))  # type: ignore[arg-type]
    assert "AB and CD agree on 50% of 2 passages" in text_of(site.get("/pages/marks?theme=recall"))


def test_many_themes_at_once_are_a_table_whose_cells_lead_to_the_passages_of_each(site: TestClient) -> None:
    themes = ["recall", "women", "licences", "parole"]
    page = site.get("/pages/timeline", params={"theme": themes})
    assert "<blockquote>" not in page.text
    cells = [html.unescape(one) for one in re.findall(r'class="cell heat-\d" href="([^"]+)"', page.text)]
    assert cells
    for one in cells:
        assert "<blockquote>" in site.get(one).text


def test_a_timeline_shows_few_passages_of_a_meeting_and_all_on_a_page_of_its_own(
    site: TestClient, index: Index
) -> None:
    row = max(index.timeline("recall").rows, key=lambda one: len(one.passages))
    assert len(row.passages) > 3
    place = row.passages[-1].passage.id
    assert f"{len(row.passages) - 3} more passages" in text_of(site.get("/pages/timeline?theme=recall"))
    assert place not in site.get("/pages/timeline?theme=recall").text
    assert place in site.get(f"/pages/timeline?theme=recall&at={row.meeting.id}").text
