"""A question as asked, and as it is understood against what the records hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.filters import Filters
from ipp_search.index.words.analyzer import COMPOUND, LETTERS, WORD, joined, stem
from ipp_search.query.collection.postings import EMPTY, Postings, union
from ipp_search.query.collection.vocabulary import Vocabulary, idf
from ipp_search.query.collection.word_vectors import Neighbours
from ipp_search.query.question.acronyms import Acronym, find_acronyms
from ipp_search.query.question.as_recorded import as_recorded
from ipp_search.query.question.intents import Intent, intent_of
from ipp_search.query.question.parse import INSTRUCTIONS, Question, read_question
from ipp_search.query.question.spelling import corrections
from ipp_search.query.question.stated_filters import Bounds, read_bounds, without_times

_KINDRED_WEIGHT = 0.5  # of a word that is only like one of the question; swept with those of collection/word_vectors.py
NO_INTENT = Intent()
"""Of a question of no kind."""
_INSTRUCTION_WEIGHT = 0.3  # of a word that only says what kind of answer is wanted


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as typed, with its filters and the most hits to give.

    ``natural`` lets dates and owners in its words be filters too; ``strict`` asks for nothing but an answer;
    ``counts`` asks also how many passages have its words.
    """

    typed: str
    filters: Filters
    limit: int
    natural: bool = True
    strict: bool = False
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question: what it tells, and where it stands.

    ``kindred`` is where words of like meaning stand, each weighed by how like; ``like`` the cosine of the likest, 0 if
    there is none; ``slip`` whether another word was typed.
    """

    word: str
    weight: float
    slip: bool
    like: float
    places: Postings
    kindred: Postings

    def doubt(self, frequency: int) -> float:
        """How doubtful, 0 to 1, it is that the passages know the word, of which so many have it."""
        return 1.0 if not frequency else 0.5 if self.slip else 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as understood: with all the filters that apply, its acronyms, and its slips of spelling mended.

    ``no_meeting`` and ``after`` as ``Bounds`` has them; ``intent`` is the kind of question, if it is of one.
    """

    question: Question
    filters: Filters
    acronyms: tuple[Acronym, ...]
    slips: Mapping[str, str]
    no_meeting: str | None = None
    after: dt.date | None = None
    intent: Intent = NO_INTENT

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

    def content_words(self) -> list[str]:
        """The words that say what is looked for, of which others may mean the same."""
        return [word for word in self.question.words if word not in INSTRUCTIONS and LETTERS.fullmatch(word)]

    def terms(self, vocabulary: Vocabulary, kindred: Neighbours) -> list[Term]:
        """Every word once, in whatever form the records have it."""
        size = vocabulary.size()
        compounds = self._compounds()
        terms: dict[str, Term] = {}
        for word in self.question.words:
            stemmed = stem(word)
            if stemmed and stemmed not in terms:
                whole = [vocabulary.places(compounds[word])] if word in compounds else []
                places = union([vocabulary.places(stemmed), *whole, *self._shortened(word, vocabulary)])
                near = kindred.get(word, ())
                others = [vocabulary.places(other).weighed(_KINDRED_WEIGHT * cosine) for other, cosine in near]
                terms[stemmed] = Term(
                    word,
                    weight=telling_of(word, len(places), size),
                    slip=word in self.slips.values(),
                    like=max((cosine for _, cosine in near), default=0.0),
                    places=places,
                    kindred=union(others) if others else EMPTY,
                )
        return list(terms.values())

    def _compounds(self) -> dict[str, str]:
        """For each part of a word with a hyphen, the stem of the whole: ``resentenc`` for ``re`` and ``sentencing``."""
        return {
            part.lower(): whole
            for compound in COMPOUND.findall(self.question.text)
            for whole in [joined(compound)]
            for part in WORD.findall(compound)
        }

    def _shortened(self, word: str, vocabulary: Vocabulary) -> Iterator[Postings]:
        """Where what an acronym stands for stands instead of it, or an acronym instead of its words."""
        for acronym in self.acronyms:
            if word in (other.lower() for other in self.question.in_order[acronym.start : acronym.end]):
                if acronym.given_short:
                    yield vocabulary.places_of_phrase(acronym.long)
                else:
                    yield vocabulary.places(stem(acronym.short.lower()))


def telling_of(word: str, frequency: int, size: int) -> float:
    """What a word of a question tells that stands in ``frequency`` of ``size`` passages."""
    return idf(frequency, size) * (_INSTRUCTION_WEIGHT if word in INSTRUCTIONS else 1.0)


def read(
    asked: Asked,
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    kindred_of: Callable[[Sequence[str]], Neighbours] = lambda _: {},
) -> Reading:
    """Understand a question: what it says of dates and owners, its acronyms, its slips of spelling.

    ``kindred_of`` tells words of like meaning, by which a slip is told from a word the records do not use.

    Raises:
        BadQuestion: it is none.
    """
    typed, bounds, intent = asked.typed, Bounds(asked.typed, asked.filters), NO_INTENT
    question = read_question(typed)  # refuses what is no question, before anything is looked up
    if asked.natural:
        intent = intent_of(typed)
        bounds = read_bounds(typed, asked.filters, catalogue, of_next=intent.fact == "next_meeting")
        left = without_times(intent.first)[0] if intent.first else bounds.left
        question = question if left == typed else read_question(left)
    forms = {} if question.phrases else as_recorded(question.text, vocabulary)
    if forms:
        text = question.text
        for form, other in forms.items():
            text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", other, text)
        question = read_question(text)
    acronyms = find_acronyms(question.in_order, vocabulary)
    known = {question.in_order[n].lower() for acronym in acronyms for n in range(acronym.start, acronym.end)}
    slips = corrections([word for word in question.words if word not in known], vocabulary, kindred_of)
    return Reading(
        question.with_words(slips),
        bounds.filters,
        tuple(acronyms),
        {**forms, **slips},
        bounds.no_meeting,
        bounds.after,
        intent,
    )
