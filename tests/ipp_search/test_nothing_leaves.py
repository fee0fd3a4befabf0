"""Nothing leaves the machine: proved in a network of its own, where every packet is seen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HARNESS = Path(__file__).parents[1] / "support" / "nothing_leaves.py"
OWN_NETWORK = [
    "unshare",
    "--net",
    "--mount",
    *([] if os.name == "posix" and os.geteuid() == 0 else ["--map-root-user"]),
]


def has_own_network() -> bool:
    if not (shutil.which("unshare") and shutil.which("ip") and shutil.which("mount")):
        return False
    return subprocess.run([*OWN_NETWORK, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.model
@pytest.mark.skipif(not has_own_network(), reason="NOT PROVED HERE: no network namespace can be made on this machine")
def test_no_command_looks_up_a_name_connects_or_writes_into_the_home_folder(tmp_path: Path) -> None:
    # Longer than the ten seconds after which libraries have been seen to report.
    command = [*OWN_NETWORK, sys.executable, str(HARNESS), str(tmp_path / "run"), "--seconds", "13"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["seen"], found["left"], found["served"]) == ([], [], True)
    assert set(found["codes"]) == {0}
