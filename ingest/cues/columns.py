"""What the columns of a table are: heads, and the layout of minutes that are kept as a table.

In most tables a row is one statement (a name and an organisation, a task and its owner). Where the
minutes themselves are a table (``Item | Discussion | Action``), a row is a section: its item is the
heading, the paragraphs beside it are statements, and those in an action column are actions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

ACTIONS = re.compile(
    r"[\d.\s]*((summary|list) of |(agreed|new|open|outstanding|ongoing|key|previous|current) (and |& )?)*(the )?"
    r"(actions?|tasks?|to[- ]?dos?)( points?| items?)?( summary| list| log| required| table| register){0,2}"
    r"( agreed| arising)?( (from|at|for|of) (this|the|today’s|today's|next) (meeting|call))?( by| owner| and owner)?"
    r"( (for|of) the (working )?(group|members|board|committee|team|secretariat))?"
    r"|[\d.\s]*(actions?|action items?|action points?)( and |/| & | or )next steps",
    re.IGNORECASE,
)
"""A heading, or the head of a column, below which actions stand."""
NEXT_STEPS = re.compile(r"[\d.\s]*(agreed |proposed |planned )?next steps", re.IGNORECASE)
"""A heading below which a list is of actions, though sentences are not."""
DECISIONS = re.compile(r"decisions?( made| taken)?|resolutions?", re.IGNORECASE)
OWNERS = re.compile(
    r"\b(owners?|leads?|who|responsib\w+|assigned|assignee|action by|by whom)\b|^by$|^initials$", re.IGNORECASE
)
"""The head of a column of people who are to do something."""

DUE = re.compile(
    r"(due|deadline|when|by when|target|expected)( date)?|(completion|due) by|date due"
    r"|time ?(line|frame|scale|ing)s?|(completion|end) date|(date )?(for|of) completion|to be done by",
    re.IGNORECASE,
)
"""The head of a column of days by which something is to be done."""
STATUS = re.compile(
    r"(current |action )?(status|progress|state|rag|outcome|complete\??|completed\??|done\??|open/closed)",
    re.IGNORECASE,
)
"""The head of a column that tells how far it is done."""
_REFERENCE = re.compile(
    r"(ap|action|id) (no|ref)|ap|no|#|ref(erence)?|id|number|item no|item number|agenda no|agenda ref", re.IGNORECASE
)
_TOPIC = re.compile(r"(agenda )?(items?|topics?|subjects?|titles?|issues?|themes?|headings?)", re.IGNORECASE)
_STATEMENTS = re.compile(
    r"(key |main )?(discussions?|notes?|minutes?|comments?|summary|details?|points?|narrative|update)"
    r"( points| raised| discussed| notes| summary| and decisions?)?|points of discussion|notes? of (the )?discussion",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"risk|outcome|action owner|date|target date|status|progress|rag|names?|organi[sz]ation|role|representing|team"
    r"|present|attended|attendance|apologies|(name )?description",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"[\W_]*+(none|nil|n/?a|no (further )?actions?|not applicable)?[\W_]*", re.IGNORECASE)
_KNOWN = (ACTIONS, DECISIONS, OWNERS, DUE, _REFERENCE, _TOPIC, _STATEMENTS, _COLUMN)
_PROSE_WORDS = 12

Cell = Sequence[str]
"""The paragraphs of a cell."""


_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns of a minutes table, counted from 0, hold what."""

    topic: tuple[int, ...]
    statements: tuple[int, ...]
    tasks: tuple[int, ...]
    """The column of actions, and those of their owners and due dates."""


def is_head(cells: Sequence[str], rows: int, marked: bool = False) -> bool:
    """Whether the first row of a table names its columns: it is ``marked`` so, or has words that columns have.

    A table of facts (``Date | 3 June 2025``) or of names has no such row, and its first row must not be lost.
    """
    if rows < 2 or len(cells) < 2 or not all(0 < len(cell.split()) <= 5 for cell in cells):
        return False
    known = [any(form.fullmatch(_bare(cell)) for form in _KNOWN) for cell in cells]
    return marked or all(known) or (len(cells) > 2 and sum(known) * 2 >= len(cells))


