"""What an ingest would understand, as if nothing were indexed; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ipp_search.errors import UnreadableRecord
from ipp_search.index.report import IngestReport, Progress
from ipp_search.index.syncing.collect import collect
from ipp_search.index.syncing.source import Source
from ipp_search.index.syncing.sync import is_ignored
from ipp_search.ingest.by_hand import ByHand
from ipp_search.ingest.collection import Stated, name_groups
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.numeric_order import Dated, orders
from ipp_search.ingest.records import Meeting


def preview(
    paths: Sequence[Path], progress: Progress, date: str | None = None, by_hand: ByHand | None = None
) -> IngestReport:
    """What a sync would understand of files and folders, as if none were indexed."""
    report = IngestReport()
    by_hand = by_hand or ByHand()
    files = collect(paths, {}, report)

    def read(path: Path, month_first: bool | None = None) -> None:
        if is_ignored(path, by_hand, report):
            return
        try:
            document = Source.read(path, by_hand, date if len(files) == 1 else None).document(month_first)
        except UnreadableRecord as error:
            report.failed.append((str(path), str(error)))
            return
        report.forget(str(path))
        report.tell(str(path), parse(document), changed=False)

    for n, path in enumerate(files):
        progress("reading", n, len(files))
        read(path)
    names = _names(report)
    held = [
        Dated.of(
            m.path,
            names[m.path, m.series],
            (m.date.isoformat() if m.date and m.precision == "day" else None, m.next_date),
            dict(m.sources),
            partial(_text, Path(m.path), by_hand),
        )
        for m in _meetings(report)
    ]
    for known, month_first in orders(held).items():
        if month_first is not None:
            read(Path(known), month_first)
    order = {str(path): n for n, path in enumerate(files)}
    report.added.sort(key=lambda understood: order[understood.meeting.path])
    names = _names(report)
    report.rename(lambda meeting: by_hand.called(meeting.path, names[meeting.path, meeting.series]))
    return report


def _meetings(report: IngestReport) -> list[Meeting]:
    return [understood.meeting for understood in report.added]


def _names(report: IngestReport) -> dict[tuple[str, str | None], str | None]:
    """What the groups are called, by the file and the name that it alone tells."""
    meetings = _meetings(report)
    stated = [Stated(m.path, m.names, m.series if "series" in dict(m.sources) else None, m.series) for m in meetings]
    return dict(zip(((m.path, m.series) for m in meetings), name_groups(stated), strict=True))


def _text(path: Path, by_hand: ByHand) -> str:
    return Source.read(path, by_hand, None).document().text
