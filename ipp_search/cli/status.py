"""``ipp-search status``."""

from __future__ import annotations

from ipp_search.cli.frame.options import as_command, chosen_format, open_index
from ipp_search.cli.frame.sink import sink

_FORMATS = ("text", "json")


@as_command("status", *_FORMATS)
def command() -> None:
    """Say where the index lies, what it holds and whether it is complete.

    \b
    ipp-search status
    ipp-search --index /path/to/index status --format json
    """
    from ipp_search.output import as_json
    from ipp_search.output import meetings as printed

    format_ = chosen_format(*_FORMATS)
    with open_index() as index:
        status = index.status()
    if format_ == "json":
        sink().write(as_json.to_json(as_json.status_json(status)))
    else:
        sink().write(printed.status_text(status))
