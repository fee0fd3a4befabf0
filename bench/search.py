"""How much of what is asked for is found in transcripts: QMSum, beside simpler ways over the same passages.

    python bench/search.py QMSUM SCORER [--index DIR] [--split val]

QMSUM is a folder with queries.json, meetings_index.json and meetings/; SCORER the script that scores a run against it.
The questions go through the public batch command, once each within their own meeting and, where they can be understood
alone, over all meetings; SCORER prints the first two lines. Then each way of ranking is scored in process on the same
passages by the same rule (share of the gold words among the first sixth of the meeting's words, or the first 1,000),
with the 95% interval of the mean over 2,000 resamplings of the questions.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipp_search.api import Index
from ipp_search.index.filters import Filters
from ipp_search.query.collection.table import Table
from ipp_search.query.collection.vocabulary import Vocabulary
from ipp_search.query.question.interpret import Asked, read
from ipp_search.query.search.ranking.matches import match, prepare, said_by_those_named
from ipp_search.query.search.ranking.registry import FEATURES, Signals, parts_of
from ipp_search.query.search.ranking.scoring import signals_of
from ipp_search.query.search.ranking.settings import DEFAULT

Floats = NDArray[np.float32]
_MOST = {"meeting": 1500, "corpus": 300}  # hits that hold more words than the budget


def main() -> None:
    """Print the scorer's lines and the table of ways."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("qmsum", type=Path)
    arguments.add_argument("scorer", type=Path)
    arguments.add_argument("--index", type=Path, help="kept there and used again; else made anew and thrown away")
    arguments.add_argument("--split", default="val")
    given = arguments.parse_args()
    meetings = json.loads((given.qmsum / "meetings_index.json").read_text("utf-8"))
    only = [Path(m["file"]).name for m in meetings if m["split"] == given.split]
    queries = json.loads((given.qmsum / "queries.json").read_text("utf-8"))
    queries = [query for query in queries if Path(query["file"]).name in only]
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.index or Path(scratch) / "index"
        with Index(folder) as index:
            index.ingest([given.qmsum / "meetings"])
            ids = {Path(m.meeting.path).name: m.meeting.id for m in index.meetings()}
            print(f"{given.split}: {len(only)} meetings, {len(queries)} questions; all {len(ids)} meetings indexed\n")
            for scope in ("meeting", "corpus"):
                asked = [query for query in queries if scope == "meeting" or query["corpus_wide_ok"]]
                run = Path(scratch) / f"{scope}.jsonl"
                run.write_text(_batch(folder, asked, ids, scope, Path(scratch)), "utf-8")
                command = [sys.executable, str(given.scorer), "--gold", str(given.qmsum / "queries.json")]
                command += ["--meetings", str(given.qmsum / "meetings"), "--run", str(run), "--scope", scope]
                print(subprocess.check_output([*command, "--only", ",".join(only)], text=True), end="")
            _silence(index, queries, ids, {Path(m["file"]).name: m["domain"] for m in meetings})
            _compare(index, queries)


def _batch(folder: Path, queries: Sequence[Any], ids: dict[str, str], scope: str, scratch: Path) -> str:
    lines = []
    for query in queries:
        line = {"id": query["id"], "query": query["query"], "limit": _MOST[scope]}
        if scope == "meeting":
            line["meeting"] = ids[Path(query["file"]).name]
        lines.append(json.dumps(line))
    (scratch / "batch.jsonl").write_text("\n".join(lines), "utf-8")
    command = [str(Path(sys.executable).with_name("ipp-search")), "--index", str(folder), "search", "--batch"]
    return subprocess.check_output([*command, str(scratch / "batch.jsonl")], text=True)


def _bm25(signals: Signals) -> Floats:
    length = 0.25 + 0.75 * signals.words / signals.words.mean()
    matched = signals.counts * 2.2 / (signals.counts + 1.2 * length[:, None])
    scores: Floats = matched @ signals.weights
    return scores


def _cosines(signals: Signals) -> Floats:
    assert signals.cosines is not None
    return signals.cosines


