"""The features of ranking: what each counts, where, by whom it was thought of, and the most a block can have of it.

This list feeds scoring, ``--explain``, the ablation in ``bench/search.py`` and the table in the docs. A passage's score
is the sum over the features of its weight (``SearchSettings``, by the feature's name) times its value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipp_search.index.encoding.arrays import Floats
from ipp_search.query.search.ranking import features
from ipp_search.query.search.ranking.matches import Matches
from ipp_search.query.search.ranking.settings import DEFAULT, SearchSettings, Weight
from ipp_search.query.search.ranking.upper_bounds import Blocks


@dataclass(frozen=True, slots=True)
class Signals:
    """What a question matches in ``n`` passages of whole meetings, a row each.

    ``counts`` is how often each of its ``k`` words stands there, ``(n, k)``, ``weights`` what each tells, ``(k,)``;
    ``words`` the length of a passage, ``gaps`` as in ``features``, ``spoken`` whether it is talk, ``said`` the words
    of those whom the question names. ``cosines``, ``headings`` and ``meaning``, as ``Matches`` has them, are None
    without a model; ``under`` tells which passages have a heading that counts.
    """

    counts: Floats
    weights: Floats
    words: Floats
    gaps: Floats
    spoken: NDArray[np.bool_]
    said: Floats
    cosines: Floats | None
    headings: Floats | None
    meaning: Floats | None
    under: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for which a passage stands where it does.

    Attributes:
        name: as ``--explain`` prints it, and of its weight in ``SearchSettings``.
        meaning: what it counts, in a line.
        source: the paper, or where it was measured.
        value: of each passage, ``(n,)``; None where nothing can be said, as of vectors without a model.
        most: the most that any passage of each block can have of it; None as above.
    """

    name: str
    meaning: str
    source: str
    value: Callable[[Signals, SearchSettings], Floats | None]
    most: Callable[[Blocks, Matches], Floats | None]

    def weight(self, settings: SearchSettings = DEFAULT) -> Weight:
        """What it is multiplied by."""
        weight: Weight = getattr(settings, self.name)
        return weight

    @property
    def applies_to(self) -> str:
        """``minutes``, ``transcripts`` or ``both``: where it has a weight."""
        weight = self.weight()
        return "both" if weight.minutes and weight.transcripts else "minutes" if weight.minutes else "transcripts"


def _words(signals: Signals, settings: SearchSettings) -> Floats:
    return features.by_words(signals.counts, signals.weights, signals.gaps, settings.words_reach)


def _most_words(blocks: Blocks, matches: Matches) -> Floats:
    told = matches.weights / max(float(matches.weights.sum()), 1e-6)
    # Summed by numpy: of a few words, BLAS has been seen to warn of invalid values where all are valid.
    most: Floats = (features.saturated(blocks.words.propagated(blocks.held(matches.counts))) * told).sum(axis=1)
    return most


def _meaning(signals: Signals, _: SearchSettings) -> Floats | None:
    return signals.meaning


def _most_meaning(blocks: Blocks, matches: Matches) -> Floats | None:
    return None if matches.meaning is None else blocks.most(matches.meaning)


def _heading(signals: Signals, _: SearchSettings) -> Floats | None:
    if signals.cosines is None or signals.headings is None:
        return None
    return features.by_heading(signals.cosines, signals.headings, signals.under)


def _most_heading(blocks: Blocks, matches: Matches) -> Floats | None:
    if matches.cosines is None or matches.headings is None:
        return None
    # A heading lifts a passage by what it is nearer, so a passage below 0 gains a little more than the heading.
    most: Floats = np.maximum(blocks.most(matches.headings), 0) + np.maximum(blocks.most(-matches.cosines), 0)
    return most


def _speaker(signals: Signals, settings: SearchSettings) -> Floats:
    return features.by_speaker(signals.said, signals.gaps, settings.speaker_reach)


def _most_speaker(blocks: Blocks, matches: Matches) -> Floats | None:
    if not matches.said.any():
        return None
    said = np.add.reduceat(matches.said, blocks.begins)[:, None]
    return features.heard(blocks.speaker.propagated(said)[:, 0])


def _itself(signals: Signals, _: SearchSettings) -> Floats:
    return features.by_itself(signals.counts, signals.weights, signals.words)


def _most_itself(blocks: Blocks, _: Matches) -> Floats:
    return np.ones(len(blocks.begins), dtype=np.float32)


FEATURES = (
    Feature(
        "words", "the share of the question's words that a passage and its surroundings have, each by its rarity",
        "Lv and Zhai, Positional Language Models for Information Retrieval, SIGIR 2009; saturated as in BM25",
        _words, _most_words,
    ),
    Feature(
        "meaning", "the mean cosine of a passage and its surroundings to the question",
        "Reimers and Gurevych, Sentence-BERT, EMNLP 2019; the mean over surroundings measured in bench/search.py",
        _meaning, _most_meaning,
    ),
    Feature(
        "heading", "by how much the heading above a passage is nearer to the question than its own words",
        "measured on the graded questions of tests/quality", _heading, _most_heading,
    ),
    Feature(
        "speaker", "how much the people whom a question names speak here and nearby",
        "measured in bench/search.py", _speaker, _most_speaker,
    ),
    Feature(
        "itself", "what a turn says for itself: of neighbours that score alike, the one worth quoting goes first",
        "measured in bench/search.py", _itself, _most_itself,
    ),
)  # fmt: skip
"""In the order in which ``--explain`` prints them."""


def parts_of(signals: Signals, settings: SearchSettings) -> dict[str, Floats]:
    """What each feature adds to the score of each passage; those that add nothing anywhere are left out."""
    kinds = signals.spoken.any(), not signals.spoken.all()
    parts: dict[str, Floats] = {}
    for feature in FEATURES:
        weight = feature.weight(settings)
        if not ((kinds[0] and weight.transcripts) or (kinds[1] and weight.minutes)):
            continue
        value = feature.value(signals, settings)
        if value is not None:
            parts[feature.name] = weight.of(signals.spoken) * value
    return parts


def upper_bound(blocks: Blocks, matches: Matches, settings: SearchSettings) -> Floats:
    """The most that any passage of each meeting can score; minus infinity where none may be a hit."""
    bound = np.zeros(len(blocks.begins), dtype=np.float32)
    for feature in FEATURES:
        most = feature.most(blocks, matches)
        if most is not None:
            bound += feature.weight(settings).of(blocks.spoken) * most
    bound[~np.logical_or.reduceat(matches.allowed, blocks.begins)] = -np.inf
    return np.maximum.reduceat(bound, blocks.firsts).astype(np.float32)
