"""A meeting in its own sentences, on a question or section by section."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.errors import NothingCited
from ipp_search.query.briefing.summary import WORDS


def test_a_meeting_is_summarised_section_by_section_in_whole_sentences(index: Index) -> None:
    summary = index.summary("2025-06-03")
    assert [part.title for part in summary.parts][1:3] == ["Data › HMPPS", "Data › Parole Board"]
    quotations = [quotation for part in summary.parts for quotation in part.quotations]
    assert all(quotation.text in quotation.passage.text for quotation in quotations)
    assert all(1 <= len(part.quotations) <= 2 for part in summary.parts)
    assert len(summary.actions) == 5
    full = index.summary("2025-06-03", length="full")
    assert sum(len(part.quotations) for part in full.parts) > len(quotations)


def test_a_question_is_answered_in_the_order_of_the_record_and_within_the_words(index: Index) -> None:
    (part,) = index.summary("2025-06-03", "recall", length="short").parts
    starts = [(quotation.passage.start, quotation.passage.text.find(quotation.text)) for quotation in part.quotations]
    assert starts == sorted(starts)
    assert starts
    assert sum(len(quotation.text.split()) for quotation in part.quotations) <= WORDS["short"] + 5


def test_what_a_speaker_says_before_the_sentence_is_left_out_of_a_transcript(index: Index, tmp_path: Path) -> None:
    turns = [
        "Ann: Uh, yeah, so the budget for the remote control is larger than the one for the screen this year.",
        "Bob: Right, and the marketing of the remote control should begin in the spring of the coming year.",
        "Ann: Okay.",
    ]
    (tmp_path / "talk.txt").write_text("\n\n".join(turns * 4), "utf-8")
    index.ingest([tmp_path / "talk.txt"])
    meeting = next(held.meeting.id for held in index.meetings() if held.meeting.path.endswith("talk.txt"))
    (part,) = index.summary(meeting, "remote control budget", length="short").parts
    assert {"the budget for the remote control is larger than the one for the screen this year."} <= {
        quotation.text for quotation in part.quotations
    }


def test_a_meeting_that_is_not_there_or_not_the_only_one_is_refused(index: Index) -> None:
    with pytest.raises(NothingCited, match="No meeting's id begins with '1999'"):
        index.summary("1999")
    with pytest.raises(NothingCited, match="2 meetings' ids begin with '20'"):
        index.summary("20")
