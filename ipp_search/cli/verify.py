"""``ipp-search verify``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ipp_search.cli.frame.options import as_command, format_for, open_index, output_option
from ipp_search.cli.frame.sink import sink
from ipp_search.cli.frame.watching import written
from ipp_search.errors import IppSearchError

if TYPE_CHECKING:
    from ipp_search.query.verification.sources import Checked

_FORMATS = ("text", "html", "json")
_EXIT = {"proved": 0, "false": 1, "unproved": 3}


@as_command("verify", *_FORMATS)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--sign-off", "sign_off", type=click.Path(dir_okay=False, path_type=Path), metavar="SHEET",
    help="A .json file, written for you, in which each unproved sentence has a place for who vouches for it.",
)  # fmt: skip
@click.option("--watch", is_flag=True, help="Check FILE again each time it is saved, until Ctrl-C.")
@output_option
def command(file: Path | None, sign_off: Path | None, watch: bool, output: Path | None) -> None:
    """Prove what a document says; exit code 1 if anything is false, 3 if anything is unproved.

    FILE is a briefing, a letter, a speech, the answer of a language model (.md, .txt,
    .html, .docx, .odt, .pdf, .rtf, .json). It is read whole, with what is hidden in it.
    Each statement is proved by the records, false, or unproved: the writer's own.
    Without FILE, every passage of the index is looked up in its source file.
    As --format html, document and records stand side by side, differences marked.

    \b
    ipp-search verify
    ipp-search verify recall.docx
    ipp-search verify letter.docx --sign-off letter-signed.json
    ipp-search verify letter.docx -o report.html
    ipp-search verify letter.docx --watch
    """
    format_ = format_for(output, *_FORMATS)
    if file is None:
        if sign_off or watch or output or format_ == "html":
            raise click.UsageError("--sign-off, --watch, -o and --format html are for a FILE.")
        with open_index() as index:
            checked = index.verify()
        _tell_index(checked, as_json_=format_ == "json")
        # An index without passages has nothing that does not hold.
        click.get_current_context().exit(int(bool(checked.faults)))
    if output and output.exists() and file.exists() and output.samefile(file):
        raise click.UsageError("-o would overwrite the document; name another file.")
    verdict = "unproved"
    with open_index() as index, suppress(KeyboardInterrupt):
        for _ in written(file) if watch else (None,):
            try:
                checked = index.verify(file)
            except IppSearchError as problem:
                if not watch:
                    raise
                sink().warn(str(problem))  # half saved, or open in another program: the next look may find it whole
                continue
            verdict = checked.verdict
            _report(checked, file, sign_off, format_, output)
    click.get_current_context().exit(_EXIT[verdict])


def _report(checked: Checked, file: Path, sign_off: Path | None, format_: str, output: Path | None) -> None:
    from ipp_search.output import as_json
    from ipp_search.output.drafts import verification, verification_page

    vouched = verification.read_sign_off(sign_off) if sign_off else {}
    if sign_off:
        sink().write(verification.sign_off(checked, vouched), sign_off, force=True)  # who vouched stays in it
    match format_:
        case "json":
            answer = as_json.to_json(as_json.verification_json(checked, file, vouched))
        case "html":
            answer = verification_page.html(checked, file.name, vouched)
        case _:
            answer = verification.text(checked, vouched)
    sink().write(answer, output)


def _tell_index(checked: Checked, *, as_json_: bool) -> None:
    from ipp_search.output import as_json
    from ipp_search.output.format import counted

    if as_json_:
        sink().write(as_json.to_json(as_json.verification_json(checked)))
        return
    for fault in checked.faults:
        sink().write(f"{fault.place}: {fault.detail}")
    stands = f"{counted(len(checked.faults), 'fault')}" if checked.faults else "all stand"
    sink().write(f"{counted(checked.citations, 'citation')}: {stands}.")
