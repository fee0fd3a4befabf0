"""Summarises one meeting in its own sentences: those on a question, or those that stand for each of its sections.

Sentences are chosen one by one for how near they are to the question and to the best of the others, for the question's
words, for where search ranks their passage, for being put in writing's words rather than talk's, and for not repeating
what was chosen (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipp_search.index.words.analyzer import stem
from ipp_search.ingest.records import Meeting, Passage
from ipp_search.query.actions.records import Action
from ipp_search.query.briefing.draft import Quotation
from ipp_search.query.briefing.lengths import Length
from ipp_search.query.briefing.sentences import sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ipp_search.index.encoding.encoder import Encoder

# Of a ridge regression on QMSum's training questions over 15 such numbers, the five that carry it, rounded.
_NEAR, _SHARED, _RANK, _CENTRAL, _WRITTEN = 0.3, 0.1, 0.2, 0.2, 0.6
_REPEATS = 0.05
_FEWEST, _MOST = 9, 60  # words of a sentence worth quoting
_LEADING = 30  # sentences by whose mean what is central is told
WORDS: Mapping[Length, int] = {"short": 80, "standard": 200, "full": 500}
"""How many words to quote on a question."""
_PER_SECTION: Mapping[Length, int | None] = {"short": 1, "standard": 2, "full": None}
_PARTS = 6  # of a meeting without sections
SENTENCES_OF = 60
"""Of so many of the best passages sentences are chosen."""
_CLOSE = 8  # words below the number wanted, at which to stop

_WORD = re.compile(r"\w+(?:'\w+)?")
# Words that writing uses more than talk.
_IN_WRITING = frozenset(
    "the of to and in for that be would by with on should which was their from could as are is an or".split()
)
# What a speaker says before coming to the sentence.
_ASIDE = re.compile(
    r"^(?:(?:uh-huh|mm-hmm|uh|um|er|erm|mm|hmm|oh|yeah|yes|no|okay|ok|alright|right|well|so|and|but|now|actually|like"
    r"|i mean|you know|but then|so then|\{\w+\})\b[\s,.…-]*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """What stands for a section of a meeting, empty title for one without."""

    title: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """A meeting in its own sentences: on ``question``, or, where that is None, section by section, with its actions."""

    meeting: Meeting
    question: str | None
    parts: tuple[SummaryPart, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    passage: Passage
    rank: int  # of its passage, from 1


def on_question(
    topic: str, weights: Mapping[str, float], passages: Sequence[Passage], encoder: Encoder, words: int
) -> tuple[Quotation, ...]:
    """Sentences of a meeting on a question, in the order of the record.

    Args:
        topic: what the question is about.
        weights: what each of its words tells, by stem.
        passages: of one meeting, best first, as search ranks them.
        encoder: the model of the index.
        words: how many to quote, about.
    """
    found = _sentences(passages, encoder)
    if not found:
        return ()
    vectors = encoder.encode([sentence.text for sentence in found])
    near = vectors @ encoder.encode_questions([topic])[0]
    return _best(found, vectors, near, weights, words)


def _sentences(passages: Sequence[Passage], encoder: Encoder) -> list[_Sentence]:
    """What can be quoted of some passages: sentences neither too short nor too long, else whole passages."""
    found = []
    for rank, passage in enumerate(passages, 1):
        spoken = passage.speaker is not None and passage.speaker not in passage.text
        own = [_ASIDE.sub("", text) if spoken else text for text in sentences(passage.text)]
        for text in own if len(own) > 1 or spoken else [passage.text]:
            fits = _FEWEST <= len(text.split()) <= _MOST and "{" not in text
            if fits and encoder.count_tokens(text) <= encoder.max_tokens:
                found.append(_Sentence(text, passage, rank))
    return found


def _best(
    found: Sequence[_Sentence],
    vectors: NDArray[np.float32],
    near: NDArray[np.float32],
    weights: Mapping[str, float],
    words: int,
) -> tuple[Quotation, ...]:
    import numpy as np

    spoken = [_WORD.findall(sentence.text.lower()) for sentence in found]
    told = max(sum(weights.values()), 1e-6)
    shared = [sum(weights.get(s, 0.0) for s in set(map(stem, said))) / told for said in spoken]
    written = [sum(word in _IN_WRITING for word in said) / max(len(said), 1) for said in spoken]
    rank = [sentence.rank**-0.5 for sentence in found]
    central = vectors @ vectors[:_LEADING].mean(axis=0)
    score = (
        _NEAR * near + _SHARED * np.array(shared) + _RANK * np.array(rank) + _CENTRAL * central
        + _WRITTEN * np.array(written)
    )  # fmt: skip
    lengths = np.array([len(said) for said in spoken])
    chosen: list[int] = []
    repeats = np.zeros(len(found))
    left = words
    while left > _CLOSE or not chosen:
        worth = score - _REPEATS * repeats
        worth[chosen] = -np.inf
        if chosen:
            worth[lengths > left] = -np.inf
        best = int(worth.argmax())
        if np.isinf(worth[best]):
            break
        chosen.append(best)
        left -= int(lengths[best])
        repeats = np.maximum(repeats, vectors @ vectors[best])
    in_order = sorted(chosen, key=lambda n: (found[n].passage.start, found[n].passage.text.find(found[n].text)))
    return tuple(Quotation(found[n].text, found[n].passage) for n in in_order)


def by_section(passages: Sequence[Passage], encoder: Encoder, length: Length) -> tuple[SummaryPart, ...]:
    """What stands for each section of a meeting, or for each stretch of one without: its most central sentences.

    ``passages`` are those of the meeting in order; actions and header lines are left to others.
    """
    most = _PER_SECTION[length]
    parts = []
    for title, own in _divided([p for p in passages if p.kind not in {"action", "header"}]):
        found = _sentences(own, encoder) or [_Sentence(p.text, p, 1) for p in own[:1]]
        if most is None:
            quotations = tuple(Quotation(p.text, p) for p in own)
        else:
            vectors = encoder.encode([sentence.text for sentence in found])
            score = vectors @ vectors.mean(axis=0)
            best = sorted(sorted(range(len(found)), key=lambda n: -score[n])[:most])
            quotations = tuple(Quotation(found[n].text, found[n].passage) for n in best)
        parts.append(SummaryPart(title, quotations))
    return tuple(parts)


def _divided(passages: Sequence[Passage]) -> list[tuple[str, list[Passage]]]:
    """The passages of each section by its title; of a meeting without sections, of stretches of equal length."""
    if any(passage.section for passage in passages):
        sections: dict[str, list[Passage]] = {}
        for passage in passages:
            sections.setdefault(" › ".join(passage.section), []).append(passage)
        return list(sections.items())
    size = -(-len(passages) // _PARTS) or 1
    return [("", list(passages[n : n + size])) for n in range(0, len(passages), size)]
