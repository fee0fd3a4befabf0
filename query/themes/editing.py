"""Writes themes to the file that holds them; comments and what else stands there are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import tomlkit

from ipp_search.errors import BadQuestion, BadThemes
from ipp_search.ingest.readers.decoding import NotText, decode
from ipp_search.ingest.text import safe
from ipp_search.query.themes.file import BUNDLED, Theme, read_themes

_LONGEST = 100  # characters of a name, which stands in headings and addresses
_LISTS = ("words", "questions", "exclude")


def put_theme(path: Path, theme: Theme, named: str | None, known: Mapping[str, Theme]) -> Theme:
    """Keep a theme in a themes file, which is begun with those ``known`` where there is none; the theme as it is kept.

    Args:
        path: of the file.
        theme: to keep.
        named: the name, in any case, that it had so far; None for a new one.
        known: the themes by name, as they are now.

    Raises:
        BadQuestion: it has no name, nothing could speak to it, or another theme has its name.
        BadThemes: the file cannot be read or written; it is left as it was.
    """
    kept = _clean(theme)
    if not kept.name or len(kept.name) > _LONGEST:
        raise BadQuestion(
            "The theme has no name." if not kept.name else "The name is too long.",
            f"Give it one of at most {_LONGEST} characters.",
        )
    if not kept.words and not kept.questions:
        raise BadQuestion("Nothing could speak to this theme.", "Give words that name it, or questions.")
    before = _name(named, known)
    if (other := _name(kept.name, known)) is not None and other != before:
        raise BadQuestion(f"There is a theme {other!r} already.", "Choose another name, or edit that one.")
    said = _read(path, begin=bool(known))
    table = said.get(before) if before is not None else None
    if not isinstance(table, dict):
        table = tomlkit.table()
    for key in _LISTS:
        _set(table, key, list(getattr(kept, key)))
    _set(table, "description", kept.description)
    if before is not None and before != kept.name:
        said.pop(before, None)
    said[kept.name] = table
    _write(path, said)
    return kept


def drop_theme(path: Path, name: str, known: Mapping[str, Theme]) -> None:
    """Take a theme out of a themes file; with the last one the file goes.

    Raises:
        BadQuestion: there is no such theme.
        BadThemes: the file cannot be read or written; it is left as it was.
    """
    there = _name(name, known)
    if there is None:
        raise BadQuestion(f"There is no theme {name!r}.", "See them with: ipp-search themes")
    said = _read(path, begin=True)
    said.pop(there, None)
    if said:
        _write(path, said)
    else:  # a file without a theme is a mistake to whoever reads it
        path.unlink(missing_ok=True)


def _clean(theme: Theme) -> Theme:
    """A theme whose parts are lines without spaces around them, each word once, and such as have a letter or figure."""
    lists = {
        key: tuple(
            dict.fromkeys(
                line
                for one in getattr(theme, key)
                if (line := " ".join(safe(one).split())) and any(map(str.isalnum, line))
            )
        )
        for key in _LISTS
    }
    name, description = (" ".join(safe(words).split()) for words in (theme.name, theme.description))
    return replace(theme, name=name, description=description, typed=False, literal=(), **lists)


def _name(given: str | None, known: Mapping[str, Theme]) -> str | None:
    """The name of a theme as the file has it, of one given in any case."""
    return next((name for name in known if given is not None and name.casefold() == given.casefold()), None)


def _set(table: tomlkit.items.Table | dict[str, object], key: str, value: str | list[str]) -> None:
    if value:
        table[key] = value
    else:
        table.pop(key, None)


def _read(path: Path, *, begin: bool) -> tomlkit.TOMLDocument:
    """What a themes file says; where there is none, what it begins with: the bundled themes, or nothing."""
    try:
        if not path.exists() and not begin:
            return tomlkit.document()
        text, _ = decode((path if path.exists() else BUNDLED).read_bytes())
        return tomlkit.parse(text)
    except OSError as error:
        raise BadThemes(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from None
    except (NotText, tomlkit.exceptions.TOMLKitError) as error:
        raise BadThemes(f"{path} is no themes file: {error}.", "See: ipp-search themes --help") from None


def _write(path: Path, said: tomlkit.TOMLDocument) -> None:
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_text(tomlkit.dumps(said), encoding="utf-8")
        read_themes(beside)  # what is written can be read, or nothing is changed
        beside.replace(path)
    except OSError as error:
        raise BadThemes(f"{path} cannot be written: {error.strerror}.", "Check its folder and permissions.") from None
