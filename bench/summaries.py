"""How near summaries of one meeting on a question come to those that people wrote: ROUGE on QMSum.

    pip install rouge-score
    python bench/summaries.py QMSUM [--index DIR] [--split val] [--sample N]

QMSUM is a folder with queries.json (questions of one meeting each, with an answer in prose), meetings_index.json and
meetings/. Each question is asked of its meeting through ``Index.summary(..., length="short")``, without a language
model; scored is the text of the summary with its speakers, first under its head, the question, as the draft
prints it, then without. Printed are the means of the F-measures of ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum, stemmed.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path
from statistics import mean

from rouge_score import rouge_scorer

from ipp_search.api import Index
from ipp_search.query.briefing.summary import MeetingSummary

KINDS = ("rouge1", "rouge2", "rougeL", "rougeLsum")


def main() -> None:
    """Print the scores, and how long the summaries are."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("qmsum", type=Path)
    arguments.add_argument("--index", type=Path, help="kept there and used again; else made anew and thrown away")
    arguments.add_argument("--split", default="val")
    arguments.add_argument("--sample", type=int, help="only so many questions, drawn with a fixed seed")
    given = arguments.parse_args()
    meetings = json.loads((given.qmsum / "meetings_index.json").read_text("utf-8"))
    of_split = {Path(m["file"]).name for m in meetings if m["split"] == given.split}
    queries = [
        query
        for query in json.loads((given.qmsum / "queries.json").read_text("utf-8"))
        if Path(query["file"]).name in of_split
    ]
    if given.sample:
        queries = random.Random(0).sample(queries, given.sample)
    scorer = rouge_scorer.RougeScorer(list(KINDS), use_stemmer=True)
    scores: dict[bool, list[list[float]]] = {True: [], False: []}
    lengths: dict[bool, list[int]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as scratch, Index(given.index or Path(scratch) / "index") as index:
        index.ingest([given.qmsum / "meetings"])
        ids = {Path(held.meeting.path).name: held.meeting.id for held in index.meetings()}
        for query in queries:
            summary = index.summary(ids[Path(query["file"]).name], query["query"], length="short")
            for headed in scores:
                text = prose(summary, headed)
                found = scorer.score(query["answer"], text)
                scores[headed].append([100 * found[kind].fmeasure for kind in KINDS])
                lengths[headed].append(len(text.split()))
    print(f"{given.split}: {len(queries)} questions")
    for headed, name in ((True, "with its head"), (False, "without")):
        means = "  ".join(
            f"{k} {mean(of_kind):.1f}" for k, of_kind in zip(KINDS, zip(*scores[headed], strict=True), strict=True)
        )
        print(f"{name:<15} {means}  words {mean(lengths[headed]):.0f}")


def prose(summary: MeetingSummary, headed: bool) -> str:
    """A summary as running text."""
    lines = [f"Summary: {summary.question}"] if headed else []
    last = None
    for quotation in summary.parts[0].quotations:
        who = quotation.passage.speaker
        lines.append((f"{who} said: " if who and who != last else "") + quotation.text)
        last = who
    return "\n".join(lines)


if __name__ == "__main__":
    main()
