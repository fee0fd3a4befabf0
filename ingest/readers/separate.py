"""Reads records in a process of their own, so that what a file does to a library ends that process and not ours.

One process serves many files, with a limit of memory and one of time a file; it ends with ours, whatever becomes of us.
What it sends back may hold nothing but records. Plain text is read here: it goes through no library.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import pickle
import struct
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.readers import registry
from ipp_search.ingest.records import Document

SECONDS = 60.0
"""For one file. The largest of real minutes that was seen, 400 pages of PDF, takes three."""
MEGABYTES = 1000
"""Of memory, for one file; a Word file of 50 MB takes half of it."""
_PLAIN = {".txt", ".md", ".markdown", ".vtt", ".srt"}
_READER, _RECORDS = "ipp_search.ingest.readers.registry:read_document", "ipp_search.ingest.records"
_LENGTH = struct.Struct("!Q")


def read_document(path: Path, data: bytes) -> Document:
    """As ``registry.read_document``, safe from files that crash, hang or swell the library that reads them.

    Raises:
        UnreadableRecord: as there, or reading took too much time or memory, or ended the process.
    """
    if path.suffix.lower() in _PLAIN:
        return registry.read_document(path, data)
    document: Document = _SHARED.read(path, data)
    return document


class ReadingProcess:
    """A process that reads one file after another; it is started when first needed and again after it was ended.

    Args:
        seconds: how long one file may take.
        megabytes: how much memory it may take, where the system can limit that.
        reader: what reads a file there, as ``module:function``; its first argument is the file's path.
        records: the module whose classes, and no others, its answer may have.
    """

    def __init__(
        self, seconds: float = SECONDS, megabytes: int = MEGABYTES, reader: str = _READER, records: str = _RECORDS
    ) -> None:
        self._seconds, self._megabytes = seconds, megabytes
        self._reader, self._records = reader, records
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def read(self, path: Path, *more: bytes) -> Any:
        """What the reader makes of a file; ``more`` are its other arguments, errors those of ``read_document``."""
        with self._one_at_a_time:
            answer = self._answer(pickle.dumps((str(path), *more)))
        if answer is not None and not isinstance(answer, tuple):
            return answer
        why = answer or (
            f"{registry.shown(path)}: reading it takes more than {self._megabytes:,} MB or {self._seconds:.0f} seconds,"
            " or breaks the library that reads it.",
            "Open it, save it afresh, or split it.",
        )
        raise UnreadableRecord(*why)

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _answer(self, request: bytes) -> Any:
        """What was read, or, as two sentences, why nothing was; None where the process ended."""
        process = self._process = self._process or _started(self._megabytes, self._reader)
        assert process.stdin is not None
        assert process.stdout is not None
        alarm = threading.Timer(self._seconds, process.kill)
        alarm.start()
        try:
            _send(process.stdin, request)
            answer = _Records(io.BytesIO(_receive(process.stdout)), self._records).load()
        except (OSError, EOFError, pickle.UnpicklingError):
            answer = None
        finally:
            alarm.cancel()
        if answer is None:
            self.close()
        return answer


class _Records(pickle.Unpickler):
    """Takes nothing but records, so that a process which a file has taken over can make us run nothing."""

    def __init__(self, source: BinaryIO, records: str = _RECORDS) -> None:
        super().__init__(source)
        self._of = records

    def find_class(self, module: str, name: str) -> Any:
        if module == self._of:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


def _started(megabytes: int, reader: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", __name__, str(megabytes), reader],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _send(to: BinaryIO | Any, message: bytes) -> None:
    to.write(_LENGTH.pack(len(message)) + message)
    to.flush()


def _receive(source: BinaryIO | Any) -> bytes:
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    message: bytes = source.read(length)
    if len(message) < length:
        raise EOFError
    return message


def _serve(megabytes: int, reader: str) -> None:
    """What runs in the process: read what is sent, until nothing more is."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    module, _, function = reader.partition(":")
    read = getattr(import_module(module), function)
    with contextlib.suppress(EOFError):
        while True:
            path, *more = pickle.loads(_receive(sys.stdin.buffer))
            try:
                answer = read(Path(path), *more)
            except UnreadableRecord as error:
                answer = (error.message, error.hint)
            _send(answers, pickle.dumps(answer))


_SHARED = ReadingProcess()
atexit.register(_SHARED.close)

if __name__ == "__main__":
    _serve(int(sys.argv[1]), sys.argv[2])
