"""``ipp-search export``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ipp_search.cli.frame.options import as_command, chosen_format, open_index, output_option
from ipp_search.cli.frame.sink import sink

_FORMATS = ("jsonl", "csv", "parquet")


@as_command("export", *_FORMATS)
@click.option("--since", metavar="DATE", help="Only meetings on or after this day.")
@click.option("--until", metavar="DATE", help="Only meetings on or before this day.")
@click.option("--series", metavar="WORDS", help="Only meetings of groups with these words in their name.")
@output_option
def command(output: Path | None, **given: Any) -> None:
    """Print all that was understood of the records, for other programs.

    As jsonl (the default) a meeting a line with its facts, headings, actions,
    decisions and passages, and what of its file was left out; as csv and parquet a passage a row.

    \b
    ipp-search export -o minutes.jsonl
    ipp-search export --since 2025 --format csv -o passages.csv
    """
    from ipp_search.output import export as printed

    ending = output.suffix[1:].lower() if output else ""
    format_ = chosen_format(*_FORMATS, default=ending if ending in _FORMATS else "jsonl")
    if format_ == "parquet" and output is None:
        raise click.UsageError("Parquet goes to a file; name it with -o FILE.")
    with open_index() as index:
        meetings = index.export(**given)
    answer: str | bytes
    match format_:
        case "csv":
            answer = printed.export_csv(meetings)
        case "parquet":
            answer = printed.export_parquet(meetings)
        case _:
            answer = printed.export_jsonl(meetings)
    sink().write(answer, output)
