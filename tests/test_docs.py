"""What is there is documented, and what the documentation shows can be run."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

import ipp_search
from ipp_search.cli import COMMANDS, commands
from ipp_search.output import contract

ROOT = Path(__file__).parents[1]
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation, built strictly."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def test_every_command_and_option_is_in_the_reference(site: Path) -> None:
    page = text_of(site / "reference" / "cli.html")
    for name in COMMANDS:
        command = commands.get_command(click.Context(commands), name)
        assert command is not None
        assert f"ipp-search {name}" in page
        for option in (one for param in command.params for one in param.opts if one.startswith("--")):
            assert option in page, f"{name} {option}"
    assert "UNSET" not in page


def test_every_public_name_is_in_the_reference(site: Path) -> None:
    page = text_of(site / "reference" / "python.html")
    for name in dir(ipp_search):
        assert name == "__version__" or re.search(rf'id="[\w.]*\b{name}"', page), name
    for name in dir(ipp_search.Index):
        assert name.startswith("_") or f'id="ipp_search.api.index.Index.{name}"' in page, name


def test_every_key_of_the_json_is_in_the_reference(site: Path) -> None:
    page = text_of(site / "reference" / "json.html")
    types = [getattr(contract, name) for name in contract.__all__ if name.endswith("Json")]
    assert len(types) > 20
    for one in types:
        for key in one.__annotations__:
            assert re.search(rf'id="ipp_search\.output\.contract\.[\w.]+\.{key}"', page), f"{one.__name__}.{key}"


def test_every_route_is_in_the_reference(site: Path) -> None:
    page = text_of(site / "reference" / "http.html")
    for path in ("/search", "/batch", "/timeline", "/brief", "/actions", "/meetings", "/show", "/status", "/health"):
        assert f"<code>{path}</code>" in page, path


def test_the_pages_fetch_nothing_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?//', text_of(page)), page.name


@pytest.fixture
def at_a_desk(notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder as the examples suppose it, with records in ``minutes``."""
    notes.rename(tmp_path / "minutes")
    monkeypatch.chdir(tmp_path)


@pytest.mark.filterwarnings("ignore:There is no index:UserWarning")
@pytest.mark.usefixtures("encoder", "at_a_desk")
@pytest.mark.parametrize("page", ["README.md", "docs/guides/notebook.md", "docs/guides/building.md"])
def test_the_python_of_a_page_runs(page: str) -> None:
    known: dict[str, Any] = {}
    for block in PYTHON.findall((ROOT / page).read_text("utf-8")):
        exec(compile(block, page, "exec"), known)
    if "index" in known:
        known["index"].close()


@pytest.mark.usefixtures("encoder", "at_a_desk")
@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.stem)
def test_an_example_runs(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(example.read_text("utf-8"), str(example), "exec"), {"__name__": "__main__"})
    assert capsys.readouterr().out


@pytest.mark.model
@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.usefixtures("real_model", "at_a_desk")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_notebook_runs(tmp_path: Path) -> None:
    import nbclient
    import nbformat

    notebook = nbformat.read(  # type: ignore[no-untyped-call]
        ROOT / "examples" / "themes_over_years.ipynb", as_version=4
    )
    done = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    cells = [cell for cell in done.cells if cell.cell_type == "code"]
    assert any("text/html" in output.get("data", {}) for cell in cells for output in cell.outputs)


NAMES_A_FILE = re.compile(r"`((?:ingest|index|query|ipp_search|tests|bench|docs|corpus|examples)/[\w./-]+)`")


def test_every_file_that_the_documentation_names_is_there() -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), ROOT / "bench" / "README.md"]
    named = {(page.name, name) for page in pages for name in NAMES_A_FILE.findall(page.read_text("utf-8"))}
    assert len(named) > 30
    missing = {(page, name) for page, name in named if "NAME" not in name and not (ROOT / name).exists()}
    assert not missing


def test_the_manual_page_is_what_the_commands_say_and_formats_without_a_warning() -> None:
    spec = importlib.util.spec_from_file_location("man_page", ROOT / "docs" / "man_page.py")
    assert spec is not None
    assert spec.loader is not None
    man_page = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(man_page)
    written = (ROOT / "docs" / "ipp-search.1").read_text("ascii")
    assert written == man_page.page(), "run: python docs/man_page.py"
    if groff := shutil.which("groff"):
        done = subprocess.run(
            [groff, "-man", "-Tascii", "-ww"], input=written.encode(), capture_output=True, check=True
        )
        assert (done.stderr, b"IPP-SEARCH(1)" in done.stdout) == (b"", True)


def test_every_package_is_on_the_map(site: Path) -> None:
    page = text_of(site / "architecture.html")
    for package in ("ingest/minutes/heading", "index/encoding", "query/search", "ipp_search/output/drafts"):
        assert f"<code>{package}/</code>" in page
