"""Hundreds of edits of our own drafts: what says something else is caught, what only dresses it is not false."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ipp_search.api import Index
from ipp_search.output.drafts import briefing, document
from ipp_search.query.verification.sources import Checked

TOPICS = ("recall", "communications", "mental health", "women", "parole board", "action plan", "licence", "hospital")
OF_EACH = 30
LINES = (
    "Ministers have agreed to end the sentence.",
    "no lawyer was told.",
    "The Parole Board promised to stop.",
    "All of it was refused last week.",
    "Nobody objected.",
)
DRAFTS: list[str] = []
Edit = Callable[[str, random.Random], str]


def body(text: str) -> str:
    return text[: text.index("\n## Sources")]


def put(text: str, at: int, words: str, over: int = 0) -> str:
    return text[:at] + words + text[at + over :]


def some(pattern: str, text: str, chance: random.Random) -> re.Match[str]:
    return chance.choice(list(re.finditer(pattern, text)))


def negated(text: str, chance: random.Random) -> str:
    quotation = some(r"“[^”]+”", text, chance)
    word = some(r" ", quotation[0], chance)
    return put(text, quotation.start() + word.start(), chance.choice([" not", " never", " hardly"]))


def swapped(text: str, chance: random.Random) -> str:
    quotation = some(r"“[^”]+”", text, chance)
    pair = some(r"(\w{4,}) (\w{4,})", quotation[0], chance)
    return put(text, quotation.start() + pair.start(), f"{pair[2]} {pair[1]}", len(pair[0]))


def cut_before(text: str, chance: random.Random) -> str:
    quotation = some(r"“[^”]{60,}”", text, chance)
    word = some(r" (?=\w)", quotation[0][: len(quotation[0]) - 20], chance)
    return put(text, quotation.start() + 1, "", word.end() - 1)


def cut_inside(text: str, chance: random.Random) -> str:
    quotation = some(r"“[^”]{60,}”", text, chance)
    words = some(r"(?<= )(?:\w+ ){1,4}(?=\w)", quotation[0], chance)
    return put(text, quotation.start() + words.start(), chance.choice(["", "… ", "[…] "]), len(words[0]))


def a_sentence(text: str, chance: random.Random) -> str:
    line = some(r"(?m)^.*\S.*$", body(text), chance)
    added = chance.choice(LINES)
    return put(text, line.end(), chance.choice([f" {added}", f"\n\n{added}\n", f"\n\n## {added}\n"]))


def a_quotation_in_other_marks(text: str, chance: random.Random) -> str:
    marks = chance.choice(['""', "‘’", "«»", "„“", "「」", "＂＂", "``", "**", "<>", "__"])
    line = some(r"(?m)^- .*$", body(text), chance)
    return put(text, line.end(), f"\n- {marks[0]}HMPPS is ashamed of it and will end it{marks[1]}")


def something_unseen(text: str, chance: random.Random) -> str:
    word = some(r"\w{4,}", body(text), chance)
    return put(text, word.start() + 2, chance.choice("\u200b\u2060\u202e\u200d\ufeff\u2066"))


def a_letter_that_looks_alike(text: str, chance: random.Random) -> str:
    letter = some(r"(?<=\w)[aeo](?=\w)", body(text), chance)
    return put(text, letter.start(), {"a": "а", "e": "е", "o": "о"}[letter[0]], 1)


def another_owner(text: str, chance: random.Random) -> str:
    cell = some(r"\| (HMPPS|none named|[A-Z]\w+) (?=\| \d)", text, chance)
    others = [who for who in ("UNGRIPP", "the Treasury", "nobody", "Parole Board", "") if who != cell[1]]
    return put(text, cell.start(1), chance.choice(others), len(cell[1]))


def another_state(text: str, chance: random.Random) -> str:
    cell = some(r"\| (open|unknown|done|closed|reported on)(?=[ \[])", text, chance)
    states = ["open", "done", "closed", "carried forward", "not done", "finished", "refused"]
    return put(text, cell.start(1), chance.choice([s for s in states if s != cell[1]]), len(cell[1]))


def words_hidden(text: str, chance: random.Random) -> str:
    word = some(r"(?<= )\w{4,} ", body(text), chance)
    left, right = chance.choice(
        [("<!--", "-->"), ("<del>", "</del>"), ('<span style="display:none">', "</span>"), ("~~", "~~")]
    )
    return put(text, word.start(), f"{left}{word[0]}{right}", len(word[0]))


def a_heading(text: str, chance: random.Random) -> str:
    heading = some(r"(?m)^#+ (.+)$", body(text), chance)
    added = chance.choice([", all refused", " (withdrawn)", ": nothing done", " not"])
    return put(text, heading.end(), added)


def a_citation(text: str, chance: random.Random) -> str:
    place = some(r"line \d+(?=\n)", text, chance)
    return put(
        text, place.start(), chance.choice(["line 999", "line 3, as agreed by ministers", "nowhere"]), len(place[0])
    )


def a_silence(text: str, chance: random.Random) -> str:
    bullets = some(r"(?m)(?<=\n\n)(?:- .*\n)+", body(text), chance)
    return put(
        text, bullets.start(), chance.choice(["Not discussed.\n", "Only actions; see below.\n", ""]), len(bullets[0])
    )


def another_scope(text: str, chance: random.Random) -> str:
    silence = some(r"No passage found in .*\.", text, chance)
    edits = [
        ("1 of the 2", "the 2"),
        ("1 of the 2", "1 of the 3"),
        ("11 September", "12 September"),
        ("No passage", "No word"),
    ]
    old, new = chance.choice([pair for pair in edits if pair[0] in silence[0]])
    return put(text, silence.start(), silence[0].replace(old, new), len(silence[0]))


def a_date(text: str, chance: random.Random) -> str:
    date = some(r"3 June 2025|11 September 2023", body(text), chance)
    other = chance.choice(["4 June 2025", "3 June 2024", "last week", "3/7/25", "June", "1 May 2019"])
    return put(text, date.start(), other, len(date[0]))


FALSE: dict[str, Edit] = {
    "negated": negated, "two words swapped": swapped, "cut at its beginning": cut_before, "cut inside": cut_inside,
    "a sentence added": a_sentence, "a quotation in other marks": a_quotation_in_other_marks,
    "a character that is not seen": something_unseen, "a letter that looks alike": a_letter_that_looks_alike,
    "another owner": another_owner, "another state": another_state, "words hidden": words_hidden,
    "a claim in a heading": a_heading, "a citation altered": a_citation, "a silence": a_silence,
    "another scope": another_scope, "another date": a_date,
}  # fmt: skip


def wrapped(text: str, chance: random.Random) -> str:
    width = chance.choice([60, 72, 90])
    lines = []
    for line in text.split("\n"):
        if line.startswith("- "):
            words, rows = line.split(" "), [""]
            for word in words:
                rows = (
                    [*rows, word] if len(rows[-1]) + len(word) > width else [*rows[:-1], f"{rows[-1]} {word}".strip()]
                )
            lines += [rows[0], *(f"  {row}" for row in rows[1:])]
        else:
            lines.append(line)
    return "\n".join(lines)


def other_marks(text: str, chance: random.Random) -> str:
    left, right = chance.choice([('"', '"'), ("‘", "’"), ("«", "»"), ("« ", " »"), ("„", "“")])
    return re.sub(r"“([^”]+)”", rf"{left}\1{right}", text)


def other_dates(text: str, chance: random.Random) -> str:
    forms = (
        "03 June 2025",
        "3 Jun 2025",
        "03/06/2025",
        "3rd June 2025",
        "Tuesday 3 June 2025",
        "2025-06-03",
        "June 3, 2025",
    )
    form = chance.choice(forms)
    return body(text).replace("3 June 2025", form) + text[len(body(text)) :]


def in_bold(text: str, chance: random.Random) -> str:
    quotation = some(r"“([^”]+)”", text, chance)
    return put(text, quotation.start(), f"**{quotation[0]}**", len(quotation[0]))


def bullets_moved(text: str, chance: random.Random) -> str:
    bullets = some(r"(?m)(?<=\n\n)(?:- .*\n)+", body(text), chance)
    lines = bullets[0].strip().split("\n")
    chance.shuffle(lines)
    return put(text, bullets.start(), "\n".join(lines) + "\n", len(bullets[0]))


def furniture(text: str, chance: random.Random) -> str:
    line = chance.choice(["OFFICIAL-SENSITIVE", "Dear Minister,", "Page 1 of 4", "**OFFICIAL**", "Yours sincerely,"])
    return chance.choice([f"{line}\n\n{text}", text.replace("\n## ", f"\n{line}\n\n## ", 1)])


def numbered(text: str, chance: random.Random) -> str:
    return re.sub(r"(?m)^- ", chance.choice(["(a) ", "1. ", "* ", "+ "]), text)


HARMLESS: dict[str, Edit] = {
    "wrapped": wrapped, "other marks": other_marks, "other dates": other_dates, "in bold": in_bold,
    "bullets moved": bullets_moved, "furniture": furniture, "numbered": numbered,
}  # fmt: skip


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("edited")


def drafts(index: Index) -> list[str]:
    """A draft on each topic, written once: every test has the same notes."""
    if not DRAFTS:
        DRAFTS.extend(document.markdown(briefing.set_out([index.brief(topic)])) for topic in TOPICS)
    return DRAFTS


def verdicts(index: Index, folder: Path, kind: str, edit: Edit) -> list[tuple[Checked, str, str]]:
    chance = random.Random(kind)
    texts = drafts(index)
    found: list[tuple[Checked, str, str]] = []
    while len(found) < OF_EACH:
        text = chance.choice(texts)
        try:
            other = edit(text, chance)
        except IndexError:  # this draft has nothing of the kind
            continue
        if other != text:
            (folder / "draft.md").write_text(other, "utf-8")
            changed = [line for line in other.split("\n") if line not in text.split("\n")]
            found.append((index.verify(folder / "draft.md"), changed[0] if changed else "", text[:40]))
    return found


@pytest.mark.parametrize("kind", FALSE)
def test_an_edit_that_says_something_else_is_never_proved(index: Index, edited: Path, kind: str) -> None:
    missed = [
        (title, line) for found, line, title in verdicts(index, edited, kind, FALSE[kind]) if found.verdict == "proved"
    ]
    assert missed == []


@pytest.mark.parametrize("kind", HARMLESS)
def test_an_edit_that_only_dresses_a_draft_is_never_false(index: Index, edited: Path, kind: str) -> None:
    refused = [
        found.faults for found, _, _ in verdicts(index, edited, kind, HARMLESS[kind]) if found.verdict == "false"
    ]
    assert refused == []
