from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def minutes(run: Run, tmp_path: Path) -> Path:
    """A folder of two indexed records, one of them without a date."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "plain.txt").write_text("Harbour Board\n\n· All is well.\n")
    (folder / "second.txt").write_text("Board of the Harbour\n3 June 2025\n\n· The jetty is mended.\n")
    assert run("ingest", folder).code == 0
    return folder


def test_what_is_set_outranks_what_is_read_and_embeds_nothing(run: Run, minutes: Path) -> None:
    ran = run("records", "set", minutes / "second.txt", "--date", "4 March 2024", "--series", "Jetty Group")
    assert (ran.code, "ingested again" in ran.out) == (0, True)
    told = run("ingest", minutes).out
    assert "~ 2024-03-04 (from set by hand)  Jetty Group" in told
    assert "0 texts embedded" in told
    assert "date = 4 March 2024, series = Jetty Group" in run("records").out


def test_ingesting_again_changes_nothing(run: Run, minutes: Path) -> None:
    run("records", "set", minutes / "plain.txt", "--date", "2024-03-04", "--title", "Spring")
    run("records", "alias", "Harbour Board", "Board of the Harbour")
    run("ingest", minutes)
    before = run("meetings", "--format", "json").out
    assert "0 changed, 2 unchanged" in run("ingest", minutes).out
    assert run("meetings", "--format", "json").out == before


def test_records_toml_outranks_a_date_that_ingest_was_given_and_that_the_file_beside(run: Run, minutes: Path) -> None:
    plain = minutes / "plain.txt"
    (minutes / "plain.txt.toml").write_text("date = 2021-01-01\nend_date = 2021-01-02\n")
    assert "~ 2021-01-01" in run("ingest", minutes).out
    assert "~ 2022-02-02 (" in run("ingest", plain, "--date", "2022-02-02").out
    run("records", "set", plain, "--date", "2023-03-03")
    assert "~ 2023-03-03 (" in run("ingest", minutes).out
    assert run("records", "unset", plain).code == 0
    assert "~ 2022-02-02 (" in run("ingest", minutes).out


def test_a_file_that_is_no_record_leaves_the_index_and_comes_back(run: Run, minutes: Path) -> None:
    run("records", "set", minutes / "plain.txt", "--ignore")
    assert "set by hand to be no record" in run("ingest", minutes).out
    assert "plain" not in run("meetings", "--format", "json").out
    run("records", "unset", minutes / "plain.txt")
    assert "1 meeting new" in run("ingest", minutes).out


def test_an_alias_gives_a_group_one_name(run: Run, minutes: Path) -> None:
    assert run("records", "alias", "The Harbour", "board of the harbour").code == 0
    run("ingest", minutes)
    assert "The Harbour: 2 passages" in run("meetings").out
    assert "jetty is mended" in run("jetty", "--series", "The Harbour").out


def test_a_file_in_the_folder_keeps_its_comments_and_outlives_the_index_and_a_move(
    run: Run, minutes: Path, tmp_path: Path
) -> None:
    file = minutes / "records.toml"
    file.write_text("# Kept by the clerk.\n")
    run("ingest", minutes)
    run("records", "set", minutes / "plain.txt", "--date", "2024-03-04")
    assert file.read_text() == '# Kept by the clerk.\n\n[files."plain.txt"]\ndate = "2024-03-04"\n'
    moved = minutes.rename(tmp_path / "elsewhere")
    ran = run("--index", tmp_path / "other", "ingest", moved)
    assert "+ 2024-03-04 (from set by hand)" in ran.out
    assert ".toml" not in ran.out


def test_an_alias_in_a_folder_names_no_group_of_another_folder(run: Run, minutes: Path, tmp_path: Path) -> None:
    other = tmp_path / "other minutes"
    other.mkdir()
    (other / "third.txt").write_text("Harbour Board\n4 June 2025\n\n· Elsewhere.\n")
    (minutes / "records.toml").write_text('[series."Jetty Group"]\naliases = ["Harbour Board"]\n')
    run("ingest", minutes, other)
    listed = run("meetings").out
    assert "2025-06-04  Harbour Board" in listed
    assert "undated     Jetty Group" in listed


def test_a_dry_run_reads_what_is_set(run: Run, minutes: Path) -> None:
    (minutes / "records.toml").write_text(
        '[files."plain.txt"]\ndate = 2024-03-04\n[files."second.txt"]\nignore = true\n'
    )
    told = run("ingest", minutes, "--dry-run").out
    assert "+ 2024-03-04 (from set by hand)" in told
    assert "1 meeting would be indexed" in told


@pytest.mark.parametrize(
    "args",
    [
        ["set", "nowhere.txt", "--date", "2024-03-04"], ["set", "plain.txt", "--date", "soon"], ["set", "plain.txt"],
        ["set", "plain.txt", "--title", " "], ["unset", "plain.txt"], ["alias", "Board", "Nobody"],
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_one_line_and_nothing_is_written(
    run: Run, minutes: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    monkeypatch.chdir(minutes)
    ran = run("records", *args)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert run("records").out == "Nothing is set by hand.\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('[files."plain.txt"]\ndate = = 3', "line 2"), ('[files."plain.txt"]\ndate = "soon"', "'plain.txt'"),
        ("[people]", "'people'"), ("files = 3", "files"), ('[files."plain.txt"]\nignore = "yes"', "ignore"),
        ('[series."A"]\naliases = ["X"]\n[series."B"]\naliases = ["x"]', "both 'A' and 'B'"),
        ('[series."A"]\naliases = "X"', "'A'"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_in_one_line_and_the_index_stays(
    run: Run, minutes: Path, content: str, told: str
) -> None:
    (minutes / "records.toml").write_text(content)
    for args in (["ingest", minutes], ["records"], ["records", "set", minutes / "plain.txt", "--date", "2024-03-04"]):
        ran = run(*args)
        assert (ran.code, len(ran.err.splitlines())) == (1, 1)
        assert "records.toml" in ran.err
        assert told in ran.err
    assert (minutes / "records.toml").read_text() == content
    assert "Harbour" in run("meetings").out
