"""What a person set for records in ``records.toml``, beside the index or in a folder of records; it outranks all else.

[files."2024/spring meeting.docx"]     # relative to the folder of this file, or absolute
date = 2024-03-04
[files."drafts/notes.txt"]
ignore = true
[series."Parish Council"]
aliases = ["PC", "Council of the Parish"]
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.sidecar import FACTS, facts_of

FILE_NAME = "records.toml"


@dataclass(frozen=True, slots=True)
class RecordsFile:
    """One ``records.toml``: facts and what is no record by absolute path, and names of groups by their aliases."""

    path: Path
    files: Mapping[str, Mapping[str, str]]
    ignored: frozenset[str]
    aliases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ByHand:
    """Everything set by hand for an index, the files that outrank others first."""

    sources: tuple[RecordsFile, ...] = ()
    index: Path | None = None

    @classmethod
    def of(cls, index: Path, folders: Iterable[Path]) -> ByHand:
        """What stands beside the index, and in folders of records, those inside others first.

        Raises:
            UnreadableRecord: such a file cannot be understood.
        """
        inner_first = sorted(set(folders) - {index}, key=lambda folder: (-len(folder.parts), str(folder)))
        found = (folder / FILE_NAME for folder in (index, *inner_first))
        return cls(tuple(read_file(file) for file in found if file.is_file()), index)

    def facts(self, path: str) -> dict[str, str]:
        """What is set for a file, by the names of Meeting's fields."""
        return outrank(*(source.files[path] for source in self.sources if path in source.files))

    def ignoring(self, path: str) -> Path | None:
        """The file that says of another that it is no record."""
        return next((source.path for source in self.sources if path in source.ignored), None)

    def called(self, path: str, series: str | None) -> str | None:
        """The name under which a person wants a group of that name; an alias holds beside the index for all records."""
        for source in self.sources:
            folder = source.path.parent
            holds = folder == self.index or Path(path).is_relative_to(folder)
            if series and holds and (name := source.aliases.get(series.casefold())):
                return name
        return series


def outrank(*layers: Mapping[str, str]) -> dict[str, str]:
    """The facts of all layers, the first layer's before the others'; a date brings its own end, or none."""
    facts: dict[str, str] = {}
    for layer in reversed(layers):
        if "date" in layer:
            facts.pop("end_date", None)
        facts |= layer
    return facts


def read_file(path: Path) -> RecordsFile:
    """What a ``records.toml`` says.

    Raises:
        UnreadableRecord: it cannot be read, or not be understood.
    """
    try:
        return parse_file(path, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableRecord(f"{path}: {error}.", "Correct that file, or remove it.") from None


def parse_file(path: Path, text: str) -> RecordsFile:
    """As ``read_file``, of a text that stands, or is to stand, at ``path``."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableRecord(f"{path}: {error}.", "Correct that line.") from None
    if odd := sorted(said.keys() - {"files", "series"}):
        raise UnreadableRecord(f"{path}: {odd[0]!r} cannot be set.", "It may hold the tables files and series.")
    files: dict[str, dict[str, str]] = {}
    ignored: set[str] = set()
    for key, table in _tables(path, said, "files"):
        place = place_of(path, key)
        if (ignore := table.pop("ignore", False)) is True:
            ignored.add(place)
        elif ignore is not False:
            raise UnreadableRecord(f"{path}: ignore = {ignore!r} for {key!r} cannot be read.", "Write true or false.")
        files[place] = facts_of(table, f"{path}, {key!r}", f"It may set {', '.join(FACTS)}, month_first and ignore.")
    aliases: dict[str, str] = {}
    for name, table in _tables(path, said, "series"):
        others = table.pop("aliases", [])
        if table or not isinstance(others, list) or not all(isinstance(other, str) for other in others):
            raise UnreadableRecord(f"{path}: the series {name!r} cannot be read.", 'Write aliases = ["Other name"].')
        for other in others:
            if aliases.setdefault(other.casefold(), name) != name:
                raise UnreadableRecord(
                    f"{path}: {other!r} is an alias of both {aliases[other.casefold()]!r} and {name!r}.", "Remove one."
                )
    return RecordsFile(path, files, frozenset(ignored), aliases)


def place_of(path: Path, key: str) -> str:
    """The absolute path that a key of the table ``files`` means."""
    return os.path.normpath(path.parent / key)


def _tables(path: Path, said: Mapping[str, Any], name: str) -> Iterable[tuple[str, dict[str, Any]]]:
    tables = said.get(name, {})
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise UnreadableRecord(f"{path}: {name} cannot be read.", f'Write [{name}."NAME"] above what is set for it.')
    return tables.items()
