"""``ipp-search ingest``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ipp_search.cli import global_options, notice, open_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from ipp_search.index.build import IngestReport


@click.command("ingest", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@global_options()
def command(paths: tuple[str, ...]) -> None:
    """Index meeting records: files (.txt, .md) and folders of them.

    Run it again at any time: only what is new or changed is read, and records
    that have vanished from a folder leave the index. Your files are never
    touched.

    \b
    ipp-search ingest minutes/
    ipp-search ingest minutes/2025-06-03.txt minutes/2025-09-02.txt
    """
    with open_index(to_write=True) as index, _progress() as progress:
        report = index.ingest(paths, progress)
    _print(report)
    sys.exit(1 if report.failed else 0)


def _print(report: IngestReport) -> None:
    from ipp_search.render import counted, dated

    for sign, understood in (("+", report.added), ("~", report.changed)):
        for minutes in understood:
            meeting = minutes.meeting
            actions = sum(p.kind == "action" for p in minutes.passages)
            click.echo(
                f"{sign} {dated(meeting)}  {meeting.name}: {counted(len(minutes.passages), 'passage')},"
                f" {counted(actions, 'action')}  ({meeting.path})"
            )
            for warning in meeting.warnings:
                click.echo(f"  warning: {warning}")
    for path in report.removed:
        click.echo(f"- removed: {path} is no longer there")
    for _, why in report.failed:
        notice(f"not read: {why}")
    click.echo(
        f"{len(report.added)} new, {len(report.changed)} changed, {report.unchanged} unchanged,"
        f" {len(report.removed)} removed, {len(report.failed)} not read;"
        f" {counted(report.embedded, 'passage')} embedded."
    )


def _progress() -> AbstractContextManager[Callable[[str, int, int], None] | None]:
    from contextlib import contextmanager, nullcontext

    if not sys.stderr.isatty():
        return nullcontext()

    @contextmanager
    def bars() -> Iterator[Callable[[str, int, int], None]]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
            tasks: dict[str, object] = {}

            def tell(step: str, done: int, total: int) -> None:
                if step not in tasks:
                    tasks[step] = shown.add_task(step, total=total)
                shown.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

            yield tell

    return bars()
