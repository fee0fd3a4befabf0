"""The passages in which a meeting's record states a fact of it, and those in which a subject first came up."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce

import numpy as np

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.words.acronyms import initials
from ipp_search.index.words.analyzer import stem
from ipp_search.index.words.folding import folded
from ipp_search.ingest.records import Meeting, Passage
from ipp_search.query.collection.vocabulary import IN_PLACE, Vocabulary
from ipp_search.query.question.intents import Fact, Intent
from ipp_search.query.question.interpret import Reading
from ipp_search.query.question.parse import INSTRUCTIONS, STOPWORDS
from ipp_search.query.search.results import Hit

_MOST = 3  # passages that state one fact, put before the rest
_TRIED = 3  # meetings that may state it
_A_MONTH = 31  # days within which a meeting that names no day of the next is taken to tell of it
_WORD = re.compile(r"\w+")
_BRACKET = re.compile(r"[(\[,]")
_LABELS: Mapping[Fact, re.Pattern[str]] = {
    "present": re.compile(r"\b(?:present|attend(?:ees?|ance|ing|ed)|participants?)\b", re.IGNORECASE),
    "apologies": re.compile(r"\b(?:apolog\w+|absent\w*|regrets)\b", re.IGNORECASE),
    "chair": re.compile(r"\b(?:chair\w*|presiding|presided|convenor)\b", re.IGNORECASE),
    "next_meeting": re.compile(r"\bnext (?:scheduled |full |\w+ )?meetings?\b|\bmeet again\b", re.IGNORECASE),
}
# Words that ask for a fact, or say which meeting is meant, and are in no group's name.
_NO_NAME = frozenset(
    "meeting meetings minutes notes note session record records last latest recent previous first next again held take"
    " took place date day time group there here year month plan planned due call attended attend attending attendance"
    " present part participated came come sent send gave give made offered apologies apologised apologized absent"
    " missing unable able chaired chairs chair chairing chairman chairwoman chairperson presided presiding meet"
    " people persons members bodies organisations organizations many else".split()
)
_BONUS = 0.25  # to the score of what is of the kind asked for; what stands first is often 0.1 to 0.2 above it


def passages_first(
    catalogue: Catalogue, vocabulary: Vocabulary, reading: Reading, first: Sequence[Hit], limit: int
) -> tuple[list[Hit], bool]:
    """A question's hits with what it asks for by kind before the rest, and whether that is a fact that was found."""
    intent = reading.intent
    if intent.kind:
        return _kind_first(first, intent)[:limit], False
    found: list[Passage] = []
    if intent.fact and not reading.no_meeting:
        found = _stated(catalogue, intent.fact, reading)
    elif intent.first:
        found = _first_by_date(catalogue, vocabulary, reading)
    ids = {passage.id for passage in found}
    top = first[0].score if first else 0.0
    facts = [Hit(1, top + 1, ("lexical",), passage, {"fact": top + 1}) for passage in found]
    hits = [*facts, *(hit for hit in first if hit.passage.id not in ids)][:limit]
    return _ranked(hits), bool(facts)


def _kind_first(hits: Sequence[Hit], intent: Intent) -> list[Hit]:
    raised = [
        replace(hit, score=round(hit.score + _BONUS, 4), parts={**hit.parts, "kind": _BONUS})
        if hit.passage.kind == intent.kind
        else hit
        for hit in hits
    ]
    return _ranked(sorted(raised, key=lambda hit: -hit.score))


def _ranked(hits: Sequence[Hit]) -> list[Hit]:
    return [replace(hit, rank=place) for place, hit in enumerate(hits, 1)]


def _stated(catalogue: Catalogue, fact: Fact, reading: Reading) -> list[Passage]:
    """The passages that state a fact of the latest meeting that the question can mean."""
    if not reading.filters.of_meetings:
        return []
    for key in _meant(catalogue, reading)[:_TRIED]:
        meeting = lookup.one_meeting(catalogue, key)
        if found := _stating(lookup.passages_of(catalogue, meeting), meeting, fact):
            return found
    return []


