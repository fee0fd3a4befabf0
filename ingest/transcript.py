"""Transcripts: WebVTT and SubRip captions (by webvtt-py), and plain ``Speaker: text``."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace

from ipp_search.ingest.assembly import Assembly
from ipp_search.ingest.attribution import turn_of
from ipp_search.ingest.labels import announced_field, labelled_kind
from ipp_search.ingest.records import Block

_TURN_WORDS = 80  # captions of one speaker are joined up to this many words, then at the next sentence's end
_SPOKEN_SHARE = 0.6
_FEWEST_TURNS = 5


def read_captions(text: str, format_: str) -> Assembly:
    """The turns of a captioned recording, each with its speaker and the time at which it begins."""
    import webvtt

    assembly = Assembly()
    captions = webvtt.from_buffer(io.StringIO(text), format=format_).captions
    words, speaker, begun = "", None, ""
    for caption in captions:
        said = " ".join(caption.text.split())
        who = caption.voice
        if who is None and (turn := turn_of(said)):
            who, begin = turn
            said = said[begin:]
        new_speaker = who is not None and who != speaker
        if words and (new_speaker or (len(words.split()) > _TURN_WORDS and words.endswith((".", "!", "?")))):
            assembly.add(words, "paragraph", speaker=speaker, time=begun)
            words = ""
        if not words:
            begun = caption.start.partition(".")[0]
        speaker = who if who is not None else speaker
        words = f"{words} {said}".strip()
    if words:
        assembly.add(words, "paragraph", speaker=speaker, time=begun)
    return assembly


def with_speakers(text: str, blocks: list[Block]) -> list[Block]:
    """Blocks of a plain transcript with who speaks; other texts stay as they are.

    A text is a transcript where most of its paragraphs begin with a name and a colon, and names recur.
    """
    paragraphs = [block for block in blocks if block.role == "paragraph"]
    turns = {n: turn for n, block in enumerate(blocks) if (turn := _turn(text, block))}
    names = Counter(who for who, _ in turns.values())
    recurring = sum(times for times in names.values() if times > 1)
    if len(turns) < _FEWEST_TURNS or recurring < _SPOKEN_SHARE * len(paragraphs) or len(names) < 2:
        return blocks
    spoken, speaker = [], None
    for n, block in enumerate(blocks):
        if n in turns:
            speaker, begin = turns[n]
            start = block.start + begin
            spoken.append(Block(start, block.end, block.role, block.level, block.marker, block.gap, speaker=speaker))
        else:
            spoken.append(replace(block, speaker=speaker) if block.role == "paragraph" and speaker else block)
    return spoken


def _turn(text: str, block: Block) -> tuple[str, int] | None:
    words = text[block.start : block.end]
    turn = turn_of(words) if block.role == "paragraph" else None
    if turn is None or announced_field(words) or labelled_kind(words):
        return None
    return turn if re.search(r"\w", words[turn[1] :]) else None