def _reciprocal_ranks(signals: Signals) -> Floats:
    found = np.zeros(len(signals.words), dtype=np.float32)
    for scores in (_bm25(signals), _cosines(signals)):
        places = np.empty(len(scores), dtype=np.int64)
        places[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
        found += 1 / (60 + places + 1)
    return found


def _of(*names: str) -> Callable[[Signals], Floats]:
    """Ranks by some features of ranking alone."""

    def summed(signals: Signals) -> Floats:
        parts = parts_of(signals, DEFAULT)
        return np.stack([parts[name] for name in names if name in parts]).sum(axis=0)  # type: ignore[no-any-return]

    return summed


def _apart(signals: Signals) -> Signals:
    """The same passages, of which none feels another."""
    return replace(signals, gaps=np.full_like(signals.gaps, np.inf), meaning=signals.cosines)


TALK = {feature.name for feature in FEATURES if feature.applies_to != "minutes"}
ALL = tuple(feature.name for feature in FEATURES)
WAYS: dict[str, Callable[[Signals], Floats]] = {
    "BM25 alone": _bm25,
    "vectors alone (a stretch of talk each)": _cosines,
    "both, reciprocal rank fusion, k = 60": _reciprocal_ranks,
    "both, scores mixed": lambda s: _of("words", "meaning")(_apart(s)),
    "+ meaning felt around a passage": lambda s: _of("words")(_apart(s)) + _of("meaning")(s),
    "+ words felt around a passage": _of("words", "meaning"),
    "+ speakers named in the question": _of("words", "meaning", "speaker"),
    "+ turns worth quoting before their neighbours (all)": _of(*ALL),
    **{f"all without `{left}`": _of(*(name for name in ALL if name != left)) for left in ALL if left in TALK},
}


def _silence(index: Index, queries: Sequence[Any], ids: dict[str, str], domains: dict[str, str]) -> None:
    chosen = random.Random(1)
    own = other = 0
    for query in queries:
        name = Path(query["file"]).name
        elsewhere = chosen.choice(sorted(n for n, domain in domains.items() if domain != domains[name]))
        own += index.search(query["query"], limit=1, meeting=ids[name]).found
        other += index.search(query["query"], limit=1, meeting=ids[elsewhere]).found
    print(f"answered of {len(queries)}: {own} asked of their meeting, {other} asked of one in another field")


def _compare(index: Index, queries: Sequence[Any]) -> None:
    with index.session.reading() as view:
        catalogue, searcher, model = view.catalogue, view.searcher, view.encoder()
    vocabulary, whole = Vocabulary(catalogue), searcher.tables.whole()
    rows = catalogue.rows(
        "SELECT d.path, p.start_line, p.end_line FROM passages p"
        " JOIN meetings m ON m.id = p.meeting_id JOIN documents d ON d.id = m.document_id ORDER BY p.id"
    )
    texts = catalogue.rows("SELECT path, text FROM documents")
    lines = {Path(path).name: [len(line.split()) for line in text.split("\n")] for path, text in texts}
    names = [Path(path).name for path, _, _ in rows]
    spans = [(start, end) for _, start, end in rows]
    first_of = {name: n for n, name in reversed(list(enumerate(names)))}
    size_of = {name: names.count(name) for name in first_of}
    readings = [read(Asked(q["query"], Filters(), 1), catalogue, vocabulary) for q in queries]
    vectors = model.encode_questions([reading.topic for reading in readings])
    scores: dict[str, dict[str, list[float]]] = {way: {"meeting": [], "corpus": []} for way in WAYS}
    for query, reading, vector in zip(queries, readings, vectors, strict=True):
        name = Path(query["file"]).name
        signals = _signals(whole, vocabulary, reading, vector)
        own = slice(first_of[name], first_of[name] + size_of[name])
        gold = {line for a, b in query["gold_line_spans"] for line in range(a, b + 1)}
        for scope in ("meeting", "corpus") if query["corpus_wide_ok"] else ("meeting",):
            part = own if scope == "meeting" else slice(0, len(names))
            budget = sum(lines[name]) / 6 if scope == "meeting" else 1000
            for way, score in WAYS.items():
                order = np.argsort(-score(_part(signals, part)), kind="stable")[:3000] + part.start
                hits = [(names[n], *spans[n]) for n in order.tolist()]
                scores[way][scope].append(_recall(hits, lines, name, gold, budget))
    print("\n| ranking | within the meeting | over all meetings |\n| --- | --- | --- |")
    for way, by_scope in scores.items():
        print(f"| {way} | " + " | ".join(_interval(by_scope[scope]) for scope in ("meeting", "corpus")) + " |")


def _signals(table: Table, vocabulary: Vocabulary, reading: Any, vector: Floats) -> Signals:
    terms = reading.terms(vocabulary, {})
    said = said_by_those_named(vocabulary, reading.question, table)
    found = match(prepare(table), terms, table.similar(vector[None])[0], said, table.which(None, None))
    return signals_of(table, found, np.arange(len(table.ids)))


def _part(signals: Signals, part: slice) -> Signals:
    """Those of some passages; the weights are the question's."""
    cut = {
        field.name: value[part]
        for field in fields(signals)
        if field.name != "weights" and (value := getattr(signals, field.name)) is not None
    }
    return replace(signals, **cut)


def _recall(
    hits: Sequence[tuple[str, int, int]], lines: dict[str, list[int]], name: str, gold: set[int], budget: float
) -> float:
    sizes = lines[name]
    total = sum(sizes[line - 1] for line in gold if line <= len(sizes))
    seen: set[tuple[str, int]] = set()
    spent = found = 0
    for hit, start, end in hits:
        new = [line for line in range(start, end + 1) if (hit, line) not in seen]
        cost = sum(lines[hit][line - 1] for line in new)
        if spent and spent + cost > budget:
            break
        seen.update((hit, line) for line in new)
        spent += cost
        found += sum(lines[hit][line - 1] for line in new if hit == name and line in gold)
    return found / total if total else 0.0


def _interval(values: Sequence[float]) -> str:
    resampled = np.random.default_rng(0).choice(values, (2000, len(values))).mean(axis=1)
    low, high = np.percentile(resampled, [2.5, 97.5])
    return f"{np.mean(values):.3f} ({low:.3f}–{high:.3f})"


if __name__ == "__main__":
    main()
