"""What is embedded for a passage, and how units too long for the encoder are cut.

The quotation stays an exact slice of its record; what the encoder reads is richer: what the
passage hangs under or answers comes first, and the heading where the passage is short.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ipp_search.index.words.heading_subjects import says_nothing, subject
from ipp_search.ingest.records import Minutes, Passage

_LINK = re.compile(r"!?\[([^\]]{0,300})\]\([^)]{0,500}\)|<?https?://\S+")
_EMPHASIS = re.compile(r"[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}")
_NOISE = re.compile(r"\{[a-z]+\}|[\[<(](?:laughter|laughs|inaudible|crosstalk|pause|noise|music)[\])>]", re.IGNORECASE)
_STRETCH_WORDS = 100  # with the turn that passes it, about 120
_SHORT_WORDS = 20
_NUMBER = re.compile(r"^[\d.]+\s*")
_CONTEXT_SHARE = 4  # at most a quarter of what the encoder reads is context


@dataclass(frozen=True, slots=True)
class EmbeddingTexts:
    """What to embed of a meeting: a text for each passage, in order, and one for each heading, empty for none."""

    passages: Sequence[str]
    subjects: Mapping[str, str]


class EmbeddingText:
    """Fits texts to an encoder.

    Args:
        max_tokens: the longest text the encoder reads.
        count_tokens: the length of a text in the encoder's tokens.
    """

    def __init__(self, max_tokens: int, count_tokens: Callable[[str], int]) -> None:
        self._context_tokens = max_tokens // _CONTEXT_SHARE
        self._text_tokens = max_tokens - self._context_tokens
        self._count = count_tokens

    def split(self, text: str) -> list[tuple[int, int]]:
        """Spans of ``text`` that the encoder can read whole; one span where it all fits.

        Cut between paragraphs, else lines, sentences, clauses or words, by langchain-text-splitters.
        """
        if self._fits(text, self._text_tokens):
            return [(0, len(text))]
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(
            chunk_size=self._text_tokens,
            chunk_overlap=0,
            length_function=self._count,
            separators=["\n\n", "\n", ". ", "? ", "! ", "; ", ", ", " ", ""],
            keep_separator="end",
            add_start_index=True,
        )
        chunks = splitter.create_documents([text])
        starts = [chunk.metadata["start_index"] for chunk in chunks]
        return [(start, start + len(chunk.page_content)) for start, chunk in zip(starts, chunks, strict=True)]

    def of_all(self, minutes: Minutes) -> EmbeddingTexts:
        """The texts to embed for a meeting."""
        titles = {title for passage in minutes.passages for title in passage.section}
        return EmbeddingTexts(self._of_passages(minutes), {title: self._of_heading(title) for title in titles})

    def _of_heading(self, title: str) -> str:
        """What a heading is about, as far as the encoder reads."""
        text = subject(title)
        start, end = self.split(text)[0]
        return text[start:end]

    def _of_passages(self, minutes: Minutes) -> list[str]:
        """The text to embed for each passage; of a transcript, all turns of a stretch of talk share one.

        A turn alone says too little to have a meaning of its own: over 30 of QMSum's training meetings, ranking by
        the vectors of single turns finds 0.22 of the gold words, by those of stretches 0.41.
        """
        if not minutes.spoken:
            return [self.of(passage) for passage in minutes.passages]
        stretches: list[list[str]] = [[]]
        place: list[int] = []
        words = tokens = 0
        for passage in minutes.passages:
            said = plain(_NOISE.sub(" ", passage.text))
            more = self._count(said)
            if words >= _STRETCH_WORDS or tokens + more > self._text_tokens:
                stretches.append([])
                words = tokens = 0
            stretches[-1].append(said)
            words += len(said.split())
            tokens += more
            place.append(len(stretches) - 1)
        texts = [" ".join(part for part in stretch if part) for stretch in stretches]
        return [texts[n] or passage.text for n, passage in zip(place, minutes.passages, strict=True)]

    def of(self, passage: Passage) -> str:
        """The text to embed for ``passage``: its context, as far as it fits, then its own words."""
        words = plain(passage.text) or passage.text
        # A heading beside a full sentence only blurs it; a few words need it to mean anything.
        telling = [_NUMBER.sub("", title) for title in passage.section if not says_nothing(title)]
        heading = telling[-1:] if len(words.split()) < _SHORT_WORDS else []
        context = plain(": ".join([*heading, passage.context]))
        while context and not self._fits(context, self._context_tokens):
            context = context.rpartition(" ")[0]
        return f"{context}: {words}" if context else words

    def _fits(self, text: str, tokens: int) -> bool:
        # An ASCII token is at least one character, so short texts need no counting; two are special.
        return (text.isascii() and len(text) + 2 <= tokens) or self._count(text) <= tokens


def plain(text: str) -> str:
    """``text`` without the marks of Markdown and with single spaces, as a reader hears it."""
    return " ".join(_EMPHASIS.sub("", _LINK.sub(r"\1", text)).split()).strip(": ")
