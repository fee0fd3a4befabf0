"""What libraries would send to their makers is switched off before they are loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from ipp_search import telemetry


def test_importing_the_package_sets_every_switch_whatever_stood_there() -> None:
    code = "import os, ipp_search, sys; print({name: os.environ.get(name) for name in sys.argv[1:]})"
    opposite = dict.fromkeys(telemetry.SWITCHES, "something else")
    done = subprocess.run(
        [sys.executable, "-c", code, *telemetry.SWITCHES],
        env={**os.environ, **opposite},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(telemetry.SWITCHES)


def test_the_command_line_loads_no_library_before_the_switches_are_set() -> None:
    code = """
import os, sys

class Watch:
    def find_spec(name, *_):
        if name in ("onnxruntime", "chromadb", "torch"):
            print(name, os.environ.get("ORT_DISABLE_TELEMETRY"))

sys.meta_path.insert(0, Watch)
import ipp_search.cli
import onnxruntime
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["onnxruntime", "1"]


def test_the_build_of_onnxruntime_in_use_knows_no_collector() -> None:
    runtime = distribution("onnxruntime")
    libraries = [
        file.locate() for file in runtime.files or [] if ".so" in file.name or file.suffix in (".dll", ".dylib")
    ]
    assert libraries
    for library in libraries:
        assert b"events.data.microsoft.com" not in Path(str(library)).read_bytes(), f"{library} reports to its maker"
