"""``ipp-search search``, the default command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ipp_search.cli.frame.group import COMMANDS
from ipp_search.cli.frame.options import as_command, format_for, open_index, output_option
from ipp_search.cli.frame.sink import sink
from ipp_search.ingest.records import KINDS

_FORMATS = ("text", "json", "md", "csv", "xlsx", "ris", "bibtex", "csl-json", "json-ld")
_MOST = 10  # hits
_AT_ONCE = 200  # questions of a batch encoded together


@as_command("search", *_FORMATS)
@click.argument("question", nargs=-1)
@click.option("--since", metavar="DATE", help="Only meetings on or after this day (2025-06-03, 'June 2025', 2025).")
@click.option("--until", metavar="DATE", help="Only meetings on or before this day.")
@click.option("--meeting", metavar="ID", help="Only meetings whose id begins so (see: ipp-search meetings).")
@click.option("--series", metavar="WORDS", help="Only meetings of groups with these words in their name.")
@click.option("--section", metavar="WORDS", help="Only passages under a heading with these words.")
@click.option("--kind", type=click.Choice(KINDS), help="Only passages of this kind.")
@click.option("--speaker", metavar="NAME", help="Only what someone of this name is said to have said.")
@click.option("--owner", metavar="NAME", help="Only actions for someone of this name.")
@click.option("--limit", type=click.IntRange(1, 10_000), help="At most so many hits; else 10, or 300 with --batch.")
@click.option("--sort", type=click.Choice(["score", "date"]), default="score", help="Order of the hits found.")
@click.option("--lexical", is_flag=True, help="Match words only; faster, finds no paraphrases.")
@click.option("--as-typed", is_flag=True, help='Take "since 2024" or "actions for HMPPS" as words, not as filters.')
@click.option("--strict", is_flag=True, help="Only what is answered, not what comes nearest where nothing answers.")
@click.option("--rerank", metavar="MODEL", help="Let a cross-encoder (name or folder) order the first hits; slow.")
@click.option("--explain", is_flag=True, help="Show what each hit's score is made of.")
@click.option(
    "--since-last-run", metavar="NAME",
    help="Only hits in records new or changed since a search last ran under this name; no hit, no output.",
)  # fmt: skip
@output_option
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help='Answer a file of questions, {"id", "query"} and any filter a line, as JSON lines.',
)
def command(
    question: tuple[str, ...],
    batch: Path | None,
    output: Path | None,
    sort: str,
    lexical: bool,
    as_typed: bool,
    rerank: str | None,
    explain: bool,
    since_last_run: str | None,
    **given: Any,
) -> None:
    """Find the passages that answer QUESTION, best first, each with its citation.

    Words are matched by meaning as well as by letter. A phrase in double
    quotation marks must occur literally.

    \b
    ipp-search "recall out of touch"
    ipp-search "mental health" --since 2024-01-01 --kind action
    ipp-search '"out of touch" recall' --format md
    ipp-search "parole hearings" --since-last-run hearings    (for a nightly job)
    """
    from dataclasses import replace

    from ipp_search.batch import MOST
    from ipp_search.cli.frame import last_run, notices
    from ipp_search.output import as_json
    from ipp_search.output import search as printed
    from ipp_search.query.search.results import LOOKED_THROUGH

    format_ = format_for(output, *_FORMATS)
    usual = LOOKED_THROUGH if since_last_run else _MOST
    given["limit"] = given["limit"] or (MOST if batch is not None else usual)
    if batch is not None:
        if question:
            raise click.UsageError("Give a QUESTION or --batch, not both.")
        if output:
            raise click.UsageError("--batch prints to standard output; send that to a file.")
        if format_ not in {"text", "json"}:
            raise click.UsageError(f"--batch prints JSON lines, not {format_}.")
        if rerank or since_last_run:
            raise click.UsageError("--rerank and --since-last-run are for single questions.")
        click.get_current_context().exit(
            _answer_batch(batch, given, lexical=lexical, natural=not as_typed, explain=explain)
        )
    asked = " ".join(question)
    _hint_at_command(asked)
    with open_index() as index:
        result = index.search(asked, **given, lexical=lexical, natural=not as_typed, rerank=rerank)
        if sort == "date":
            result = result.by_date()
        if not lexical:
            notices.tell_waiting(index)
        for told in printed.understood(result, [name for name, value in given.items() if value]):
            sink().notice(told)
        if {"since", "until"} & result.filters.keys():
            notices.tell_undated(index)
        if result.answer == "nothing":
            notices.tell_empty(index)
        if since_last_run:
            last = last_run.read(index.folder, since_last_run)
            meetings = [held.meeting for held in index.meetings()]
            result = replace(result, hits=tuple(last.new(result.hits)))
            if not result.hits:
                last_run.keep(index.folder, since_last_run, last, (), meetings)
                sink().notice(f"Nothing new since the last run of {since_last_run!r}.")
                return
    answer: str | bytes
    match format_:
        case "json":
            answer = as_json.to_json(as_json.search_json(result, explain=explain))
        case "md":
            answer = printed.search_markdown(result)
        case "csv":
            answer = printed.search_csv(result)
        case "xlsx":
            from ipp_search.output.exchange.spreadsheet import spreadsheet

            answer = spreadsheet(*printed.search_table(result))
        case "text":
            answer = printed.search_text(result, None if output else sink().width, explain=explain)
        case "json-ld":
            from ipp_search.output.exchange.linked_data import as_annotations

            answer = as_annotations(hit.passage for hit in result.shown)
        case _:
            from ipp_search.output.exchange import bibliography

            answer = bibliography.WRITERS[format_](bibliography.of_passages(hit.passage for hit in result.shown))
    sink().write(answer, output)
    if since_last_run:
        last_run.keep(index.folder, since_last_run, last, result.hits, meetings)


def _answer_batch(batch: Path, given: dict[str, Any], *, lexical: bool, natural: bool, explain: bool) -> int:
    """Answer every line that can be; a line that cannot gets an "error" and the exit code is 1."""
    from ipp_search import asking
    from ipp_search.batch import EXAMPLE, NEEDED, OPTIONS, read_lines
    from ipp_search.errors import IppSearchError
    from ipp_search.output import as_json

    lines = read_lines(batch)
    failed = 0
    with open_index() as index:
        for begin in range(0, len(lines), _AT_ONCE):
            chunk = lines[begin : begin + _AT_ONCE]
            asked: dict[int, Any] = {}
            answers: dict[int, Any] = {}
            for line in chunk:
                try:
                    row = line.row(NEEDED, OPTIONS, EXAMPLE)
                    own = {"lexical": lexical, **{name: value for name, value in row.items() if name not in NEEDED}}
                    words_only = own.pop("lexical")
                    asked[line.number] = (
                        words_only,
                        asking.ask(index.session, row["query"], natural=natural, **{**given, **own}),
                    )
                except (ValueError, IppSearchError) as error:
                    answers[line.number] = error
            for by_words in (False, True):
                some = [number for number in asked if asked[number][0] is by_words]
                if some:
                    found = asking.answer(index.session, [asked[number][1] for number in some], lexical=by_words)
                    answers |= dict(zip(some, found, strict=True))
            for line in chunk:
                answer = answers[line.number]
                if isinstance(answer, Exception):
                    failed = 1
                    sink().warn(f"{batch}, line {line.number}: {answer}")
                    shown: Any = as_json.not_answered(answer)
                else:
                    shown = as_json.search_json(answer, explain=explain)
                sink().write(as_json.to_json({"id": line.id, **shown}, one_line=True))
    return failed


def _hint_at_command(asked: str) -> None:
    """A single word that nearly names a command was perhaps meant as one."""
    if " " in asked or not asked.isalpha():
        return
    from difflib import get_close_matches

    if near := get_close_matches(asked, COMMANDS, 1, 0.8):
        sink().notice(f"Searching for {asked!r}; the command is: ipp-search {near[0]}")
