"""``ipp-search completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from ipp_search.cli.frame.options import as_command
from ipp_search.cli.frame.sink import sink


@as_command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]))
def command(shell: str) -> None:
    """Print what makes SHELL complete commands and options with the Tab key.

    \b
    ipp-search completion bash >> ~/.bashrc
    ipp-search completion zsh >> ~/.zshrc
    ipp-search completion fish > ~/.config/fish/completions/ipp-search.fish
    ipp-search completion powershell >> $PROFILE
    """
    from ipp_search.cli.frame import powershell  # noqa: F401 - makes it known to click

    made = get_completion_class(shell)
    assert made is not None
    root = click.get_current_context().find_root()
    sink().write(made(root.command, {}, "ipp-search", "_IPP_SEARCH_COMPLETE").source())
