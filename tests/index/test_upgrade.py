"""An index of an older format is brought up in place, with what was embedded."""

from __future__ import annotations

import hashlib
import lzma
import sqlite3
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.errors import IndexMismatch
from ipp_search.index import upgrade
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.database import FILE_NAME, SCHEMA_VERSION
from ipp_search.testing import FakeEncoder

# The two bundled notes as /srv/minutes/…, ingested with the fake encoder by the last version of format 9.
FORMAT_9 = Path(__file__).parent / "fixtures" / "format-9.sqlite.xz"
QUESTIONS = ("recall out of touch", "mental health", "actions for HMPPS", "Timpson")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "older"
    made.mkdir(mode=0o700)
    (made / FILE_NAME).write_bytes(lzma.decompress(FORMAT_9.read_bytes()))
    return made


def version_of(folder: Path) -> int:
    opened = sqlite3.connect(folder / FILE_NAME)
    (version,) = opened.execute("PRAGMA user_version").fetchone()
    opened.close()
    return int(version)


def answers(index: Index) -> list[list[tuple[str, str]]]:
    return [[(h.passage.text, h.passage.citation) for h in index.search(q, limit=5).hits] for q in QUESTIONS]


def test_a_question_says_how_it_is_brought_up_and_changes_nothing(folder: Path, encoder: FakeEncoder) -> None:
    with (
        pytest.raises(IndexMismatch, match=r"format 9.*ingest PATH. Nothing is embedded again"),
        Index(folder) as index,
    ):
        index.search("recall")
    assert version_of(folder) == 9


def test_ingest_brings_it_up_embeds_nothing_again_and_answers_as_a_new_index(
    folder: Path, index: Index, notes: Path, encoder: FakeEncoder
) -> None:
    opened = sqlite3.connect(folder / FILE_NAME)
    with opened:
        opened.execute("UPDATE documents SET path = replace(path, '/srv/minutes', ?)", (str(notes),))
    before = {digest for (digest,) in opened.execute("SELECT digest FROM vectors")}
    opened.close()
    encoder.encoded.clear()
    with Index(folder) as older:
        report = older.ingest([notes])
        embedded = list(encoder.encoded)
        assert (len(report.changed), report.failed, report.removed) == (2, [], [])
        assert answers(older) == answers(index)
        assert older.export() == index.export()
    assert version_of(folder) == SCHEMA_VERSION
    assert len(before) > 50
    assert not before & {hashlib.sha256(text.encode()).hexdigest() for text in embedded}


def test_records_whose_files_are_gone_stay_and_are_found(folder: Path, tmp_path: Path, encoder: FakeEncoder) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Board\nDate: 3 May 2024\n\n- A new roof was agreed.\n")
    with Index(folder) as older:
        older.ingest([other])
        assert len(older.meetings()) == 3
        hits = older.search("recall out of touch", limit=3).hits
        assert hits
        assert all(hit.passage.meeting.path.startswith("/srv/minutes") for hit in hits)
        assert older.search("Timpson", lexical=True).hits
        assert any(one.sections for one in older.export() if one.held.meeting.path.startswith("/srv"))


def test_what_fails_on_the_way_leaves_the_old_format_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(upgrade._STEPS, 10, upgrade._STEPS[10] + "UPDATE no_table SET x = 1;")
    with pytest.raises(Exception, match="damaged"):
        Catalogue(folder, write=True)
    assert version_of(folder) == 9
    monkeypatch.undo()
    with Catalogue(folder, write=True) as catalogue:
        assert len(catalogue.known_documents()) == 2


def test_a_newer_format_asks_for_a_newer_program_and_an_ancient_one_for_another_folder(folder: Path) -> None:
    for version, mend in ((SCHEMA_VERSION + 1, "update ipp-search"), (upgrade.OLDEST - 1, "--index FOLDER")):
        opened = sqlite3.connect(folder / FILE_NAME)
        opened.execute(f"PRAGMA user_version = {version}")
        opened.close()
        with pytest.raises(IndexMismatch, match=mend):
            Catalogue(folder, write=True)
