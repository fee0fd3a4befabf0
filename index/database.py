"""The file of a catalogue: how it is opened, looked over, read and written, and what its errors mean to a person."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipp_search.errors import IndexDamaged, IndexLocked, IndexMismatch, IndexProblem
from ipp_search.index.digests import digest_of, fault_of_rows
from ipp_search.index.upgrade import OLDEST, bring_up
from ipp_search.index.words.analyzer import stem
from ipp_search.index.words.folding import fold_citation, folded

if TYPE_CHECKING:
    from typing import Self

SCHEMA_VERSION = 12
READER_VERSION = 8
"""Raise with any change to what ``ingest`` makes of a file: documents read at another are read again."""
FILE_NAME = "catalogue.sqlite"
_BUSY_SECONDS = 30.0
_CHECK_SECONDS = 0.015  # for pages and for rows each; a twentieth of a question from a cold start in all
_CHECK_STEPS = 1_000  # of SQLite's machine, under a millisecond
# In what SQLite says; a function of ours fails on values that we never wrote.
_SIGNS_OF_DAMAGE = ("malformed", "no such", "disk I/O", "decode to UTF-8", "user-defined function", "not a database")


class Database:
    """An open catalogue file; a context manager.

    Args:
        folder: the index folder.
        write: open for writing, making the file where there is none and bringing up one of an older format; else
            read-only.

    Raises:
        IndexDamaged: the file is not a catalogue, or is broken.
        IndexMismatch: another version of ipp-search made it, and it is not opened for writing or too far off.
    """

    def __init__(self, folder: Path, *, write: bool = False) -> None:
        self.folder = folder
        path = folder / FILE_NAME
        with self._guard():
            if write and not path.exists():
                path.touch(mode=0o600)  # what SQLite writes beside it gets the same rights
            self._db = _connected(path, "rwc" if write else "ro")
            self._db.create_function("folded", 1, folded, deterministic=True)
            self._db.create_function("stem", 1, stem, deterministic=True)
            self._db.create_function("cited", 1, fold_citation, deterministic=True)
            if write:
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = NORMAL")
                self._db.execute("PRAGMA foreign_keys = ON")
            self._db.create_function("digest_of", -1, digest_of, deterministic=True)
            self._check_version(write)
            for looks in (self._fault_of_pages, self._fault_of_rows):
                if fault := self._within(_CHECK_SECONDS, looks):
                    raise self.damaged(fault)

    def _check_version(self, write: bool) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version == 0 and write:
            schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
            self._db.executescript(f"BEGIN IMMEDIATE;\n{schema}\nPRAGMA user_version = {SCHEMA_VERSION};\nCOMMIT;")
        elif write and OLDEST <= version < SCHEMA_VERSION:
            bring_up(self._db, version, SCHEMA_VERSION)
        elif version != SCHEMA_VERSION:
            raise IndexMismatch(
                f"The index at {self.folder} has format {version}; this version of ipp-search reads {SCHEMA_VERSION}.",
                _mend(version),
            )

    def fault(self) -> str | None:
        """What is wrong with the file, all of it looked through, which takes as long as to read it; None if nothing is.

        Raises:
            IndexDamaged: it cannot even be read.
        """
        with self._guard():
            return self._fault_of_pages("integrity_check") or self._fault_of_rows()

    def _within(self, seconds: float, looks: Callable[[], str | None]) -> str | None:
        """What is found for as long as nobody notices: in all of a small catalogue, in the beginning of a large one."""
        until = time.monotonic() + seconds
        self._db.set_progress_handler(lambda: time.monotonic() > until, _CHECK_STEPS)
        try:
            return looks()
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            return None
        finally:
            self._db.set_progress_handler(None, 0)

    def _fault_of_pages(self, check: str = "quick_check") -> str | None:
        found = [line for (line,) in self._db.execute(f"PRAGMA {check}")]
        # Of whole tables without row ids SQLite 3.40 says that they hold NULL.
        faults = [line for line in found if line != "ok" and not line.startswith("NULL value in ")]
        return faults[0].splitlines()[-1] if faults else None

    def _fault_of_rows(self) -> str | None:
        return fault_of_rows(lambda sql: self._db.execute(sql).fetchall())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file. Closing twice is harmless."""
        self._db.close()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Turn SQLite's errors into ours, by what a person can do about them."""
        try:
            yield
        except sqlite3.OperationalError as error:
            reason = str(error)
            if "locked" in reason or "busy" in reason:
                raise IndexLocked(f"The index at {self.folder} is being written to.", "Try again shortly.") from None
            if "full" in reason:
                raise IndexProblem(
                    f"No room is left on the disk of {self.folder}.", "Free some and try again."
                ) from None
            if "unable to open" in reason or "readonly" in reason:
                raise IndexProblem(
                    f"Cannot open the index at {self.folder}: {reason}.", "Check its permissions."
                ) from None
            if any(sign in reason for sign in _SIGNS_OF_DAMAGE):
                raise self.damaged(reason) from None
            raise
        except UnicodeDecodeError:
            raise self.damaged("text that is not UTF-8") from None
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:
                raise  # a fault of ours in asking, not of the file
            raise self.damaged(str(error)) from None

    def damaged(self, reason: str) -> IndexDamaged:
        """The error to raise where what is read cannot be what was written."""
        return IndexDamaged(
            f"The index at {self.folder} is damaged ({reason}).",
            "Your records are not affected: restore a backup, or delete that folder and ingest them again.",
        )

    def rows(self, sql: str, values: Any = ()) -> list[Any]:
        """All rows that a statement gives, as tuples."""
        with self._guard():
            return self._db.execute(sql, values).fetchall()

    def many(self, sql: str, values: Iterable[Any]) -> None:
        """Run one statement for each of many values."""
        with self._guard():
            self._db.executemany(sql, values)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All of the body's reads see one state, whatever another process writes meanwhile."""
        self.rows("BEGIN")
        try:
            yield
        finally:
            self.rows("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the body's writes, or none."""
        with self._guard():
            self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has rolled it back already
                self._db.execute("ROLLBACK")
            raise
        with self._guard():
            self._db.execute("COMMIT")

    def copy_to(self, target: sqlite3.Connection) -> None:
        """Copy all of it, in one state, whatever others write meanwhile."""
        with self._guard():
            self._db.backup(target)

    def version(self) -> int:
        """A number that another process's writing changes."""
        ((version,),) = self.rows("PRAGMA data_version")
        return int(version)


def _mend(version: int) -> str:
    """What to do with an index of another format; none has to be deleted."""
    if version > SCHEMA_VERSION:
        return "A newer ipp-search made it: update ipp-search."
    if version >= OLDEST:
        return "Bring it up with: ipp-search ingest PATH. Nothing is embedded again."
    return "Ingest your records into another folder: ipp-search --index FOLDER ingest PATH"


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    """The file, opened; one in a folder that may not be written to is read as it stands, for nobody can be changing it.

    SQLite keeps a log beside a catalogue and makes it even to read; where it may not, the log has to be empty.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    opened = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_BUSY_SECONDS)
    try:
        opened.execute("PRAGMA schema_version")
    except sqlite3.OperationalError as error:
        log = path.with_name(f"{path.name}-wal")
        unwritable = "readonly" in str(error) or "unable to open" in str(error)
        if mode != "ro" or not unwritable or not path.exists() or (log.exists() and log.stat().st_size):
            opened.close()
            raise
        opened.close()
        opened = sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None)
    except sqlite3.DatabaseError:
        opened.close()
        raise
    return opened
