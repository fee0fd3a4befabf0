"""What is shipped, and which way imports run."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = {
    "ipp_search": "ipp_search",
    **{f"ipp_search/{name}": name for name in ("ingest", "index", "query", "corpus")},
}
ORDER = ["ipp_search.telemetry", "ipp_search.errors", "ipp_search.settings", "ipp_search.corpus", "ipp_search.ingest",
         "ipp_search.index", "ipp_search.query", "ipp_search.bundled", "ipp_search.opened", "ipp_search.filled", "ipp_search.api",
         "ipp_search.wording", "ipp_search.render", "ipp_search.render_timeline", "ipp_search.render_actions",
         "ipp_search.charts", "ipp_search.page", "ipp_search.documents", "ipp_search.briefs",
         "ipp_search.documents_docx", "ipp_search.read_draft", "ipp_search.llm", "ipp_search.batch",
         "ipp_search.command", "ipp_search.client", "ipp_search.answering", "ipp_search.workers", "ipp_search.server",
         "ipp_search.serving",
         "ipp_search.cli"]  # fmt: skip


def test_the_wheel_holds_the_code_the_notes_and_nothing_else(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(
        ROOT, source, symlinks=True, ignore=shutil.ignore_patterns(".*", "build", "*.egg-info", "__pycache__")
    )
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    shipped = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {
        f"{package}/{path.relative_to(ROOT / folder).as_posix()}"
        for package, folder in FOLDERS.items()
        for path in [*(ROOT / folder).glob("*"), *(ROOT / folder).glob("cli/*")]
        if path.is_file() and path.suffix != ".pyc" and not path.parent.is_symlink()
    }
    assert shipped == expected


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {
                f"{node.module}.{alias.name}" if node.module == "ipp_search" else node.module for alias in node.names
            }
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("ipp_search.") and "__version__" not in name}


def stage(module: str) -> int:
    return next(n for n, name in enumerate(ORDER) if f"{module}.".startswith(f"{name}."))


@pytest.mark.parametrize("package", sorted(FOLDERS.items()))
def test_imports_run_one_way(package: tuple[str, str]) -> None:
    name, folder = package
    for path in [*(ROOT / folder).glob("*.py"), *(ROOT / folder).glob("cli/*.py")]:
        module = ".".join([name.replace("/", "."), *path.relative_to(ROOT / folder).with_suffix("").parts])
        if module == "ipp_search.__init__":
            continue  # the door: its names lead everywhere, lazily
        for imported in imports(path):
            assert stage(imported) <= stage(module.removesuffix(".__init__")), f"{module} imports {imported}"


def test_modules_stay_short() -> None:
    for folder in FOLDERS.values():
        for path in (ROOT / folder).rglob("*.py"):
            lines = len(path.read_text("utf-8").splitlines())
            assert lines <= 300, f"{path} has {lines} lines"
