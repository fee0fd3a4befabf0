"""``ipp-search ingest``."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from ipp_search.cli.frame.options import as_command, open_index
from ipp_search.cli.frame.sink import remembered, sink
from ipp_search.cli.frame.watching import changes
from ipp_search.errors import IppSearchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from ipp_search.index.report import IngestReport, Progress, Understood

_TOLD = 2  # lines of a file that are named, of those left out
_TOLD_FILES = 5  # of which is told what was left out for a reason


@as_command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--date", metavar="DATE", help="The date of the meeting in PATH, a single file, where it states none.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be understood; write nothing.")
@click.option("--model", metavar="NAME", help="Embed a new index with this sentence-transformers model or folder.")
@click.option("--vectors", metavar="URL", help="Keep the vectors on this Chroma server too; 'local' takes it back.")
@click.option("--watch", is_flag=True, help="Go on and do it again whenever something in PATH changes, until Ctrl-C.")
@click.option("--prune", is_flag=True, help="Drop what has vanished, also where it is more than half of the records.")
def command(
    paths: tuple[str, ...],
    date: str | None,
    dry_run: bool,
    model: str | None,
    vectors: str | None,
    watch: bool,
    prune: bool,
) -> None:
    """Index meeting records: files, and folders of them.

    Read are .docx, .odt, .pdf, .html, .md, .txt, .rtf, .pptx, saved mail (.eml,
    .msg) with what is attached, saved pages (.mht), the transcripts .vtt and
    .srt, all of these in .zip, and .doc where LibreOffice is installed. Run
    it again at any time: only what is new or changed is read, and records that
    have vanished leave the index. Your files are never touched.

    \b
    ipp-search ingest minutes/
    ipp-search ingest minutes/ --dry-run
    ipp-search ingest minutes/ --watch
    ipp-search ingest "minutes/spring meeting.docx" --date 2025-03-04

    A file beside a record, "minutes.pdf.toml" for "minutes.pdf", may set its
    title, series, date, end_date and month_first (true where 3/6/2025 means
    6 March).
    """
    if watch and dry_run:
        raise click.UsageError("Give --watch or --dry-run, not both.")
    code, told = 0, list[Any]()
    with open_index(to_write=True) as index, suppress(*((KeyboardInterrupt,) if watch else ())):
        for changed in changes(paths, index.folder) if watch else [False]:
            try:
                with _progress() as progress:
                    report = index.ingest(
                        paths, progress, date=date, dry_run=dry_run, model=model, vectors=vectors, prune=prune
                    )
            except IppSearchError as problem:
                if not changed:
                    raise
                sink().warn(str(problem))  # another ingest writes, or a drive is away: the next look may do it
                continue
            wrong: list[Any] = [*report.failed, *report.kept, *filter(None, (report.vectors_wait,))]
            if not changed or report.added or report.changed or report.removed or wrong != told:
                _tell(report, dry_run)
            told, code = wrong, 1 if wrong else 0
    click.get_current_context().exit(code)


def _tell(report: IngestReport, dry_run: bool) -> None:
    if not remembered("quiet"):
        _print(report, dry_run)
    _warn(report)
    if report.vectors_wait:
        sink().warn(report.vectors_wait)


def _print(report: IngestReport, dry_run: bool) -> None:
    from ipp_search.output.format import counted, one_line

    for sign, understood in (("+", report.added), ("~", report.changed)):
        for held in understood:
            _print_meeting(sign, held)
    for path, why in report.no_meeting:
        sink().write(f"o no meeting: {_name(path)}: {why}")
    reasons = dict.fromkeys(one.why for _, left_out in report.left_out for one in left_out)
    for why in reasons:
        files = [(path, [one for one in left_out if one.why == why]) for path, left_out in report.left_out]
        files = [(path, told) for path, told in files if told]
        for path, told in files[:_TOLD_FILES]:
            lines = [one_line(one.text) for one in told]
            more = f" (and {len(lines) - _TOLD} more)" if len(lines) > _TOLD else ""
            sink().write(f"o left out, {why}: {_name(path)}: {', '.join(map(repr, lines[:_TOLD]))}{more}")
        if len(files) > _TOLD_FILES:
            sink().write(f"o left out, {why}: {len(files) - _TOLD_FILES} more files; see them with: export")
    for path, share in report.unread:
        sink().write(f"o unread: {_name(path)}: {share:.0%} of its letters are in no passage; compare it with: show")
    for ending, paths in sorted(report.passed_over.items()):
        more = f" and {len(paths) - _TOLD} more" if len(paths) > _TOLD else ""
        sink().write(f"o of a kind that is not read, {ending}: {', '.join(map(_name, paths[:_TOLD]))}{more}")
    for path in report.removed:
        sink().write(f"- removed: {_name(path)} is no longer there")
    done = "would be indexed" if dry_run else f"new; {len(report.changed)} changed, {report.unchanged} unchanged"
    embedded = "" if dry_run else f"; {counted(report.embedded, 'text')} embedded"
    sink().write(
        f"{counted(len(report.added), 'meeting')} {done}, {len(report.removed)} removed,"
        f" {len(report.failed)} not read{embedded}."
    )


def _warn(report: IngestReport) -> None:
    from ipp_search.output.format import counted

    if report.kept:
        sink().warn(
            f"{counted(len(report.kept), 'record')}, more than half of all, can no longer be seen; they stay in"
            " the index. Is a drive missing? If they are gone for good, run it again with --prune."
        )
    for _, why in report.failed:
        sink().warn(f"not read: {why}")


def _print_meeting(sign: str, held: Understood) -> None:
    from ipp_search.output.format import counted, dated

    meeting = held.meeting
    read = f" (from {meeting.date_source})" if meeting.date_source else ""
    sink().write(
        f"{sign} {dated(meeting)}{read}  {meeting.name}: {counted(held.sections, 'section')},"
        f" {counted(held.passages, 'passage')}, {counted(held.actions, 'action')}  [{_name(meeting.path)}]"
    )
    for warning in meeting.warnings:
        sink().write(f"  warning: {warning}")


def _name(path: str) -> str:
    from pathlib import Path

    from ipp_search.ingest.readers.registry import shown

    return shown(Path(Path(path).name))


def _progress() -> AbstractContextManager[Progress]:
    from contextlib import contextmanager, nullcontext

    from ipp_search.index.report import silent

    if not sys.stderr.isatty():
        return nullcontext(silent)

    @contextmanager
    def bars() -> Iterator[Progress]:
        from rich import progress as rich_progress
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), TextColumn("left"),
        )  # fmt: skip
        with rich_progress.Progress(*columns, console=Console(stderr=True), transient=True) as shown:
            tasks: dict[str, TaskID] = {}

            def tell(step: str, done: int, total: int) -> None:
                if step not in tasks:
                    tasks[step] = shown.add_task(step, total=total, rate="")
                speed = shown.tasks[tasks[step]].speed
                rate = f"{speed:,.0f} a second," if speed else ""
                shown.update(tasks[step], completed=done, total=total, rate=rate)

            yield tell

    return bars()
