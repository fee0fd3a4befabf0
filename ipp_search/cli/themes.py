"""``ipp-search themes``."""

from __future__ import annotations

from pathlib import Path

import click

from ipp_search.cli import chosen_format, global_options, notice, open_index, output_option, terminal_width, write

_FORMATS = ("text", "json")


@click.group("themes", invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--themes", "file", type=click.Path(path_type=Path), metavar="FILE", help="A file of themes of your own.")
@global_options(*_FORMATS)
@click.pass_context
def command(ctx: click.Context, file: Path | None) -> None:
    """List the themes that timelines know by name.

    They stand in a file like this, which you can edit; a themes.toml in the index
    folder is used before the bundled one, and --themes before both.

    \b
    ["recall"]
    description = "Recall to prison, its reasons and its review."
    words = ["recall", "Risk Assessed Recall Review"]   # what names it
    questions = ["why are people sent back to prison"]  # what else counts
    exclude = ["product recall"]                        # what does not

    \b
    ipp-search themes
    ipp-search themes discover -o themes.toml
    """
    if ctx.invoked_subcommand is not None:
        return
    from ipp_search.output import render, timeline

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        themes = list(index.themes(file).values())
    if format_ == "json":
        click.echo(render.to_json(timeline.themes_json(themes)))
    else:
        click.echo(timeline.themes_text(themes, terminal_width()))


@command.command("discover", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--count", type=click.IntRange(2, 100), metavar="N", help="So many themes; else as the records suggest.")
@output_option
@global_options()
def discover(count: int | None, output: Path | None) -> None:
    """Propose themes from the records, as a file to edit.

    Passages that mean alike are put together; the words that set each group apart
    name it. The same records give the same file.
    """
    with open_index() as index:
        proposed = index.discover_themes(count)
    if proposed:
        write(proposed, output)
    else:
        notice("The index holds too few passages to find themes in; add records with: ipp-search ingest FOLDER")
