"""A browser at the pages: each person's whole job, without scripts, by keyboard, and by the rules of accessibility."""

from __future__ import annotations

import shutil
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from ipp_search.api import Index
from ipp_search.cli.frame.run import run_served
from ipp_search.server.app import make_app

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if CHROMIUM is None:  # loud: what is below is not tested then
    loud = pytest.PytestWarning("No Chromium is installed: THE PAGES ARE NOT TESTED IN A BROWSER.")
    warnings.warn(loud, stacklevel=1)
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM IS INSTALLED: the pages are not tested in a browser"),
    pytest.mark.allow_hosts(["127.0.0.1"]),
]

EARLIER = "2023-09-11-ipp-external-stakeholder-challenge-group"
MEETING = "2025-06-03-ipp-external-stakeholder-challenge-group"
AXE = "axe.run(document, {resultTypes: ['violations']})"
UNDATED = "Notes\n\n- Somebody said that the boiler is broken.\n- ACTION: Clerk to mend the boiler by 1 July 2024.\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def place(index: Index) -> Iterator[str]:
    """The address of a server over an index of the two notes."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    app = make_app(index.folder, "a-token-for-tests", run_served, hosts=["127.0.0.1"], guarded=False, helpers=0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/pages"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture
def tab(browser: Any, place: str) -> Iterator[Any]:
    """A tab; what it asks of another place, and every error of a script or of the policy, fails the test."""
    context = browser.new_context()
    page, wrong = context.new_page(), []

    def asked(request: Any) -> None:
        if not request.url.startswith(place):
            wrong.append(request.url)

    def told(message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            wrong.append(message.text)

    page.on("request", asked)
    page.on("console", told)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def choose(tab: Any, name: str, *files: tuple[str, str]) -> None:
    tab.set_input_files(
        f"input[name={name}]", [{"name": n, "mimeType": "text/plain", "buffer": text.encode()} for n, text in files]
    )


def test_a_researcher_asks_reads_in_context_copies_and_takes_away_a_briefing_that_is_proved(
    tab: Any, place: str, tmp_path: Path
) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(place + "/search")
    tab.get_by_label("Ask the records").fill("recall out of touch")
    tab.get_by_role("button", name="Search").click()
    words = tab.locator("blockquote").first.inner_text()
    citation = tab.locator(".citation").first.inner_text()
    tab.get_by_text("Copy with citation").first.click()
    tab.get_by_role("button", name="Copy as text").first.click()
    tab.get_by_text("Copied").first.wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == f"“{words}” — {citation}"
    tab.get_by_role("button", name="Copy for Word").first.click()
    tab.get_by_text("Copied").first.wait_for()
    kinds = tab.evaluate("navigator.clipboard.read().then(items => items[0].types)")
    assert kinds == ["text/plain", "text/html"]
    tab.get_by_role("button", name="Add to basket").first.click()
    assert "recall+out+of+touch" in tab.url
    tab.get_by_role("link", name="Read in context").first.click()
    assert tab.locator(".cited .words").inner_text() == words
    tab.wait_for_function("document.querySelector('.cited').getBoundingClientRect().top < innerHeight")
    tab.go_back()
    tab.get_by_role("link", name="Basket").click()
    tab.get_by_role("button", name="Make a briefing of these").click()
    assert words in tab.locator(".draft").inner_text()
    with tab.expect_download() as taken:
        tab.get_by_role("link", name="Word").click()
    taken.value.save_as(tmp_path / "briefing.docx")
    tab.goto(place + "/verify")
    tab.set_input_files("input[name=document]", tmp_path / "briefing.docx")
    tab.get_by_role("button", name="Verify").click()
    assert "all of it is proved" in tab.locator(".verdict").inner_text()


def test_a_secretary_adds_files_corrects_them_and_finds_what_is_overdue(tab: Any, place: str) -> None:
    tab.goto(place + "/add")
    board = "Housing Board\nDate: {} 2024\n\nRents\n- Rents were raised.\n"
    choose(
        tab, "files", ("boiler notes.txt", UNDATED), ("a.txt", board.format("3 June")), ("b.md", "# Board\n\n- One.\n"),
        ("c.html", "<h1>Board</h1><p>5 July 2024</p><ul><li>Two.</li></ul>"), ("d.docx", "no zip"), ("e.xyz", "?"),
    )  # fmt: skip
    tab.get_by_role("button", name="Look at them").click()
    tab.get_by_role("heading", name="Look over what was understood").wait_for(timeout=60_000)
    assert "Not read: d.docx" in tab.locator("main").inner_text()
    assert "Not taken: e.xyz" in tab.locator("main").inner_text()
    boiler = tab.locator("section", has_text="boiler notes.txt")
    boiler.get_by_label("Date").fill("4 May 2024")
    boiler.get_by_label("Group").fill("Boiler Group")
    boiler.get_by_role("button", name="Correct", exact=True).click()
    tab.get_by_role("heading", name="4 May 2024, Boiler Group").wait_for(timeout=60_000)
    tab.get_by_role("button", name="Add these 4 meetings").click()
    tab.get_by_role("heading", name="Added").wait_for(timeout=60_000)
    tab.get_by_role("link", name="Actions").click()
    tab.get_by_role("link", name="Overdue").click()
    row = tab.locator("tr", has_text="mend the boiler")
    assert "Overdue" in row.inner_text()
    row.get_by_role("link").click()
    assert "mend the boiler" in tab.locator(".cited").inner_text()


def test_what_matters_works_without_scripts(browser: Any, place: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(place + "/search")
    tab.fill("#query", "recall")
    tab.click("text=Search >> nth=-1")
    tab.goto(place + "/search?query=recall")
    tab.click("text=Add to basket >> nth=0")
    assert tab.locator(".count").inner_text().startswith("1")
    tab.click("text=Read in context >> nth=0")
    assert tab.locator(".cited").count() == 1
    tab.goto(place + "/timeline?theme=recall")
    tab.click(".cell >> nth=0")
    assert "#t0-m" in tab.url
    tab.goto(place + "/actions")
    assert tab.locator("tbody tr").count() > 3
    context.close()


def test_a_question_is_asked_and_its_answer_read_by_keyboard_alone(tab: Any, place: str) -> None:
    tab.goto(place + "/search")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to main content"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "query"
    tab.keyboard.type("recall")
    tab.keyboard.press("Enter")
    tab.locator("ol.hits").wait_for()
    for _ in range(40):
        tab.keyboard.press("Tab")
        if "Read in context" in tab.evaluate("document.activeElement.textContent"):
            break
    tab.keyboard.press("Enter")
    tab.locator(".cited").wait_for()


@pytest.mark.parametrize(
    ("width", "scheme", "forced"),
    [(320, "light", "none"), (390, "light", "active"), (640, "light", "none"), (1280, "dark", "none")],
)
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    browser: Any, place: str, width: int, scheme: str, forced: str
) -> None:
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, forced_colors=forced)
    tab = context.new_page()
    broken: list[str] = []  # 640 px is what is left of 1,280 at a zoom of 200%

    def look(name: str) -> None:
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        tab.evaluate(axe)
        broken.extend(f"{name}: {one['id']}: {one['nodes'][0]['html']}" for one in tab.evaluate(AXE)["violations"])
        if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            broken.append(f"{name} scrolls sideways")

    addresses = (
        "search", "search?query=recall", "search?query=recall&since=soon", 'search?query="submarine+doctrine"',
        "records", f"records/{MEETING}", "actions?state=all", "themes", "timeline?theme=recall&theme=women",
        "timeline?theme=recall&spoken=1", "themes/edit?theme=recall", "themes/edit?name=licences&words=licence",
        "themes/proposed", f"compare?one={MEETING}&other={EARLIER}", f"records/{MEETING}/versions",
        "briefing?topic=recall", "add", "about", "saved", "sign-in", "nowhere", "marks",
    )  # fmt: skip
    for address in addresses:
        tab.goto(f"{place}/{address}")
        look(address)
    tab.goto(f"{place}/search?query=recall")
    tab.click("text=Read in context >> nth=0")
    look("a cited passage")
    tab.click("text=Put into a theme")
    look("put into a theme")
    tab.fill("#theme", "women")
    tab.click("text=It belongs to it")
    look("marks")
    tab.go_back()
    tab.go_back()
    tab.click("text=Add to basket >> nth=0")
    tab.goto(f"{place}/basket")
    look("basket")
    tab.click("text=Make a briefing of these")
    look("briefing of the basket")
    tab.goto(f"{place}/search?query=recall")
    tab.click("text=Save this search")
    look("saved search")
    tab.goto(f"{place}/verify")
    tab.fill("#text", "# Briefing: recall\n\nThe moon is made of cheese.\n")
    tab.click("button:has-text('Verify')")
    look("verified")
    tab.goto(f"{place}/add")
    choose(tab, "files", ("boiler notes.txt", UNDATED), ("x.docx", "no zip"))
    tab.click("button:has-text('Look at them')")
    tab.wait_for_selector("text=Correct this", timeout=60_000)
    look("look over")
    context.close()
    assert broken == []


def test_a_theme_is_built_two_passages_are_marked_and_its_timeline_taken_away(tab: Any, place: str) -> None:
    tab.goto(place + "/themes")
    tab.get_by_role("link", name="Write a theme").click()
    tab.get_by_label("Name", exact=True).fill("licences")
    tab.get_by_label("Words that name it").press_sequentially("licence")
    tab.get_by_role("heading", name="It matches").wait_for(timeout=30_000)  # counted while it is written
    assert "themes/edit" in tab.url
    tab.get_by_role("button", name="Keep this theme").click()
    tab.get_by_role("heading", name="How licences moved").wait_for()
    before = tab.get_by_role("button", name="Does not belong").count()
    tab.get_by_label("Your name or initials").fill("AB")
    tab.get_by_role("button", name="Does not belong").first.click()
    tab.get_by_role("link", name="1 passage put out by hand").wait_for()
    assert tab.get_by_role("button", name="Does not belong").count() < before
    tab.goto(place + "/search?query=recall")
    tab.get_by_role("link", name="Read in context").first.click()
    tab.get_by_role("link", name="Put into a theme").click()
    tab.get_by_label("Theme").fill("licences")
    tab.get_by_label("Memo").fill("It is meant here.")
    assert tab.get_by_label("Your name or initials").input_value() == "AB"
    tab.get_by_role("button", name="It belongs to it").click()
    assert tab.locator("tbody tr").count() == 2
    tab.get_by_role("link", name="The timeline, with these marks").click()
    assert "Put in by AB: It is meant here." in tab.locator("main").inner_text()
    with tab.expect_download() as taken:
        tab.get_by_role("link", name="spreadsheet (Excel)").click()
    assert taken.value.suggested_filename == "timelines.xlsx"


def test_a_text_is_proved_while_it_is_written(tab: Any, place: str) -> None:
    tab.goto(place + "/verify")
    tab.get_by_label("Or write or paste its text").press_sequentially("Ministers will resign.")
    tab.get_by_text("1 unproved").wait_for(timeout=30_000)
    assert tab.evaluate("document.activeElement.id") == "text"


def test_own_words_in_a_briefing_are_told_as_unproved_while_they_are_written(tab: Any, place: str) -> None:
    tab.goto(place + "/briefing?topic=recall&length=short")
    tab.get_by_role("link", name="Edit it").click()
    tab.get_by_label("Own words below passage 1", exact=True).press_sequentially("Ministers will resign.")
    tab.locator("#draft", has_text="Unproved: Ministers will resign.").wait_for(timeout=30_000)
    tab.get_by_role("button", name="Move down").first.click()
    tab.wait_for_load_state()
    assert "Ministers will resign." in tab.get_by_label("Own words below passage 2", exact=True).input_value()


def test_a_passage_is_put_out_of_a_theme_by_keyboard_alone(tab: Any, place: str) -> None:
    tab.goto(place + "/themes")
    tab.get_by_role("checkbox", name="recall").focus()
    tab.keyboard.press("Space")
    tab.keyboard.press("Enter")
    tab.get_by_role("heading", name="How recall moved").wait_for()
    for _ in range(200):
        tab.keyboard.press("Tab")
        if "Does not belong" in tab.evaluate("document.activeElement.textContent"):
            break
    assert tab.evaluate("getComputedStyle(document.activeElement).backgroundColor") == "rgb(255, 221, 0)"  # it is seen
    tab.keyboard.press("Enter")
    tab.get_by_role("link", name="1 passage put out by hand").wait_for()


def test_a_record_is_printed_whole_and_without_what_is_there_to_be_pressed(tab: Any, place: str) -> None:
    tab.goto(f"{place}/records/{MEETING}")
    tab.emulate_media(media="print")
    for hidden in (".header", ".footer", ".anchor", ".skip"):
        assert not tab.locator(hidden).first.is_visible(), hidden
    assert tab.locator(".record .words").last.is_visible()
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
