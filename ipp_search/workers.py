"""Threads that each own an open index, so that nothing of it is shared: one answers questions, one all the rest.

Questions that wait are answered together, as a batch is: the model encodes many texts faster than one by one.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ipp_search.api import Index
from ipp_search.errors import BadQuestion

if TYPE_CHECKING:
    from ipp_search.query.reading import Asked
    from ipp_search.query.results import SearchResult

_TOGETHER = 16  # questions answered in one go
_Answer = TypeVar("_Answer")
_Job = tuple[Callable[[Index], Any], "Future[Any]"]


class Worker:
    """A thread that runs jobs on an index of its own, one after the other."""

    def __init__(self, folder: Path, name: str) -> None:
        self._jobs: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._folder = folder
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[Index], _Answer]) -> Future[_Answer]:
        """Run ``job`` on the index when its turn comes."""
        future: Future[_Answer] = Future()
        self._jobs.put((job, future))
        return future

    def stop(self) -> None:
        """End once all that was submitted is done."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        index = Index(self._folder)
        try:
            while (job := self._jobs.get()) is not None:
                self._do(index, job)
        finally:
            index.close()

    def _do(self, index: Index, job: Any) -> None:
        task, future = job
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(task(index))
            except BaseException as error:  # whatever it is, whoever waits for the answer is told
                future.set_exception(error)


class Questions(Worker):
    """A worker for questions alone: those that wait are answered together."""

    def ask(self, question: str, lexical: bool, given: dict[str, Any]) -> Future[SearchResult]:
        """Answer a question; arguments and errors are those of ``Index.search``."""
        future: Future[SearchResult] = Future()
        self._jobs.put(((question, lexical, given), future))
        return future

    def _run(self) -> None:
        with Index(self._folder) as index:
            while (job := self._jobs.get()) is not None:
                waiting = [job]
                ended = False
                while len(waiting) < _TOGETHER and not self._jobs.empty():
                    if (job := self._jobs.get()) is None:
                        ended = True
                        break
                    waiting.append(job)
                self._answer(index, [job for job in waiting if job[1].set_running_or_notify_cancel()])
                if ended:
                    return

    def _answer(self, index: Index, waiting: Sequence[Any]) -> None:
        asked: dict[bool, list[tuple[Asked, str, Future[SearchResult]]]] = {False: [], True: []}
        for (question, lexical, given), future in waiting:
            try:
                asked[lexical].append((index.ask(question, **given), question, future))
            except BaseException as error:  # as above
                future.set_exception(error)
        for lexical, some in asked.items():
            try:
                answers = index.search_many([one for one, _, _ in some], lexical=lexical) if some else []
                for answer, (_, question, future) in zip(answers, some, strict=True):
                    if isinstance(answer, BadQuestion):
                        future.set_exception(answer)
                    else:
                        future.set_result(index.with_nearest_theme(answer, question, lexical=lexical))
            except BaseException as error:  # as above
                for _, _, future in some:
                    if not future.done():
                        future.set_exception(error)
