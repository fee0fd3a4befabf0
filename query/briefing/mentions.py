"""Where the words of a topic stand, by letter: what a draft says of silence is said only where none of them does."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.words.analyzer import stemmed
from ipp_search.index.words.folding import folded
from ipp_search.ingest.records import Meeting, Passage
from ipp_search.ingest.text import searchable
from ipp_search.query.collection.vocabulary import Vocabulary
from ipp_search.query.collection.word_forms import has_phrase, without_hyphens
from ipp_search.query.question.acronyms import find_acronyms
from ipp_search.query.question.stated_filters import without_times
from ipp_search.query.themes.file import Theme

_MARKS = re.compile('["“”]+')


class Mentions:
    """The passages, but those of a header, that have a topic's words side by side, or stand below a heading with them.

    Words count with their common endings; an acronym also as the words it stands for, and these as their acronym.

    What a theme excludes does not count, and what it has in quotation marks alone is looked for letter by letter.

    Args:
        catalogue: of the records.
        theme: the topic, or its name.
    """

    def __init__(self, catalogue: Catalogue, theme: Theme) -> None:
        self._catalogue = catalogue
        self._exclude = theme.exclude
        self._literal = theme.literal if not theme.questions else ()
        name = without_times(theme.name)[0]
        names = [*theme.words] if self._literal else [_MARKS.sub(" ", name), *theme.words]
        self._phrases = tuple(dict.fromkeys(filter(stemmed, self._in_full(names))))

    def _in_full(self, phrases: Sequence[str]) -> list[str]:
        vocabulary, found = Vocabulary(self._catalogue), list(phrases)
        for phrase in phrases:
            words = phrase.split()
            for acronym in find_acronyms(words, vocabulary):
                other = acronym.long if acronym.given_short else acronym.short
                found.append(" ".join([*words[: acronym.start], other, *words[acronym.end :]]))
        return found

    @cached_property
    def _by_meeting(self) -> Mapping[str, list[int]]:
        ids = {id_ for phrase in self._phrases for id_ in self._with(phrase)}
        if self._literal:
            ids |= set.intersection(*(set(lookup.with_letters(self._catalogue, phrase)) for phrase in self._literal))
        held: dict[str, list[int]] = {}
        for key, id_ in self._catalogue.rows(
            "SELECT m.key, p.id FROM passages p JOIN meetings m ON m.id = p.meeting_id WHERE p.kind <> 'header'"
            " AND p.id IN (SELECT value FROM json_each(?)) ORDER BY p.start",
            (json.dumps(sorted(ids)),),
        ):
            held.setdefault(key, []).append(id_)
        return held

    def _with(self, phrase: str) -> list[int]:
        stems = f'"{stemmed(phrase)}" OR {{text joined}} : "{stemmed(without_hyphens(phrase))}"'
        within = self._catalogue.rows(
            "SELECT id, text FROM passages WHERE id IN (SELECT rowid FROM passages_fts WHERE passages_fts MATCH ?)",
            (f"text : {stems}",),
        )
        sections = [section for (section,) in self._catalogue.rows("SELECT DISTINCT section FROM passages")]
        named = [section for section in sections if any(self._has(title, phrase) for title in json.loads(section))]
        below = self._catalogue.rows(
            "SELECT id FROM passages WHERE section IN (SELECT value FROM json_each(?))", (json.dumps(named),)
        )
        return [id_ for id_, text in within if self._has(text, phrase)] + [id_ for (id_,) in below]

    def _has(self, words: str, phrase: str) -> bool:
        plain = searchable(words)
        if not has_phrase(plain, phrase):
            return False
        stems = f" {stemmed(plain)} "
        # By stems as well: "I" with an ending would be any short word.
        return not any(f" {stemmed(other)} " in stems and has_phrase(plain, other) for other in self._exclude)

    def named_in(self, passage: Passage) -> bool:
        """Whether a passage itself, and not only a heading above it, has the words."""
        literal = bool(self._literal) and all(folded(one) in folded(passage.text) for one in self._literal)
        return literal or any(self._has(passage.text, phrase) for phrase in self._phrases)

    def of(self, meeting: Meeting) -> list[Passage]:
        """Those of a meeting, in order."""
        ids = self._by_meeting.get(meeting.id, [])
        found = lookup.passages(self._catalogue, ids) if ids else {}
        return [found[id_] for id_ in ids]

    def behind(self, passage: Passage, count: int) -> list[Passage]:
        """The passages right behind one in its record, so many at most, as long as its section goes on."""
        record = lookup.passages_of(self._catalogue, passage.meeting)
        place = next(n for n, other in enumerate(record) if other.id == passage.id)
        return [other for other in record[place + 1 : place + 1 + count] if other.section == passage.section]

    def in_any(self, meetings: Sequence[Meeting]) -> Passage | None:
        """The first passage of the first of these meetings that has one."""
        return next((passage for meeting in meetings for passage in self.of(meeting)), None)
