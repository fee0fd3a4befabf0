"""The first hits of an order: passages read from the catalogue, repeats folded into the first of their kind."""

from __future__ import annotations

from collections.abc import Sequence

from ipp_search.index import lookup
from ipp_search.index.catalogue import Catalogue
from ipp_search.ingest.records import Passage
from ipp_search.query.collection.table import Table
from ipp_search.query.search.near_duplicates import without_repeats
from ipp_search.query.search.ranking.matches import Matches
from ipp_search.query.search.ranking.scoring import Scores
from ipp_search.query.search.results import Arm, Hit


def collected(catalogue: Catalogue, table: Table, matches: Matches, scores: Scores, limit: int) -> list[Hit]:
    """The first hits of an order, repeats folded into the first of their kind."""

    def id_of(n: int) -> int:
        return int(table.ids[scores.rows[n]])

    def passages(some: Sequence[int]) -> list[tuple[int, Passage]]:
        found = lookup.passages(catalogue, [id_of(n) for n in some])
        return [(n, found[id_of(n)]) for n in some]

    def arms(n: int) -> tuple[Arm, ...]:
        row = scores.rows[n]
        semantic = "meaning" in scores.parts and table.vector[row] >= 0
        found: tuple[tuple[Arm, bool], ...] = (
            ("lexical", any(row in places for places in matches.own)),
            ("semantic", semantic),
        )
        return tuple(arm for arm, matched in found if matched)

    return [
        Hit(
            place,
            round(float(scores.total[n]), 4),
            arms(n),
            passage,
            {name: round(float(part[n]), 4) for name, part in scores.parts.items()},
            tuple(also),
        )
        for place, (n, passage, also) in enumerate(without_repeats(scores.order.tolist(), passages, limit), 1)
    ]
