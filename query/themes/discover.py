"""Proposes themes: passages that mean alike are put together, and the words that set a group apart name it.

Groups come from k-means over the stored vectors; their words from class-based tf-idf (M. Grootendorst, BERTopic: Neural
topic modeling with a class-based TF-IDF procedure, 2022, arXiv:2203.05794).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.words.analyzer import stem
from ipp_search.query.collection.table import Table
from ipp_search.query.question.parse import INSTRUCTIONS, STOPWORDS
from ipp_search.query.themes.file import Theme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHORTEST = 6  # words; shorter passages say too little to be grouped by
_FEWEST = 8  # passages
_FEWEST_OF_THEME = 3
_MOST_THEMES = 24
_SAMPLE = 20_000  # passages to find the groups by; all are then put into them
_WORDS = 5
_SEED = 0
_HEADER = """\
# Themes proposed from the records. Rename them, add and remove words, drop what is no theme.
# What each key means: ipp-search themes --help"""
_SHORTEST_WORD = 3
_LIFT = 2.0  # so many times commoner in a group than in all
_PAIR = 1.5
# What minutes say of their own course, whatever is spoken of.
_FURNITURE = frozenset(
    "meeting meetings minutes agenda item items led lead discussed discussion noted agreed reported asked said chair"
    " chaired member members apologies attended attendance secretary thanked welcomed".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def discover(catalogue: Catalogue, table: Table, count: int | None = None) -> list[Theme]:
    """Themes proposed from the passages of an index, those of most passages first; the same for the same records.

    ``count`` is how many groups to make; else a number that grows slowly with the records.
    """
    import numpy as np

    header = [id_ for (id_,) in catalogue.rows("SELECT id FROM passages WHERE kind = 'header'")]
    rows = np.flatnonzero((table.vector >= 0) & (table.words >= _SHORTEST) & ~np.isin(table.ids, header))
    if len(rows) < _FEWEST:
        return []
    vectors = table.vectors[table.vector[rows]]
    count = min(count or max(3, min(_MOST_THEMES, round((len(rows) / 2) ** 0.5))), len(rows) // 2)
    groups = _groups(vectors, count)
    texts = dict(catalogue.rows("SELECT id, text FROM passages"))
    people = _people(catalogue, texts.values())
    said = [_words(texts[id_], people) for id_ in table.ids[rows].tolist()]
    overall = Counter(key for words in said for key in words)
    themes: list[Theme] = []
    for group in sorted(range(count), key=lambda g: (-int((groups == g).sum()), g)):
        members = np.flatnonzero(groups == group)
        if len(members) < _FEWEST_OF_THEME:
            continue
        words = _telling(said, overall, members)
        name = ", ".join(words[:2])
        if words and name not in {theme.name for theme in themes}:
            typical = _typical(texts, table, rows, vectors, members)
            themes.append(Theme(name, f"{len(members):,} passages, such as: {typical}", tuple(words)))
    return themes


def _groups(vectors: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The group of each vector."""
    import numpy as np
    from sklearn.cluster import KMeans

    chosen = np.random.default_rng(_SEED).permutation(len(vectors))[:_SAMPLE]
    found = KMeans(count, n_init=4, random_state=_SEED).fit(vectors[np.sort(chosen)])
    groups: NDArray[np.int64] = found.predict(vectors).astype(np.int64)
    return groups


def _people(catalogue: Catalogue, texts: Iterable[str]) -> frozenset[str]:
    """The words of the names of those who attended or spoke that no passage has in small letters."""
    listed = [name for (names,) in catalogue.rows("SELECT attendees FROM meetings") for name in json.loads(names)]
    listed += [name for (name,) in catalogue.rows("SELECT DISTINCT speaker FROM passages WHERE speaker IS NOT NULL")]
    names = {word for name in listed for word in _WORD.findall(name) if word.istitle()}
    small = {word for text in texts for word in _WORD.findall(text) if word.islower()}
    return frozenset(name.lower() for name in names if name.lower() not in small)


def _words(text: str, people: frozenset[str]) -> dict[str, str]:
    """The words of a passage, and the pairs that stand side by side, by their stems; as it has them first.

    Small words, names of people and the furniture of minutes are left out, and part what stands on either side.
    """
    found: dict[str, str] = {}
    before: tuple[str, str] | None = None
    for word in _WORD.findall(text):
        small = word.lower()
        empty = small in STOPWORDS or small in INSTRUCTIONS or small in _FURNITURE or len(word) < _SHORTEST_WORD
        if empty or (small in people and not word.isupper()):
            before = None
            continue
        now = stem(word), word if word.isupper() else word.lower()
        found.setdefault(*now)
        if before:
            found.setdefault(f"{before[0]} {now[0]}", f"{before[1]} {now[1]}")
        before = now
    return found


def _telling(said: Sequence[dict[str, str]], overall: Counter[str], members: NDArray[np.int64]) -> list[str]:
    """The words that set some passages apart from all, the most telling first, each in its commonest form."""
    inside = Counter(key for n in members.tolist() for key in said[n])
    least = max(2, len(members) // 20)
    score: dict[str, float] = {}
    for key, times in inside.items():
        lift = times / len(members) / (overall[key] / len(said))
        if times >= least and lift >= _LIFT:
            # A pair says more than either of its words, and stands less often.
            score[key] = times / len(members) * math.log(lift) * (_PAIR if " " in key else 1)
    chosen: list[str] = []
    for key in sorted(score, key=lambda key: (-score[key], key)):
        words = set(key.split())
        if not any(words & set(other.split()) for other in chosen):
            chosen.append(key)
    spelt = {key: Counter(said[n][key] for n in members.tolist() if key in said[n]) for key in chosen[:_WORDS]}
    return [min(forms, key=lambda word: (-forms[word], word)) for forms in spelt.values()]


def _typical(
    texts: dict[int, str],
    table: Table,
    rows: NDArray[np.int64],
    vectors: NDArray[np.float32],
    members: NDArray[np.int64],
) -> str:
    """The beginning of the passage nearest to the middle of a group."""
    middle = vectors[members].mean(axis=0)
    nearest = members[int((vectors[members] @ middle).argmax())]
    words = " ".join(texts[int(table.ids[rows[nearest]])].split())
    return words if len(words) <= 100 else words[:100].rpartition(" ")[0] + " …"


def as_toml(themes: Sequence[Theme]) -> str:
    """Themes as a file to edit."""
    if not themes:
        return ""
    blocks = [_HEADER]
    for theme in themes:
        words = ", ".join(json.dumps(word, ensure_ascii=False) for word in theme.words)
        name, description = (json.dumps(text, ensure_ascii=False) for text in (theme.name, theme.description))
        blocks.append(f"[{name}]\ndescription = {description}\nwords = [{words}]")
    return "\n\n".join(blocks) + "\n"
