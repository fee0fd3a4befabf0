"""``ipp-search brief``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ipp_search.cli import format_for, global_options, notice, open_index, output_option, write

_FORMATS = ("text", "md", "docx", "html", "json")


@click.command("brief", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("topic", nargs=-1, required=True)
@click.option("--since", metavar="DATE", help="Only meetings on or after this day.")
@click.option("--since-last", is_flag=True, help="Only what followed the last meeting but one of its series.")
@click.option("--until", metavar="DATE", help="Only meetings on or before this day.")
@click.option("--series", metavar="WORDS", help="Only meetings of groups with these words in their name.")
@click.option(
    "--length", type=click.Choice(["short", "standard", "full"]), default="standard", show_default=True,
    help="How much to quote of each meeting.",
)  # fmt: skip
@click.option("--template", type=click.Path(path_type=Path), metavar="FILE", help="A .docx whose styles to use.")
@output_option
@global_options(*_FORMATS)
def command(topic: tuple[str, ...], length: Any, template: Path | None, output: Path | None, **limits: Any) -> None:
    """Draft a briefing on TOPIC: where it stands, its story, positions and actions.

    TOPIC is a theme (see: ipp-search themes) or a phrase. Every sentence is quoted
    from the records with its source; prove it with: ipp-search verify FILE

    \b
    ipp-search brief recall -o recall.docx
    ipp-search brief "mental health" --since 2024 --format md
    """
    from ipp_search import briefs, briefs_docx, render

    format_ = format_for(output, *_FORMATS)
    if template and format_ != "docx":
        raise click.UsageError("--template is for .docx files.")
    if limits["since"] and limits["since_last"]:
        raise click.UsageError("Give --since or --since-last, not both.")
    with open_index() as index:
        briefing = index.brief(" ".join(topic), length=length, **limits)
    document = briefs.set_out(briefing)
    answer: str | bytes
    match format_:
        case "md":
            answer = briefs.markdown(document)
        case "docx":
            answer = briefs_docx.docx(document, template)
        case "html":
            answer = briefs.html(document)
        case "json":
            answer = render.to_json(briefs.as_json(document))
        case _:
            answer = briefs.plain_text(document)
    write(answer, output)
    if output and format_ != "text":
        notice(f"Check it, also after editing, with: ipp-search verify {output}")
