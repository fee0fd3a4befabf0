"""What only some need is asked for by name where it is missing, and by nothing else."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ipp_search
from ipp_search.corpus import NOTES
from ipp_search.errors import MissingExtra
from ipp_search.extras import needed

Run = Callable[..., Any]
EXTRAS = {
    "server": ["fastapi"], "charts": ["altair", "vl_convert"], "notebook": ["pandas"], "llm": ["openai"],
    "mcp": ["mcp"], "pdf": ["typst"],
}  # fmt: skip
SERVER = [f"ipp_search.server.{module}" for module in ("run", "app", "refusals", "agents")] + ["ipp_search.mcp.server"]
USED = [
    ["search", "recall", "--format", "csv"], ["timeline", "recall"], ["actions"], ["brief", "recall"], ["meetings"],
    ["show", "IPP External Stakeholder Challenge Group, 3 June 2025, AOB, line 53"], ["status"], ["themes"], ["verify"],
]  # fmt: skip


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make the packages of an extra as if they were not installed."""

    def hide(extra: str) -> None:
        for module in [*sys.modules]:
            if module.partition(".")[0] in EXTRAS[extra] or module in SERVER:
                monkeypatch.delitem(sys.modules, module)
        for package in EXTRAS[extra]:
            monkeypatch.setitem(sys.modules, package, None)

    return hide


@pytest.mark.parametrize(
    ("extra", "args"),
    [
        ("charts", ["timeline", "recall", "--format", "html"]),
        ("charts", ["timeline", "recall", "--format", "png", "-o", "chart.png"]),
        ("llm", ["brief", "recall", "--llm", "http://127.0.0.1:1", "--llm-model", "m"]),
        ("server", ["serve"]),
        ("mcp", ["mcp"]),
        ("pdf", ["brief", "recall", "-o", "recall.pdf"]),
    ],
)
def test_a_command_whose_extra_is_missing_names_it_in_one_line(
    run: Run,
    without: Callable[[str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    extra: str,
    args: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    run("--index", tmp_path / "index", "ingest", NOTES)
    without(extra)
    ran = run("--index", tmp_path / "index", *args)
    assert ran.code == 2
    assert ran.err.splitlines()[-1].endswith(f"pip install 'ipp-search[{extra}]'")


def test_a_data_frame_without_its_extra_names_it(index: ipp_search.Index, without: Callable[[str], None]) -> None:
    without("notebook")
    for make in (index.search("recall").to_frame, index.timeline("recall").to_frame, index.meetings().to_frame):
        with pytest.raises(MissingExtra, match=r"ipp-search\[notebook\]"):
            make()


@pytest.mark.parametrize("extra", EXTRAS)
def test_everything_else_does_without(run: Run, without: Callable[[str], None], extra: str) -> None:
    without(extra)
    for args in USED:
        assert run(*args).code == 0, args


def test_a_module_of_ours_that_is_missing_is_no_extra() -> None:
    with pytest.raises(ModuleNotFoundError), needed("charts", "A chart"):
        import ipp_search.nothing  # type: ignore[import-not-found]  # noqa: F401


def test_all_brings_every_extra() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    (everything,) = project["optional-dependencies"]["all"]
    assert everything == f"ipp-search[{','.join(sorted(EXTRAS))}]"
