"""A sentence that was not copied is kept only where its passages bear it out."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipp_search.api import Index
from ipp_search.index.words.analyzer import stem
from ipp_search.ingest.records import Passage
from ipp_search.query.briefing.grounding import FREE, accept
from ipp_search.query.briefing.sentences import sentences
from ipp_search.query.briefing.support import support_of

WORDS = (
    'HMPPS noted that recall is the last resort will not abolish forty Bellamy and . “ ” " 450 [1] [2]. meeting'.split()
)


def passages(index: Index) -> list[Passage]:
    return [hit.passage for hit in index.search("recall", limit=5, lexical=True).hits]


def test_a_passages_own_sentences_are_kept(index: Index) -> None:
    some = passages(index)
    said = [(sentence.rstrip(". "), n) for n, passage in enumerate(some, 1) for sentence in sentences(passage.text)]
    accepted = accept(" ".join(f"{sentence} [{n}]." for sentence, n in said), some)
    assert [(kept.text, kept.passages) for kept in accepted.kept] == [(f"{s}.", (some[n - 1],)) for s, n in said]
    assert not accepted.dropped


def test_a_citation_counts_before_the_full_stop_and_after_it(index: Index) -> None:
    (first, *_) = some = passages(index)
    sentence = first.text.rstrip(". ")
    for written in (f"{sentence} [1].", f"{sentence}. [1]", f"{sentence} [1, 1]."):
        assert [kept.passages for kept in accept(written, some).kept][-1:] == [(first,)]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(WORDS) | st.text(max_size=9), max_size=12).map(" ".join),
    st.sampled_from(["", " [1].", " [1]", " [7]."]),
)
def test_whatever_is_written_what_is_kept_cites_and_has_no_word_of_its_own(
    index: Index, written: str, cited: str
) -> None:
    for kept in accept(written + cited, passages(index)).kept:
        known = {stem(word) for passage in kept.passages for word in re.findall(r"[^\W_]+", support_of(passage))}
        own = {word for word in re.findall(r"[^\W_]{3,}", kept.text) if stem(word) not in known}
        assert kept.passages
        assert {word.lower() for word in own} <= FREE
