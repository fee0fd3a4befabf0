"""``ipp-search themes``."""

from __future__ import annotations

from pathlib import Path

import click

from ipp_search.cli.options import as_command, chosen_format, open_index, output_option, themes_option
from ipp_search.cli.sink import sink

_FORMATS = ("text", "json")


@as_command("themes", *_FORMATS, cls=click.Group, invoke_without_command=True)
@themes_option
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
    from ipp_search.output import as_json
    from ipp_search.output.timelines.themes import themes_text

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        themes = list(index.themes(file).values())
    if format_ == "json":
        sink().write(as_json.to_json(as_json.themes_json(themes)))
    else:
        sink().write(themes_text(themes, sink().width))


@as_command("discover")
@click.option("--count", type=click.IntRange(2, 100), metavar="N", help="So many themes; else as the records suggest.")
@output_option
def discover(count: int | None, output: Path | None) -> None:
    """Propose themes from the records, as a file to edit.

    Passages that mean alike are put together; the words that set each group apart
    name it. The same records give the same file.
    """
    with open_index() as index:
        proposed = index.discover_themes(count)
    if proposed:
        sink().write(proposed, output)
    else:
        sink().notice("The index holds too few passages to find themes in; add records with: ipp-search ingest FOLDER")


command.add_command(discover)
