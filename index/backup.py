"""A copy of an index in one file, made while others ask and write, and an index made from such a copy.

By SQLite's own backup API: the copy is of one state, and whoever asks while an index is restored sees all of the old
one or all of the new. What a person set beside the index (``records.toml``, ``themes.toml``) goes along. Chroma's files
do not: they are made again from the catalogue.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from ipp_search.errors import BadQuestion, IndexDamaged, IndexProblem
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.database import FILE_NAME, SCHEMA_VERSION
from ipp_search.index.upgrade import OLDEST

_BESIDE = ("records.toml", "themes.toml")
_KEPT = "CREATE TABLE beside (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT"
_HEAD = b"SQLite format 3\0"


def back_up(catalogue: Catalogue, file: Path) -> None:
    """Write a copy of an index to a file; an older copy of that name is replaced once the new one is whole.

    Raises:
        BadQuestion: something else than a copy lies there.
        IndexProblem: it cannot be written.
    """
    if file.exists() and not _is_database(file):
        raise BadQuestion(f"{file} exists and is no backup.", "Name another file.")
    new = file.with_name(f"{file.name}.new")
    try:
        new.unlink(missing_ok=True)
        new.touch(mode=0o600)
        with closing(sqlite3.connect(new)) as copy:
            catalogue.copy_to(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            with copy:
                copy.execute(_KEPT)
                for name in _BESIDE:
                    with suppress(FileNotFoundError):
                        text = (catalogue.folder / name).read_text("utf-8")
                        copy.execute("INSERT INTO beside VALUES (?, ?)", (name, text))
        new.replace(file)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise IndexProblem(f"Cannot write {file}: {error}.", "Name a file in another folder.") from None


def restore(file: Path, folder: Path) -> None:
    """Put the copy in ``file`` in place of the index in ``folder``, whose write lock is held.

    Files beside it that differ are kept, as ``NAME.before``.

    Raises:
        BadQuestion: ``file`` is no backup of an index that this version can read.
        IndexDamaged: it is broken; the index is as it was.
        IndexProblem: the index cannot be written to.
    """
    with _opened(file) as copy:
        _put_in_place(copy, folder / FILE_NAME)
        beside = copy.execute("SELECT name, text FROM beside WHERE name IN (?, ?)", _BESIDE).fetchall()
    with Catalogue(folder, write=True) as catalogue:
        catalogue.rows("DROP TABLE beside")
        catalogue.rows("UPDATE vectors SET in_chroma = 0")
    for name, text in beside:
        place = folder / name
        if place.exists() and place.read_text("utf-8", "replace") != text:
            place.replace(place.with_name(f"{name}.before"))
        place.write_text(text, "utf-8")


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A backup, looked through from end to end."""
    if not file.is_file() or not _is_database(file):
        raise BadQuestion(f"{file} is no backup of an index.", "Make one with: ipp-search backup FILE")
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as copy:
        try:
            (version,) = copy.execute("PRAGMA user_version").fetchone()
            kept = copy.execute("SELECT 1 FROM sqlite_schema WHERE name = 'beside'").fetchone()
            faults = [line for (line,) in copy.execute("PRAGMA quick_check") if line != "ok"]
        except sqlite3.DatabaseError as error:
            version, kept, faults = OLDEST, True, [str(error)]
        if not kept or not OLDEST <= version <= SCHEMA_VERSION:
            raise BadQuestion(f"{file} is no backup that this version of ipp-search reads.", "Name another file.")
        if told := [line for line in faults if not line.startswith("NULL value in ")]:
            raise IndexDamaged(f"{file} is damaged ({told[0]}).", "The index is as it was; name another backup.")
        yield copy


def _put_in_place(copy: sqlite3.Connection, path: Path) -> None:
    try:
        if not path.exists():
            path.touch(mode=0o600)
        elif not _is_database(path):
            _start_afresh(path)
        try:
            _copy_into(copy, path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # what lies there is too broken to write into
            _start_afresh(path)
            _copy_into(copy, path)
    except (OSError, sqlite3.Error) as error:
        raise IndexProblem(f"Cannot write the index at {path.parent}: {error}.", "Check its permissions.") from None


def _copy_into(copy: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path, timeout=30.0)) as live:
        copy.backup(live)


def _start_afresh(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.touch(mode=0o600)


def _is_database(file: Path) -> bool:
    with file.open("rb") as opened:
        head = opened.read(len(_HEAD))
    return head == _HEAD
