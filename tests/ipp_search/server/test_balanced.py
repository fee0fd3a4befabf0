"""Several servers of one read-only index behind nginx: whichever is killed, no question is lost."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from support.balanced import Balanced, nginx

from ipp_search.api import Index

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.usefixtures("socket_enabled"),
    pytest.mark.skipif(nginx() is None, reason="NOT SHOWN HERE: nginx is not installed on this machine"),
]


@pytest.fixture
def balanced(index: Index, tmp_path: Path) -> Iterator[Balanced]:
    index.close()
    servers = Balanced(index.folder, tmp_path / "nginx", 2)
    yield servers
    servers.stop()


def test_whichever_server_is_killed_every_question_is_answered(balanced: Balanced) -> None:
    expected = json.loads(balanced.ask("/search?query=recall"))
    wrong: list[object] = []
    answered, going = [0], threading.Event()

    def asks() -> None:
        while not going.is_set():
            try:
                found = json.loads(balanced.ask("/search?query=recall"))
                lines = balanced.ask("/batch", b'{"id": 1, "query": "recall"}')
                if found != expected or b"error" in lines:
                    wrong.append(found)
            except Exception as error:
                wrong.append(error)
            answered[0] += 2

    clients = [threading.Thread(target=asks) for _ in range(3)]
    for client in clients:
        client.start()
    for n in range(len(balanced.servers)):
        before = answered[0]
        while answered[0] < before + 8:
            going.wait(0.01)
        balanced.kill(n)
        while answered[0] < before + 24:
            going.wait(0.01)
        balanced.start_again(n)
    going.set()
    for client in clients:
        client.join()
    assert wrong == []


def test_nobody_is_answered_without_the_token_though_the_proxy_is_on_this_machine(balanced: Balanced) -> None:
    with pytest.raises(HTTPError, match="401"):
        urlopen(f"{balanced.address}/meetings", timeout=60)
