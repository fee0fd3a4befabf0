"""Checks a draft against the records: citations, quotations, and the dates, figures and names between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest.records import Passage
from ipp_search.query.verify import Sources

REFERENCE = re.compile(r"\x02(\w+)\x03")
"""How a block marks a note: its name between these two characters."""
_QUOTE = re.compile(r"“([^“”]*)”((?:\s*\x02\w+\x03)*)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"(?:\d{{1,2}}(?:–\d{{1,2}})? )?(?:{_MONTHS})(?: \d{{4}})?|\d{{4}}-\d\d-\d\d")
_FIGURE = re.compile(r"\d[\d.,:/]*")
_NAME = re.compile(r"(?<![\w’'])[A-Z][\w’'-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:|]\s+)([A-Z][\w’'-]*)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table row of a draft, with references to notes marked in it.

    ``level`` is a heading's rank from 1, 0 for the rest. ``place`` tells a person where it is (``line 12``).
    """

    text: str
    place: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A document to check: its blocks in order, and the citation behind each note."""

    blocks: Sequence[Block]
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DraftFault:
    """What does not hold in a draft, and where."""

    place: str
    detail: str


@dataclass
class _Report:
    """What a check counted, and the faults it found."""

    citations: int = 0
    quotations: int = 0
    faults: list[DraftFault] = field(default_factory=list)


def check_draft(draft: Draft, catalogue: Catalogue) -> _Report:
    """Check every citation, every quotation, and every date, figure and name outside of quotations.

    What stands outside of quotation marks has to stand in a passage that its paragraph cites, or be the date or name of
    that passage's meeting; under a heading that names a meeting, only that meeting is cited.
    """
    report = _Report()
    cited = _cited(draft, catalogue, report)
    meetings = {f"{held.meeting.when}, {held.meeting.name}" for held in lookup.meetings(catalogue)}
    known = " ".join(meetings)
    under: str | None = None
    for block in draft.blocks:
        plain = REFERENCE.sub("", block.text).strip()
        if block.level:
            under = plain if plain in meetings else None
            if under is None and block.level > 1 and _DATE.search(plain):
                report.faults.append(DraftFault(block.place, f"no meeting is called “{plain}”"))
            continue
        passages = [p for name in REFERENCE.findall(block.text) for p in cited.get(name, [])]
        report.faults += _quotations(block, cited, report)
        if under and any(f"{p.meeting.when}, {p.meeting.name}" != under for p in passages):
            report.faults.append(DraftFault(block.place, f"a passage cited under “{under}” is of another meeting"))
        support = " ".join(map(_all_of, passages)) if passages else f"{known} {under or ''}"
        report.faults += _between(block, support, bool(passages))
    return report


def _cited(draft: Draft, catalogue: Catalogue, report: _Report) -> dict[str, list[Passage]]:
    """The passages behind each note; a note that leads nowhere, or whose passage no longer stands, is a fault."""
    sources = Sources(catalogue)
    cited: dict[str, list[Passage]] = {}
    for name, citation in draft.notes.items():
        report.citations += 1
        passages = [passage for passage, _ in lookup.cited(catalogue, citation)]
        if not passages:
            report.faults.append(DraftFault(f"note {name}", f"no passage carries the citation “{citation}”"))
        cited[name] = passages
        for fault in filter(None, map(sources.check, passages)):
            report.faults.append(DraftFault(f"note {name}", f"{fault.fault}: {fault.detail}"))
    for block in draft.blocks:
        for name in REFERENCE.findall(block.text):
            if name not in cited:
                report.faults.append(DraftFault(block.place, f"there is no note {name}"))
                cited[name] = []
    return cited


def _quotations(block: Block, cited: Mapping[str, list[Passage]], report: _Report) -> Iterator[DraftFault]:
    text = block.text
    if text.count("“") != text.count("”"):
        yield DraftFault(block.place, "a quotation mark is left open")
    for match in _QUOTE.finditer(text):
        report.quotations += 1
        quote, names = _folded(match[1]), REFERENCE.findall(match[2])
        if not names:
            yield DraftFault(block.place, f"the quotation “{_short(quote)}” names no source")
        elif not any(_stands_in(quote, passage) for name in names for passage in cited.get(name, [])):
            yield DraftFault(block.place, f"“{_short(quote)}” does not stand in the passage it cites")


def _stands_in(quote: str, passage: Passage) -> bool:
    """Whether a quotation is whole words of a passage."""
    words = re.escape(quote)
    edge = (r"(?<!\w)" if quote[:1].isalnum() else "", r"(?!\w)" if quote[-1:].isalnum() else "")
    return bool(quote) and bool(re.search(edge[0] + words + edge[1], _folded(passage.text)))


def _between(block: Block, support: str, has_sources: bool) -> Iterator[DraftFault]:
    """Dates, figures and names outside of quotations that nothing supports."""
    outside = REFERENCE.sub(" ", _QUOTE.sub(" ", block.text))
    supported = _folded(support)
    why = "stands in no passage cited here" if has_sources else "has no source"
    for date in dict.fromkeys(match[0] for match in _DATE.finditer(outside)):
        if not re.search(rf"(?<!\d){re.escape(date)}(?!\d)", supported):
            yield DraftFault(block.place, f"the date {date} {why}")
    rest = _DATE.sub(" ", outside)
    figures = set(_FIGURE.findall(supported))
    for figure in dict.fromkeys(f.rstrip(".,:") for f in _FIGURE.findall(rest)):
        if figure not in {f.rstrip(".,:") for f in figures}:
            yield DraftFault(block.place, f"the figure {figure} {why}")
    words = set(re.findall(r"[\w’'-]+", supported))
    first = {match.start(1) for match in _SENTENCE_START.finditer(rest.strip())}
    for match in _NAME.finditer(rest.strip()):
        name = match[0]
        if name not in words and (match.start() not in first or name.isupper() and len(name) > 1):
            yield DraftFault(block.place, f"the name {name} {why}")


def _all_of(passage: Passage) -> str:
    facts = (passage.text, passage.citation, passage.meeting.when, passage.meeting.name, passage.owner, passage.speaker)
    return " ".join(filter(None, facts))


def _folded(text: str) -> str:
    return " ".join(text.split())


def _short(quote: str) -> str:
    return quote if len(quote) <= 60 else quote[:60].rpartition(" ")[0] + " …"
