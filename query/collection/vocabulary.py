"""The words of the records: their stems, where each stands, and how much it tells."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence

import numpy as np

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.words.analyzer import stem as stem_of
from ipp_search.index.words.analyzer import stemmed
from ipp_search.query.collection.postings import EMPTY, Postings
from ipp_search.query.collection.word_forms import Word, has_phrase, plural_of_acronyms, without_hyphens

_KEPT = 5_000  # stems whose places are kept between questions

_SHOWN = 20  # passages that show how a stem is spelt
# A word in a passage (as it stands, or without its hyphen), in its section path and context, in the meeting's name.
IN_PLACE = 0.4
"""The least weight of a word that stands in a passage or above it; in the name of its meeting it has less."""
_COLUMN_WEIGHTS = f"CASE col WHEN 'text' THEN 1.0 WHEN 'joined' THEN 1.0 WHEN 'place' THEN {IN_PLACE} ELSE 0.2 END"


class Vocabulary:
    """Looks words up in the full text of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._speakers: tuple[int, dict[str, set[str]]] | None = None
        self._places: tuple[int, dict[str, Postings]] = (-1, {})

    def size(self) -> int:
        """The number of passages."""
        ((count,),) = self._catalogue.rows("SELECT count(*) FROM passages")
        return int(count)

    def places(self, stem: str) -> Postings:
        """Where a stem stands; kept until the catalogue changes."""
        version = self._catalogue.version()
        if self._places[0] != version or len(self._places[1]) > _KEPT:
            self._places = (version, {})
        kept = self._places[1]
        if stem not in kept:
            # Joined by SQLite and parsed by numpy, both in C: a common word stands in many thousand passages.
            ((ids, weights),) = self._catalogue.rows(
                "SELECT group_concat(doc, ' '), group_concat(weight, ' ') FROM"
                f" (SELECT doc, sum({_COLUMN_WEIGHTS}) AS weight FROM postings WHERE term = ?"
                " GROUP BY doc ORDER BY doc)",
                (stem,),
            )
            kept[stem] = EMPTY
            if ids:
                kept[stem] = Postings(
                    np.fromstring(ids, np.int64, sep=" "), np.fromstring(weights, np.float32, sep=" ")
                )
        return kept[stem]

    def forms(self, word: Word) -> tuple[list[int], list[int]]:
        """The passages, by row id, that have a word in another form only, and those that have it as it is spelt.

        A compound also stands where its parts stand side by side, with a hyphen between them or not.
        """
        rows = self._catalogue.rows(
            "SELECT id, text FROM passages WHERE id IN"
            " (SELECT doc FROM postings WHERE term IN (?, ?) AND col IN ('text', 'joined'))"
            " ORDER BY id",
            (word.stem, stem_of(plural_of_acronyms(word.spelt.upper())) if word.acronym else word.stem),
        )
        spelt = [id_ for id_, text in rows if word.spelt_in(text)]
        apart = self._phrase(" ".join(word.parts)) if word.parts else []
        return sorted({id_ for id_, _ in rows}.difference(spelt)), sorted({*spelt, *apart})

    def with_phrase(self, phrase: str) -> list[int]:
        """The passages, by row id, that have words side by side as they are spelt, but for endings and hyphens."""
        ways = {phrase, without_hyphens(phrase), plural_of_acronyms(phrase)}
        rows = self._catalogue.rows(
            "SELECT id, text FROM passages WHERE id IN (SELECT rowid FROM passages_fts WHERE passages_fts MATCH ?)"
            " ORDER BY id",
            (" OR ".join(f'{{text joined}} : "{stemmed(way)}"' for way in sorted(ways)),),
        )
        return [id_ for id_, text in rows if has_phrase(text, phrase)]

    def places_of_phrase(self, words: str) -> Postings:
        """Where words stand side by side, in whatever form."""
        ids = np.array(self._phrase(stemmed(words)), dtype=np.int64)
        return Postings(ids, np.ones(len(ids), dtype=np.float32))

    def _phrase(self, stems: str) -> list[int]:
        rows = self._catalogue.rows(
            "SELECT rowid FROM passages_fts WHERE passages_fts MATCH ? ORDER BY rowid", (f'text : "{stems}"',)
        )
        return [id_ for (id_,) in rows]

    def spelt_out(self, short: str, *, stated: bool) -> list[str]:
        """The words with these initials, as most meetings print them first; ``stated`` with the acronym in brackets."""
        found = self._catalogue.rows(
            "SELECT long FROM spelt_out WHERE short = ? AND stated = ? GROUP BY long ORDER BY count(*) DESC, long",
            (short, stated),
        )
        return [long for (long,) in found]

    def capitals(self, words: Iterable[str]) -> set[str]:
        """Those of some words in capitals that the records print so."""
        rows = self._catalogue.rows(
            "SELECT word FROM capitals WHERE word IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(set(words))),),
        )
        return {word for (word,) in rows}

    def terms_like(self, first: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """The stems that begin with a letter and are so long, each with the number of its passages."""
        return self._catalogue.rows(
            "SELECT term, doc FROM terms WHERE term >= :a AND term < :b AND length(term) BETWEEN :least AND :most",
            {"a": first, "b": chr(ord(first) + 1), "least": shortest, "most": longest},
        )

    def spellings(self, stem: str) -> set[str]:
        """The words of the records that have this stem, as far as a few of its passages show."""
        rows = self._catalogue.rows(
            "SELECT text || ' ' || section FROM passages"
            " WHERE id IN (SELECT DISTINCT doc FROM postings WHERE term = ?) LIMIT ?",
            (stem, _SHOWN),
        )
        words = {word for (text,) in rows for word in re.findall(r"\w+", text.lower())}
        return {word for word in words if stem_of(word) == stem}

    def frequency(self, stem: str) -> int:
        """In how many passages a stem stands."""
        found = self._catalogue.rows("SELECT doc FROM terms WHERE term = ?", (stem,))
        return int(found[0][0]) if found else 0

    def speakers(self) -> dict[str, set[str]]:
        """Everyone who is said to have spoken, with the stems of the name; kept until the catalogue changes."""
        version = self._catalogue.version()
        if self._speakers is None or self._speakers[0] != version:
            rows = self._catalogue.rows("SELECT DISTINCT speaker FROM passages WHERE speaker IS NOT NULL")
            self._speakers = (version, {name: set(stemmed(name).split()) for (name,) in rows})
        return self._speakers[1]

    def said_by(self, names: Sequence[str]) -> list[int]:
        """The row ids of what these people said, rising."""
        rows = self._catalogue.rows(
            "SELECT id FROM passages WHERE speaker IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(names),),
        )
        return [id_ for (id_,) in rows]


def idf(frequency: int, size: int) -> float:
    """The inverse document frequency of BM25 (Robertson and Spärck Jones), in nats, never below 0."""
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
