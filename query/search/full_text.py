"""What full text (SQLite FTS5, stemmed) says of a whole question: what it may see, and what has its words."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ipp_search.index.catalogue import Catalogue
from ipp_search.index.filters import Filters
from ipp_search.index.lookup import JOINED
from ipp_search.index.words.analyzer import stem, stemmed
from ipp_search.query.question.parse import Question

_MOST = 1000
_MATCHED = f"{JOINED} JOIN passages_fts ON passages_fts.rowid = p.id WHERE passages_fts MATCH :match"


def meetings_with(catalogue: Catalogue, question: Question) -> list[int]:
    """The meetings, by row id, of the best passages by BM25, the best first."""
    match = _any_or_all(" OR ", question)
    rows = catalogue.rows(
        f"SELECT p.meeting_id FROM {_MATCHED} ORDER BY bm25(passages_fts) LIMIT {_MOST}", {"match": match}
    )
    return list(dict.fromkeys(meeting for (meeting,) in rows))


def meetings_of(catalogue: Catalogue, ids: Sequence[int]) -> list[int]:
    """The meetings, by row id, of some passages."""
    rows = catalogue.rows(
        "SELECT DISTINCT meeting_id FROM passages WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    )
    return [meeting for (meeting,) in rows]


def of_same_series(catalogue: Catalogue, meeting: int) -> list[int]:
    """The meetings, by row id, of the series of one; all that name no series count as one."""
    rows = catalogue.rows(
        "SELECT id FROM meetings WHERE series IS (SELECT series FROM meetings WHERE id = ?)", (meeting,)
    )
    return [same for (same,) in rows]


def has_all_words(catalogue: Catalogue, question: Question, filters: Filters) -> bool:
    """Whether some passage has every one of the question's words."""
    condition, values = restriction(question, filters)
    match = _any_or_all(" AND ", question)
    rows = catalogue.rows(
        f"SELECT 1 FROM {_MATCHED} AND {condition} LIMIT 1",
        {**values, "match": match},
    )
    return bool(rows)


def some_within(catalogue: Catalogue, ids: Sequence[int], filters: Filters) -> bool:
    """Whether filters let some of these passages, by row id, be seen."""
    where, values = filters.where()
    if not where or not ids:
        return bool(ids)
    rows = catalogue.rows(
        f"SELECT 1 FROM {JOINED} WHERE p.id IN (SELECT value FROM json_each(:ids)) AND {where} LIMIT 1",
        {**values, "ids": json.dumps(ids)},
    )
    return bool(rows)


def allowed_meetings(catalogue: Catalogue, question: Question, filters: Filters) -> list[int] | None:
    """The meetings, by row id, all of whose passages a question may see; None where that is not by meeting."""
    where, values = filters.where()
    if question.phrases or not filters.of_meetings or not where:
        return None
    return [
        meeting for (meeting,) in catalogue.rows(f"SELECT m.id FROM meetings m WHERE {where} ORDER BY m.id", values)
    ]


def allowed_ids(catalogue: Catalogue, question: Question, filters: Filters) -> list[int] | None:
    """The row ids a question may see, in order; None where it may see all."""
    condition, values = restriction(question, filters)
    if condition == "1":
        return None
    return [id_ for (id_,) in catalogue.rows(f"SELECT p.id FROM {JOINED} WHERE {condition} ORDER BY p.id", values)]


def restriction(question: Question, filters: Filters) -> tuple[str, dict[str, str]]:
    """Filters and literal phrases as one SQL condition over JOINED, with its parameters."""
    where, values = filters.where()
    conditions = [where] if where else []
    for n, phrase in enumerate(question.phrases):
        if any(char.isalnum() for char in phrase):
            # Full text narrows it down fast, but it stems; the letters themselves decide.
            conditions.append(f"p.id IN (SELECT rowid FROM passages_fts WHERE passages_fts MATCH :words{n})")
            values[f"words{n}"] = f'text : "{stemmed(phrase)}"'
        conditions.append(f"instr(folded(p.text), folded(:phrase{n}))")
        values[f"phrase{n}"] = phrase
    return " AND ".join(conditions) or "1", values


def _any_or_all(joint: str, question: Question) -> str:
    # Inside quotation marks FTS5 has no operators, so nothing a person types is syntax.
    return joint.join(f'"{stem(word)}"' for word in question.words if stem(word)) or '""'
