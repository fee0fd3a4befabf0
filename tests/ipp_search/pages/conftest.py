from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ipp_search.api import Index
from ipp_search.cli.frame.run import run_served
from ipp_search.server.app import make_app

TOKEN = "a-token-for-tests"
Client = Callable[[Index], TestClient]


def client_of(index: Index, guarded: bool = False) -> TestClient:
    app = make_app(index.folder, TOKEN, run_served, hosts=["127.0.0.1", "localhost"], guarded=guarded, helpers=0)
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture
def site(index: Index) -> Iterator[TestClient]:
    """A browser without scripts, so to say, at the pages over an index of the two notes."""
    with client_of(index) as client:
        yield client


@pytest.fixture
def send(site: TestClient) -> Callable[..., Any]:
    """Sends a form as the pages do: with the token that stands in them."""

    def post(path: str, **fields: Any) -> Any:
        token = re.search(r'name="token" value="(\w+)"', site.get("/pages/search", params={"query": "recall"}).text)
        assert token
        files = fields.pop("files", None)
        return site.post(path, data={"token": token[1], **fields}, files=files)

    return post
