"""Checks a draft against the records: citations, quotations, and the dates, figures and names between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest.records import Passage
from ipp_search.ingest.text import searchable
from ipp_search.query.verification.sources import Checked, Fault, Sources

REFERENCE = re.compile(r"\x02(\w+)\x03")
"""How a block marks a note: its name between these two characters."""
_QUOTE = re.compile(r"“([^“”]*)”((?:[\s,]*\x02\w+\x03)*)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"(?:\d{{1,2}}(?:–\d{{1,2}})? )?(?:{_MONTHS})(?: \d{{4}})?|\d{{4}}-\d\d-\d\d")
_SINGLE = str.maketrans("“”", "‘’")
_TOPIC = 2  # headings up to this rank are ours, or name the topic
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


def mark(name: str) -> str:
    """The reference to a note, as a block carries it."""
    return f"\x02{name}\x03"


def check_draft(draft: Draft, catalogue: Catalogue) -> Checked:
    """Check every citation, every quotation, and every date, figure and name outside of quotations.

    What stands outside of quotation marks has to stand in a passage that its paragraph cites, or be the date or name of
    that passage's meeting; under a heading that names a meeting, only that meeting is cited.
    """
    report = Checked()
    cited = _cited(draft, catalogue, report)
    meetings = {f"{held.meeting.when}, {held.meeting.name}" for held in lookup.meetings(catalogue)}
    known = " ".join(meetings)
    under: str | None = None
    head: Block | None = None
    below: list[Passage] = []
    for block in [*draft.blocks, Block("", "the end", 1)]:
        plain = REFERENCE.sub("", block.text).strip()
        if block.level:
            if head is not None and under is None:
                report.faults += _named(head, " ".join(map(support_of, below)))
            under, head, below = (plain if plain in meetings else None), block, []
            if under is None and block.level > 1 and _DATE.search(plain):
                report.faults.append(Fault(block.place, f"no meeting is called “{plain}”"))
            continue
        passages = [p for name in REFERENCE.findall(block.text) for p in cited.get(name, [])]
        below += passages
        report.faults += _quotations(block, cited, report)
        if under and any(f"{p.meeting.when}, {p.meeting.name}" != under for p in passages):
            report.faults.append(Fault(block.place, f"a passage cited under “{under}” is of another meeting"))
        support = " ".join(map(support_of, passages)) if passages else f"{known} {under or ''}"
        report.faults += faults_between(block, support, bool(passages))
    return report


def _named(heading: Block, support: str) -> Iterator[Fault]:
    """Who a heading of the third rank names, and no passage cited below it does."""
    words = set(re.findall(r"[\w’'-]+", _folded(support))) | {"The"}
    for match in _NAME.finditer(heading.text if heading.level > _TOPIC else ""):
        if match[0] not in words:
            yield Fault(heading.place, f"the name {match[0]} stands in no passage cited below")


def _cited(draft: Draft, catalogue: Catalogue, report: Checked) -> dict[str, list[Passage]]:
    """The passages behind each note; a note that leads nowhere, or whose passage no longer stands, is a fault."""
    sources = Sources()
    cited: dict[str, list[Passage]] = {}
    for name, citation in draft.notes.items():
        report.citations += 1
        passages = [passage for passage, _ in lookup.cited(catalogue, citation)]
        if not passages:
            report.faults.append(Fault(f"note {name}", f"no passage carries the citation “{citation}”"))
        cited[name] = passages
        for fault in filter(None, map(sources.check, passages)):
            report.faults.append(Fault(f"note {name}", f"{fault.fault}: {fault.detail}"))
    for block in draft.blocks:
        for name in REFERENCE.findall(block.text):
            if name not in cited:
                report.faults.append(Fault(block.place, f"there is no note {name}"))
                cited[name] = []
    return cited


def _quotations(block: Block, cited: Mapping[str, list[Passage]], report: Checked) -> Iterator[Fault]:
    text = block.text
    if text.count("“") != text.count("”"):
        yield Fault(block.place, "a quotation mark is left open")
    for match in _QUOTE.finditer(text):
        report.quotations += 1
        quote, names = _folded(match[1]), REFERENCE.findall(match[2])
        if not names:
            yield Fault(block.place, f"the quotation “{_short(quote)}” names no source")
        elif not any(stands_in(quote, passage) for name in names for passage in cited.get(name, [])):
            yield Fault(block.place, f"“{_short(quote)}” does not stand in the passage it cites")


def stands_in(quote: str, passage: Passage) -> bool:
    """Whether a quotation is whole words of a passage."""
    words = re.escape(quote)
    edge = (r"(?<!\w)" if quote[:1].isalnum() else "", r"(?!\w)" if quote[-1:].isalnum() else "")
    return bool(quote) and bool(re.search(edge[0] + words + edge[1], _folded(passage.text)))


def faults_between(block: Block, support: str, has_sources: bool) -> Iterator[Fault]:
    """Dates, figures and names outside of quotations that nothing supports."""
    outside = REFERENCE.sub(" ", _QUOTE.sub(" ", block.text))
    supported = _folded(support)
    why = "stands in no passage cited here" if has_sources else "has no source"
    for date in dict.fromkeys(match[0] for match in _DATE.finditer(outside)):
        if not re.search(rf"(?<!\d){re.escape(date)}(?!\d)", supported):
            yield Fault(block.place, f"the date {date} {why}")
    rest = _DATE.sub(" ", outside)
    figures = set(_FIGURE.findall(supported))
    for figure in dict.fromkeys(f.rstrip(".,:") for f in _FIGURE.findall(rest)):
        if figure not in {f.rstrip(".,:") for f in figures}:
            yield Fault(block.place, f"the figure {figure} {why}")
    words = set(re.findall(r"[\w’'-]+", supported))
    first = {match.start(1) for match in _SENTENCE_START.finditer(rest.strip())}
    for match in _NAME.finditer(rest.strip()):
        name = match[0]
        if name not in words and (match.start() not in first or (name.isupper() and len(name) > 1)):
            yield Fault(block.place, f"the name {name} {why}")


def support_of(passage: Passage) -> str:
    """All that a passage and its citation say, for what is written about it."""
    facts = (passage.text, passage.citation, passage.meeting.when, passage.meeting.name, passage.owner, passage.speaker)
    return " ".join(filter(None, facts))


def _folded(text: str) -> str:
    """As a draft quotes it: printable, on one line, quotation marks inside made single."""
    return " ".join(searchable(text).translate(_SINGLE).split())


def _short(quote: str) -> str:
    return quote if len(quote) <= 60 else quote[:60].rpartition(" ")[0] + " …"
