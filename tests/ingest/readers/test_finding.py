from __future__ import annotations

from pathlib import Path

from ipp_search.ingest.readers.finding import find_records


def test_a_folder_is_walked_in_order_past_hidden_and_looping_entries(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "A.TXT", ".hidden.txt", "c.xyz", "sub/d.txt", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    found = [p.relative_to(tmp_path).as_posix() for p in find_records(tmp_path, lambda *_: None)]
    assert found == ["A.TXT", "a.md", "b.txt", "sub/d.txt"]
