"""Facts that a person sets for a record in a small file beside it: ``minutes.pdf.toml`` for ``minutes.pdf``."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.cues.dates import read_period
from ipp_search.ingest.text import safe

FACTS = ("title", "series", "date", "end_date")
"""What a person may set for a record, besides ``month_first``."""


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
    return facts_of(stated, str(sidecar), f"It may set {', '.join(FACTS)} and month_first.")


def facts_of(stated: Mapping[str, object], where: str, allowed: str) -> dict[str, str]:
    """Facts as words, by the names of Meeting's fields; an error tells ``where`` they stand and what is ``allowed``.

    Raises:
        UnreadableRecord: something else is set, or a date is none.
    """
    facts = {}
    for name, value in stated.items():
        text = value.isoformat() if isinstance(value, dt.date) else value
        if name == "month_first" and isinstance(value, bool):
            facts[name] = "true" if value else "false"
        elif (
            name in FACTS
            and isinstance(text, str)
            and text.strip()
            and (not name.endswith("date") or read_period(text))
        ):
            facts[name] = safe(text)
        else:
            raise UnreadableRecord(f"{where}: {name} = {text!r} cannot be read.", allowed)
    return facts
