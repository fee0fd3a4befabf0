"""What people decided of single passages: that one belongs to a theme, or does not; and how far they agree.

Marks stand in a plain CSV file, a line a decision, keyed by the passage's id and with its words, so that they outlive
a new ingest. They outrank what the program finds.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from itertools import combinations
from pathlib import Path
from typing import Literal, cast

from ipp_search.errors import BadThemes, NothingCited
from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest.readers.decoding import NotText, decode
from ipp_search.settings import write_private

FILE_NAME = "marks.csv"
PROGRAM = "the program"
Decision = Literal["in", "out"]
_DECISIONS = ("in", "out")
_NEEDED = ("theme", "passage", "mark")
_FORMULA = ("=", "+", "-", "@", "'")  # a spreadsheet would run a cell that begins so


@dataclass(frozen=True, slots=True)
class Mark:
    """One coder's decision: whether a passage (its id) belongs to a theme (its name), with the passage's words."""

    theme: str
    passage: str
    mark: Decision
    coder: str = ""
    memo: str = ""
    text: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree on the passages that both decided on.

    ``share`` is that of the passages they put alike, 0 to 1; ``kappa`` Cohen's (J. Cohen, A coefficient of agreement
    for nominal scales, 1960), None where both put all passages alike, which leaves it undefined.
    """

    theme: str
    coders: tuple[str, str]
    passages: int
    share: float
    kappa: float | None


_COLUMNS = tuple(field.name for field in fields(Mark))


def read_marks(path: Path) -> tuple[Mark, ...]:
    """The marks of a file, in its order; none where there is no file.

    Columns beside ``theme``, ``passage`` and ``mark`` may lack, and others are passed over.

    Raises:
        BadThemes: it cannot be read; the message names the line.
    """
    try:
        text, _ = decode(path.read_bytes())
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise BadThemes(f"{path} cannot be read: {error.strerror}.", "Check the file and its permissions.") from None
    except NotText as error:
        raise BadThemes(f"{path} is no file of marks: {error}.", "Save it as CSV.") from None
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in first and "," not in first else ",")
    try:
        rows.fieldnames = [(name or "").strip().casefold() for name in rows.fieldnames or ()]
        if missing := [name for name in _NEEDED if name not in rows.fieldnames]:
            raise BadThemes(f"{path} has no column {missing[0]!r}.", f"Its first line is to name {', '.join(_NEEDED)}.")
        return tuple(_mark(row, path, rows.line_num) for row in rows if any(row.values()))
    except csv.Error as error:
        raise BadThemes(f"{path}, line {rows.line_num}: {error}.", "Save it as CSV.") from None


def _mark(row: Mapping[str, str | None], path: Path, line: int) -> Mark:
    given = {name: (row.get(name) or "") for name in _COLUMNS}
    given = {name: cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell for name, cell in given.items()}
    theme, passage, mark = (given.pop(name).strip() for name in _NEEDED)
    if not theme or not passage:
        raise BadThemes(f"{path}, line {line}: it names no {'passage' if theme else 'theme'}.", "Fill it in.")
    if mark.casefold() not in _DECISIONS:
        raise BadThemes(f"{path}, line {line}: the mark is {mark!r}.", "It is to be in or out.")
    return Mark(theme, passage, cast("Decision", mark.casefold()), **given)


def add_marks(path: Path, more: Iterable[Mark]) -> int:
    """Write marks to a file, each in place of its coder's earlier one on that theme and passage; how many are new.

    Raises:
        BadThemes: what is there cannot be read, and is left as it is, or the file cannot be written.
    """
    before = read_marks(path)
    marks = {_key(mark): mark for mark in before}
    for mark in more:
        marks.pop(_key(mark), None)  # the latest stands last
        marks[_key(mark)] = mark
    _write(path, marks.values())
    return len(set(marks.values()) - set(before))


def drop_mark(path: Path, theme: str, passage: str, coder: str) -> bool:
    """Take back a coder's mark on a theme and passage; whether there was one. Errors are those of ``add_marks``."""
    before = read_marks(path)
    left = [mark for mark in before if _key(mark) != (theme.casefold(), passage, coder)]
    if len(left) < len(before):
        _write(path, left)
    return len(left) < len(before)


def rename_theme(path: Path, before: str, after: str) -> None:
    """Let the marks on a theme follow its new name. Errors are those of ``add_marks``."""
    marks = read_marks(path)
    if any(mark.theme.casefold() == before.casefold() for mark in marks):
        _write(path, [replace(m, theme=after) if m.theme.casefold() == before.casefold() else m for m in marks])


def _write(path: Path, marks: Iterable[Mark]) -> None:
    try:
        write_private(path, as_csv(marks))
    except OSError as error:
        raise BadThemes(f"{path} cannot be written: {error.strerror}.", "Check its folder and permissions.") from None


def as_csv(marks: Iterable[Mark]) -> str:
    """Marks as their file has them."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_plain(cell) for cell in astuple(mark)] for mark in marks)
    return written.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _key(mark: Mark) -> tuple[str, str, str]:
    return mark.theme.casefold(), mark.passage, mark.coder


def placed(catalogue: Catalogue, mark: Mark) -> Mark:
    """A mark with its passage's id, words and citation; one on a passage that is gone keeps what it has."""
    found = {passage.id: passage for passage, _ in lookup.cited(catalogue, mark.passage)}
    if not found and mark.text:
        return mark
    if len(found) != 1:
        what = "Several passages have" if found else "No passage has"
        raise NothingCited(f"{what} the id or citation {mark.passage!r}.", "Ids: ipp-search timeline … --format csv")
    ((id_, passage),) = found.items()
    return replace(mark, passage=id_, text=passage.text, citation=passage.citation)


def decided(marks: Iterable[Mark], theme: str) -> dict[str, Mark]:
    """What holds for each passage of a theme, by its id: where coders differ, the mark that was made last."""
    return {mark.passage: mark for mark in marks if mark.theme.casefold() == theme.casefold()}


def agreements(marks: Sequence[Mark], theme: str, found: frozenset[str]) -> list[Agreement]:
    """How far each two coders agree on a theme, and each with the program, which put ``found`` (ids) in."""
    by_coder: dict[str, dict[str, str]] = {}
    for mark in marks:
        if mark.theme.casefold() == theme.casefold():
            by_coder.setdefault(mark.coder or "unnamed", {})[mark.passage] = mark.mark
    seen = {passage for said in by_coder.values() for passage in said}
    by_coder[PROGRAM] = {passage: "in" if passage in found else "out" for passage in seen}
    pairs = combinations(by_coder, 2)
    return [_agreement(theme, pair, by_coder) for pair in pairs if by_coder[pair[0]].keys() & by_coder[pair[1]].keys()]


def _agreement(theme: str, pair: tuple[str, str], by_coder: Mapping[str, Mapping[str, str]]) -> Agreement:
    from sklearn.metrics import cohen_kappa_score

    first, second = (by_coder[coder] for coder in pair)
    both = sorted(first.keys() & second.keys())
    said = [first[passage] for passage in both], [second[passage] for passage in both]
    alike = sum(a == b for a, b in zip(*said, strict=True))
    kappa = float(cohen_kappa_score(*said)) if len({*said[0], *said[1]}) > 1 else None
    return Agreement(theme, pair, len(both), alike / len(both), kappa)
