from __future__ import annotations

from pathlib import Path

from ipp_search.api import Index


def faults(index: Index) -> set[str]:
    return {fault.detail.partition(":")[0] for fault in index.verify().faults}


def test_an_index_of_untouched_files_holds(index: Index) -> None:
    checked = index.verify()
    assert (checked.faults, checked.citations) == ([], index.status().passages)


def test_changed_moved_and_missing_are_told_apart(index: Index, notes: Path) -> None:
    first, last = sorted(notes.glob("*.txt"))
    text = last.read_text("utf-8")
    last.write_text("\n" + text, "utf-8")
    assert faults(index) == {"moved"}
    last.write_text(text.replace("electronic tags", "electric tag"), "utf-8")
    assert "changed" in faults(index)
    last.write_text(text, "utf-8")
    first.unlink()
    assert faults(index) == {"missing"}
