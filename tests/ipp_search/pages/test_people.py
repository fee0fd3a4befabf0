"""Who marks a passage: as a proxy with the token names them, or as they call themselves."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from ipp_search.api import Index
from ipp_search.cli.frame.run import run_served
from ipp_search.server.app import make_app

TOKEN = "a-token-for-tests"


def marked_by(index: Index, **headers: str) -> str:
    """The coder of a mark that is sent with these headers by somebody who calls themselves Mallory."""
    app = make_app(
        index.folder, TOKEN, run_served, hosts=["127.0.0.1"], guarded=False, helpers=0, user_header="X-Remote-User"
    )
    passage = index.timeline("recall").discussed[0].passages[0].passage.id
    with TestClient(app, base_url="http://127.0.0.1", headers=headers) as client:
        page = client.get("/pages/timeline?theme=recall").text
        token = re.findall(r'name="token" value="(\w+)"', page)[0]
        sent = {"token": token, "theme": "recall", "out": passage, "coder": "Mallory"}
        assert client.post("/pages/marks", data=sent).status_code == 200
    return index.marks()[-1].coder


def test_a_name_counts_where_it_comes_with_the_token(index: Index) -> None:
    named = {"X-Remote-User": "J. Doe", "Authorization": f"Bearer {TOKEN}"}
    assert marked_by(index, **named) == "J. Doe"


def test_a_name_without_the_token_is_not_believed(index: Index) -> None:
    assert marked_by(index, **{"X-Remote-User": "J. Doe"}) == "Mallory"
    assert marked_by(index, **{"X-Remote-User": "J. Doe", "Authorization": "Bearer wrong"}) == "Mallory"


def test_nobody_takes_back_the_mark_of_another_person(index: Index) -> None:
    named = {"X-Remote-User": "J. Doe", "Authorization": f"Bearer {TOKEN}"}
    app = make_app(
        index.folder, TOKEN, run_served, hosts=["127.0.0.1"], guarded=False, helpers=0, user_header="X-Remote-User"
    )
    marked_by(index)
    with TestClient(app, base_url="http://127.0.0.1", headers=named) as client:
        token = re.findall(r'name="token" value="(\w+)"', client.get("/pages/marks").text)[0]
        (mark,) = index.marks()
        sent = {"token": token, "theme": "recall", "passage": mark.passage, "of": "Mallory", "do": "take-back"}
        assert "another person" in client.post("/pages/marks", data=sent).text
    assert index.marks() == (mark,)
