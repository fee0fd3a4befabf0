"""Completion for PowerShell, which click does not bring; importing this makes it known to click."""

from __future__ import annotations

import os

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, split_arg_string

_SOURCE = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $Env:%(complete_var)s = "powershell_complete"
    $Env:IPP_SEARCH_COMP_LINE = $commandAst.ToString()
    $Env:IPP_SEARCH_COMP_WORD = $wordToComplete
    %(prog_name)s | ForEach-Object {
        $value, $told = $_ -split "`t", 2
        [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $told)
    }
    $Env:%(complete_var)s = ""
    $Env:IPP_SEARCH_COMP_LINE = ""
    $Env:IPP_SEARCH_COMP_WORD = ""
}
"""


@add_completion_class
class PowerShellComplete(ShellComplete):
    """Gives PowerShell a value and what is told of it a line; where there is none, it completes files by itself."""

    name = "powershell"
    source_template = _SOURCE

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one to complete, and that."""
        words = split_arg_string(os.environ.get("IPP_SEARCH_COMP_LINE", ""))[1:]
        begun = os.environ.get("IPP_SEARCH_COMP_WORD", "")
        return (words[:-1] if begun else words), begun

    def format_completion(self, item: CompletionItem) -> str:
        """A line, which must tell something."""
        return f"{item.value}\t{' '.join((item.help or item.value).split())}"

    def complete(self) -> str:
        """The lines; files are PowerShell's own to complete."""
        items = self.get_completions(*self.get_completion_args())
        return "\n".join(self.format_completion(item) for item in items if item.type == "plain")
