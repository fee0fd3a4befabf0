"""Facts that a person sets for a record in a small file beside it: ``minutes.pdf.toml`` for ``minutes.pdf``."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.cues.dates import read_period
from ipp_search.ingest.text import safe

_TEXTS = ("title", "series", "date", "end_date")


def facts_beside(path: Path) -> dict[str, str]:
    """What the sidecar of a record states, by the names of Meeting's fields; empty where there is none.

    It may set ``title``, ``series``, ``date``, ``end_date`` (a date, or words such as "June 2025") and
    ``month_first`` (true where 3/6/2025 means 6 March).

    Raises:
        UnreadableRecord: the sidecar is no TOML, or sets something else.
    """
    sidecar = path.with_name(f"{path.name}.toml")
    try:
        if not sidecar.is_file():
            return {}
        stated = tomllib.loads(sidecar.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableRecord(f"{sidecar}: {error}.", "Correct that file, or remove it.") from None
    facts = {}
    for name, value in stated.items():
        text = value.isoformat() if isinstance(value, dt.date) else value
        if name == "month_first" and isinstance(value, bool):
            facts[name] = "true" if value else "false"
        elif name in _TEXTS and isinstance(text, str) and (not name.endswith("date") or read_period(text)):
            facts[name] = safe(text)
        else:
            raise UnreadableRecord(
                f"{sidecar}: {name} = {value!r} cannot be read.", f"It may set {', '.join(_TEXTS)} and month_first."
            )
    return facts
