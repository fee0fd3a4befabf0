"""``ipp-search mcp``."""

from __future__ import annotations

from ipp_search.cli.frame.options import as_command, open_index
from ipp_search.extras import needed


@as_command("mcp")
def command() -> None:
    """Let an agent ask the records: a Model Context Protocol server over stdio.

    Seven tools: search, show, timeline, actions, meetings, brief, and verify_text,
    by which an agent proves its own answer. It can change nothing. Name it to your
    agent as the command below; a running ipp-search serve has the same at /mcp.

    \b
    ipp-search mcp
    """
    with needed("mcp", "The server for agents"):
        from ipp_search.server.agents import serve_stdio
    with open_index() as index:
        folder = index.folder
    serve_stdio(folder)
