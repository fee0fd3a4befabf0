"""The ledger of actions as text, JSON, CSV, Markdown and a Word document."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from ipp_search.output.format import counted, dated, folded, no_formula, one_line
from ipp_search.output.render import meeting_ref, passage_json
from ipp_search.query.actions.ledger import latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipp_search.query.actions.records import Action, Event

NONE = "No actions in the records."
_HEADS = ("Action", "Owner", "Due", "Status", "Source", "History")


def actions_json(actions: Sequence[Action]) -> list[dict[str, Any]]:
    """Every statement of an action; those of one action share ``thread`` and ``history``."""
    return [
        {
            **passage_json(action.passage),
            "due": action.due,
            "due_date": action.due_date and action.due_date.isoformat(),
            "status": action.status,
            "thread": action.thread,
            "parts": [passage_json(part) for part in action.parts],
            "history": [
                {
                    "meeting": meeting_ref(event.meeting),
                    "status": event.status,
                    "passage": passage_json(event.passage),
                    **({"silent_in": [meeting.id for meeting in event.silent_in]} if event.silent_in else {}),
                }
                for event in action.history
            ],
        }
        for action in actions
    ]


def actions_text(actions: Sequence[Action], width: int | None) -> str:
    """Each action once, as last stated, with its history."""
    blocks = []
    for action in latest(actions):
        lines = [folded(f"“{one_line(action.passage.text)}”", width, 0)]
        lines += [folded(f"· “{one_line(part.text)}”", width, 4) for part in action.parts]
        lines += [folded(f"— {action.passage.citation}", width, 4), folded(_facts(action), width, 4)]
        lines += [folded(told, width, 6) for told in _history(action)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) or NONE


def actions_markdown(actions: Sequence[Action]) -> str:
    """Each action once, as a row of a table."""
    rows = [" | ".join(_cell_markdown(cell) for cell in _row(action)) for action in latest(actions)]
    if not rows:
        return NONE
    head = " | ".join(_HEADS)
    return "\n".join(["## Actions", "", f"| {head} |", f"|{' --- |' * len(_HEADS)}", *(f"| {row} |" for row in rows)])


def actions_csv(actions: Sequence[Action]) -> str:
    """Each action once, as comma-separated values below a row of names."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(
        ["date", "meeting", "section", "owner", "action", "parts", "due", "due_date", "status", "status_meeting",
         "status_shown_by", "first_stated", "times_stated", "history", "citation", "path"]
    )  # fmt: skip
    times = [action.thread for action in actions]
    for action in latest(actions):
        p, last, first = action.passage, action.history[-1], action.history[0]
        row = [
            dated(p.meeting), p.meeting.name, " › ".join(p.section), p.owner, p.text,
            "; ".join(part.text for part in action.parts), action.due, action.due_date and action.due_date.isoformat(),
            action.status, dated(last.meeting), last.passage.citation, first.passage.citation,
            times.count(action.thread), "; ".join(_history(action)), p.citation, p.meeting.path,
        ]  # fmt: skip
        rows.writerow([no_formula(cell) for cell in row])
    return written.getvalue()


def actions_docx(actions: Sequence[Action]) -> bytes:
    """Each action once, as a row of a table in a Word document."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement

    document = docx.Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.core_properties.title = "Actions"
    document.core_properties.author = ""
    document.add_heading("Actions", level=1)
    held = latest(actions)
    if not held:
        document.add_paragraph(NONE)
    else:
        document.add_paragraph(counted(len(held), "action"))
        table = document.add_table(rows=1, cols=len(_HEADS), style="Table Grid")
        for cell, head in zip(table.rows[0].cells, _HEADS, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on each page
        for action in held:
            for cell, words in zip(table.add_row().cells, _row(action), strict=True):
                cell.text = words
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _row(action: Action) -> tuple[str, ...]:
    words = "\n".join([one_line(action.passage.text), *(f"· {one_line(part.text)}" for part in action.parts)])
    history = "\n".join(_history(action))
    return words, action.owner or "", action.due or "", action.status, action.passage.citation, history


def _facts(action: Action) -> str:
    due = f"; due {one_line(action.due)}" if action.due else ""
    return f"owner: {one_line(action.owner or 'not named')}{due}; status: {action.status}"


def _history(action: Action) -> list[str]:
    """Each state in a line with the citation that shows it; an action still where it was first stated has none."""
    if len(action.history) == 1:
        return []
    return [_event(event) for event in action.history]


def _event(event: Event) -> str:
    if event.silent_in:
        named = ", ".join(meeting.when for meeting in event.silent_in)
        return f"silently dropped: last seen in {event.passage.citation}; not mentioned on {named}"
    said = f" — “{one_line(event.passage.text)}”" if event.passage.kind != "action" else ""
    return f"{event.meeting.when}: {event.status}{said} — {event.passage.citation}"


def _cell_markdown(words: str) -> str:
    return words.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>")
