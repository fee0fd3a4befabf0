from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_hit_is_the_quotation_and_below_it_the_citation(run: Run) -> None:
    lines = run("recall out of touch", "--limit", "1").out.splitlines()
    assert lines[0].startswith("1.  “Chris Jennings highlighted that two key reasons")
    assert lines[1] == (
        "    — IPP External Stakeholder Challenge Group, 3 June 2025, Policy Update › Recall Review, line 30"
    )


def test_json_carries_all_that_a_citation_needs(run: Run) -> None:
    answer = json.loads(run("recall out of touch", "--format", "json", "--since", "2025").out)
    assert (answer["query"], answer["filters"], answer["found"]) == (
        "recall out of touch",
        {"since": "2025-01-01"},
        True,
    )
    hit = answer["hits"][0]
    text = Path(hit["path"]).read_text("utf-8")
    assert text[hit["start"] : hit["end"]] == hit["text"]
    assert hit["text"] in text.split("\n")[hit["start_line"] - 1]
    assert hit["meeting"]["date"] == "2025-06-03"
    assert hit["section"] == ["Policy Update", "Recall Review"]
    assert {"page", "paragraph"}.isdisjoint(hit)
    assert {
        "id",
        "kind",
        "owner",
        "sha256",
        "end_line",
        "citation",
        "rank",
        "score",
        "matched",
        "also_in",
        "matches",
    } <= hit.keys()


def test_markdown_is_made_of_quotations(run: Run) -> None:
    lines = run("recall", "--format", "md", "--limit", "2").out.splitlines()
    assert lines[0] == "## recall"
    assert sum(line.startswith("> — ") for line in lines) == 2


def test_silence_is_an_answer_and_no_error(run: Run) -> None:
    ran = run('"no such words here"', "--since", "2025-01-01")
    assert (ran.code, ran.out) == (
        0,
        'Nothing in the records speaks to “"no such words here"” within since 2025-01-01.\n',
    )
    assert json.loads(run('"no such words here"', "--format", "json").out)["found"] is False


@pytest.mark.parametrize("question", ["", "  ", "?!", "x" * 10_000])
def test_a_question_that_is_none_exits_with_two_and_one_line(run: Run, question: str) -> None:
    ran = run(question)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.strip().splitlines()[-1]) < 200
    assert "ipp-search: The question" in ran.err


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [("--since", "soon", "'soon' is not a date"), ("--meeting", "1999", "No meeting's id begins with '1999'")],
)
def test_a_filter_that_cannot_be_is_named(run: Run, option: str, value: str, says: str) -> None:
    ran = run("recall", option, value)
    assert ran.code in (1, 2)
    assert says in ran.err


def test_filters_narrow_what_is_found(run: Run) -> None:
    actions = json.loads(run("recall", "--kind", "action", "--meeting", "2025", "--format", "json").out)["hits"]
    assert {hit["kind"] for hit in actions} == {"action"}
    data = json.loads(run("data", "--section", "parole board", "--format", "json").out)["hits"]
    assert {tuple(hit["section"]) for hit in data} == {("Data", "Parole Board")}


def test_a_batch_answers_line_by_line_with_the_filters_of_each(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text(
        '{"id": "a", "query": "recall", "limit": 2}\n\n{"id": 7, "query": "recall", "until": "2023-12-31"}\n', "utf-8"
    )
    first, second = map(json.loads, run("search", "--batch", batch).out.splitlines())
    assert (first["id"], len(first["hits"])) == ("a", 2)
    assert second["id"] == 7
    assert {hit["meeting"]["date"] for hit in second["hits"]} <= {"2023-09-11"}


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"id": 1}',
        '{"id": 1, "query": ""}',
        '{"id": 1, "query": "x", "color": "red"}',
        '{"id": 1, "query": "x", "limit": "many"}',
        '{"id": 1, "query": "x", "section": 5}',
        '{"id": 1, "query": 5}',
        '{"id": 1, "query": "x", "kind": "y"}',
    ],
)
def test_a_bad_line_of_a_batch_is_named_and_the_others_are_answered(run: Run, tmp_path: Path, line: str) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text(f'{line}\n{{"id": "a", "query": "recall"}}\n', "utf-8")
    ran = run("search", "--batch", batch)
    bad, good = map(json.loads, ran.out.splitlines())
    assert (ran.code, bad["found"], good["id"], good["found"]) == (1, False, "a", True)
    assert "line 1: " in ran.err


def test_undated_meetings_that_a_date_filter_leaves_out_are_told(run: Run, notes: Path) -> None:
    (notes / "plain.txt").write_text("Board\n\n· All is well.\n")
    run("ingest", notes)
    assert "1 undated meeting left out" in run("all is well", "--since", "2025").err


