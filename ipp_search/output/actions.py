"""The ledger of actions as text, CSV and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipp_search.output.format import csv_text, dated, folded, markdown_table, one_line
from ipp_search.query.actions.ledger import latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.actions.records import Action, Event

NONE = "No actions in the records."
HEADS = ("Action", "Owner", "Due", "Status", "Source", "History")


def actions_text(actions: Sequence[Action], width: int | None) -> str:
    """Each action once, as last stated, with its history."""
    blocks = []
    for action in latest(actions):
        lines = [folded(f"“{one_line(action.passage.text)}”", width, 0)]
        lines += [folded(f"· “{one_line(part.text)}”", width, 4) for part in action.parts]
        lines += [folded(f"— {action.passage.citation}", width, 4), folded(_facts(action), width, 4)]
        lines += [folded(told, width, 6) for told in history_lines(action)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) or NONE


def actions_markdown(actions: Sequence[Action]) -> str:
    """Each action once, as a row of a table."""
    held = latest(actions)
    return "\n".join(["## Actions", "", *markdown_table(HEADS, map(row_of, held))]) if held else NONE


def actions_csv(actions: Sequence[Action]) -> str:
    """Each action once, as comma-separated values below a row of names."""
    return csv_text(*actions_table(actions))


def actions_table(actions: Sequence[Action]) -> tuple[Sequence[str], list[Sequence[Any]]]:
    """The names of columns, and a row an action as last stated."""
    columns = (
        "date", "meeting", "section", "owner", "action", "parts", "due", "due_date", "status", "status_meeting",
        "status_shown_by", "first_stated", "times_stated", "history", "citation", "path",
    )  # fmt: skip
    times = [action.thread for action in actions]
    rows: list[Sequence[Any]] = []
    for action in latest(actions):
        p, last, first = action.passage, action.history[-1], action.history[0]
        rows.append(
            (
                dated(p.meeting), p.meeting.name, " › ".join(p.section), p.owner, p.text,
                "; ".join(part.text for part in action.parts), action.due,
                action.due_date and action.due_date.isoformat(), action.status, dated(last.meeting),
                last.passage.citation, first.passage.citation, times.count(action.thread),
                "; ".join(history_lines(action)), p.citation, p.meeting.path,
            )
        )  # fmt: skip
    return columns, rows


def row_of(action: Action) -> tuple[str, ...]:
    """An action's cells below ``HEADS``."""
    words = "\n".join([one_line(action.passage.text), *(f"· {one_line(part.text)}" for part in action.parts)])
    history = "\n".join(history_lines(action))
    return words, action.owner or "", action.due or "", action.status, action.passage.citation, history


def _facts(action: Action) -> str:
    due = f"; due {one_line(action.due)}" if action.due else ""
    return f"owner: {one_line(action.owner or 'not named')}{due}; status: {action.status}"


def history_lines(action: Action) -> list[str]:
    """Each state in a line with the citation that shows it; an action still where it was first stated has none."""
    if len(action.history) == 1:
        return []
    return [_event(event) for event in action.history]


def _event(event: Event) -> str:
    if event.silent_in:
        return f"{event.in_words}; last seen in {event.passage.citation}"
    said = f" — “{one_line(event.passage.text)}”" if event.passage.kind != "action" else ""
    return f"{event.meeting.when}: {event.status}{said} — {event.passage.citation}"
