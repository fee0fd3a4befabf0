"""Other versions of a meeting's record: kept as text, told beside the meeting, and left out of all that is searched.

Worked out from everything indexed after each sync, before names are agreed on. What is kept of a version is its
document; its passages are read again from its file when what answers for it has changed or gone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath

from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest.versions import HEAD, Version, answering

_META = "versions"


@dataclass(frozen=True, slots=True)
class Aside:
    """A version that does not answer: its file, that of the meeting which answers for it, and that meeting's day."""

    path: str
    of: str
    date: str | None


def versions(catalogue: Catalogue) -> list[Aside]:
    """All versions that do not answer, by path."""
    return [Aside(**one) for one in json.loads(catalogue.meta(_META) or "[]")]


def to_read_again(catalogue: Catalogue, read: Sequence[str]) -> list[str]:
    """The files of versions whose answering file is no longer indexed or was ``read`` anew, themselves not read yet."""
    known = catalogue.known_documents()
    waiting = {one.path for one in versions(catalogue) if one.of not in known or one.of in read}
    return sorted(waiting & known.keys() - set(read))


def set_aside(catalogue: Catalogue, read: Sequence[str]) -> list[Aside]:
    """Take the meetings that other records answer for out of the catalogue; those versions that are new.

    ``read`` are the files that were read anew: what was known of them as versions is forgotten.
    """
    known = catalogue.known_documents()
    before = [one for one in versions(catalogue) if one.path in known and one.path not in set(read)]
    rows = catalogue.rows(
        "SELECT m.id, d.path, d.sha256, m.names, m.own_series, m.date, m.base_key, substr(d.text, 1, ?) FROM meetings m"
        " JOIN documents d ON d.id = m.document_id ORDER BY d.path, m.id",
        (HEAD,),
    )
    records = [_version(catalogue, *row) for row in rows]
    new = []
    with catalogue.transaction():
        for n, answers in sorted(answering(records).items()):
            id_, path, date, base_key = rows[n][0], rows[n][1], rows[n][5], rows[n][6]
            catalogue.rows("DELETE FROM meetings WHERE id = ?", (id_,))
            catalogue.number_keys(base_key)
            new.append(Aside(path, records[answers].path, date))
        # What answered until now may itself be a version of what came.
        moved = {one.path: one.of for one in new}
        kept = [Aside(one.path, moved.get(one.of, one.of), one.date) for one in before]
        told = json.dumps([asdict(one) for one in sorted({*kept, *new}, key=lambda one: (one.path, one.date or ""))])
        if told != (catalogue.meta(_META) or "[]"):
            catalogue.set_meta(_META, told)
    return new


def _version(
    catalogue: Catalogue,
    id_: int,
    path: str,
    sha256: str,
    names: str,
    series: str | None,
    date: str | None,
    _: str,
    head: str,
) -> Version:
    def said() -> tuple[str, ...]:
        return tuple(
            text for (text,) in catalogue.rows("SELECT text FROM passages WHERE meeting_id = ? ORDER BY start", (id_,))
        )

    named = tuple(json.loads(names)) or (series or PurePath(path).stem,)
    return Version(path, sha256, named, dt.date.fromisoformat(date) if date else None, head, said)
