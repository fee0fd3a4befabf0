"""What turns text into vectors, and the two ways to run the same model.

A question is encoded by onnxruntime and tokenizers, which start in half a second;
sentence-transformers, whose import alone takes many times that, makes and checks the export
(see ``models``) and stands in where a model cannot be exported.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_BATCH = 4  # texts a run; larger is slower, as are runs that share processors instead of having one each
_TOKENS = 512  # a run of short texts holds more of them, up to so many tokens
_BATCH_OF_TRANSFORMERS = 16


class Encoder(Protocol):
    """An embedding model, ready to use."""

    name: str
    """The model, as recorded with an index."""
    dimensions: int
    """The length of its vectors."""
    max_tokens: int
    """The longest text it reads, in its own tokens with the special ones."""

    def count_tokens(self, text: str) -> int:
        """How many tokens ``text`` makes, special ones and what is put before a passage included."""
        ...

    def encode(self, texts: Sequence[str], done: Callable[[int], None] = ...) -> Vectors:
        """Vectors of unit length, one row a text: float32, ``(len(texts), dimensions)``.

        ``done`` is told the number of texts encoded so far. A text of more than ``max_tokens``
        is a ValueError: nothing is cut off in silence.
        """
        ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """The same for questions, which some models want introduced by other words than passages."""
        ...


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a model wants put before a question, and before a passage."""

    question: str = ""
    passage: str = ""


def _ignore(_: int) -> None:
    pass


class OnnxEncoder:
    """An exported model in ``folder``, run by onnxruntime."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        facts = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
        self.name: str = facts["name"]
        self.dimensions: int = facts["dimensions"]
        self.max_tokens: int = facts["max_tokens"]
        self.prompts = Prompts(**facts["prompts"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # runs go side by side instead
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = [node.name for node in self._session.get_inputs()]

    def count_tokens(self, text: str) -> int:
        """See Encoder."""
        return len(self._tokenizer.encode(self.prompts.passage + text).ids)

    def encode(self, texts: Sequence[str], done: Callable[[int], None] = _ignore) -> Vectors:
        """See Encoder. Texts of like length run together, so that little is spent on padding."""
        return self._run([self.prompts.passage + text for text in texts], done)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        return self._run([self.prompts.question + text for text in texts], _ignore)

    def _run(self, texts: Sequence[str], done: Callable[[int], None]) -> Vectors:
        import numpy as np

        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        if tokens and (longest := max(map(len, tokens))) > self.max_tokens:
            raise ValueError(f"a text has {longest} tokens; {self.name} reads {self.max_tokens}")
        vectors = np.empty((len(tokens), self.dimensions), dtype=np.float32)

        def run(batch: list[int]) -> int:
            ids = np.zeros((len(batch), len(tokens[batch[-1]])), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, n in enumerate(batch):
                ids[row, : len(tokens[n])] = tokens[n]
                mask[row, : len(tokens[n])] = 1
            feed = dict(zip(self._inputs, (ids, mask), strict=True))
            vectors[batch] = self._session.run(None, feed)[0]
            return len(batch)

        batches = list(_batches([len(some) for some in tokens]))
        if len(batches) == 1:
            done(run(batches[0]))
            return vectors
        encoded = 0
        with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
            for size in side_by_side.map(run, batches):
                encoded += size
                done(encoded)
        return vectors


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of texts of like length, short ones first; work for every processor, where there are so many."""
    order = sorted(range(len(lengths)), key=lambda n: lengths[n])
    tokens = min(_TOKENS, sum(lengths) // (os.cpu_count() or 1))
    first = 0
    while first < len(order):
        # Texts rise in length, so the next are about as long as this one.
        batch = order[first : first + max(_BATCH, tokens // max(lengths[order[first]], 1))]
        yield batch
        first += len(batch)


class SentenceTransformersEncoder:
    """A model run by sentence-transformers: slow to start, right for any model."""

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self.model = model
        self.dimensions: int = model.get_embedding_dimension()
        self.max_tokens: int = model.max_seq_length or model.tokenizer.model_max_length
        known, default = model.prompts or {}, (model.prompts or {}).get(model.default_prompt_name, "")
        self.prompts = Prompts(
            question=known.get("query") or default,
            passage=known.get("document") or known.get("passage") or default,
        )

    def count_tokens(self, text: str) -> int:
        """See Encoder."""
        return self._count(self.prompts.passage + text)

    def _count(self, text: str) -> int:
        return len(self.model.tokenizer(text, truncation=False, verbose=False)["input_ids"])

    def encode(self, texts: Sequence[str], done: Callable[[int], None] = _ignore) -> Vectors:
        """See Encoder."""
        vectors = self._run(self.prompts.passage, texts)
        done(len(texts))
        return vectors

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        return self._run(self.prompts.question, texts)

    def _run(self, prompt: str, texts: Sequence[str]) -> Vectors:
        longest = max((self._count(prompt + text) for text in texts), default=0)
        if longest > self.max_tokens:
            raise ValueError(f"a text has {longest} tokens; {self.name} reads {self.max_tokens}")
        vectors: Vectors = self.model.encode(
            list(texts),
            batch_size=_BATCH_OF_TRANSFORMERS,
            normalize_embeddings=True,
            show_progress_bar=False,
            prompt=prompt,
        )
        return vectors
