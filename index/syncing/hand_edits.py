"""Writes to ``records.toml`` what a person sets; comments and what else stands there are kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import tomlkit

from ipp_search.errors import BadQuestion
from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest.by_hand import FILE_NAME, ByHand, parse_file, place_of

_FOLDERS = "record_folders"


def by_hand_of(catalogue: Catalogue) -> ByHand:
    """What is set by hand beside an index and in the folders that were ingested into it."""
    return ByHand.of(catalogue.folder, folders_of(catalogue))


def folders_of(catalogue: Catalogue) -> list[Path]:
    """The folders that were ingested."""
    return [Path(folder) for folder in json.loads(catalogue.meta(_FOLDERS) or "[]")]


def note_folders(catalogue: Catalogue, folders: list[Path]) -> None:
    """Remember the folders that are ingested."""
    known = folders_of(catalogue)
    if set(folders) - set(known):
        catalogue.set_meta(_FOLDERS, json.dumps(sorted({*map(str, known), *map(str, folders)})))


def set_facts(catalogue: Catalogue, path: str, facts: Mapping[str, str | bool]) -> Path:
    """Set facts of a record, in the file that speaks of it or lies nearest; that file.

    Raises:
        BadQuestion: the record is not indexed.
        UnreadableRecord: a fact, or the file, cannot be read.
    """
    by_hand = by_hand_of(catalogue)
    speaking = [source.path for source in by_hand.sources if path in source.files]
    if not speaking and path not in catalogue.known_documents():
        raise BadQuestion(f"{path} is not indexed.", "Check the spelling, or ingest it first.")
    file = (speaking or [_nearest(catalogue, by_hand, path)])[0]
    set_in(file, path, facts)
    return file


def set_in(file: Path, path: str, facts: Mapping[str, str | bool]) -> None:
    """Set facts of a record, indexed or not, in a ``records.toml`` of one's choice.

    Raises:
        UnreadableRecord: a fact, or the file, cannot be read.
    """

    def edit(said: tomlkit.TOMLDocument) -> None:
        files = _table(said, "files")
        key = next((key for key in files if place_of(file, key) == path), None) or _key(file, path)
        _table(files, key).update(facts)

    _edit(file, edit)


def unset(catalogue: Catalogue, path: str) -> list[Path]:
    """Take back all that is set for a record; the files in which it stood.

    Raises:
        BadQuestion: nothing is set for it.
    """
    found = [source.path for source in by_hand_of(catalogue).sources if path in source.files]
    if not found:
        raise BadQuestion(f"Nothing is set for {path}.", "See what is set with: ipp-search records")
    for file in found:

        def edit(said: tomlkit.TOMLDocument, file: Path = file) -> None:
            files = _table(said, "files")
            for key in [key for key in files if place_of(file, key) == path]:
                del files[key]

        _edit(file, edit)
    return found


def add_alias(catalogue: Catalogue, name: str, other: str) -> Path:
    """Call a group ``name`` where records call it ``other``; the file in which that is set now.

    Raises:
        BadQuestion: no record names a group so.
    """
    named = catalogue.rows(
        "SELECT d.path, m.series, m.own_series, m.names FROM meetings m JOIN documents d ON d.id = m.document_id"
    )
    paths = [path for path, series, own, names in named if _is_in(other, [series, own, *json.loads(names)])]
    if not paths:
        raise BadQuestion(f"No record names a group {other!r}.", "See the names with: ipp-search meetings")
    by_hand = by_hand_of(catalogue)
    near = {_nearest(catalogue, by_hand, path) for path in paths}
    file = near.pop() if len(near) == 1 else catalogue.folder / FILE_NAME

    def edit(said: tomlkit.TOMLDocument) -> None:
        aliases = _table(_table(said, "series"), name).setdefault("aliases", tomlkit.array())
        if other not in aliases:
            aliases.append(other)

    _edit(file, edit)
    return file


def _is_in(name: str, names: list[str | None]) -> bool:
    return any(one is not None and one.casefold() == name.casefold() for one in names)


def _nearest(catalogue: Catalogue, by_hand: ByHand, path: str) -> Path:
    """The file in the innermost folder of records that has one, else the index's."""
    near = [s.path for s in by_hand.sources if s.path.parent != catalogue.folder]
    return next((file for file in near if Path(path).is_relative_to(file.parent)), catalogue.folder / FILE_NAME)


def _key(file: Path, path: str) -> str:
    inside = Path(path).is_relative_to(file.parent)
    return Path(path).relative_to(file.parent).as_posix() if inside else path


def _table(said: Any, name: str) -> Any:
    if name not in said:
        said[name] = tomlkit.table(
            is_super_table=name in {"files", "series"} and isinstance(said, tomlkit.TOMLDocument)
        )
    return said[name]


def _edit(file: Path, edit: Callable[[tomlkit.TOMLDocument], None]) -> None:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    said = tomlkit.parse(text)
    edit(said)
    changed = tomlkit.dumps(said)
    parse_file(file, changed)  # what could not be read again is not written
    beside = file.with_name(f"{file.name}.new")
    beside.write_text(changed, encoding="utf-8")
    beside.replace(file)
