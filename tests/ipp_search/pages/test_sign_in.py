"""Where the pages serve other machines, nobody sees a record without the token, given once."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from ipp_search.api import Index
from ipp_search.pages.sign_in import COOKIE, pass_of

from .conftest import TOKEN, client_of

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def guarded(index: Index) -> Iterator[TestClient]:
    with client_of(index, guarded=True) as client:
        yield client


def signed_in(client: TestClient, word: str) -> int:
    (token,) = re.findall(r'name="token" value="(\w+)"', client.get("/pages/sign-in").text)
    return client.post("/pages/sign-in", data={"token": token, "pass": word}).status_code


@pytest.mark.parametrize("path", ["/", "/pages/search?query=recall", "/pages/records", "/meetings", "/openapi.json"])
def test_a_browser_is_sent_to_sign_in_and_a_program_refused(guarded: TestClient, path: str) -> None:
    page = guarded.get(path, headers=BROWSER)
    assert page.url.path == "/pages/sign-in"
    assert "Sign in" in page.text
    assert guarded.get(path).status_code == 401


def test_with_the_token_all_is_open_and_the_token_is_in_no_cookie(guarded: TestClient) -> None:
    assert signed_in(guarded, TOKEN) == 200
    assert guarded.get("/pages/search?query=recall").status_code == 200
    assert guarded.get("/meetings").status_code == 200
    assert guarded.cookies[COOKIE] == pass_of(TOKEN)
    assert TOKEN not in guarded.cookies[COOKIE]


@pytest.mark.parametrize("word", ["", "wrong", pass_of(TOKEN), "ä"])
def test_without_the_token_nothing_is_open(guarded: TestClient, word: str) -> None:
    assert signed_in(guarded, word) == 401
    assert guarded.get("/pages/records").status_code == 401


@pytest.mark.parametrize("cookie", ["", "wrong", TOKEN, pass_of("another token")])
def test_a_made_up_cookie_opens_nothing(guarded: TestClient, cookie: str) -> None:
    assert guarded.get("/pages/records", headers={"Cookie": f"{COOKIE}={cookie}"}).status_code == 401


def test_the_style_of_the_page_is_there_before_signing_in_and_no_more(guarded: TestClient) -> None:
    assert guarded.get("/pages/static/page.css").status_code == 200
    assert guarded.get("/pages/static/../records").status_code == 401
    assert guarded.get("/pages/static/%2e%2e/templates/base.html").status_code in {401, 404}
