"""What reads and checks: show, brief, verify_text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipp_search.errors import BadQuestion
from ipp_search.mcp.budget import LEAST, fill, tokens
from ipp_search.mcp.searching import cited, noted, place_of
from ipp_search.output.drafts import briefing
from ipp_search.output.drafts.document import markdown, markdown_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipp_search.api import Index
    from ipp_search.mcp.asked import AskedBrief, AskedShow, AskedVerify
    from ipp_search.query.verification.statements import Statement

_LINE = LEAST  # characters of a line that are given at once: no line costs more than the shortest answer has
_ORDER = ("false", "unproved", "proved")


def show(index: Index, asked: AskedShow) -> dict[str, Any]:
    """The tool ``show``."""
    if (asked.citation is None) == (asked.meeting is None):
        raise BadQuestion("One citation or one meeting is shown.", "Give either.")
    place = place_of("show", asked)
    if asked.meeting is not None:
        record = index.read(asked.meeting)
        meeting, before = record.meeting, record.text.count("\n", 0, record.begin)
        lines: Iterable[tuple[int, str]] = enumerate(record.text[record.begin : record.end].split("\n"), before + 1)
        answer = {**noted(index), "citation": f"{meeting.name}, {meeting.when}"}
        fill(answer, "lines", _lines(lines, range(0)), asked.max_tokens, place)
        return answer
    assert asked.citation is not None
    found = index.show(asked.citation)
    more = [f"{len(found)} records carry this citation; this is the first."] if len(found) > 1 else []
    passage = found[0].passage
    answer = {**noted(index, *more), "citation": passage.citation}
    of = range(passage.start_line, passage.end_line + 1)
    fill(answer, "lines", _lines(found[0].lines, of), asked.max_tokens, place)
    return answer


def _lines(lines: Iterable[tuple[int, str]], of: range) -> list[dict[str, Any]]:
    """Lines that hold words, a long one in parts."""
    return [
        {"line": number, "text": line[begin : begin + _LINE], **({"cited": True} if number in of else {})}
        for number, line in lines
        if line.strip()
        for begin in range(0, len(line), _LINE)
    ]


def brief(index: Index, asked: AskedBrief) -> dict[str, Any]:
    """The tool ``brief``."""
    if (asked.topic is None) == (asked.meeting is None):
        raise BadQuestion("A briefing is on a topic, or on one meeting.", "Give either.")
    limits = asked.filters()
    if limits.pop("meeting", None) and limits:
        raise BadQuestion("A meeting takes no other limits.", "Leave them out.")
    place = place_of("brief", asked)
    if asked.meeting is not None:
        document = briefing.set_out_summary(index.summary(asked.meeting, length=asked.length))
    else:
        assert asked.topic is not None
        document = briefing.set_out([index.brief(asked.topic, length=asked.length, **limits)])
    answer: dict[str, Any] = noted(index)
    whole = markdown(document)
    if not place.begin and tokens({**answer, "markdown": whole}) <= asked.max_tokens:
        return {**answer, "markdown": whole}
    blocks = [{"text": markdown_page(document, n, n + 1)} for n in range(len(document.blocks))]
    fill(answer, "blocks", blocks, asked.max_tokens, place)
    taken = answer.pop("blocks")
    if taken[0].get("cut"):
        return {**answer, "markdown": taken[0]["text"], "cut": True}
    answer["markdown"] = markdown_page(document, place.begin, place.begin + len(taken))
    return answer


def verify_text(index: Index, asked: AskedVerify) -> dict[str, Any]:
    """The tool ``verify_text``."""
    place = place_of("verify_text", asked)
    checked = index.verify_text(asked.text)
    counts = {verdict: sum(one.verdict == verdict for one in checked.statements) for verdict in _ORDER}
    empty = [] if checked.statements else ["Nothing in this text can be checked: that is no proof of anything."]
    answer = {
        **noted(index, *empty),
        "verdict": checked.verdict,
        "citations": checked.citations,
        "quotations": checked.quotations,
        "counts": counts,
    }
    told = sorted(checked.statements, key=lambda one: _ORDER.index(one.verdict))
    fill(answer, "statements", [_statement(one) for one in told], asked.max_tokens, place)
    return answer


def _statement(one: Statement) -> dict[str, Any]:
    told: dict[str, Any] = {"place": one.place, "verdict": one.verdict}
    if one.verdict != "proved":
        told |= {"text": one.text, "why": one.why}
    if one.source:
        told["citation"] = one.source.citation
    if one.nearest:
        told["nearest"] = cited(one.nearest)
    return told
