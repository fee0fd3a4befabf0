"""A file that crashes, hangs or swells its library is one line of the report, and the next file is read."""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

import pytest
from support import writers

from ipp_search.corpus import NOTES
from ipp_search.errors import UnreadableRecord
from ipp_search.ingest.readers import registry, separate
from ipp_search.ingest.readers.separate import ReadingProcess

NOTE = next(iter(sorted(NOTES.glob("*.txt")))).read_text("utf-8")
# Read by the process before it serves, these stand for a library that a file breaks.
BROKEN = {"crash": "import os; os.abort()", "hang": "import time; time.sleep(600)", "swell": "b' ' * 10**10"}


@pytest.fixture
def page() -> bytes:
    return writers.WRITERS["html"](writers.styled(NOTE))


def test_it_reads_what_the_readers_read_here(page: bytes) -> None:
    path = Path("note.html")
    assert separate.read_document(path, page) == registry.read_document(path, page)


def test_errors_for_people_come_through(page: bytes) -> None:
    with pytest.raises(UnreadableRecord, match=r"minutes\.docx: "):
        separate.read_document(Path("minutes.docx"), b"no Word file")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
@pytest.mark.parametrize("kind", BROKEN)
def test_what_breaks_the_library_is_told_and_the_next_file_is_read(
    kind: str, page: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks = f"import pathlib\nif b'BREAK' in data: exec({BROKEN[kind]!r})"
    (tmp_path / "sitecustomize.py").write_text(
        "import ipp_search.ingest.readers.registry as registry\n"
        "before = registry.READERS['.html']\n"
        "def reader(data):\n    " + breaks.replace("\n", "\n    ") + "\n    return before(data)\n"
        "registry.READERS['.html'] = reader\n",
        "utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    reading = ReadingProcess(seconds=20 if kind != "hang" else 3)
    try:
        with pytest.raises(UnreadableRecord, match=r"bad\.html: reading it takes more than"):
            reading.read(Path("bad.html"), b"<p>BREAK</p>")
        assert reading.read(Path("good.html"), page).text
    finally:
        reading.close()


def test_nothing_but_records_is_taken_from_the_process() -> None:
    class Command:
        def __reduce__(self) -> tuple[object, ...]:
            return os.getpid, ()

    import io

    with pytest.raises(pickle.UnpicklingError):
        separate._Records(io.BytesIO(pickle.dumps(Command()))).load()
