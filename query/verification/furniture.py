"""What a document has beside its statements: numbers and bullets, page numbers, markings, salutations, bare notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ipp_search.query.verification.statements import REFERENCE, Block, Draft, mark

_NUMBERED = re.compile(
    r"^\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[-–•*·▪◦\uf0a7\uf0b7\uf076\uf0d8]|\d{1,2}(?:\.\d{1,2})++\.?)\s+"
)
_PAGE = re.compile(r"(?:[-–] )?(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?(?: [-–])?", re.IGNORECASE)
_MARKING = re.compile(r"(?:official|secret|top secret|unclassified|restricted|confidential)(?:[ :–-]+sensitive)?", re.I)
_WHO = r"(?:(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|lords) )"
_LETTER = re.compile(
    rf"(?i:dear) (?i:(?:prime )?minister|secretary of state|sir or madam|sir|madam|all|colleagues?|(?i:{_WHO})"
    r"(?-i:[A-Z][\w’'-]+)(?: (?-i:[A-Z][\w’'-]+))?)[,:]?"
    r"|(?i:yours (?:sincerely|faithfully|ever|truly)|(?:with )?(?:kind|best|warm) (?:regards|wishes)|many thanks)[,.]?"
)
_BARE_NOTE = re.compile(r"\[?(?P<number>\d{1,3})[\].)]?\s+(?P<words>\S.{10,})")
_BARE_REFERENCE = re.compile(r"(?<=[”\"’».!?…)])(?P<numbers>\d{1,3}(?:\s?,\s?\d{1,3}){0,20})(?=[\s“\"‘(.,;]|$)")


def without_number(text: str) -> str:
    """A paragraph without the number, letter or bullet of a list before it."""
    return _NUMBERED.sub("", text)


def is_furniture(words: str) -> bool:
    """Whether a paragraph is a page number, a protective marking, a salutation or the end of a letter."""
    return any(form.fullmatch(words) for form in (_PAGE, _MARKING, _LETTER))


def with_bare_notes(draft: Draft, names_passage: Callable[[str], bool]) -> Draft:
    """A document with the numbered lines that a program made of its notes as notes, and their numbers as references.

    Args:
        draft: as it was read.
        names_passage: whether words are the citation of a passage.
    """
    if draft.notes:
        return draft
    notes: dict[str, str] = {}
    kept: list[Block] = []
    for block in draft.blocks:
        plain = " ".join(block.text.split()).rstrip(".; ")
        match = None if block.aside or block.cells else _BARE_NOTE.fullmatch(plain)
        if match and "," in match["words"] and match["number"] not in notes and names_passage(match["words"]):
            notes[match["number"]] = match["words"]
        else:
            kept.append(block)
    return Draft([_referring(block, notes) for block in kept], notes, draft.sources) if notes else draft


def _referring(block: Block, notes: Sequence[str] | dict[str, str]) -> Block:
    def replaced(match: re.Match[str]) -> str:
        numbers = re.findall(r"\d+", match["numbers"])
        return "".join(map(mark, numbers)) if all(number in notes for number in numbers) else match[0]

    def marked(text: str) -> str:
        return text if REFERENCE.search(text) else _BARE_REFERENCE.sub(replaced, text)

    if block.aside or block.level:
        return block
    return replace(block, text=marked(block.text), cells=tuple(map(marked, block.cells)))
