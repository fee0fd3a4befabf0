"""Where the words of a question stand in a passage, for pages that light them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ipp_search.index.words.analyzer import stem
from ipp_search.query.question.parse import STOPWORDS

_WORD = re.compile(r"\w+")


def spans(text: str, questions: Iterable[str]) -> list[tuple[int, int]]:
    """The places of the words of questions in a text, in any form of theirs: where each begins and ends, in characters.

    Small words ("of", "the") are left out, unless a question has no others.
    """
    asked = [word for question in questions for word in _WORD.findall(question.casefold())]
    wanted = {stem(word) for word in asked if word not in STOPWORDS} or {stem(word) for word in asked}
    return [found.span() for found in _WORD.finditer(text) if stem(found[0].casefold()) in wanted]
