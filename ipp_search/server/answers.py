"""Answers questions together, as JSON text: in this process, or in one of its own that does nothing else.

Python runs one thread at a time, so a busy server answers in several processes.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipp_search import asking
from ipp_search.api import Index
from ipp_search.errors import BadQuestion
from ipp_search.output import as_json

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from ipp_search.query.question.interpret import Asked


@dataclass(frozen=True, slots=True)
class Question:
    """A question as typed, whether to answer it by its words alone, and what else ``asking.ask`` takes."""

    typed: str
    lexical: bool
    given: Mapping[str, Any]


Answer = str | Exception
"""The JSON of the command line on one line, or why there is none."""

_STOP_WITHIN = 5.0  # seconds


def answer(index: Index, questions: Sequence[Question]) -> list[Answer]:
    """Answer questions together; what goes wrong with one is the answer in its place."""
    answers: dict[int, Answer] = {}
    asked: dict[bool, dict[int, Asked]] = {False: {}, True: {}}
    for n, question in enumerate(questions):
        try:
            asked[question.lexical][n] = asking.ask(index.session, question.typed, **question.given)
        except Exception as error:
            answers[n] = error
    for lexical, some in asked.items():
        try:
            found = asking.answer(index.session, list(some.values()), lexical=lexical) if some else []
            for n, result in zip(some, found, strict=True):
                if isinstance(result, BadQuestion):
                    answers[n] = result
                else:
                    named = asking.with_nearest_theme(index.session, result, lexical=lexical)
                    answers[n] = as_json.to_json(as_json.search_json(named), one_line=True)
        except Exception as error:
            answers |= {n: error for n in some if n not in answers}
    return [answers[n] for n in range(len(questions))]


class Helper:
    """A process that answers questions on an index of its own; it ends when whoever started it does.

    Raises:
        EOFError, OSError: it died; so do the methods.
    """

    def __init__(self, folder: Path) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_help, args=(folder, theirs), name="questions", daemon=True)
        self._process.start()
        theirs.close()
        self._pipe.recv()  # it has loaded what it needs

    def answer(self, questions: Sequence[Question]) -> list[Answer]:
        """As the function does."""
        self._pipe.send(questions)
        answers: list[Answer] = self._pipe.recv()
        return answers

    def stop(self) -> None:
        """End it."""
        self._pipe.close()
        self._process.join(_STOP_WITHIN)
        self._process.kill()
        self._process.join()


def _help(folder: Path, pipe: Connection) -> None:
    # It ends with the pipe: a Ctrl+C meant for the server must not cost the answers it still gives.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with Index(folder) as index:
        answer(index, [Question("warm up", False, {"limit": 1, "counts": True})])
        try:
            pipe.send(None)
            while True:
                pipe.send(answer(index, pipe.recv()))
        except (EOFError, OSError):
            return
