"""What takes time and writes to the index: one job after the other in a thread, each telling how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ipp_search.api import Index
from ipp_search.errors import IppSearchError
from ipp_search.index.report import Progress

_KEPT = 100  # jobs whose outcome is remembered
_STEPS = {"reading": "Reading the files", "embedding": "Preparing them to be found by meaning"}


@dataclass(slots=True)
class Job:
    """One that waits, runs or is done: the step it is at, and what came of it."""

    does: str
    run: Callable[[Index, Progress], Any]
    step: str = "Waiting for its turn"
    done: int = 0
    total: int = 0
    began: float = field(default_factory=time.monotonic)
    result: Any = None
    error: IppSearchError | None = None
    over: threading.Event = field(default_factory=threading.Event)

    def tell(self, step: str, done: int, total: int) -> None:
        """Note how far it is."""
        named = _STEPS.get(step, step.capitalize())
        if named != self.step:
            self.began = time.monotonic()
        self.step, self.done, self.total = named, done, total

    @property
    def left(self) -> float | None:
        """Seconds left of this step, by its rate so far; None where too little is done to tell."""
        passed = time.monotonic() - self.began
        return passed / self.done * (self.total - self.done) if self.done and passed > 1 else None


class Jobs:
    """Runs jobs, each under the name of what it is about; of each name the last is remembered.

    Args:
        folder: of the index; each job has it open for itself.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._jobs: dict[str, Job] = {}
        self._one_at_a_time = threading.Lock()

    def of(self, name: str) -> Job | None:
        """The last job of a name."""
        return self._jobs.get(name)

    def begin(self, name: str, does: str, run: Callable[[Index, Progress], Any]) -> Job:
        """Begin a job, unless one of that name still runs: then that one."""
        job = self._jobs.get(name)
        if job is not None and not job.over.is_set():
            return job
        job = Job(does, run)
        self._jobs.pop(name, None)
        self._jobs[name] = job
        for old in list(self._jobs)[:-_KEPT]:
            if self._jobs[old].over.is_set():
                del self._jobs[old]
        threading.Thread(target=self._run, args=(job,), name="adding", daemon=True).start()
        return job

    def forget(self, name: str) -> None:
        """Forget what came of a job."""
        self._jobs.pop(name, None)

    def _run(self, job: Job) -> None:
        try:
            with self._one_at_a_time, Index(self._folder) as index:
                job.began = time.monotonic()
                job.result = job.run(index, job.tell)
        except IppSearchError as error:
            job.error = error
        except Exception as error:
            job.error = IppSearchError(
                f"Something went wrong that should not have ({type(error).__name__}).",
                "Try again; if it stays, report it.",
            )
        finally:
            job.over.set()
