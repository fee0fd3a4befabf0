"""``ipp-search meetings``."""

from __future__ import annotations

from pathlib import Path

from ipp_search.cli.frame.options import as_command, format_for, open_index, output_option
from ipp_search.cli.frame.sink import sink

_FORMATS = ("text", "json", "xlsx", "ris", "bibtex", "csl-json", "json-ld")


@as_command("meetings", *_FORMATS)
@output_option
def command(output: Path | None) -> None:
    """List the meetings in the index, oldest first, with what was understood of each.

    As ris, bibtex or csl-json they are entries for a reference manager; as json-ld,
    events of schema.org.

    \b
    ipp-search meetings
    ipp-search meetings --format json
    ipp-search meetings -o minutes.ris
    """
    from ipp_search.output import as_json
    from ipp_search.output import meetings as printed
    from ipp_search.output.exchange import bibliography, linked_data
    from ipp_search.output.exchange.spreadsheet import spreadsheet

    format_ = format_for(output, *_FORMATS)
    with open_index() as index:
        meetings = index.meetings()
    answer: str | bytes
    match format_:
        case "json":
            answer = as_json.to_json(as_json.meetings_json(meetings))
        case "xlsx":
            answer = spreadsheet(*printed.meetings_table(meetings))
        case "text":
            answer = printed.meetings_text(meetings)
        case "json-ld":
            answer = linked_data.as_events(held.meeting for held in meetings)
        case _:
            answer = bibliography.WRITERS[format_](bibliography.of_meetings(held.meeting for held in meetings))
    sink().write(answer, output)
