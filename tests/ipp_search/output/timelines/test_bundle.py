from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def bundle(run: Run, tmp_path: Path) -> Path:
    assert run("timeline", "recall", "mental health", "--freeze", tmp_path / "evidence").code == 0
    return tmp_path / "evidence"


def check(bundle: Path, *args: object) -> tuple[int, str]:
    command = [sys.executable, "-I", "-S", str(bundle / "check.py"), *map(str, args)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not ran.stderr
    return ran.returncode, ran.stdout


def rehash(bundle: Path, name: str) -> None:
    manifest = json.loads((bundle / "manifest.json").read_text("utf-8"))
    manifest[name] = hashlib.sha256((bundle / name).read_bytes()).hexdigest()
    (bundle / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_a_bundle_proves_itself_wherever_it_lies_and_beside_the_record_files(
    bundle: Path, notes: Path, tmp_path: Path
) -> None:
    moved = shutil.move(bundle, tmp_path / "elsewhere")
    code, out = check(Path(moved), notes)
    assert (code, out.endswith("2 records: all proved\n")) == (0, True)
    note = next(iter(notes.glob("*.txt")))
    note.write_text(note.read_text("utf-8") + "\n", "utf-8")
    code, out = check(Path(moved), notes)
    assert code == 1
    assert f"{note.name}: no file in {notes} has its SHA-256" in out


def test_any_file_that_is_edited_added_or_gone_is_named(bundle: Path, tmp_path: Path) -> None:
    names = [path.relative_to(bundle).as_posix() for path in sorted(bundle.rglob("*")) if path.is_file()]
    for name in names:
        if name in {"check.py", "manifest.json", "timelines.json", "sources.json", "passages.jsonl"}:
            continue
        kept = (bundle / name).read_bytes()
        (bundle / name).write_bytes(kept + b" ")
        code, out = check(bundle)
        assert (code, f"{name}: not as it was written" in out) == (1, True)
        (bundle / name).write_bytes(kept)
    (bundle / "more.txt").write_text("x", "utf-8")
    assert "more.txt: not in the manifest" in check(bundle)[1]
    assert {"counts.csv", "page.html"} <= set(names)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda row: row["counts"].update(hits=row["counts"]["hits"] + 1), "hits is"),
        (lambda row: row["counts"].update(meeting_words=9), "meeting_words is"),
        (lambda row: row.update(status="not discussed"), "its status is wrong"),
        (lambda row: row["passages"][0].update(text="Something else."), "no such passage in the record"),
        (lambda row: row["passages"].pop(), "passages is"),
    ],
)
def test_a_figure_or_quotation_that_is_changed_with_its_digest_is_still_found(
    bundle: Path, edit: Callable[[Any], Any], why: str
) -> None:
    timelines = json.loads((bundle / "timelines.json").read_text("utf-8"))
    edit(next(row for row in timelines[0]["rows"] if row["passages"]))
    (bundle / "timelines.json").write_text(json.dumps(timelines), "utf-8")
    rehash(bundle, "timelines.json")
    code, out = check(bundle)
    assert code == 1
    assert why in out
    assert "the data are not those of which the digest was told" in out


def test_a_passage_that_is_not_at_its_place_is_found(bundle: Path) -> None:
    text = next((bundle / "texts").glob("*.txt"))
    text.write_text("X" + text.read_text("utf-8"), "utf-8")
    rehash(bundle, f"texts/{text.name}")
    code, out = check(bundle)
    assert code == 1
    assert "its words do not stand at its place" in out


def test_a_folder_with_something_in_it_is_refused_and_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept", "utf-8")
    ran = run("timeline", "recall", "--freeze", tmp_path)
    assert ran.code != 0
    assert "holds something already" in ran.err
    assert [path.name for path in tmp_path.glob("*.txt")] == ["mine.txt"]


def test_what_changed_since_a_run_is_told_with_why(run: Run, tmp_path: Path, index: Any) -> None:
    at = ("--index", str(index.folder))
    assert run("timeline", "recall", "-o", tmp_path / "old.json", *at).code == 0
    assert run("timeline", "recall", "--since-run", tmp_path / "old.json", *at).out == "Nothing changed.\n"
    rows = json.loads((tmp_path / "old.json").read_text("utf-8"))["rows"]
    gone = next(row for row in rows if row["passages"])["passages"][0]
    run("themes", "mark", "recall", gone["id"], "out", *at)
    told = run("timeline", "recall", "--since-run", tmp_path / "old.json", *at).out
    assert "recall: the marks changed." in told
    assert f"fell out: “{' '.join(gone['text'].split())}”" in told
    assert json.loads(run("timeline", "recall", "--since-run", tmp_path / "old.json", "--format", "json", *at).out)
    (tmp_path / "no.json").write_text('{"theme": 3}', "utf-8")
    assert "holds no timeline" in run("timeline", "recall", "--since-run", tmp_path / "no.json", *at).err


def test_the_same_records_have_the_same_digests_and_others_have_not(run: Run, index: Any) -> None:
    def digests(*args: str) -> tuple[str, str]:
        made = json.loads(run("timeline", *args, "--index", str(index.folder), "--format", "json").out)["provenance"]
        assert made["command"].startswith("ipp-search timeline")
        return made["sources_sha256"], made["data_sha256"]

    assert digests("recall") == digests("recall")
    assert digests("recall")[0] == digests("women")[0]
    assert digests("recall")[1] != digests("women")[1]
    for format_ in ("md", "html"):
        assert digests("recall")[1] in run("timeline", "recall", "--format", format_, "--index", str(index.folder)).out
