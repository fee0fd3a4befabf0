"""Reads files with faults: nothing may be raised but a line for a person, and nothing may take long or much.

    python bench/fuzz_readers.py FOLDER [--each 300]

Of each format, the smallest files in FOLDER are changed by seed 0, 1, 2 … (``tests/support/mutants.py``), in the file
and inside the parts of packed ones, and read and understood. Printed: how many were read and refused, the
longest time, how much memory the process came to hold, and each fault with the seed that brings it back.
"""

from __future__ import annotations

import argparse
import contextlib
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.mutants import mutant

from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers import registry
from ipp_search.ingest.readers.finding import find_records

_FILES = 5  # of a format that are changed
_LIMIT = 10  # seconds of a processor, so that other work on the machine is no fault of a file


class _Hang(BaseException):
    """A file took longer than the limit."""


def main() -> None:
    """Print a line a format and one a fault."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--each", type=int, default=300, help="changed files of each format")
    given = arguments.parse_args()
    files: defaultdict[str, list[Path]] = defaultdict(list)
    for path in filter(Path.is_file, find_records(given.folder, lambda *_: None)):
        files[path.suffix.lower()].append(path)
    signal.signal(signal.SIGPROF, _hang)
    for kind, paths in sorted(files.items()):
        if kind != ".doc":  # read by another program
            _fuzz(kind, sorted(paths, key=lambda path: path.stat().st_size)[:_FILES], given.each)


def _hang(*_: object) -> None:
    raise _Hang


def _fuzz(kind: str, paths: list[Path], each: int) -> None:
    came: Counter[str] = Counter()
    longest = 0.0
    for seed in range(each):
        path = paths[seed % len(paths)]
        data = mutant(path.read_bytes(), seed)
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, _LIMIT)
        try:
            with contextlib.suppress(UnreadableRecord):
                came["refused"] += 1
                parse(registry.read_document(Path(f"m{kind}"), data))
                came["refused"] -= 1
                came["read"] += 1
        except _Hang:
            came["hung"] += 1
            print(f"{kind}: more than {_LIMIT} s: {path} seed {seed}")
        except Exception as error:
            came["raised"] += 1
            print(f"{kind}: {type(error).__name__}: {error}: {path} seed {seed}")
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        longest = max(longest, time.process_time() - begun)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{kind}: {dict(came)}, longest {longest:.2f} s, the process held {held:,.0f} MB at most")


if __name__ == "__main__":
    main()
