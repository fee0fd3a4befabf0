"""``ipp-search verify``."""

from __future__ import annotations

from pathlib import Path

import click

from ipp_search.cli.options import as_command, chosen_format, open_index
from ipp_search.cli.sink import sink

_FORMATS = ("text", "json")
_EXIT = {"proved": 0, "false": 1, "unproved": 3}


@as_command("verify", *_FORMATS)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--sign-off", "sign_off", type=click.Path(dir_okay=False, path_type=Path), metavar="SHEET",
    help="A .json file, written for you, in which each unproved sentence has a place for who vouches for it.",
)  # fmt: skip
def command(file: Path | None, sign_off: Path | None) -> None:
    """Prove what a document says; exit code 1 if anything is false, 3 if anything is unproved.

    FILE is a briefing, a letter, a speech, the answer of a language model (.md, .txt,
    .html, .docx, .odt, .pdf, .rtf, .json). It is read whole, with what is hidden in it.
    Each statement is proved by the records, false, or unproved: the writer's own.
    Without FILE, every passage of the index is looked up in its source file.

    \b
    ipp-search verify
    ipp-search verify recall.docx
    ipp-search verify letter.docx --sign-off letter-signed.json
    """
    from ipp_search.output import as_json
    from ipp_search.output.drafts import verification
    from ipp_search.output.format import counted

    format_ = chosen_format(*_FORMATS)
    if sign_off and file is None:
        raise click.UsageError("--sign-off is for a FILE.")
    vouched = verification.read_sign_off(sign_off) if sign_off else {}
    with open_index() as index:
        checked = index.verify(file)
    if sign_off:
        sink().write(verification.sign_off(checked, vouched), sign_off)
    if format_ == "json":
        sink().write(as_json.to_json(as_json.verification_json(checked, file, vouched)))
    elif file is not None:
        sink().write(verification.text(checked, vouched))
    else:
        for fault in checked.faults:
            sink().write(f"{fault.place}: {fault.detail}")
        stands = f"{counted(len(checked.faults), 'fault')}" if checked.faults else "all stand"
        sink().write(f"{counted(checked.citations, 'citation')}: {stands}.")
    # An index without passages has nothing that does not hold.
    click.get_current_context().exit(_EXIT[checked.verdict] if file is not None else int(bool(checked.faults)))
