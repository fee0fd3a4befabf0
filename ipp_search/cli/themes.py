"""``ipp-search themes``."""

from __future__ import annotations

from pathlib import Path

import click

from ipp_search.cli.frame.options import as_command, chosen_format, open_index, output_option, themes_option
from ipp_search.cli.frame.sink import sink

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


@as_command("mark")
@click.argument("theme", required=False)
@click.argument("passage", required=False)
@click.argument("decision", required=False, type=click.Choice(["in", "out"]), metavar="in|out")
@click.option("--memo", default="", metavar="WORDS", help="Why.")
@click.option("--coder", default="", metavar="NAME", help="Who decides.")
@click.option(
    "--from", "table", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="Take over the marks of a CSV file with the columns theme, passage, mark, and coder, memo if you like.",
)  # fmt: skip
def mark(
    theme: str | None, passage: str | None, decision: str | None, memo: str, coder: str, table: Path | None
) -> None:
    """Put a passage into a theme, or out of it, whatever the program finds.

    PASSAGE is an id (a column of timeline --format csv) or a citation. Marks are kept
    in marks.csv in the index folder, with the passage's words, and outlive a new ingest.
    Where coders differ, the last mark holds; see: ipp-search themes agreement

    \b
    ipp-search themes mark recall 0123456789abcdef out --memo "of goods" --coder AB
    ipp-search themes mark --from marks-of-cd.csv
    """
    from typing import Literal, cast

    from ipp_search.query.themes.marks import Mark, read_marks

    if bool(table) == bool(theme) or (theme and not (passage and decision)):
        raise click.UsageError("Give THEME, PASSAGE and in or out; or --from FILE.")
    given = read_marks(table) if table else [
        Mark(theme or "", passage or "", cast("Literal['in', 'out']", decision), coder, memo)
    ]  # fmt: skip
    with open_index(to_write=True) as index:
        new = index.mark(*given)
        known = {name.casefold() for name in index.themes()}
    for name in sorted({one.theme for one in given if one.theme.casefold() not in known}):
        sink().notice(f"{name!r} is no theme of the file; its marks hold where it is followed as a phrase.")
    sink().notice(f"{new} of {len(given)} marks are new, in {index.folder / 'marks.csv'}.")


@as_command("show", *_FORMATS)
@click.argument("theme")
@themes_option
def show(theme: str, file: Path | None) -> None:
    """What a THEME, or a phrase, matches in the records: words, forms, acronyms, headings, meaning, with counts.

    Look at it before you count: a form that is another thing goes to exclude, one that
    lacks goes to words, in the themes file. A single passage is put out with: themes mark
    """
    from ipp_search.output import as_json
    from ipp_search.output.timelines.themes import matches_text
    from ipp_search.query.themes.file import chosen

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        (followed,) = chosen([theme], index.themes(file))
        found = index.matches(followed)
    if format_ == "json":
        sink().write(as_json.to_json(as_json.matches_json(found)))
    else:
        sink().write(matches_text(found, sink().width))


@as_command("agreement", *_FORMATS)
@click.argument("theme", nargs=-1)
def agreement(theme: tuple[str, ...]) -> None:
    """How far coders agree on each THEME (all that have marks, if none is named), and each with the program.

    In percent, and as Cohen's kappa, over the passages that both decided on.
    """
    from ipp_search.output import as_json
    from ipp_search.output.timelines.themes import agreements_text

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        names = theme or tuple(dict.fromkeys(mark.theme for mark in index.marks()))
        agreed = [one for name in names for one in index.agreement(name)]
    if format_ == "json":
        sink().write(as_json.to_json(as_json.agreements_json(agreed)))
    elif agreed:
        sink().write(agreements_text(agreed))
    else:
        sink().notice("No passage of it is marked; begin with: ipp-search themes mark --help")


for subcommand in (discover, show, mark, agreement):
    command.add_command(subcommand)
