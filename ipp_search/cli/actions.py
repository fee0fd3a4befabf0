"""``ipp-search actions``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ipp_search.cli.frame.options import as_command, format_for, open_index, output_option
from ipp_search.cli.frame.sink import sink

_FORMATS = ("text", "json", "csv", "md", "docx", "xlsx", "ics")


@as_command("actions", *_FORMATS)
@click.option("--open", "only_open", is_flag=True, help="Leave out what is shown to be done or closed.")
@click.option("--owner", metavar="NAME", help="Only actions for someone of this name.")
@click.option("--since", metavar="DATE", help="Only actions of meetings on or after this day.")
@click.option("--until", metavar="DATE", help="Only actions of meetings on or before this day.")
@click.option("--series", metavar="WORDS", help="Only meetings of groups with these words in their name.")
@click.option("--meeting", metavar="ID", help="Only meetings whose id begins so (see: ipp-search meetings).")
@output_option
def command(only_open: bool, output: Path | None, **given: Any) -> None:
    """List actions with owner, due date and source, and what became of each.

    Every state cites the passage that shows it: carried forward, reported on,
    changed hands, done, closed. Where three or more later meetings of the group do
    not mention an action, that is told with these meetings; what cannot be told is
    unknown. JSON has every statement of an action; the other formats have each
    action once, as last stated.

    \b
    ipp-search actions --open --owner HMPPS
    ipp-search actions --since 2025 -o actions.docx
    ipp-search actions --open -o actions.ics
    """
    from ipp_search.cli.frame import notices
    from ipp_search.output import actions as printed
    from ipp_search.output import as_json

    format_ = format_for(output, *_FORMATS)
    with open_index() as index:
        actions = index.actions(only_open=only_open, **given)
        notices.tell_empty(index)
        if given["since"] or given["until"]:
            notices.tell_undated(index)
    answer: str | bytes
    match format_:
        case "json":
            answer = as_json.to_json(as_json.actions_json(actions))
        case "csv":
            answer = printed.actions_csv(actions)
        case "md":
            answer = printed.actions_markdown(actions)
        case "docx":
            from ipp_search.output.actions_docx import actions_docx

            answer = actions_docx(actions)
        case "xlsx":
            from ipp_search.output.exchange.workbooks import actions_xlsx

            answer = actions_xlsx(actions)
        case "ics":
            from ipp_search.output.exchange.calendar import actions_ics

            answer = actions_ics(actions)
        case _:
            answer = printed.actions_text(actions, None if output else sink().width)
    sink().write(answer, output)
