"""Whether any fault put into a briefing is found, and none in one left alone."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.output.drafts import briefing, document
from ipp_search.query.verification.sources import Checked

TOPICS = (
    "recall",
    "communications",
    "women",
    "data",
    "progression",
    "parole board",
    "deaths and safety",
    "action plan",
    "mental health",
    "self-harm",
    "licence",
    "electronic tags",
    "release on temporary licence",
    "roundtables",
    "open conditions",
    "hospital",
    "agenda",
)
FAULTS_OF_EACH_KIND = 34


def written(index: Index, topic: str, length: str = "standard") -> str:
    return document.markdown(briefing.set_out([index.brief(topic, length=length)]))  # type: ignore[arg-type]


def checked(index: Index, text: str, tmp_path: Path) -> Checked:
    path = tmp_path / "draft.md"
    path.write_text(text, "utf-8")
    return index.verify(path)


def replaced(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def a_figure(text: str, chance: random.Random) -> str:
    body = text[: text.index("## Sources")]
    digits = [m for m in re.finditer(r"\d", body) if not re.search(r"\[\^\d*$", body[: m.start()])]
    match = chance.choice(digits)
    return replaced(text, match, str((int(match[0]) + chance.randint(1, 9)) % 10))


def a_date(text: str, chance: random.Random) -> str:
    match = chance.choice(
        list(re.finditer(r"(?<=On )\d+ \w+ \d{4}|(?<=### )\d+ \w+ \d{4}|(?<=\| )\d+ \w+ \d{4}", text))
    )
    return replaced(text, match, chance.choice(["4 June 2025", "11 September 2032", "3 July 2025", "1 May 2024"]))


def a_name(text: str, chance: random.Random) -> str:
    body = text[: text.index("## Sources")]
    match = chance.choice(list(re.finditer(r"HMPPS|Parole Board|Stakeholders|Lord \w+|Chris Jennings|UNGRIPP", body)))
    return replaced(text, match, chance.choice(["NACRO", "Lord Smith", "Ministry of Magic"]))


def a_word(text: str, chance: random.Random) -> str:
    quotation = chance.choice(list(re.finditer(r"“([^”]+)”", text)))
    match = chance.choice(list(re.finditer(r"\b[a-z]{3,}\b", quotation[1])))
    at = quotation.start(1)
    new = chance.choice(["not", "never", "fully", "soon"])
    return text[: at + match.start()] + new + text[at + match.end() :]


def a_source(text: str, chance: random.Random) -> str:
    match = chance.choice(list(re.finditer(r"(?<=”\[\^)\d+(?=\])", text)))
    others = sorted(set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)) - {match[0]})
    return replaced(text, match, chance.choice([*others, "99"]))


def two_halves(text: str, chance: random.Random) -> str:
    one, other = chance.sample(list(re.finditer(r"“([^”]+)”", text)), 2)
    half = " ".join(one[1].split()[: len(one[1].split()) // 2])
    rest = " ".join(other[1].split()[len(other[1].split()) // 2 :])
    return replaced(text, one, f"“{half} {rest}”")


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "a digit": a_figure,
    "a date": a_date,
    "a name": a_name,
    "a word in a quotation": a_word,
    "a citation of another passage": a_source,
    "two half sentences": two_halves,
}


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("length", ["short", "standard", "full"])
def test_a_briefing_left_alone_holds(index: Index, tmp_path: Path, topic: str, length: str) -> None:
    found = checked(index, written(index, topic, length), tmp_path)
    assert [statement for statement in found.statements if statement.verdict != "proved"] == []
    assert found.citations
    assert found.quotations


@pytest.mark.parametrize("kind", KINDS)
def test_every_fault_put_in_is_found_and_its_place_named(index: Index, tmp_path: Path, kind: str) -> None:
    chance = random.Random(kind)
    texts = {topic: written(index, topic) for topic in TOPICS}
    missed, made = [], 0
    while made < FAULTS_OF_EACH_KIND:
        text = texts[chance.choice(TOPICS)]
        mutated = KINDS[kind](text, chance)
        if mutated == text:
            continue
        made += 1
        found = checked(index, mutated, tmp_path)
        told = [statement for statement in found.statements if statement.verdict != "proved"]
        if not told or not all(statement.place and statement.why for statement in told):
            missed.append([b for a, b in zip(text.split("\n"), mutated.split("\n"), strict=False) if a != b][:1])
    assert missed == []


def test_a_passage_edited_in_its_source_afterwards_is_found(index: Index, notes: Path, tmp_path: Path) -> None:
    text = written(index, "recall")
    note = next(notes.glob("2025*"))
    note.write_text(note.read_text("utf-8").replace("electronic tags", "electric tags"), "utf-8")
    faults = checked(index, text, tmp_path).faults
    assert any("changed: the words are no longer in" in fault.detail for fault in faults)


def test_a_sentence_with_a_figure_and_no_source_is_found(index: Index, tmp_path: Path) -> None:
    text = written(index, "recall").replace("## Positions", "\nAbout 1,227 people had been recalled.\n\n## Positions")
    found = checked(index, text, tmp_path)
    assert found.verdict == "unproved"
    assert [s.text for s in found.statements if s.verdict == "unproved"] == ["About 1,227 people had been recalled."]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3 June 2025", "3 Jun 2025"),  # in citations too
        ("## The story", "## 2 The story"),
        ("\n## Sources", "\n– 4 –\n\n## Sources"),
    ],
)
def test_other_forms_of_dates_numbers_of_headings_and_of_pages_change_nothing(
    index: Index, tmp_path: Path, old: str, new: str
) -> None:
    text = written(index, "progression panels")
    assert old in text
    assert checked(index, text.replace(old, new), tmp_path).verdict == "proved"
