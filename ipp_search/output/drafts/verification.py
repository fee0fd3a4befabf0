"""A report on a document for the person who answers for it: what is false and what is unproved first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ipp_search.errors import UnreadableRecord
from ipp_search.output.format import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ipp_search.query.verification.sources import Checked
    from ipp_search.query.verification.statements import Statement

_HEADS = {"false": "FALSE", "unproved": "UNPROVED: nobody's but the writer's"}


def text(checked: Checked, vouched: Mapping[str, str]) -> str:
    """The report: false first, then unproved, each with its place, why, and what the record has."""
    lines: list[str] = []
    for verdict, head in _HEADS.items():
        found = [statement for statement in checked.statements if statement.verdict == verdict]
        lines += [f"{head} ({len(found)})", ""] if found else []
        for statement in found:
            lines += [*_told(statement, vouched), ""]
    proved = sum(statement.verdict == "proved" for statement in checked.statements)
    counts = f"{counted(checked.citations, 'citation')}, {counted(checked.quotations, 'quotation')}"
    if not checked.statements:
        return "Nothing in this document can be checked: that is no proof of anything.\n"
    rest = {name: sum(statement.verdict == name for statement in checked.statements) for name in _HEADS}
    if checked.verdict == "proved":
        return f"{counts}: all stand, and so do all {counted(proved, 'statement')}.\n"
    open_ = {s.digest for s in checked.statements if s.verdict == "unproved"} - {d for d, by in vouched.items() if by}
    signed = "" if open_ or not rest["unproved"] else ", all of them vouched for"
    lines.append(f"{counts}: {rest['false']} false, {rest['unproved']} unproved{signed}, {proved} proved.")
    return "\n".join(lines) + "\n"


def _told(statement: Statement, vouched: Mapping[str, str]) -> list[str]:
    lines = [f"{statement.place}: {one_line(statement.text)}", f"  {one_line(statement.why)}"]
    if statement.nearest:
        lines.append(f"  The record ({statement.nearest.citation}): “{one_line(statement.nearest.text)}”")
    if by := vouched.get(statement.digest):
        lines.append(f"  Vouched for by {by}")
    return lines


def read_sign_off(path: Path) -> dict[str, str]:
    """Who vouches for which sentence, by its digest; nobody where there is no such file yet.

    Raises:
        UnreadableRecord: the file is no list of who signs off what.
    """
    if not path.exists():
        return {}
    try:
        held = json.loads(path.read_text("utf-8"))
        return {str(one["digest"]): str(one["by"]).strip() for one in held["sentences"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableRecord(
            f"{path} is no sign-off file ({error}).", "Name a new file, to have it written."
        ) from None


def sign_off(checked: Checked, vouched: Mapping[str, str]) -> str:
    """The file in which a person writes, behind ``by``, who vouches for each unproved sentence."""
    unproved = {one.digest: one.text for one in checked.statements if one.verdict == "unproved"}
    sentences = [
        {"by": vouched.get(digest, ""), "sentence": words, "digest": digest} for digest, words in unproved.items()
    ]
    return json.dumps({"sentences": sentences}, ensure_ascii=False, indent=2) + "\n"
