"""What is shipped, and which way imports run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from ipp_search._version import __version__

ROOT = Path(__file__).parents[1]
FOLDERS = {
    "ipp_search": "ipp_search",
    **{f"ipp_search/{name}": name for name in ("ingest", "index", "query", "corpus")},
}


def test_the_wheel_holds_the_code_the_notes_the_manual_page_and_nothing_else(tmp_path: Path) -> None:
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
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not any(parent.is_symlink() for parent in path.parents)
    }
    manual = f"ipp_search-{__version__}.data/data/share/man/man1/ipp-search.1"
    assert shipped == {*expected, manual}


def test_every_hashed_version_is_the_pinned_one_and_no_library_for_gpus_is_among_them() -> None:
    pinned = dict(_pins("constraints.txt"))
    hashed = dict(_pins("constraints-hashed.txt"))
    assert len(hashed) > 90
    assert {name: pinned.get(name, version) for name, version in hashed.items()} == hashed
    assert not [name for name in hashed if name.startswith(("nvidia", "cuda", "torch"))]
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {_name(one) for one in needed} - {"torch"} <= set(hashed)


def _pins(file: str) -> list[tuple[str, str]]:
    told = (ROOT / file).read_text("utf-8")
    return [(_name(name), version) for name, version in re.findall(r"^([\w.-]+)==([\w.+!-]+)", told, re.MULTILINE)]


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def test_imports_run_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_name_of_a_month_or_day_follows_the_locale_of_the_process() -> None:
    follows = re.compile(r"month_name|month_abbr|day_name|day_abbr|%[aAbBcxX]\b")
    for folder in FOLDERS.values():
        for path in (ROOT / folder).rglob("*.py"):
            assert not follows.search(path.read_text("utf-8")), f"{path} names days by the locale"


def test_no_tool_for_tests_stands_in_the_program() -> None:
    for path in (ROOT / "ipp_search").rglob("*.py"):
        assert "click.testing" not in path.read_text("utf-8")


def test_modules_stay_short() -> None:
    for folder in FOLDERS.values():
        for path in (ROOT / folder).rglob("*.py"):
            lines = len(path.read_text("utf-8").splitlines())
            assert lines <= 250, f"{path} has {lines} lines"


# What a folder holds beside its ``__init__``. ``cli`` has a file a command.
MOST_MODULES = 15


def test_folders_stay_short() -> None:
    for folder in FOLDERS.values():
        for inner in [ROOT / folder, *(path for path in (ROOT / folder).rglob("*") if path.is_dir())]:
            modules = [path for path in inner.glob("*.py") if path.name != "__init__.py"]
            assert len(modules) <= MOST_MODULES or inner.name == "cli", f"{inner} has {len(modules)} modules"