def _meant(catalogue: Catalogue, reading: Reading) -> list[str]:
    """The ids of the meetings that the rest of a question names, the latest first; none if it names something else."""
    dropped = {stem(word) for word in STOPWORDS | INSTRUCTIONS | _NO_NAME}
    # The s of a possessive tells nothing.
    words = [w for w in reading.question.in_order if len(w) > 1 and not w[0].isdigit()]
    asked = [w for w in words if stem(w.lower()) not in dropped]
    where, values = reading.filters.where()
    rows = catalogue.rows(
        "SELECT m.key, m.date, m.next_date, m.title, coalesce(m.series, ''), m.names FROM meetings m"
        f" WHERE {where or '1'} ORDER BY m.date IS NULL, m.date DESC, m.key",
        values,
    )
    meant = []
    for key, date, next_date, title, series, others in rows:
        if reading.after and not _tells_next(date, next_date, reading.after):
            continue
        names = [_WORD.findall(name) for name in (title, series, *json.loads(others))]
        known = {stem(word.lower()) for name in names for word in name}
        if all(stem(word.lower()) in known or _shortens(word, names) for word in asked):
            meant.append(key)
    return meant


def _tells_next(date: str | None, next_date: str | None, after: dt.date) -> bool:
    """Whether a meeting may tell when the next is after a day, by which it had been held."""
    if date is None or date > after.isoformat():
        return False
    return next_date > after.isoformat() if next_date else (after - dt.date.fromisoformat(date)).days < _A_MONTH


def _shortens(word: str, names: Sequence[Sequence[str]]) -> bool:
    """Whether a word in capitals is short for some words of a name."""
    if not word.isupper() or len(word) == 1:
        return False
    lengths = range(len(word), len(word) + 2)  # small words may be left out
    return any(
        word in initials(name[begin : begin + length])
        for name in names
        for begin in range(len(name))
        for length in lengths
    )


def _stating(passages: Sequence[Passage], meeting: Meeting, fact: Fact) -> list[Passage]:
    """The passages in which a record most likely states a fact: at the line noted, with its label, with its names."""
    line = _line(dict(meeting.sources).get(fact))
    named = {"present": meeting.attendees, "apologies": meeting.apologies, "chair": (meeting.chair or "",)}.get(
        fact, ()
    )
    names = [folded(re.split(r"[(\[,]", name)[0]).strip() for name in named]
    names = [name for name in names if len(name) > 1]

    def score(passage: Passage) -> float:
        text = folded(passage.text)
        has = sum(name in text for name in names)
        at = line is not None and passage.start_line <= line <= passage.end_line
        label = _LABELS[fact].search(passage.text) is not None
        above = _LABELS[fact].search(" ".join([*passage.section[-1:], passage.context])) is not None
        if not (has if names else at or ((label or above) and re.search(r"\d", text))):
            return 0.0
        return label + 0.6 * above + 0.5 * min(has, 3) + 1.5 * at

    scores = [score(passage) for passage in passages]
    if not scores or max(scores) < 1:
        return []
    best = scores.index(max(scores))
    found = [passages[best]]
    for n in range(best + 1, min(best + _MOST, len(passages))):
        if fact not in {"present", "apologies"} or not scores[n] or passages[n].section != passages[best].section:
            break
        found.append(passages[n])
    return found


def _line(source: str | None) -> int | None:
    match = re.fullmatch(r"line (\d+)", source or "")
    return int(match[1]) if match else None


def _first_by_date(catalogue: Catalogue, vocabulary: Vocabulary, reading: Reading) -> list[Passage]:
    """The earliest passages, in dated meetings, that have every word of the subject."""
    stems = list(dict.fromkeys(filter(None, map(stem, reading.question.words))))
    if not stems:
        return []
    places = [vocabulary.places(one) for one in stems]
    ids = reduce(np.intersect1d, (some.ids[some.weights >= IN_PLACE] for some in places)).tolist()
    where, values = reading.filters.where()
    rows = catalogue.rows(
        f"SELECT p.id FROM {lookup.JOINED} WHERE p.id IN (SELECT value FROM json_each(:ids)) AND m.date IS NOT NULL"
        f" AND {where or '1'} ORDER BY m.date, m.key, p.start LIMIT 1",
        {**values, "ids": json.dumps(ids)},
    )
    return list(lookup.passages(catalogue, [id_ for (id_,) in rows]).values())
