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
from ipp_search.cli.run import run_served
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
    ("width", "scheme", "forced"), [(320, "light", "none"), (390, "light", "active"), (1280, "dark", "none")]
)
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    browser: Any, place: str, width: int, scheme: str, forced: str
) -> None:
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, forced_colors=forced)
    tab = context.new_page()
    broken: list[str] = []

    def look(name: str) -> None:
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        tab.evaluate(axe)
        broken.extend(f"{name}: {one['id']}: {one['nodes'][0]['html']}" for one in tab.evaluate(AXE)["violations"])
        if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            broken.append(f"{name} scrolls sideways")

    addresses = (
        "search", "search?query=recall", "search?query=recall&since=soon", 'search?query="submarine+doctrine"',
        "records", f"records/{MEETING}", "actions?state=all", "themes", "timeline?theme=recall&theme=women",
        "briefing?topic=recall", "add", "about", "saved", "sign-in", "nowhere",
    )  # fmt: skip
    for address in addresses:
        tab.goto(f"{place}/{address}")
        look(address)
    tab.goto(f"{place}/search?query=recall")
    tab.click("text=Read in context >> nth=0")
    look("a cited passage")
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
