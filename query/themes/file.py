"""Themes: what a timeline is about, from a file that people edit or from the words they type."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipp_search.corpus import NOTES
from ipp_search.errors import BadQuestion, BadThemes
from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest.readers.decoding import NotText, decode
from ipp_search.ingest.text import safe
from ipp_search.query.question.parse import STOPWORDS, read_phrases, read_question
from ipp_search.query.question.stated_filters import without_times

if TYPE_CHECKING:
    from ipp_search.index.encoding.encoder import Encoder

FILE_NAME = "themes.toml"
BUNDLED = NOTES / FILE_NAME
_LISTS = ("words", "questions", "exclude")
_LIKE = 0.8  # so much alike, a name was perhaps meant
_NEAR = 0.25  # cosine; questions on other subjects stay below it, by the 100 of tests/quality
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject to follow through the meetings.

    ``words`` are words or phrases that name it: what has one, also with endings, speaks to it. ``questions`` are
    plain words for what else counts, matched by meaning as well as by letter. A passage with one of ``exclude``
    does not count, and a heading with one brings nothing in. Each of ``literal`` has to stand, letter by letter, in a
    passage or a heading above it.
    """

    name: str
    description: str = ""
    words: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    literal: tuple[str, ...] = ()
    typed: bool = False
    """Whether it is words as typed, and no theme of a file."""

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases whose places are counted: its words, and what was typed."""
        return self.words + (self.questions if self.typed else ())

    @property
    def followed_as(self) -> str:
        """What it is, for people."""
        if not self.typed:
            return "a theme of the themes file"
        return "a literal phrase" if self.literal and not self.questions else "a phrase"


def phrase_theme(words: str) -> Theme:
    """The theme that words on the command line stand for; a time in them is left to the limits of a timeline.

    What stands in quotation marks is followed letter by letter, be it symbols or small words.

    Raises:
        BadQuestion: it has no word that names a subject and no phrase in quotation marks, or is too long.
    """
    words = safe(words)
    phrases, rest = read_phrases(words)
    if phrases and not any(map(str.isalnum, rest)):
        return Theme(words, literal=phrases, typed=True)
    question = read_question(without_times(words)[0])
    if STOPWORDS.issuperset(question.words) or not any(map(str.isalnum, question.text)):
        raise BadQuestion(
            f"“{question.text}” names no subject.",
            "Name one, or put it into quotation marks to follow it letter by letter.",
        )
    return Theme(words, questions=(question.text,), literal=phrases, typed=True)


def read_themes(path: Path) -> dict[str, Theme]:
    """The themes of a file, by name, in its order.

    Raises:
        BadThemes: it cannot be read; the message names the line.
    """
    try:
        text, _ = decode(path.read_bytes())
        tables = tomllib.loads(text)
    except OSError as error:
        raise BadThemes(f"{path} cannot be read: {error.strerror}.", "Check the spelling.") from None
    except NotText as error:
        raise BadThemes(f"{path} is no themes file: {error}.", "See: ipp-search themes --help") from None
    except tomllib.TOMLDecodeError as error:
        why = str(error).replace("at end of document", f"at line {text.count(chr(10)) + 1}, its last")
        raise BadThemes(f"{path} is no themes file: {why}.", "Mend it there; see: ipp-search themes --help") from None
    if not tables:
        raise BadThemes(f"{path} holds no theme.", "Begin with: ipp-search themes discover")
    themes = (_theme(name, table, path, text) for name, table in tables.items())
    return {theme.name: theme for theme in themes}


def _theme(name: str, table: Any, path: Path, text: str) -> Theme:
    def wrong(why: str, key: str = "") -> BadThemes:
        return BadThemes(f"{path}, line {_line_of(text, name, key)}: {why}.", "See: ipp-search themes --help")

    if not isinstance(table, Mapping):
        raise wrong(f"{name!r} is to be a theme, as in [{name}]")
    if unknown := table.keys() - {"description", *_LISTS}:
        key = sorted(unknown)[0]
        raise wrong(f"a theme has no {key!r}; it has description, words, questions and exclude", key)
    if not isinstance(table.get("description", ""), str):
        raise wrong("the description is to be words in quotation marks", "description")
    lists: dict[str, tuple[str, ...]] = {}
    for key in _LISTS:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and _WORD.search(v) for v in value):
            raise wrong(f'{key} is to be a list of words, as in {key} = ["recall"]', key)
        lists[key] = tuple(value)
    if not lists["words"] and not lists["questions"]:
        raise wrong(f"{name!r} has neither words nor questions, so nothing could speak to it")
    return Theme(safe(name), safe(table.get("description", "")), lists["words"], lists["questions"], lists["exclude"])


def _line_of(text: str, name: str, key: str) -> int:
    """The line where a theme, or a key in it, stands."""
    heading = re.compile(rf"\s*(?:\[\s*)?[\"']?{re.escape(name)}[\"']?\s*[\]=]")
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if heading.match(line)), 0)
    inside = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    return 1 + (next((n for n in range(start, len(lines)) if inside.match(lines[n])), start) if key else start)


def chosen(named: Sequence[str | Theme], known: Mapping[str, Theme]) -> list[Theme]:
    """The themes that names, in any case, or phrases stand for; a theme stands for itself.

    Raises:
        BadQuestion: none is given, or one has no word in it.
    """
    if not named:
        raise BadQuestion("No theme is named.", "Name one, or see them with: ipp-search themes")
    if wrong := [one for one in named if not isinstance(one, str | Theme)]:
        raise BadQuestion(f"{wrong[0]!r} is no theme.", "Give a name, a phrase or a Theme; several to timelines().")
    by_name = {name.casefold(): theme for name, theme in known.items()}
    return [
        one if isinstance(one, Theme) else by_name.get(" ".join(one.split()).casefold()) or phrase_theme(one)
        for one in named
    ]


def themes_of(index: Path, catalogue: Catalogue) -> dict[str, Theme]:
    """The themes of an index folder that has a file of them; of the bundled notes those that came with them.

    Other records have none until a file is made: a bundled theme would take over common words of theirs. Errors are
    those of reading the file.
    """
    own = index / FILE_NAME
    if own.exists():
        return read_themes(own)
    bundled = {hashlib.sha256(note.read_bytes()).hexdigest() for note in NOTES.glob("*.txt")}
    held = {digest for digest, _ in catalogue.known_documents().values()}
    return read_themes(BUNDLED) if held and held <= bundled else {}


class NearestTheme:
    """Tells the theme that some words come nearest to in meaning; embeds the themes once."""

    def __init__(self, known: Mapping[str, Theme], encoder: Encoder) -> None:
        self.known = known
        self._names = list(known)
        self._encoder = encoder
        self._vectors = encoder.encode([", ".join([t.name, *t.words, *t.questions]) for t in known.values()])

    def of(self, words: str) -> str | None:
        """Its name, None if the words are near to none."""
        likeness = self._vectors @ self._encoder.encode_questions([words])[0]
        best = int(likeness.argmax())
        return self._names[best] if likeness[best] >= _NEAR else None


def nearest_name(words: str, known: Mapping[str, Theme]) -> str | None:
    """The theme whose name is spelt most like some words that are not one."""
    by_name = {name.casefold(): name for name in known}
    near = get_close_matches(words.casefold(), by_name, 1, _LIKE)
    return by_name[near[0]] if near and near[0] != words.casefold() else None