def layout_of(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Layout | None:
    """The layout of minutes kept as a table, None of any other table.

    A log of numbered actions, with what became of each beside it (``No | Action | Owner | Update``), is another table.
    """
    names = [_bare(head) for head in heads]
    topic = tuple(n for n, name in enumerate(names) if _TOPIC.fullmatch(name) or _REFERENCE.fullmatch(name))
    tasks = tuple(
        n for n, name in enumerate(names) if ACTIONS.fullmatch(name) or OWNERS.search(name) or DUE.fullmatch(name)
    )
    statements = tuple(n for n in range(len(names)) if n not in topic and n not in tasks)
    told = any(_STATEMENTS.fullmatch(names[n]) or DECISIONS.fullmatch(names[n]) for n in statements)
    prose = any(
        len(row[n]) > 1 or len(" ".join(row[n]).split()) > _PROSE_WORDS
        for row in rows
        for n in statements
        if n < len(row)
    )
    is_log = (
        tasks and statements and max(tasks) < min(statements) and all(_REFERENCE.fullmatch(names[n]) for n in topic)
    )
    return Layout(topic, statements, tasks) if topic and told and prose and not is_log else None


def numbered_items(rows: Sequence[Sequence[Sequence[str]]]) -> frozenset[int]:
    """The rows that are agenda items, in a table without heads whose first column numbers them from 1.

    ``rows`` are cells of paragraphs. Beside the number stand the title, a paragraph, and below it what was said.
    """
    numbers = [(n, int(bare)) for n, row in enumerate(rows) if row and (bare := " ".join(row[0]).strip(" .")).isdigit()]
    titled = [n for n, _ in numbers if len(rows[n]) > 1 and len(rows[n][1]) > 1 and is_title(rows[n][1][0])]
    in_order = [number for _, number in numbers] == list(range(1, len(numbers) + 1))
    told = in_order and len(titled) > max(1, len(numbers) / 2)
    return frozenset(n for n, _ in numbers if len(rows[n]) > 1 and rows[n][1]) if told else frozenset()


def is_title(words: str) -> bool:
    """Whether the first paragraph of a cell names what the others say."""
    return 0 < len(words.split()) <= _PROSE_WORDS and not words.rstrip().endswith((".", ";", ","))


def action_and_owner(heads: Sequence[str]) -> tuple[int | None, int | None]:
    """The first column of actions and the first of their owners."""
    names = [_bare(head) for head in heads]
    return (
        next((n for n, name in enumerate(names) if ACTIONS.fullmatch(name)), None),
        next((n for n, name in enumerate(names) if OWNERS.search(name)), None),
    )


def is_reference(head: str) -> bool:
    """Whether a column holds but the numbers of its rows."""
    return _REFERENCE.fullmatch(_bare(head)) is not None


def is_action(heads: str, row: str) -> bool:
    """Whether a row below these heads (``Task | Owner``, or a lone ``Action``) is an action."""
    if all(_NOTHING.fullmatch(cell) for cell in cells_of(row)):
        return False
    names = [_bare(head) for head in heads.split("|")]
    has_actions = any(ACTIONS.fullmatch(name) for name in names)
    dated = any(OWNERS.search(name) for name in names) and any(DUE.fullmatch(name) for name in names)
    owned = any(OWNERS.search(name) or DUE.fullmatch(name) for name in names)
    return dated or (has_actions and (len(names) == 1 or owned))


def cells_of(row: str) -> list[str]:
    """The cells of a row as its passage has them; a pipe with a backslash, as Markdown writes it, parts none."""
    return _PIPE.split(row)


def _bare(head: str) -> str:
    return head.strip(" .:#*_\t")
