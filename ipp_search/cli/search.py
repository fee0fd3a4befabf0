"""``ipp-search search``, the default command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipp_search.cli import chosen_format, global_options, notice, open_index, terminal_width

if TYPE_CHECKING:
    from collections.abc import Iterator


_FORMATS = ("text", "json", "md")
_KINDS = ("discussion", "action", "decision", "note", "header")
_BATCH_KEYS = ("since", "until", "meeting", "section", "kind", "limit", "lexical")


@click.command("search", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("question", nargs=-1)
@click.option("--since", metavar="DATE", help="Only meetings on or after this day (2025-06-03, 'June 2025', 2025).")
@click.option("--until", metavar="DATE", help="Only meetings on or before this day.")
@click.option("--meeting", metavar="ID", help="Only meetings whose id begins so (see: ipp-search meetings).")
@click.option("--section", metavar="WORDS", help="Only passages under a heading with these words.")
@click.option("--kind", type=click.Choice(_KINDS), help="Only passages of this kind.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=10, show_default=True, help="At most so many hits.")
@click.option("--lexical", is_flag=True, help="Match words only; faster, finds no paraphrases.")
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help='Answer a file of questions, {"id", "query"} and any filter a line, as JSON lines.',
)
@global_options(*_FORMATS)
def command(question: tuple[str, ...], batch: Path | None, **options: Any) -> None:
    """Find the passages that answer QUESTION, best first, each with its citation.

    Words are matched by meaning as well as by letter. A phrase in double
    quotation marks must occur literally.

    \b
    ipp-search "recall out of touch"
    ipp-search "mental health" --since 2024-01-01 --kind action
    ipp-search '"out of touch" recall' --format md
    """
    from ipp_search import render

    format_ = chosen_format(*_FORMATS)
    if batch is not None:
        if question:
            raise click.UsageError("Give a QUESTION or --batch, not both.")
        for line in _answers(batch, options):
            click.echo(line)
        return
    with open_index() as index:
        result = index.search(" ".join(question), **options)
        if not options["lexical"] and (waiting := index.status().waiting):
            notice(f"{waiting:,} passages are found by their words only until ingest is run again.")
    match format_:
        case "json":
            click.echo(render.to_json(render.search_json(result)))
        case "md":
            click.echo(render.search_markdown(result))
        case _:
            click.echo(render.search_text(result, terminal_width()))


def _answers(batch: Path, options: dict[str, Any]) -> Iterator[str]:
    import json

    from ipp_search import render
    from ipp_search.errors import BadQuestion

    with open_index() as index, click.open_file(str(batch), encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                id_, query = row.pop("id"), row.pop("query")
                if unknown := row.keys() - set(_BATCH_KEYS):
                    raise ValueError(f"unknown key {sorted(unknown)[0]!r}")
                result = index.search(query, **{**options, **row})
            except (ValueError, KeyError, TypeError, AttributeError, BadQuestion) as error:
                raise BadQuestion(
                    f"{batch}, line {number}: {error}", 'A line reads like {"id": "1", "query": "recall"}.'
                ) from None
            yield render.to_json({"id": id_, **render.search_json(result)}, one_line=True)
