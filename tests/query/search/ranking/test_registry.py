"""The list of features is what ranking is made of, and its weights can be set."""

from __future__ import annotations

from dataclasses import fields

import pytest

import ipp_search
from ipp_search import Index
from ipp_search.query.search.ranking.registry import FEATURES, Feature
from ipp_search.query.search.ranking.settings import DEFAULT, SearchSettings, Weight
from ipp_search.testing import FakeEncoder


def test_every_weight_is_that_of_a_feature_and_every_feature_has_one() -> None:
    weights = {field.name for field in fields(SearchSettings) if isinstance(getattr(DEFAULT, field.name), Weight)}
    assert weights == {feature.name for feature in FEATURES}


def test_every_feature_says_what_it_counts_and_where_it_comes_from() -> None:
    for feature in FEATURES:
        assert feature.meaning
        assert feature.source
        assert feature.applies_to in ("minutes", "transcripts", "both")


@pytest.mark.parametrize("feature", [feature for feature in FEATURES if feature.applies_to != "transcripts"])
def test_a_feature_without_weight_scores_nothing_and_the_others_as_before(feature: Feature, index: Index) -> None:
    def parts(ranking: SearchSettings) -> dict[str, dict[str, float]]:
        with ipp_search.open(index.folder, encoder=FakeEncoder(), ranking=ranking) as opened:
            found = opened.search("recall and hostels", limit=50)
            return {hit.passage.id: dict(hit.parts) for hit in found.hits or found.nearest}

    usual = parts(DEFAULT)
    without = parts(DEFAULT.without(feature.name))
    both = usual.keys() & without.keys()
    assert both
    for one in both:
        assert feature.name not in without[one]
        assert without[one] == {name: value for name, value in usual[one].items() if name != feature.name}
