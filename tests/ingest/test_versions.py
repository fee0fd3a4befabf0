from __future__ import annotations

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from ipp_search.ingest.versions import Version, answering

DAY = dt.date(2031, 6, 3)
SAID = ("The wall of the quay was mended in spring.", "Ann is to ask for the keys of the hall.", "The fee stays.")


def version(path: str, said: tuple[str, ...] = SAID, head: str = "Quay Board", name: str = "Quay Board") -> Version:
    return Version(path, path, (name,), DAY, head, lambda: said)


def answers(*records: Version) -> dict[str, str]:
    return {records[n].path: records[m].path for n, m in answering(records).items()}


def test_the_word_file_answers_for_its_pdf() -> None:
    assert answers(version("may.pdf"), version("may.docx")) == {"may.pdf": "may.docx"}


def test_what_was_approved_answers_for_the_draft_wherever_it_says_so() -> None:
    assert answers(version("a draft.docx"), version("b final.pdf")) == {"a draft.docx": "b final.pdf"}
    assert answers(version("a.docx", head="DRAFT\nQuay Board"), version("b.pdf")) == {"a.docx": "b.pdf"}
    assert answers(version("a.md"), version("b.md", head="Approved minutes\nQuay Board")) == {"a.md": "b.md"}


def test_the_higher_number_of_a_version_answers_and_a_copy_last() -> None:
    assert answers(version("m v1.md"), version("m v2.md")) == {"m v1.md": "m v2.md"}
    assert answers(version("a (copy).md"), version("b.md")) == {"a (copy).md": "b.md"}


def test_two_meetings_of_a_day_and_two_groups_stay_apart() -> None:
    other = ("Nobody asked for the lamp.", "The bench was painted green by the school.")
    assert not answers(version("a.md"), version("b.md", other))
    half = (*SAID[:2], *other)
    assert not answers(version("a.md"), version("b.md", half, name="Finance Committee"))


def test_one_text_under_two_names_of_the_group_is_one_meeting() -> None:
    assert answers(version("a.md"), version("b.pdf", name="Minutes scanned")) == {"b.pdf": "a.md"}


@given(st.permutations(["m draft.md", "m.pdf", "m.docx", "m approved.pdf", "m v2.txt"]), st.integers(0, 9))
def test_the_order_of_records_changes_nothing(paths: list[str], seed: int) -> None:
    random.Random(seed).shuffle(paths)
    found = answers(*map(version, paths))
    assert found == dict.fromkeys(set(paths) - {"m approved.pdf"}, "m approved.pdf")
