"""``ipp-search timeline``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipp_search.cli.frame.options import as_command, format_for, open_index, output_option, themes_option
from ipp_search.cli.frame.sink import sink

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ipp_search.api import Index
    from ipp_search.query.themes.file import Theme
    from ipp_search.query.timeline.records import Timeline

_FORMATS = (
    "text", "json", "md", "csv", "csv-meetings", "csv-counts", "xlsx", "html", "docx", "odt", "pdf", "png", "svg",
    "qdpx",
)  # fmt: skip
_MOST = 3  # passages a meeting, for reading
_LIMITS = ("since", "until", "series")


@as_command("timeline", *_FORMATS)
@click.argument("theme", nargs=-1)
@themes_option
@click.option("--since", metavar="DATE", help="Rows only for meetings on or after this day; what is new is still told.")
@click.option("--until", metavar="DATE", help="Rows only for meetings on or before this day.")
@click.option("--series", metavar="WORDS", help="Rows only for meetings of groups with these words in their name.")
@click.option("--by", type=click.Choice(["organisation"]), help="Tell who raised it, and how much of it.")
@click.option(
    "--passages", type=click.IntRange(0), default=None, metavar="N",
    help="Show N passages a meeting, 0 for all.  [default: 3 in text, else all]",
)  # fmt: skip
@click.option("--kwic", is_flag=True, help="Show every hit in its line (key word in context), as text or csv.")
@click.option(
    "--since-run", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="Tell only what changed since a run that was kept as JSON.",
)  # fmt: skip
@click.option(
    "--freeze", type=click.Path(path_type=Path), metavar="DIR",
    help="Write a folder of all evidence, with a check.py that proves it anywhere.",
)  # fmt: skip
@output_option
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help='Follow a file of themes, {"id", "theme"} and any limit a line, as JSON lines.',
)
def command(
    theme: tuple[str, ...],
    file: Path | None,
    by: str | None,
    passages: int | None,
    output: Path | None,
    batch: Path | None,
    kwic: bool,
    since_run: Path | None,
    freeze: Path | None,
    **limits: Any,
) -> None:
    """Follow each THEME from meeting to meeting: when, how much, in which words.

    A THEME is a name from the themes file (see: ipp-search themes) or any phrase;
    put a phrase of several words in quotation marks. Every meeting has a row, also
    where no passage was found.

    \b
    ipp-search timeline recall
    ipp-search timeline recall --kwic
    ipp-search timeline recall women --freeze evidence
    ipp-search timeline recall "mental health" communications --format html -o themes.html
    ipp-search timeline "release on temporary licence" --since 2024
    """
    from ipp_search.output import as_json
    from ipp_search.output.timelines import chart, tables, timeline_page
    from ipp_search.output.timelines import kwic as concordance
    from ipp_search.output.timelines import timeline as printed

    if batch is not None:
        if theme:
            raise click.UsageError("Give a THEME or --batch, not both.")
        click.get_current_context().exit(_follow_batch(batch, file, limits, by_who=by is not None, output=output))
    format_ = format_for(output, *_FORMATS)
    with open_index() as index:
        timelines = _followed(index, theme, file, limits)
        records = [index.read(row.meeting.id) for row in timelines[0].rows] if format_ == "qdpx" else []
        if freeze is not None:
            _freeze(index, timelines, freeze)
            return
    if kwic:
        _only(format_, "text", "csv")
        sink().write(concordance.kwic_csv(timelines) if format_ == "csv" else concordance.kwic_text(timelines), output)
        return
    if since_run is not None:
        _only(format_, "text", "json")
        _tell_changes(since_run, timelines, format_, output)
        return
    most = None if passages == 0 else passages
    by_who = by is not None
    answer: str | bytes
    match format_:
        case "json":
            shown = [as_json.timeline_json(timeline, by_who=by_who, command=typed()) for timeline in timelines]
            answer = as_json.to_json(shown[0] if len(shown) == 1 else shown)
        case "md":
            answer = printed.timelines_markdown(timelines, most=most, command=typed())
        case "csv":
            answer = tables.passages_csv(timelines)
        case "csv-meetings":
            answer = tables.meetings_csv(timelines)
        case "csv-counts":
            answer = tables.counts_csv(timelines)
        case "html":
            answer = timeline_page.timeline_page(timelines, by_who=by_who, command=typed())
        case "xlsx":
            from ipp_search.output.exchange.workbooks import timelines_xlsx

            answer = timelines_xlsx(timelines)
        case "docx" | "odt" | "pdf":
            from ipp_search.output.drafts.packed import packed
            from ipp_search.output.timelines.timeline_document import set_out_timelines

            answer = packed(set_out_timelines(timelines, most=most, command=typed()), format_)
        case "qdpx":
            from ipp_search.output.timelines.qdpx import qdpx

            answer = qdpx(timelines, records)
        case "svg":
            answer = chart.svg(timelines, by_who=by_who)
        case "png":
            answer = chart.png(timelines, by_who=by_who)
        case _:
            width = None if output else sink().width
            answer = printed.timelines_text(timelines, width, most=_MOST if passages is None else most, by_who=by_who)
    sink().write(answer, output)


def typed() -> str:
    """What was typed, as a shell reads it."""
    import shlex
    import sys

    return shlex.join(["ipp-search", *sys.argv[1:]])


def _only(format_: str, *formats: str) -> None:
    if format_ not in formats:
        raise click.UsageError(f"This is printed as {' or '.join(formats)}; not {format_}.")


def _freeze(index: Index, timelines: Sequence[Timeline], folder: Path) -> None:
    from ipp_search.output.timelines.bundle import write_bundle
    from ipp_search.query.themes.marks import as_csv

    marks = index.marks()
    records = (index.read(row.meeting.id) for row in timelines[0].rows)
    write_bundle(folder, timelines, records, command=typed(), marks=as_csv(marks) if marks else "")
    sink().notice(f"Written to {folder}; prove it with: python {folder / 'check.py'}")


def _tell_changes(run: Path, timelines: Sequence[Timeline], format_: str, output: Path | None) -> None:
    from ipp_search.output import as_json
    from ipp_search.output.timelines.differences import differences, read_run

    changed = differences(read_run(run), [dict(as_json.timeline_json(one)) for one in timelines])
    told = as_json.to_json(changed) if format_ == "json" else "\n".join(changed) or "Nothing changed."
    sink().write(told, output)


def _followed(index: Index, named: Sequence[str], file: Path | None, limits: dict[str, Any]) -> Sequence[Timeline]:
    from ipp_search.cli.frame import notices
    from ipp_search.query.question.stated_filters import without_times
    from ipp_search.query.themes.file import chosen, nearest_name

    known = index.themes(file)
    themes = chosen(named, known)
    for words, theme in zip(named, themes, strict=True):
        if theme.name not in known and (near := nearest_name(words, known)):
            sink().notice(f"{words!r} is no theme of the file and is followed as a phrase; did you mean {near!r}?")
        if theme.name not in known and (time := without_times(words)[1]):
            sink().notice(f"“{time}” is left out of the theme; limit the meetings with --since and --until.")
    timelines = index.timelines(themes, **limits)
    notices.tell_empty(index)
    notices.tell_waiting(index)
    if limits["since"] or limits["until"]:
        notices.tell_undated(index)
    return timelines


def _follow_batch(batch: Path, file: Path | None, limits: dict[str, Any], *, by_who: bool, output: Path | None) -> int:
    """Follow every line that can be; a line that cannot gets an "error" and the exit code is 1."""
    from ipp_search.batch import read_lines
    from ipp_search.errors import IppSearchError
    from ipp_search.output import as_json

    failed, shown = 0, []
    with open_index() as index:
        known = index.themes(file)
        for line in read_lines(batch):
            try:
                row = line.row({"id", "theme"}, _LIMITS, '{"id": "1", "theme": "recall", "since": "2025"}')
                own = {name: row[name] for name in _LIMITS if name in row}
                timelines = index.timelines(_themes_of(row["theme"], known), **{**limits, **own})
                shown.append({"id": row["id"], **as_json.timeline_json(timelines[0], by_who=by_who)})
            except (ValueError, IppSearchError) as error:
                failed = 1
                sink().warn(f"{batch}, line {line.number}: {error}")
                shown.append({"id": line.id, "theme": None, "rows": [], "error": str(error)})
    sink().write("\n".join(as_json.to_json(one, one_line=True) for one in shown), output)
    return failed


def _themes_of(words: object, known: Mapping[str, Theme]) -> list[Theme]:
    from ipp_search.query.themes.file import chosen

    if not isinstance(words, str):
        raise ValueError(f"the theme is {words!r}; it is to be words")
    return chosen([words], known)
