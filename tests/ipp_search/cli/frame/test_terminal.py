"""On a terminal, long answers go through the pager and letters are plain where that is asked for; quiet is quiet."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
pty = pytest.importorskip("pty", reason="Windows has no such terminals")
LINES = 24  # of the terminal
PAGER = "sed s/^/paged:/"


def shown(lines: int, **environment: str) -> str:
    """What comes to a terminal where so many lines, a word of each in bold, are shown."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, 80, 0, 0))
    script = f"from ipp_search.cli.frame import terminal; terminal.show('a \\033[1mword\\033[22m\\n' * {lines})"
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "TERM", "PAGER", "LESS"}}
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=theirs, stdout=theirs, stderr=theirs, env={**kept, **environment}
    )
    os.close(theirs)
    told = b""
    try:
        while part := os.read(ours, 4096):
            told += part
    except OSError:  # Linux ends so
        pass
    finally:
        os.close(ours)
    assert process.wait() == 0
    return told.decode()


def test_what_is_longer_than_the_screen_is_paged_and_the_rest_is_not() -> None:
    assert "paged:" not in shown(LINES - 1, PAGER=PAGER)
    assert shown(LINES, PAGER=PAGER).count("paged:") == LINES


@pytest.mark.parametrize("pager", ["", "no-such-pager-here"])
def test_without_a_pager_all_is_written(pager: str) -> None:
    assert shown(100, PAGER=pager).count("word") == 100


@pytest.mark.parametrize(
    ("name", "value", "plain"), [("NO_COLOR", "1", True), ("NO_COLOR", "", False), ("TERM", "dumb", True)]
)
def test_bold_letters_are_left_out_where_that_is_asked_for(name: str, value: str, plain: bool) -> None:
    assert ("\033[1m" not in shown(3, **{name: value})) is plain


def test_quiet_leaves_the_answer_and_what_went_wrong(run: Run, notes: Path, tmp_path: Path) -> None:
    told, quiet = run("recall in June 2025"), run("recall in June 2025", "--quiet")
    assert (told.out, quiet.err) == (quiet.out, "")
    assert told.err
    (notes / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    ran = run("--index", tmp_path / "new", "ingest", notes, "-q")
    assert (ran.code, ran.out) == (1, "")
    assert "broken.pdf" in ran.err
    assert "--nonsense" in run("actions", "-q", "--nonsense").err
