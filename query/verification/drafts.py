"""Checks a document against the records, statement by statement; whatever is not proved is told.

A quotation has to stand in the records, whole and where it is cited (``evidence``); what stands around quotations
has to be a sentence that our own drafts can hold, with the facts of the records (``frames``). All else is the
writer's own: unproved.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest.records import Passage
from ipp_search.query.actions.records import Action
from ipp_search.query.briefing import wording
from ipp_search.query.briefing.sentences import sentences
from ipp_search.query.themes.file import Theme
from ipp_search.query.verification import citations, evidence, frames
from ipp_search.query.verification.attribution import contradiction
from ipp_search.query.verification.coverage import Coverage
from ipp_search.query.verification.folding import folded, strange
from ipp_search.query.verification.furniture import is_furniture, with_bare_notes, without_number
from ipp_search.query.verification.headings import Headings
from ipp_search.query.verification.quoted import Quoted, quotations
from ipp_search.query.verification.records import Records, in_record, stands
from ipp_search.query.verification.sources import Checked, Fault, Sources
from ipp_search.query.verification.statements import QUOTE, REFERENCE, Block, Draft, Statement, Verdict, mark

_BRACKETED = re.compile(r"[(\[]([^()\[\]]{12,})[)\]]")
_VERBATIM = 6  # words; as many that stand in a record are a quotation without marks


def check_draft(
    draft: Draft,
    catalogue: Catalogue,
    actions: Callable[[], Sequence[Action]],
    themes: Mapping[str, Theme],
    today: dt.date,
) -> Checked:
    """Check every statement of a document.

    Args:
        draft: the document as it was read.
        catalogue: of the records.
        actions: the ledger of actions, asked for only where the document states one.
        themes: by their names, which a title may have.
        today: a meeting of a later day was not held yet.
    """
    records = Records(catalogue)
    return _Checker(draft, records, Coverage(records, themes, today), actions, themes).checked()


class _Checker:
    def __init__(
        self,
        draft: Draft,
        records: Records,
        coverage: Coverage,
        actions: Callable[[], Sequence[Action]],
        themes: Collection[str],
    ) -> None:
        self.draft, self.records, self.coverage, self._actions = draft, records, coverage, actions
        self.report = Checked()
        self.notes: dict[str, list[Passage]] = {}
        self.headings = Headings(records, coverage, actions, themes, self._say)
        self._heads: tuple[str, ...] = ()
        self._in_table = False

    def checked(self) -> Checked:
        files = Sources()
        found: list[Statement] = []
        self.draft = with_bare_notes(self.draft, lambda words: bool(self.records.cited(words)))
        for name, citation in self.draft.notes.items():
            self.report.citations += 1
            statement, self.notes[name] = citations.resolve(name, citation, self.records, files)
            found.append(statement)
        for name, stated in self.draft.sources.items():
            found += citations.fields_of(name, stated, self.notes.get(name, []))
        self.headings.cited = [passage for passages in self.notes.values() for passage in passages]
        for block in self.draft.blocks:
            self._block(block)
        self.headings.end()
        self.report.statements += found
        for statement in self.report.statements:
            if statement.verdict == "false":
                self.report.faults.append(Fault(statement.place, f"{statement.text}: {statement.why}"))
        return self.report

    def _say(self, place: str, text: str, verdict: Verdict, why: str, passage: Passage | None = None) -> None:
        source, nearest = (passage, None) if verdict == "proved" else (None, passage)
        self.report.statements.append(Statement(place, text, verdict, why, source, nearest))

    def _block(self, block: Block) -> None:
        text = without_number(_joined(block.text))
        block = replace(block, text=text, cells=tuple(map(_joined, block.cells)))
        plain = _plain(block.text)
        if block.aside:
            if plain:
                self._say(block.place, plain, "unproved", block.aside)
            return
        if not plain and not REFERENCE.search(block.text):
            return
        if seen := strange(plain.replace("\u00ad", "")):
            self._say(block.place, plain, "unproved", f"it holds {seen}")
        for name in REFERENCE.findall(block.text):
            if name not in self.notes:
                self._say(block.place, plain, "unproved", f"there is no note {name}")
                self.notes[name] = []
        level = block.level or self.headings.level_of(block.text)
        if level and not block.cells:
            self.headings.add(block.place, plain, level)
            if REFERENCE.search(block.text):
                self._say(block.place, plain, "unproved", "a heading with a source")
        elif block.cells:
            self._row(block)
        else:
            self._paragraph(block)
        self._in_table = bool(block.cells)

    def _paragraph(self, block: Block) -> None:
        text = self._with_bracketed(block.text)
        plain = _plain(text)
        if is_furniture(plain):
            return
        self.headings.filled()
        near = self._passages(REFERENCE.findall(text))
        found = quotations(text, lambda words: self._stand(words, near))
        if not found and len(plain.split()) >= _VERBATIM and self._stand(plain, near):
            found = [Quoted(0, len(text), plain, tuple(REFERENCE.findall(text)))]
        sources = self._judged(block, found, near)
        words = _around(text, found)
        result = frames.around(words, sources, near, self.headings.part, self.records, self.coverage)
        shown = words.replace(QUOTE, "“…”")
        one = found[0] if len(found) == len(sources) == 1 else None
        held = one and (sources if one.notes else self.records.holding(folded(one.words)) or sources)
        wrong = contradiction(words, held, self.records) if held else None
        if wrong and result is frames.OWN:
            self._say(block.place, " ".join(shown.split()), "false", wrong, sources[0])
        elif result is frames.OWN:
            for sentence in sentences(" ".join(shown.split())):
                self._say(block.place, sentence, *frames.OWN)
        elif result is frames.LATER:
            self._later(block.place, " ".join(shown.split()), sources)
        elif result:
            self._say(block.place, " ".join(shown.split()), *result)
        elif not found and REFERENCE.search(text) and not plain:
            self._say(block.place, text, "unproved", "a source without words")
        self.headings.cites([*sources, *near])

    def _later(self, place: str, words: str, sources: Sequence[Passage]) -> None:
        """Keep what can be told only once all of the part was read."""
        part = self.headings.part
        if sources:
            part.last.append((place, words, sources[0].meeting))
        elif words == wording.ONLY_ACTIONS and part.meeting:
            part.only_actions.append((place, part.meeting))
        else:
            part.silences.append((place, words, part.section))

    def _judged(self, block: Block, found: Sequence[Quoted], near: Sequence[Passage]) -> list[Passage]:
        """Judge the quotations of a block; the passages that they stand in."""
        part = self.headings.part
        sources = []
        for quoted in found:
            self.report.quotations += 1
            own = self._passages(quoted.notes)
            statement = evidence.judge(
                block.place, quoted.words, own, near, self.records, part.meeting,
                sentences_do=part.kind == "summary",
            )  # fmt: skip
            self.report.statements.append(statement)
            if statement.source:
                sources.append(statement.source)
                part.quoted.append(statement.source)
                part.spoken.append(statement.source.meeting)
        return sources

    def _row(self, block: Block) -> None:
        cells = [_plain(cell) for cell in block.cells]
        near = self._passages(REFERENCE.findall(block.text))
        quoted = [quotations(cell, lambda words: self._stand(words, near)) for cell in block.cells]
        if not self._in_table and not any(quoted):
            self._heads = tuple(cell.casefold() for cell in cells)
            for cell in cells:
                known = cell in (*wording.COLUMNS, "No.", "Due")
                self._say(block.place, cell, "proved" if known else "unproved", "a column's head")
            return
        self.headings.filled()
        passages = []
        for found in quoted:
            passages += self._judged(block, found, near)
        passage = passages[0] if passages else None
        if passage is None:
            self._say(block.place, " | ".join(cells), "unproved", "the row quotes no action of the records")
            return
        self.headings.part.rows += passages
        action = next((one for one in self._actions() if one.passage.id == passage.id), None)
        heads = [*self._heads, *[""] * len(cells)]
        for head, cell, words, found in zip(heads, block.cells, cells, quoted, strict=False):
            outside = _plain(_around(cell, found)).replace(QUOTE, "").strip()
            if found and not outside:
                continue
            shown = self._passages(REFERENCE.findall(cell))
            result = frames.cell(head, words, action, passage, shown, self.records)
            if result:
                self._say(block.place, words or head, *result, passage)

    def _with_bracketed(self, text: str) -> str:
        """A citation in brackets as a reference to a note."""

        def replaced(match: re.Match[str]) -> str:
            words = _plain(match[1])
            if words not in self.notes:
                if "," not in words or not (passages := self.records.cited(words)):
                    return match[0]
                self.report.citations += 1
                self.notes[words] = passages
            return mark(words)

        return _BRACKETED.sub(replaced, text)

    def _stand(self, words: str, near: Sequence[Passage]) -> bool:
        plain = folded(words)
        return any(stands(plain, in_record(p)) for p in near) or bool(self.records.holding(plain))

    def _passages(self, names: Sequence[str]) -> list[Passage]:
        return list({p.id: p for name in names for p in self.notes.get(name, [])}.values())


def _joined(text: str) -> str:
    """A text whose notes stand side by side without commas between them."""
    return re.sub("\x03[\\s,]+\x02", "\x03\x02", text)


def _plain(text: str) -> str:
    return " ".join(REFERENCE.sub("", text).split())


def _around(text: str, found: Sequence[Quoted]) -> str:
    """A block with a mark for each quotation and without its notes."""
    parts, at = [], 0
    for quoted in found:
        parts += [text[at : quoted.start], QUOTE]
        at = quoted.end
    return REFERENCE.sub("", "".join([*parts, text[at:]]))
