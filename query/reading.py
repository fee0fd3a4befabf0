"""A question as asked, and as it is understood against what the records hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.filters import Filters
from ipp_search.index.stems import stem
from ipp_search.query.acronyms import Acronym, find_acronyms
from ipp_search.query.bounds import read_bounds
from ipp_search.query.question import INSTRUCTIONS, Question, read_question
from ipp_search.query.spelling import corrections
from ipp_search.query.vocabulary import Places, Vocabulary, telling

_INSTRUCTION_WEIGHT = 0.3  # of a word that only says what kind of answer is wanted


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as typed, with its filters and the most hits to give.

    ``natural`` lets dates and owners in its words be filters too.
    """

    typed: str
    filters: Filters
    limit: int
    natural: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question: what it tells, and where it stands.

    ``doubt`` is 1 for a word that stands nowhere, a half for one that was taken for a slip of another.
    """

    weight: float
    doubt: float
    places: Places


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as understood: with all the filters that apply, its acronyms, and its slips of spelling mended."""

    question: Question
    filters: Filters
    acronyms: tuple[Acronym, ...]
    slips: Mapping[str, str]

    @property
    def topic(self) -> str:
        """What to embed: the topic, with acronyms beside what they stand for."""
        topic = self.question.topic
        for acronym in self.acronyms:
            if acronym.given_short:
                word = self.question.in_order[acronym.start]
                topic = re.sub(rf"\b{re.escape(word)}\b", f"{acronym.long} ({acronym.short})", topic, count=1)
        return topic

    @property
    def read_as(self) -> dict[str, str]:
        """The words that were taken to mean others."""
        return {**self.slips, **{a.short: a.long for a in self.acronyms if a.given_short}}

    def terms(self, vocabulary: Vocabulary) -> list[Term]:
        """Every word once, in whatever form the records have it."""
        size = vocabulary.size()
        terms: dict[str, Term] = {}
        for word in self.question.words:
            stemmed = stem(word)
            if stemmed and stemmed not in terms:
                places = _joined([vocabulary.places(stemmed), *self._shortened(word, vocabulary)])
                weight = telling(len(places), size) * (_INSTRUCTION_WEIGHT if word in INSTRUCTIONS else 1.0)
                doubt = 1.0 if not places else 0.5 if word in self.slips.values() else 0.0
                terms[stemmed] = Term(weight, doubt, places)
        return list(terms.values())

    def _shortened(self, word: str, vocabulary: Vocabulary) -> Iterator[Places]:
        """Where what an acronym stands for stands instead of it, or an acronym instead of its words."""
        for acronym in self.acronyms:
            if word in (other.lower() for other in self.question.in_order[acronym.start : acronym.end]):
                if acronym.given_short:
                    yield vocabulary.places_of_phrase(acronym.long)
                else:
                    yield vocabulary.places(stem(acronym.short.lower()))


def read(asked: Asked, catalogue: Catalogue, vocabulary: Vocabulary) -> Reading:
    """Understand a question: what it says of dates and owners, its acronyms, its slips of spelling.

    Raises:
        BadQuestion: it is none.
    """
    typed, filters = asked.typed, asked.filters
    question = read_question(typed)  # refuses what is no question, before anything is looked up
    if asked.natural:
        typed, filters = read_bounds(typed, filters, catalogue)
        question = question if typed == asked.typed else read_question(typed)
    acronyms = find_acronyms(question.in_order, vocabulary)
    known = {question.in_order[n].lower() for acronym in acronyms for n in range(acronym.start, acronym.end)}
    slips = corrections([word for word in question.words if word not in known], vocabulary)
    return Reading(question.with_words(slips), filters, tuple(acronyms), slips)


def _joined(several: Sequence[Places]) -> Places:
    """Places of alternatives as those of one word: what stands at the same place counts once, as the most."""
    if len(several) == 1:
        return several[0]
    most: dict[int, float] = {}
    for places in several:
        for id_, weight in places:
            most[id_] = max(weight, most.get(id_, 0.0))
    return sorted(most.items())
