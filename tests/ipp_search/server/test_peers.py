"""Another user of the machine is told from the one who runs the server, and needs its token."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ipp_search.server import peers
from ipp_search.server.peers import is_of_another_user

pytestmark = [pytest.mark.usefixtures("socket_enabled")]
NOBODY = 65_534
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells whose a connection is")
as_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("setpriv"), reason="needs to act as another user"
)


def refused(*_: object) -> None:
    raise PermissionError


@pytest.fixture(params=["kernel", "table"], autouse=True)
def asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of asking tell the same."""
    if request.param == "table":
        monkeypatch.setattr(peers, "_by_kernel", refused)


@pytest.fixture(params=["127.0.0.1", "::1"])
def listening(request: pytest.FixtureRequest) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in request.param else socket.AF_INET
    try:
        opened = socket.create_server((request.param, 0), family=family)
    except OSError:
        pytest.skip("no such address on this machine")
    with opened:
        yield opened


def accepted(listening: socket.socket) -> tuple[socket.socket, tuple[str, int], tuple[str, int]]:
    connection, client = listening.accept()
    return connection, client[:2], connection.getsockname()[:2]


def test_whoever_runs_the_server_needs_no_token(listening: socket.socket) -> None:
    with socket.create_connection(listening.getsockname()[:2]):
        connection, client, server = accepted(listening)
        with closing(connection):
            assert not is_of_another_user(client, server)


@as_root
def test_another_user_is_told_from_them(listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    code = f"import socket; s = socket.create_connection(({host!r}, {port})); s.recv(1)"
    other = [*(f"--{kind}={NOBODY}" for kind in ("reuid", "regid")), "--clear-groups", "/usr/bin/env", "python3"]
    process = subprocess.Popen(["setpriv", *other, "-c", code])
    connection, client, server = accepted(listening)
    with closing(connection):
        assert is_of_another_user(client, server)
    process.wait()


@linux
def test_whoever_has_hung_up_is_nobody_we_know(listening: socket.socket) -> None:
    held = socket.create_connection(listening.getsockname()[:2])
    connection, client, server = accepted(listening)
    with closing(connection):
        held.close()
        assert is_of_another_user(client, server)


def test_where_the_system_does_not_tell_nobody_is_asked_for_a_token(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(peers, "_by_kernel", refused)
    monkeypatch.setattr(peers, "_TABLES", {4: tmp_path / "none"})
    assert not is_of_another_user(("127.0.0.1", 1), ("127.0.0.1", 2))


@linux
def test_the_kernel_is_asked_for_the_one_connection(
    listening: socket.socket, asked: None, request: pytest.FixtureRequest
) -> None:
    if "kernel" not in request.node.callspec.id.split("-"):
        pytest.skip("of the kernel alone")
    with socket.create_connection(listening.getsockname()[:2]) as held:
        connection, client, server = accepted(listening)
        with closing(connection):
            assert peers._by_kernel(client, server) == (os.geteuid(), os.fstat(held.fileno()).st_ino)
            assert peers._by_kernel((client[0], 1), server) is None
