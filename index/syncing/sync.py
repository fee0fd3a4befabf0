"""Brings an index up to date with files: what is new, changed or gone, and nothing else.

Three steps, each of which can be cut short at any point and taken up again by the next run:
documents go into the catalogue, one transaction each; texts that await a vector are embedded;
Chroma is made to hold what the catalogue holds.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from ipp_search.errors import BadQuestion, UnreadableRecord
from ipp_search.index.catalogue import Catalogue
from ipp_search.index.chroma import VectorStore
from ipp_search.index.encoding.embedding_text import EmbeddingText
from ipp_search.index.encoding.encoder import Encoder
from ipp_search.index.encoding.models import check_model
from ipp_search.index.encoding.vectors_place import vectors_server
from ipp_search.index.report import IngestReport, Progress
from ipp_search.index.syncing.agreement import agree_names, orders_to_apply
from ipp_search.index.syncing.collect import collect
from ipp_search.index.syncing.hand_edits import by_hand_of, note_folders
from ipp_search.index.syncing.source import Source
from ipp_search.index.syncing.versions import set_aside, to_read_again
from ipp_search.ingest.by_hand import ByHand
from ipp_search.ingest.cues.dates import read_period
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers import registry

_ENCODE_AT_ONCE = 256  # texts embedded between two commits: some seconds' work is lost by a kill
_WORDS_AT_ONCE = 4000
_ROUNDS = 4  # dates told by others' may make versions of two records, which are then read in their turn


def sync(
    catalogue: Catalogue,
    paths: Sequence[Path],
    encoder: Callable[[], Encoder],
    progress: Progress,
    date: str | None = None,
    prune: bool = False,
) -> IngestReport:
    """Make the catalogue agree with files and folders; vectors follow by ``fill_vectors``.

    A folder stands for all records below it: those that have vanished from it are removed, unless they are more than
    half of all records and ``prune`` is not given; a file that is named itself always is.
    ``date`` is that of the meeting in the one file of ``paths``; it is kept for later syncs.
    ``encoder`` is called only if something has to be read.
    """
    report = IngestReport()
    note_folders(catalogue, folders(paths))
    by_hand = by_hand_of(catalogue)
    known = catalogue.known_documents()
    files = collect(paths, known, report, prune)
    if date is not None and len(files) == 1:
        catalogue.give_date(str(files[0]), date)
    given = catalogue.given_dates()
    fitted: list[EmbeddingText] = []
    read: list[str] = []

    def bring(path: Path, anew: bool = False, month_first: bool | None = None) -> None:
        if is_ignored(path, by_hand, report):
            catalogue.remove(str(path))
            return
        try:
            source = Source.read(path, by_hand, given.get(str(path)))
            if known.get(str(path)) == (source.sha256, source.stamp) and not anew:
                report.unchanged += 1
                return
            document = source.document(month_first)
        except UnreadableRecord as error:
            stays = " What was indexed of it before stays." if str(path) in known else ""
            report.failed.append((str(path), f"{error}{stays}"))
            return
        if not fitted:
            model = encoder()
            check_model(catalogue, model.name, record=True)
            fitted.append(EmbeddingText(model.max_tokens, model.count_tokens))
        if anew:
            report.forget(str(path))
        record = parse(document, fitted[0].split)
        texts = [fitted[0].of_all(minutes) for minutes in record.meetings]
        minutes = list(zip(record.meetings, texts, strict=True))
        catalogue.put(document, source.stamp, minutes, record.left_out, record.unread)
        report.tell(str(path), record, changed=str(path) in known)
        read.append(str(path))

    for n, path in enumerate(files):
        progress("reading", n, len(files))
        bring(path)
    for path_gone in report.removed:
        catalogue.remove(path_gone)
    for _ in range(_ROUNDS):
        for again in to_read_again(catalogue, read):
            bring(Path(again), anew=True)
        for aside in set_aside(catalogue, read):
            report.set_aside(
                aside.path, aside.date, f"the same meeting as in {registry.shown(Path(aside.of))}, which answers"
            )
        agreed = agree_names(catalogue, by_hand)
        read.clear()
        for known_path, month_first in orders_to_apply(catalogue).items():
            bring(Path(known_path), anew=True, month_first=month_first)
        if not read:
            break
    report.rename(lambda meeting: agreed.get((meeting.path, meeting.series), meeting.series))
    progress("reading", len(files), len(files))
    return report


def folders(paths: Sequence[Path]) -> list[Path]:
    """The folders among paths."""
    return [Path(os.path.normpath(path.absolute())) for path in paths if path.is_dir()]


def is_ignored(path: Path, by_hand: ByHand, report: IngestReport) -> bool:
    """Whether a person said that a file is no record; the report tells where."""
    if place := by_hand.ignoring(str(path)):
        report.no_meeting.append((str(path), f"set by hand to be no record, in {place}"))
    return place is not None


def check_places(places: Sequence[Path], date: str | None) -> None:
    """Refuse to read nothing, and a date for anything but one file.

    Raises:
        BadQuestion: so it is, or the date is none.
    """
    if not places:
        raise BadQuestion("No file or folder is named.", "Name what to ingest.")
    if date is not None and (read_period(date) is None or len(places) != 1 or places[0].is_dir()):
        raise BadQuestion(f"{date!r} cannot be set.", "Give a date like 2025-06-03 beside the one file it is for.")


def fill_vectors(catalogue: Catalogue, encoder: Callable[[], Encoder], progress: Progress) -> int:
    """Embed every text that awaits a vector, and every word; the number of texts embedded."""
    import numpy as np

    # Texts of like length waste no padding on one another.
    waiting = [id_ for (id_,) in catalogue.rows(
        "SELECT id FROM vectors WHERE vector IS NULL ORDER BY length(waiting_text), id"
    )]  # fmt: skip
    words = [word for (word,) in catalogue.rows("SELECT word FROM words WHERE vector IS NULL ORDER BY word")]
    if not waiting and not words:
        return 0
    model = encoder()
    check_model(catalogue, model.name, record=True)
    groups = [waiting[first : first + _ENCODE_AT_ONCE] for first in range(0, len(waiting), _ENCODE_AT_ONCE)]
    random.Random(0).shuffle(groups)  # long and short in turns, so that the rate so far tells the time left
    done = 0
    for group in groups:
        batch = catalogue.rows(
            "SELECT id, waiting_text FROM vectors WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(group),)
        )
        vectors = model.encode([text for _, text in batch], partial(_tell_embedded, progress, done, len(waiting)))
        with catalogue.transaction():
            catalogue.many(
                "UPDATE vectors SET vector = ?, waiting_text = NULL WHERE id = ?",
                [(row.astype(np.float32).tobytes(), id_) for row, (id_, _) in zip(vectors, batch, strict=True)],
            )
        done += len(group)
    for done in range(0, len(words), _WORDS_AT_ONCE):
        some = words[done : done + _WORDS_AT_ONCE]
        vectors = model.encode(some).astype(np.float16)
        with catalogue.transaction():
            catalogue.many(
                "UPDATE words SET vector = ? WHERE word = ?",
                [(row.tobytes(), word) for row, word in zip(vectors, some, strict=True)],
            )
    return len(waiting)


def _tell_embedded(progress: Progress, before: int, total: int, done: int) -> None:
    progress("embedding", before + done, total)


def sync_store(catalogue: Catalogue, store: Callable[[], VectorStore]) -> None:
    """Make Chroma hold exactly the catalogue's vectors, and drop vectors no passage uses any more.

    ``store`` is called only if something differs, or to ask a server whether it has them still.
    """
    orphans = catalogue.rows(
        "SELECT id, digest FROM vectors WHERE id NOT IN ("
        "SELECT vector_id FROM passages UNION ALL SELECT vector_id FROM sections WHERE vector_id IS NOT NULL)"
    )
    ((missing,),) = catalogue.rows("SELECT count(*) FROM vectors WHERE in_chroma = 0")
    # A server of others may have lost what it was given; the index folder's own store has not.
    if not orphans and not missing and vectors_server(catalogue) is None:
        return
    with closing(store()) as chroma:
        _make_whole(catalogue, chroma, orphans)


def _make_whole(catalogue: Catalogue, chroma: VectorStore, orphans: Sequence[tuple[int, str]]) -> None:
    """Take out what no passage uses any more, and put in what is missing; all of it, if what is there is not ours."""
    import numpy as np

    if orphans:
        # Chroma first: cut short between the two, the next run finds them orphaned still.
        chroma.remove([digest for _, digest in orphans])
        with catalogue.transaction():
            catalogue.many("DELETE FROM vectors WHERE id = ?", [(id_,) for id_, _ in orphans])
            catalogue.forget_words()
    for attempt in range(2):
        while batch := catalogue.rows(
            "SELECT id, digest, vector FROM vectors WHERE in_chroma = 0 AND vector IS NOT NULL LIMIT 5000"
        ):
            matrix = np.frombuffer(b"".join(v for _, _, v in batch), dtype=np.float32)
            chroma.put([digest for _, digest, _ in batch], matrix.reshape(len(batch), -1))
            with catalogue.transaction():
                catalogue.many("UPDATE vectors SET in_chroma = 1 WHERE id = ?", [(id_,) for id_, _, _ in batch])
        ((ours,),) = catalogue.rows("SELECT count(*) FROM vectors")
        if chroma.count() == ours or attempt:
            return
        chroma.clear()  # its files were lost or tampered with: make it again
        with catalogue.transaction():
            catalogue.rows("UPDATE vectors SET in_chroma = 0")
