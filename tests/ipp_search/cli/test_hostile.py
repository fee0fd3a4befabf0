"""No command line, however odd, ends otherwise than in an answer or in a line that says what is wrong."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipp_search.api import Index

Run = Callable[..., Any]

# Without those that wait for requests, and those that name a machine.
COMMANDS = (
    "search", "meetings", "show", "themes", "timeline", "brief", "actions", "verify", "status", "export", "records",
    "ingest", "backup", "restore", "records set", "records alias", "records unset", "themes discover", "",
)  # fmt: skip
OPTIONS = (
    "--since", "--until", "--meeting", "--section", "--kind", "--series", "--owner", "--speaker", "--limit", "--format",
    "--length", "--open", "--lexical", "--strict", "--batch", "--themes", "--date", "--dry-run", "--explain", "--help",
    "-v", "--nothing", "--", "-", "--limit=-1", "--since=", "--format=json",
)  # fmt: skip
VALUES = (
    "", " ", "_", "recall", "2025", "2025-06-03", "2025-13-45", "9999999999", "-1", "0", "1e9", "NaN", "\udcff\udcfe",
    "a" * 5000, "((((", '"', '""', "“”", "%s%n", "*", "NOT AND OR", "NEAR(", "a\nb", "\x1b[31m", "\u202e", "🙂" * 50,
    "~nobody", "~", ".", "/", "/dev/null", "/proc/self/mem", "nowhere/at/all", "'; DROP TABLE meetings;--", "None",
    "{}", "[" * 3000, "json", "text", "action", "\u0301", "ﬁ", "x" * 300 + ".docx",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_a_hostile_command_line_ends_in_an_answer_or_a_line(
    seed: int, run: Run, index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chance = random.Random(seed)
    for _ in range(50):
        command = chance.choice(COMMANDS).split()
        words = [chance.choice((*VALUES, *OPTIONS)) for _ in range(chance.randrange(5))]
        if command[:1] == ["ingest"] and not set(words).isdisjoint({"/", "~", "/proc/self/mem"}):
            continue  # all of the machine
        ran = run("--index", index.folder, *command, *words)
        allowed = {0, 1, 2, 3} if "verify" in command else {0, 1, 2}
        assert ran.code in allowed, (command, words)
        assert ran.code == 0 or ran.out or ran.err.strip(), (command, words)
        assert "\x1b" not in ran.out + ran.err, (command, words)
