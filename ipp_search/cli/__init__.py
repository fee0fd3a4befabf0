"""The command line: one file a command, loaded only when that command runs.

``frame`` has what they share: ``group`` finds the command, ``sink`` is where it writes, ``remote`` hands a command line
to a running server, ``run`` runs it here. Every module beside it is a command.
"""

from __future__ import annotations

from ipp_search.cli.frame.group import COMMANDS, commands
from ipp_search.cli.frame.run import main

__all__ = ["COMMANDS", "commands", "main"]
