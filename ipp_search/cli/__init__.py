"""The command line: one file a command, loaded only when that command runs.

``group`` finds the command, ``options`` are what commands share, ``sink`` is where they write, ``remote`` hands a
command line to a running server, ``run`` runs it here. Everything else is a command.
"""

from __future__ import annotations

from ipp_search.cli.group import COMMANDS, commands
from ipp_search.cli.run import main

__all__ = ["COMMANDS", "commands", "main"]
