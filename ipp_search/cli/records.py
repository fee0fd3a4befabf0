"""``ipp-search records``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ipp_search.cli.frame.options import as_command
from ipp_search.cli.frame.sink import sink

if TYPE_CHECKING:
    from ipp_search.index.catalogue import Catalogue

_NEXT = "It takes effect when its folder is ingested again; nothing that is unchanged is embedded."


@as_command("records", cls=click.Group, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Set by hand what is misread of a record; print what is set, with the file.

    \b
    ipp-search records
    ipp-search records set "minutes/spring meeting.docx" --date 2025-03-04
    ipp-search records set minutes/notes.txt --ignore
    ipp-search records alias "Parish Council" "Council of the Parish"
    ipp-search records unset minutes/notes.txt

    It is kept in records.toml beside the index, or in the folder that was
    ingested where one lies there, even an empty one; that moves with the folder.
    It outranks ingest --date, and that the file beside a record.
    """
    if ctx.invoked_subcommand is not None:
        return
    from ipp_search.index.syncing.hand_edits import by_hand_of

    with _catalogue() as catalogue:
        sources = by_hand_of(catalogue).sources
    lines = []
    for source in sources:
        lines.append(str(source.path))
        for path, facts in source.files.items():
            told = [f"{name} = {value}" for name, value in facts.items()]
            told += ["no record"] if path in source.ignored else []
            lines.append(f"  {path}: {', '.join(told)}")
        lines += [f"  {name!r} is also called {alias!r}" for alias, name in source.aliases.items()]
    sink().write("\n".join(lines) or "Nothing is set by hand.")


@as_command("set")
@click.argument("path", metavar="PATH")
@click.option("--date", metavar="DATE", help="The date of the meeting, or its first day.")
@click.option("--end-date", metavar="DATE", help="Its last day.")
@click.option("--series", metavar="NAME", help="The group that met.")
@click.option("--title", metavar="TITLE", help="The title of the record.")
@click.option("--ignore", is_flag=True, help="It is no record: leave it out of the index.")
def set_(
    path: str, date: str | None, end_date: str | None, series: str | None, title: str | None, ignore: bool
) -> None:
    """Set facts of the record at PATH."""
    from ipp_search.errors import BadQuestion, UnreadableRecord
    from ipp_search.index.syncing.hand_edits import set_facts
    from ipp_search.ingest.sidecar import facts_of

    given = {"date": date, "end_date": end_date, "series": series, "title": title}
    facts: dict[str, str | bool] = {name: value for name, value in given.items() if value is not None}
    try:
        facts_of(facts, path, "Give a date like 2025-06-03, and no empty words.")
    except UnreadableRecord as error:
        raise BadQuestion(error.message, error.hint) from None
    if ignore:
        facts["ignore"] = True
    if not facts:
        raise BadQuestion(
            f"Nothing is to be set for {path}.", "Give --date, --end-date, --series, --title or --ignore."
        )
    with _catalogue(to_write=True) as catalogue:
        file = set_facts(catalogue, _absolute(path), facts)
    sink().write(f"Set in {file}. {_NEXT}")


@as_command("alias")
@click.argument("name", metavar="NAME")
@click.argument("other", metavar="OTHER")
def alias(name: str, other: str) -> None:
    """Call a group NAME where records call it OTHER."""
    from ipp_search.index.syncing.hand_edits import add_alias

    with _catalogue(to_write=True) as catalogue:
        file = add_alias(catalogue, name, other)
    sink().write(f"Set in {file}. {_NEXT}")


@as_command("unset")
@click.argument("path", metavar="PATH")
def unset_(path: str) -> None:
    """Take back all that is set for the record at PATH."""
    from ipp_search.index.syncing.hand_edits import unset

    with _catalogue(to_write=True) as catalogue:
        files = unset(catalogue, _absolute(path))
    sink().write(f"Taken out of {', '.join(map(str, files))}. {_NEXT}")


for one in (set_, alias, unset_):
    command.add_command(one)


def _absolute(path: str) -> str:
    return os.path.normpath(Path(path).absolute())


@contextmanager
def _catalogue(to_write: bool = False) -> Iterator[Catalogue]:
    from contextlib import nullcontext

    from ipp_search import settings
    from ipp_search.errors import BadQuestion
    from ipp_search.index.catalogue import Catalogue
    from ipp_search.index.database import FILE_NAME
    from ipp_search.index.lock import write_lock

    folder = settings.index_folder(click.get_current_context().find_root().meta.get("ipp_search.index"))
    if not (folder / FILE_NAME).exists():
        raise BadQuestion(f"There is no index at {folder} yet.", "Make one first: ipp-search ingest FOLDER")
    with write_lock(folder) if to_write else nullcontext(), Catalogue(folder) as catalogue:
        yield catalogue
