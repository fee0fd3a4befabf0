"""Files that were sent: a folder for those of each time, with a ``records.toml`` of what a person corrects in them."""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ipp_search import settings
from ipp_search.errors import BadQuestion, NothingCited
from ipp_search.ingest.by_hand import FILE_NAME
from ipp_search.ingest.readers.registry import READERS
from ipp_search.ingest.records import HOLDERS
from ipp_search.pages.frame.rendering import file_name

KINDS = (*sorted({*READERS, *HOLDERS}),)
"""The endings of files that are read."""
# Letters for hexadecimal digits: a folder's name with numbers in it may be read as the date of what lies in it.
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")
_DIGITS = {letter: digit for digit, letter in _LETTERS.items()}
_ID = re.compile(r"[bcdfghjkmnpqrstv]{12}")
_ASIDE = ".aside"
_MOST = 50
"""Batches that wait to be looked at; so many are a mistake, or mischief."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The folder with the files that were sent at one time."""

    folder: Path

    @property
    def id(self) -> str:
        """By which a page's address names it."""
        return self.folder.name

    @property
    def when(self) -> dt.datetime:
        """When it was sent, in the time of this machine."""
        return dt.datetime.fromtimestamp(int(self.id[:8].translate(_DIGITS), 16))

    @property
    def corrections(self) -> Path:
        """The file of what a person sets for its records."""
        return self.folder / FILE_NAME

    def files(self) -> list[str]:
        """The names of its files."""
        return sorted(one.name for one in self.folder.iterdir() if one.name != FILE_NAME)

    def path(self, name: str) -> str:
        """Where one of its files is.

        Raises:
            NothingCited: it has no such file.
        """
        if name not in self.files():
            raise NothingCited(f"There is no file {name!r} among those that were sent.", "Look at the list of them.")
        return str(self.folder / name)


class Batches:
    """All that was sent, below one folder.

    Args:
        folder: made, for nobody else to look into, when the first files are sent.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(os.path.normpath(folder.absolute()))
        if self.folder.is_dir():
            for aside in self.folder.glob(f"*{_ASIDE}"):  # a process ended amid ``without_files``
                aside.rename(aside.with_suffix(""))

    def all(self) -> list[Batch]:
        """The batches, the latest first."""
        if not self.folder.is_dir():
            return []
        found = [Batch(one) for one in self.folder.iterdir() if _ID.fullmatch(one.name) and one.is_dir()]
        return sorted(found, key=lambda one: one.id, reverse=True)

    def one(self, id_: str) -> Batch:
        """The batch of an id.

        Raises:
            NothingCited: there is none.
        """
        folder = self.folder / id_
        if not _ID.fullmatch(id_) or not (folder.is_dir() or _aside(folder).is_dir()):
            raise NothingCited("These files are no longer here.", "Send them again.")
        return Batch(folder)

    def keep(self, sent: Sequence[tuple[str, bytes]]) -> tuple[Batch, list[str]]:
        """Keep files, each under its name as far as that is one; and in sentences what was not kept.

        Raises:
            BadQuestion: none of them can be kept.
        """
        if len(self.all()) >= _MOST:
            raise BadQuestion(f"{_MOST} lots of files are here already.", "Add or discard those first.")
        kept: dict[str, bytes] = {}
        refused: list[str] = []
        for given, data in sent:
            name = file_name(given)
            if why := _unfit(name, data):
                refused.append(f"{name}: {why}")
            else:
                kept[_free(name, kept)] = data
        if not kept:
            kinds = f"Choose files of these kinds: {', '.join(KINDS)}."
            raise BadQuestion(" ".join(refused) or "No file was sent.", kinds)
        settings.private_folder(self.folder)
        made = f"{int(dt.datetime.now().timestamp()):08x}{secrets.token_hex(2)}".translate(_LETTERS)
        batch = Batch(self.folder / made)
        batch.folder.mkdir(mode=0o700)
        batch.corrections.touch(mode=0o600)
        for name, data in kept.items():
            place = batch.folder / name
            place.touch(mode=0o600)
            place.write_bytes(data)
        return batch, refused

    def discard(self, batch: Batch) -> None:
        """Delete the files of a batch."""
        shutil.rmtree(batch.folder)


@contextmanager
def without_files(batch: Batch) -> Iterator[None]:
    """The batch as if it were gone, so that an ingest of its folder drops it; then its files are back."""
    aside = _aside(batch.folder)
    batch.folder.rename(aside)
    try:
        yield
    finally:
        aside.rename(batch.folder)


def _aside(folder: Path) -> Path:
    return folder.with_name(folder.name + _ASIDE)


def _unfit(name: str, data: bytes) -> str:
    """Why a file is not kept; empty where it is."""
    if Path(name).suffix.lower() not in KINDS:
        return "it is of a kind that is not read."
    if not data:
        return "it is empty."
    most = settings.max_file_bytes()
    return f"it has more than {most / 1e6:,.0f} MB." if len(data) > most else ""


def _free(name: str, taken: dict[str, bytes]) -> str:
    """A name that no other file has, in any case: some file systems know no difference."""
    used = {one.casefold() for one in taken} | {FILE_NAME}
    given = Path(name)
    tried = (name, *(f"{given.stem} ({n}){given.suffix}" for n in range(2, len(taken) + 3)))
    return next(one for one in tried if one.casefold() not in used)
