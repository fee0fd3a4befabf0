"""From a document to what was understood of it: its meetings, their sections, their passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ipp_search.ingest.cues.kind_labels import labelled_kind
from ipp_search.ingest.cues.labels import announced_field
from ipp_search.ingest.cues.people import turn_of
from ipp_search.ingest.minutes.account import Account
from ipp_search.ingest.minutes.facts.header import read_meeting
from ipp_search.ingest.minutes.facts.meeting_date import month_comes_first
from ipp_search.ingest.minutes.facts.people import names_are_no_headings, read_people
from ipp_search.ingest.minutes.facts.series import series_of
from ipp_search.ingest.minutes.heading.headings import mark_headings
from ipp_search.ingest.minutes.inline_actions import actions_apart
from ipp_search.ingest.minutes.meetings import Part, divide
from ipp_search.ingest.minutes.passages import Split, cut_passages
from ipp_search.ingest.minutes.structure import outline
from ipp_search.ingest.records import Block, Document, Minutes, Record

_ABOUT_THE_FOLDER = {"readme", "license", "licence", "contributing", "changelog", "code_of_conduct", "index", "notice"}
# The folder of a page that is named by its day, as makers of web sites lay them out: 2019/02/26/index.md
_DATED = re.compile(
    r"(?:19|20)\d\d[-_./\\]?(?:0?[1-9]|1[0-2])(?!\d\d\d)[^/\\]{0,255}(?:[/\\][^/\\]{1,20})?[/\\][^/\\]*$"
)
_TEMPLATE = re.compile(r"(^|[^a-z])template([^a-z]|$)", re.IGNORECASE)
_NOT_HELD = re.compile(
    r"\bno (minutes|notes)( (were|was|have been))? (taken|kept|made)\b|\bno meeting( (was|is))?( held| this)?\b"
    r"|\b(meeting|call|session)( of \w+)?( (was|is|has been|had been))? ?cancell?ed\b"
    r"|^[^\w\n]*(this )?(was )?cancell?ed[^\w\n]*$"
    r"|\bdid not (meet|take place)\b",
    re.IGNORECASE | re.MULTILINE,
)
_SPEECH = 3  # one paragraph in three; a turn may go on in several
_FEW_WORDS = 60  # minutes that say "cancelled" of an event go on to say other things


def uncut(text: str) -> list[tuple[int, int]]:
    """A Split for callers without an encoder: every unit stays whole."""
    return [(0, len(text))]


def parse(document: Document, split: Split = uncut) -> Record:
    """Understand one document: the minutes of each meeting in it, and what in it is none."""
    stem = Path(document.path).stem
    if stem.lower() in _ABOUT_THE_FOLDER and not (stem.lower() == "index" and _DATED.search(document.path)):
        return Record((), ("a file about the folder, not a meeting",))
    if _TEMPLATE.search(stem):
        return Record((), ("a template, not a meeting",))
    account = Account(document)
    preface, parts = divide(document.text, document.blocks, month_comes_first(document))
    group = series_of(document.text[preface[0].start : preface[0].end]) if preface else None
    account.leave_out(
        [block for block in preface if block not in parts[0].blocks], "above the first meeting of the file"
    )
    meetings: list[Minutes] = []
    none: list[str] = []
    for part in parts:
        words = document.text[part.blocks[0].start : part.blocks[-1].end] if part.blocks else ""
        if len(words.split()) <= _FEW_WORDS and _NOT_HELD.search(words):
            none.append(f"{_named(part)}: no meeting was held, or no minutes were taken")
            account.leave_out(part.blocks, "no meeting was held, or no minutes were taken")
            continue
        minutes = _minutes(document, part, group, split)
        if any(block.role not in {"heading", "columns"} for block in part.blocks) or minutes.meeting.date:
            meetings.append(minutes)
            account.read(part.blocks)
        else:
            account.leave_out(part.blocks, "nothing but headings")
            none.append(f"{_named(part)}: nothing but headings")
    return Record(tuple(meetings), tuple(none), account.left_out, account.unread)


def _minutes(document: Document, part: Part, group: str | None, split: Split) -> Minutes:
    guessed = document.format == "pdf"
    plain = names_are_no_headings(document.text, part.blocks)
    people = read_people(document.text, mark_headings(document.text, plain, guessed=guessed))
    said = [block.speaker is not None for block in plain if block.role != "heading"]
    spoken = sum(said) * 2 > len(said)
    forms = None if spoken or _is_word_by_word(document.text, plain) else people.forms
    blocks = mark_headings(
        document.text, actions_apart(document.text, plain, forms), guessed=guessed, people=people.forms
    )
    meeting = read_meeting(document, blocks, people, part.days, group)
    paths = tuple(dict.fromkeys(outline(document.text, blocks)))
    return Minutes(meeting, cut_passages(document, blocks, meeting, split, forms), spoken, paths)


def _is_word_by_word(text: str, blocks: Sequence[Block]) -> bool:
    """Whether so many paragraphs begin with a speaker's name and a colon that they are speech."""
    paragraphs = [text[block.start : block.end] for block in blocks if block.role == "paragraph"]
    said = [turn_of(words) is not None and not (announced_field(words) or labelled_kind(words)) for words in paragraphs]
    return sum(said) * _SPEECH > len(said)


def _named(part: Part) -> str:
    return part.days[0].first.isoformat() if part.days else "the file"