def test_a_command_nearly_named_is_hinted_at(run: Run) -> None:
    assert "the command is: ipp-search meetings" in run("meeting").err


def test_who_said_it_and_who_is_to_do_it_can_be_asked_for(run: Run) -> None:
    said = json.loads(run("recall", "--speaker", "chris jennings", "--format", "json").out)["hits"]
    assert {hit["speaker"] for hit in said} == {"Chris Jennings"}
    owed = json.loads(run("list", "--owner", "ungripp", "--format", "json").out)["hits"]
    assert {hit["owner"] for hit in owed} == {"UNGRIPP"}


def test_a_stray_byte_in_a_question_is_no_reason_to_stop(run: Run) -> None:
    assert run("caf\udce9 recall").code == 0


def test_a_phrase_is_found_whichever_apostrophe_is_typed(run: Run) -> None:
    assert "Women’s Estate" in run('"Women\'s Estate"').out


def test_a_batch_takes_a_byte_order_mark_and_utf16(run: Run, tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        (tmp_path / "q.jsonl").write_text('{"id": "a", "query": "recall"}\n', encoding)
        assert json.loads(run("search", "--batch", tmp_path / "q.jsonl").out)["found"]


def test_csv_has_a_row_a_hit_and_no_formula(run: Run, notes: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("recall", "--format", "csv", "--limit", "3").out)))
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    assert all(row["citation"].startswith("IPP External Stakeholder Challenge Group, ") for row in rows)
    (notes / "2025-07-01.txt").write_text("Board\n\n=SUM(A1:A9) is the formula of the beekeepers.\n", "utf-8")
    run("ingest", str(notes))
    (row, *_) = csv.DictReader(io.StringIO(run("beekeepers", "--format", "csv").out))
    assert row["text"].startswith("'=SUM")


def test_explained_parts_add_up_to_the_score(run: Run) -> None:
    for hit in json.loads(run("recall out of touch", "--format", "json", "--explain").out)["hits"]:
        assert sum(hit["parts"].values()) == pytest.approx(hit["score"], abs=2e-4)
    assert "score 1." in run("recall out of touch", "--explain").out
    assert "score" not in run("recall out of touch").out


def test_hits_can_come_by_date_the_latest_first(run: Run) -> None:
    hits = json.loads(run("feedback on the action plan", "--format", "json", "--sort", "date").out)["hits"]
    dates = [hit["meeting"]["date"] for hit in hits]
    assert dates == sorted(dates, reverse=True)
    assert len(set(dates)) == 2


def test_what_a_question_is_taken_to_say_is_told_and_can_be_lifted(run: Run) -> None:
    ran = run("recall since 2024")
    assert "Limited to since 2024-01-01, as the question says; --as-typed lifts it." in ran.err
    assert "Limited to" not in run("recall since 2024", "--as-typed").err
    assert "Limited to" not in run("recall", "--since", "2024").err
    assert "Reading 'comunications' as 'communications'." in run("comunications", "--lexical").err


def test_a_batch_gives_more_hits_than_a_person_reads_unless_told(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": 1, "query": "IPP"}\n{"id": 2, "query": "IPP", "limit": 2}\n', "utf-8")
    many, two = (json.loads(line) for line in run("search", "--batch", str(batch)).out.splitlines())
    assert len(many["hits"]) > 10
    assert len(two["hits"]) == 2


def test_a_batch_answers_as_single_questions_are_answered(run: Run, tmp_path: Path) -> None:
    asked = ["recall out of touch", "mental health since 2024", "RARR"]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(json.dumps({"id": n, "query": q, "limit": 10}) for n, q in enumerate(asked)), "utf-8")
    for line, question in zip(run("search", "--batch", str(batch)).out.splitlines(), asked, strict=True):
        answer = json.loads(line)
        del answer["id"]
        assert answer == json.loads(run(question, "--format", "json").out)


def test_a_batch_line_with_half_a_character_or_a_wrong_type_spoils_no_other(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [
        '{"id": 1, "query": "\\ud800 recall"}',
        '{"id": 2, "query": "recall", "lexical": "no"}',
        '{"id": 3, "query": "recall", "limit": true}',
        '{"id": 4, "query": 5}',
        '{"id": 5, "query": "recall"}',
    ]
    batch.write_text("\n".join(lines), "utf-8")
    ran = run("search", "--batch", str(batch))
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["found"] for answer in answers] == [True, False, False, False, True]
    assert ["error" in answer for answer in answers] == [False, True, True, True, False]
    assert ran.code == 1
