"""A report on a document as a page: what it says and what the record has side by side, differences marked."""

from __future__ import annotations

import difflib
from html import escape
from typing import TYPE_CHECKING

from ipp_search.output.drafts.document import STYLE
from ipp_search.output.format import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ipp_search.query.verification.sources import Checked
    from ipp_search.query.verification.statements import Statement

_HEADS = {
    "unproved": "Unproved: nobody's but the writer's", "false": "False: the records say otherwise", "proved": "Proved",
}  # fmt: skip
_STYLE = (
    f"{STYLE}main{{max-width:none}}body{{max-width:76rem}}table{{width:100%;table-layout:fixed}}"
    "th,td{vertical-align:top;overflow-wrap:anywhere}th:first-child{width:16%}"
    "del{background:#fbdcdc;text-decoration:line-through}ins{background:#d9f2dc;text-decoration:underline}"
)


def html(checked: Checked, name: str, vouched: Mapping[str, str]) -> str:
    """The page: unproved first, then false, then proved; it needs no network.

    Args:
        checked: what was found.
        name: of the document.
        vouched: by a statement's digest, who vouches for it.
    """
    title = escape(f"What is proved of {name}")
    body = [f"<h1>{title}</h1>", f"<p>{escape(_summary(checked))}</p>"]
    for verdict, head in _HEADS.items():
        found = [statement for statement in checked.statements if statement.verdict == verdict]
        if found:
            body += [f"<h2>{escape(head)} ({len(found):,})</h2>", *_table(found, vouched)]
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n" + "\n".join(body) + "\n</main>\n</body>\n</html>\n"
    )


def _summary(checked: Checked) -> str:
    if not checked.statements:
        return "Nothing in this document can be checked: that is no proof of anything."
    counts = {verdict: sum(one.verdict == verdict for one in checked.statements) for verdict in _HEADS}
    told = f"{counts['false']} false, {counts['unproved']} unproved, {counts['proved']} proved"
    return f"{counted(checked.citations, 'citation')}, {counted(checked.quotations, 'quotation')}: {told}."


def _table(statements: Sequence[Statement], vouched: Mapping[str, str]) -> Iterable[str]:
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Where", "The document", "The records"))
    yield f"<table>\n<tr>{heads}</tr>"
    for one in statements:
        there = one.source or one.nearest
        said, record = _marked(one, there.text) if there else (escape(one_line(one.text)), "")
        source = f"<p>{record}</p><p>{escape(there.citation)}</p>" if there else ""
        by = f"<p>Vouched for by {escape(vouched[one.digest])}</p>" if vouched.get(one.digest) else ""
        document = f"<p>{said}</p><p>{escape(one_line(one.why))}</p>{by}"
        yield f"<tr><td>{escape(one.place)}</td><td>{document}</td><td>{source}</td></tr>"
    yield "</table>"


def _marked(one: Statement, record: str) -> tuple[str, str]:
    """The words of a quotation and of the record, those that only one of them has marked; of other words none are."""
    here, there = one_line(one.text), one_line(record)
    if not here.startswith("“"):
        return escape(here), escape(there)
    mine, theirs = here.strip("“”").split(" "), there.split(" ")
    left, right = [], []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        ours, records = escape(" ".join(mine[a:b])), escape(" ".join(theirs[c:d]))
        left.append(f"<del>{ours}</del>" if tag != "equal" and ours else ours)
        right.append(f"<ins>{records}</ins>" if tag != "equal" and records else records)
    return f"“{' '.join(filter(None, left))}”", " ".join(filter(None, right))
