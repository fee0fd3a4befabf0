"""A process killed at any point of an ingest leaves an index that the next run makes whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HARNESS = Path(__file__).parents[1] / "support" / "kill_harness.py"


@pytest.mark.parametrize("kind", ["first", "update"])
def test_killed_before_any_statement_the_next_run_gives_the_undisturbed_index(kind: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(HARNESS), kind, str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    points = int(run.stdout.split()[0])
    assert points > 40


@pytest.mark.parametrize("point", [1, 2, 3])
def test_killed_around_a_write_to_chroma_nothing_is_lost_or_doubled(point: int, tmp_path: Path) -> None:
    command = [sys.executable, str(HARNESS), "chroma", str(tmp_path)]
    killed = subprocess.run([*command, str(point)], capture_output=True, text=True, check=False)
    assert killed.returncode == -9, killed.stdout + killed.stderr
    healed = subprocess.run([*command, "0"], capture_output=True, text=True, check=False)
    assert healed.returncode == 0, healed.stdout + healed.stderr


@pytest.mark.model
@pytest.mark.usefixtures("real_model")
def test_server_ingest_and_chroma_killed_at_random_lose_and_double_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "support.kill_at_random", str(tmp_path), "--times", "4"]
    paths = os.pathsep.join(filter(None, [str(HARNESS.parents[1]), os.environ.get("PYTHONPATH")]))
    run = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "nothing lost and nothing doubled" in run.stdout
