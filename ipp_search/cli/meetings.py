"""``ipp-search meetings``."""

from __future__ import annotations

from ipp_search.cli.options import as_command, chosen_format, open_index
from ipp_search.cli.sink import sink

_FORMATS = ("text", "json")


@as_command("meetings", *_FORMATS)
def command() -> None:
    """List the meetings in the index, oldest first, with what was understood of each.

    \b
    ipp-search meetings
    ipp-search meetings --format json
    """
    from ipp_search.output import as_json
    from ipp_search.output import meetings as printed

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        meetings = index.meetings()
    if format_ == "json":
        sink().write(as_json.to_json(as_json.meetings_json(meetings)))
    else:
        sink().write(printed.meetings_text(meetings))
