"""JSON: a briefing as ``ipp-search brief --format json`` writes it, or any other, each string of it a block."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ipp_search.query.verification.statements import Block, Draft, mark

_KINDS = {"heading", "paragraph", "bullet", "columns", "row"}
_OF_BLOCK = {"kind", "level", "pieces", "cells"}


def read_json(text: str) -> Draft:
    """The blocks of a briefing and the passages it says it rests on; a key that a briefing has not is told as such.

    Raises:
        ValueError: it is no JSON, or says one thing twice.
    """
    held = json.loads(text, object_pairs_hook=_once)
    blocks: list[Block] = []
    if not (isinstance(held, dict) and isinstance(held.get("blocks"), list) and isinstance(held.get("sources"), list)):
        return Draft([Block(words, where) for where, words in _strings("", held)], {})
    for n, block in enumerate(held["blocks"], 1):
        place = f"block {n}"
        if not isinstance(block, dict) or block.get("kind") not in _KINDS or (block["cells"] and block["pieces"]):
            blocks += [Block(words, where, aside="a block of no known form") for where, words in _strings(place, block)]
            continue
        cells = tuple(_words(cell) for cell in block["cells"])
        level = block["level"] if block["kind"] == "heading" else 0
        blocks.append(Block(" | ".join(cells) or _words(block["pieces"]), place, level, cells))
        extra = {key: value for key, value in block.items() if key not in _OF_BLOCK}
        blocks += [
            Block(words, where, aside="a key that a briefing has not") for where, words in _strings(place, extra)
        ]
        for piece in [*block["pieces"], *(piece for cell in block["cells"] for piece in cell)]:
            more = {key: value for key, value in piece.items() if key not in {"words", "notes"}}
            blocks += [
                Block(words, where, aside="a key that a piece has not") for where, words in _strings(place, more)
            ]
    rest = {key: value for key, value in held.items() if key not in {"version", "blocks", "sources"}}
    blocks += [Block(words, where, aside="a key that a briefing has not") for where, words in _strings("", rest)]
    notes: dict[str, str] = {}
    sources: dict[str, Mapping[str, object]] = {}
    for source in held["sources"]:
        name = str(source["note"])
        if name in notes:
            raise ValueError(f"it has two sources {name}")
        notes[name], sources[name] = str(source["citation"]), source
    return Draft(blocks, notes, sources)


def _words(pieces: list[dict[str, Any]]) -> str:
    return "".join(str(piece["words"]) + "".join(mark(str(n)) for n in piece["notes"]) for piece in pieces)


def _strings(where: str, value: object) -> Iterator[tuple[str, str]]:
    """Every string and number of a value, with the path to it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strings(f"{where}.{key}" if where else str(key), inner)
    elif isinstance(value, list):
        for n, inner in enumerate(value, 1):
            yield from _strings(f"{where}[{n}]", inner)
    elif value not in (None, ""):
        yield where or "the file", str(value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) < len(pairs):
        raise ValueError("a key stands in it twice")
    return held
