"""Draws a chart in a process of its own: what draws is a browser's engine, and its crash is to cost one answer."""

from __future__ import annotations

import atexit
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from ipp_search.errors import IppSearchError, UnreadableRecord
from ipp_search.ingest.readers.separate import ReadingProcess

_MEGABYTES = 4000  # the engine sets much aside that it never uses
_SCALE = 2  # points of a PNG to one of the screen
# What it answers are bytes: no class of any module.
_PROCESS = ReadingProcess(megabytes=_MEGABYTES, reader=f"{__name__}:draw", records="")
atexit.register(_PROCESS.close)


def drawn(kind: Literal["svg", "png"], chart: dict[str, Any]) -> bytes:
    """A chart of Vega-Lite's as a picture.

    Raises:
        ModuleNotFoundError: what draws is not installed.
        IppSearchError: it broke on this chart, or took too long or too much memory.
    """
    if find_spec("vl_convert") is None:
        raise ModuleNotFoundError("vl_convert", name="vl_convert")
    try:
        picture: bytes = _PROCESS.read(Path(kind), json.dumps(chart).encode())
    except UnreadableRecord:
        raise IppSearchError(
            "The chart cannot be drawn: what draws it broke, or took too long.",
            "Ask for fewer themes or meetings, or for text or JSON, which need no chart.",
        ) from None
    return picture


def draw(kind: Path, chart: bytes) -> bytes:
    """What runs in the process: ``chart`` is JSON, ``kind`` as of ``drawn``."""
    import vl_convert

    given = json.loads(chart)
    if kind.name == "png":
        return bytes(vl_convert.vegalite_to_png(given, scale=_SCALE))
    return str(vl_convert.vegalite_to_svg(given)).encode()
