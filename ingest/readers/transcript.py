"""Transcripts: WebVTT and SubRip captions (by webvtt-py), and plain ``Speaker: text``."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ipp_search.ingest.cues.dates import find_dates
from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.cues.labels import header_field
from ipp_search.ingest.cues.people import turn_of
from ipp_search.ingest.readers.builder import Assembly
from ipp_search.ingest.records import TITLE, Block

_TURN_WORDS = 80  # captions of one speaker are joined up to this many words, then at the next sentence's end
_PAUSE = 30.0  # seconds of silence that end a turn
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s++(?P<who>[^<>]+)>(?P<said>.*?)(?=</v>|<v[\s.]|\Z)", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_NAME = r"(?P<{0}>[^\W\d_a-z][^:\n\[\]\d]{{0,50}}?(?:[ _]\d{{1,3}})?)"
_TIME = r"(?P<{0}>\d{{1,2}}:\d{{2}}(?::\d{{2}})?)(?:\.\d+)?(?: ?[AaPp][Mm])?"
# What meeting software writes above or before a turn: "Ann Lee   0:03", "[Ann Lee] 10:00:01", "10:01 From Ann Lee to
# Everyone:", "[00:01:02] Ann Lee: ".
_STAMP = re.compile(
    rf"^[*_]*(?:\[?{_NAME.format('name')}\]?[*_]*[ \t]+[\[(]?{_TIME.format('time')}[\])]?[*_]*[ \t]*$"
    rf"|[\[(]?{_TIME.format('at')}[\])]?[ \t–-]+(?:From[ \t]+)?{_NAME.format('who')}"
    r"(?:[ \t]++to[ \t][\w \t]*+)?[ \t]*+:)",
    re.MULTILINE,
)
# What it writes above the first turn, besides a title, and below the last: "March 14, 2025, 10:00AM", "32m 5s".
_BEGAN = re.compile(r"(?=.*\d{4}).{6,40}?,? \d{1,2}[:.]\d{2} ?(?:[AaPp]\.?[Mm]\.?)?")
_LASTED = re.compile(r"(?:\d+ ?h ?)?(?:\d+ ?m(?:in)? ?)?(?:\d+ ?s)?(?<=[hmns])")
_NOTICE = re.compile(r"\S.{0,60} (?:started|stopped) (?:the )?(?:transcription|recording)\.?")
_WORD = re.compile(r"\w")
# The times of a caption, also as they should not be written: no fractions, a point for a comma, "->" for "-->".
_CLOCK = r"(\d{1,3}:)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_CUE = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-{{1,2}}>[ \t]*{_CLOCK}(.*)")
_BROKEN_CUE = re.compile(r"[^\w\n]*\d[^\n]{0,24}-{1,2}>[^\n]{0,24}\d\S*[ \t]*")
# Who speaks, as programs that recognise speech label it ("[SPEAKER_00]: yes") or people type it ("ann lee: yes").
_LABEL = re.compile(
    r"(?:\[(?P<program>[^\]\n]{1,40})\]|(?P<typed>[^\W\d]+(?:[ .'’-]+[^\W\d]+){0,3}))[ \t]*:[ \t]+(?=\S)"
)
_CHANGE = re.compile(r"(?:[-–—]|>>+)[ \t]+(?=\S)")
_LABELLED_SHARE = 0.6  # of the captions, to take what begins them in lower case for names
_ROLLING_SHARE = 0.3  # of the captions that begin with the last line of the one before
_SPOKEN_SHARE = 0.6
_FEWEST_TURNS = 5


def read_captions(text: str, format_: str) -> Assembly:
    """The turns of a captioned recording, each with its speaker and the time at which it begins.

    Captions of one speaker are joined; a pause, a label (``Decision: …``) or another voice begins a new turn. A
    caption that names nobody continues the turn before it only where names stand in the words, not in voice tags.
    """
    import webvtt

    assembly = Assembly()
    captions = webvtt.from_buffer(io.StringIO(text), format=format_).captions
    _say_once(captions)
    names = Counter(turn[0] for caption in captions for line in caption.text.split("\n") if (turn := turn_of(line)))
    labels = Counter(who for caption in captions for line in caption.text.split("\n") if (who := _label(line)[0]))
    if sum(times for times in labels.values() if times > 1) >= _LABELLED_SHARE * len(captions) and len(labels) > 1:
        names = labels
    tagged = any(_VOICE.search(caption.raw_text) for caption in captions)
    words, speaker, begun, ended = "", None, "", 0.0
    for caption in captions:
        for who, said in _voices(caption.raw_text, names):
            dash = _CHANGE.match(said)
            changes = who is None and dash is not None
            said = said[dash.end() :] if dash else said
            speaks = who if who is not None or tagged or changes else speaker
            full = len(words.split()) > _TURN_WORDS and words.endswith((".", "!", "?"))
            pause = caption.start_in_seconds - ended > _PAUSE
            if words and (speaks != speaker or changes or full or pause or labelled_kind(said)):
                assembly.add(words, "paragraph", speaker=speaker, time=begun)
                words = ""
            if not words:
                begun = caption.start.partition(".")[0]
            speaker, ended = speaks, caption.end_in_seconds
            words = f"{words} {said}".strip()
    if words:
        assembly.add(words, "paragraph", speaker=speaker, time=begun)
    return assembly


def _voices(raw: str, names: Counter[str]) -> Iterator[tuple[str | None, str]]:
    """What is said in one caption and by whom: by voice tag, else by a name and a colon that begin a line."""
    tags = list(_VOICE.finditer(raw))
    pieces = [(tag["who"], tag["said"]) for tag in tags] if tags else [(None, raw)]
    for who, said in pieces:
        plain = html.unescape(_TAG.sub("", said))
        gathered: list[str] = []
        for line in (" ".join(part.split()) for part in plain.split("\n")):
            turn = turn_of(line) if who is None else None
            labelled, begin = _label(line)
            if who is None and labelled in names and labelled is not None:
                turn = labelled, begin
            if _CHANGE.match(line) and gathered:
                yield None, " ".join(gathered)
                gathered = []
            if turn and (names[turn[0]] > 1 or len(turn[0].split()) > 1) and not labelled_kind(line):
                if gathered:
                    yield None, " ".join(gathered)
                yield turn[0], line[turn[1] :]
                gathered = []
            elif line:
                gathered.append(line)
        if gathered:
            yield who, " ".join(gathered)


def _label(line: str) -> tuple[str | None, int]:
    """Who a label at the beginning of a line names, and where the speech begins."""
    match = _LABEL.match(line)
    return (match["program"] or match["typed"], match.end()) if match else (None, 0)


def _say_once(captions: list[Any]) -> None:
    """Drop from rolling captions the lines that each repeats of the one before it, still on the screen."""
    lines = [[" ".join(line.split()) for line in caption.lines if line.strip()] for caption in captions]
    rolls = [bool(a and b) and a[-1] == b[0] and len(a[-1].split()) > 1 for a, b in pairwise(lines)]
    if sum(rolls) < max(2, _ROLLING_SHARE * len(captions)):
        return
    for caption, own, rolled in zip(captions[1:], lines[1:], rolls, strict=True):
        if rolled:
            caption.text = "\n".join(own[1:])


def with_times_mended(text: str, format_: str) -> tuple[str, int]:
    """Captions with times as the format writes them, and how many could not be read: those stand at the one before."""
    point = "," if format_ == "srt" else "."
    last = f"00:00:00{point}000"
    broken = 0
    lines = []
    for line in text.lstrip("\ufeff \t\r\n").split("\n"):
        if match := _CUE.match(line):
            begin, last = (
                f"{int((hours or '0:')[:-1]):02}:{minutes:0>2}:{seconds}{point}{(fraction or '0'):0<3}"
                for hours, minutes, seconds, fraction in (match.group(1, 2, 3, 4), match.group(5, 6, 7, 8))
            )
            line = f"{begin} --> {last}{match[9].rstrip()}"
        elif _BROKEN_CUE.fullmatch(line):
            broken += 1
            line = f"{last} --> {last}"
        lines.append(line)
    return "\n".join(lines), broken


def with_speakers(text: str, blocks: list[Block]) -> list[Block]:
    """Blocks of a plain transcript with who speaks; other texts stay as they are.

    A text is a transcript where names with times stand above or before the turns, as copied out of meeting
    software, or where most of its paragraphs begin with a name and a colon; and names recur.
    """
    if (stamps := list(_STAMP.finditer(text))) and _is_talk(text, stamps):
        above = list(_heading_of_recording(text[: stamps[0].start()]))
        return (above or [block for block in blocks if block.end <= stamps[0].start()]) + list(_stamped(text, stamps))
    paragraphs = [block for block in blocks if block.role == "paragraph"]
    turns = {n: turn for n, block in enumerate(blocks) if (turn := _turn(text, block))}
    names = Counter(who for who, _ in turns.values())
    # "Date:" and "Chair:" state a fact once; a chair who speaks does so again and again.
    facts = {who for who, times in names.items() if times < _FEWEST_TURNS and header_field(who)}
    turns = {n: turn for n, turn in turns.items() if turn[0] not in facts}
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


def _is_talk(text: str, stamps: list[re.Match[str]]) -> bool:
    """Whether names with times are turns of speech: many of recurring names, or few that each say something.

    A schedule has names with times too; a transcript shows by who recurs, or by what the software wrote above it.
    """
    voices = {stamp["name"] or stamp["who"] for stamp in stamps}
    recur = 1 < len(voices) < len(stamps)
    if len(stamps) >= _FEWEST_TURNS:
        return recur
    ends = [*(after.start() for after in stamps[1:]), len(text)]
    speak = all(_WORD.search(text, stamp.end(), end) for stamp, end in zip(stamps, ends, strict=True))
    above = [line.strip() for line in text[: stamps[0].start()].split("\n")]
    return speak and (recur or any(_LASTED.fullmatch(line) or _NOTICE.fullmatch(line) for line in above))


def _heading_of_recording(above: str) -> Iterator[Block]:
    """The lines above the turns of a recording, its title and when it began as title lines; none of other texts."""
    lines = [(match.start(), match[0].rstrip()) for match in re.finditer(r"\S.*", above)]
    if not any(_LASTED.fullmatch(words) or _NOTICE.fullmatch(words) or _is_beginning(words) for _, words in lines):
        return
    for n, (start, words) in enumerate(lines):
        if _LASTED.fullmatch(words) or _NOTICE.fullmatch(words):
            continue
        is_title = n == 0 or _is_beginning(words)
        yield Block(start, start + len(words), "heading" if is_title else "paragraph", TITLE)


def _is_beginning(words: str) -> bool:
    return _BEGAN.fullmatch(words) is not None and bool(find_dates(words))


def _stamped(text: str, stamps: list[re.Match[str]]) -> Iterator[Block]:
    for stamp, end in zip(stamps, [*(after.start() for after in stamps[1:]), len(text)], strict=True):
        speaker, time = (stamp["name"] or stamp["who"]).strip(), stamp["time"] or stamp["at"]
        for said in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text[stamp.end() : end]):
            start = stamp.end() + said.start()
            if _NOTICE.fullmatch(said[0].rstrip()):
                continue
            yield Block(start, start + len(said[0].rstrip()), "paragraph", speaker=speaker, time=time)


def _turn(text: str, block: Block) -> tuple[str, int] | None:
    turn = turn_of(text[block.start : block.end]) if block.role == "paragraph" else None
    if turn is None:
        return None
    if labelled_kind(f"{turn[0]}:"):
        return None
    return turn if _WORD.search(text, block.start + turn[1], block.end) else None
