"""Threads that each own an open index, so that nothing of it is shared: one answers questions, one all the rest.

Questions that wait are answered together, as a batch is: the model encodes many texts faster than one by one. Where
they wait in numbers, helpers in processes of their own take over.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from ipp_search.api import Index
from ipp_search.server.answers import Answer, Helper, Question, answer

PROCESSORS = os.cpu_count() or 1
_TOGETHER = 16  # questions answered in one go
_MANY = 8  # questions waiting, at which helpers are started
_LOG = logging.getLogger("ipp_search.server")
_Answer = TypeVar("_Answer")


class Worker:
    """A thread that runs jobs on an index of its own, one after the other."""

    def __init__(self, folder: Path, name: str) -> None:
        self._jobs: queue.SimpleQueue[tuple[Callable[[Index], Any], Future[Any]] | None] = queue.SimpleQueue()
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
        with Index(self._folder) as index:
            while (given := self._jobs.get()) is not None:
                job, future = given
                if future.set_running_or_notify_cancel():
                    try:
                        future.set_result(job(index))
                    except BaseException as error:  # whatever it is, whoever waits for the answer is told
                        future.set_exception(error)


class Questions:
    """Answers questions: a thread, and while many wait as many helpers as there are processors.

    Args:
        folder: of the index.
        most: helpers; with one processor none are worth it.
    """

    def __init__(self, folder: Path, most: int = PROCESSORS) -> None:
        self._folder, self._most = folder, most if most > 1 else 0
        self._waiting: deque[tuple[Question, Future[str]]] = deque()
        self._changed = threading.Condition()
        self._helping = 0
        self._stopped = False
        self._threads = [threading.Thread(target=self._run, name="questions", daemon=True)]
        self._threads[0].start()

    def ask(self, typed: str, lexical: bool, given: dict[str, Any]) -> Future[str]:
        """Answer a question with JSON on one line; arguments and errors are those of ``Index.search``."""
        future: Future[str] = Future()
        with self._changed:
            self._waiting.append((Question(typed, lexical, given), future))
            # One after the other: while they load, they take processors from whoever answers.
            if len(self._waiting) >= _MANY and self._helping == len(self._threads) - 1 < self._most:
                self._threads.append(threading.Thread(target=self._help, name="helper", daemon=True))
                self._threads[-1].start()
            self._changed.notify_all()
        return future

    def stop(self) -> None:
        """End once all that was asked is answered."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
            threads = list(self._threads)
        for thread in threads:
            thread.join()

    def _run(self) -> None:
        with Index(self._folder) as index:
            # Python runs one thread at a time: what helps is done elsewhere, so that this process serves.
            while waiting := self._next(lambda: not self._helping):
                _give(waiting, answer(index, [question for question, _ in waiting]))

    def _help(self) -> None:
        waiting: list[tuple[Question, Future[str]]] = []
        try:
            helper = Helper(self._folder)
        except (EOFError, OSError):
            _LOG.error("a process that answers questions could not be started")
            with self._changed:
                self._threads.remove(threading.current_thread())
            return
        with self._changed:
            self._helping += 1
        try:
            while waiting := self._next(lambda: True):
                _give(waiting, helper.answer([question for question, _ in waiting]))
        except (EOFError, OSError):
            _LOG.error("a process that answers questions died")
        finally:
            with self._changed:
                self._helping -= 1
                self._threads.remove(threading.current_thread())
                # What it was asked last is answered by the others.
                self._waiting.extendleft((q, f) for q, f in reversed(waiting) if not f.done())
                self._changed.notify_all()
            helper.stop()

    def _next(self, mine: Callable[[], bool]) -> list[tuple[Question, Future[str]]]:
        """The questions to answer now, as soon as there are some; none where the work is over."""
        with self._changed:
            while True:
                if mine() and self._waiting:
                    most = min(_TOGETHER, len(self._waiting))
                    some = [self._waiting.popleft() for _ in range(most)]
                    if begun := [(q, f) for q, f in some if f.running() or f.set_running_or_notify_cancel()]:
                        return begun
                elif self._stopped and not self._waiting:
                    return []
                else:
                    self._changed.wait()


def _give(asked: list[tuple[Question, Future[str]]], answers: list[Answer]) -> None:
    for (_, future), found in zip(asked, answers, strict=True):
        if isinstance(found, Exception):
            future.set_exception(found)
        else:
            future.set_result(found)
