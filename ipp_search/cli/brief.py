"""``ipp-search brief``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipp_search.cli.frame.options import as_command, format_for, open_index, output_option
from ipp_search.cli.frame.sink import sink
from ipp_search.query.briefing.lengths import LENGTHS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ipp_search.query.briefing.draft import Briefing
    from ipp_search.query.briefing.grounding import Grounded

_FORMATS = ("text", "md", "docx", "odt", "pdf", "html", "json")

_TOLD, _SHORT = 5, 120
"""Sentences of a model that are told to be dropped, and characters of each."""


@as_command("brief", *_FORMATS)
@click.argument("topic", nargs=-1)
@click.option("--meeting", metavar="ID", help="Summarise this one meeting, on TOPIC if one is given.")
@click.option("--since", metavar="DATE", help="Only meetings on or after this day.")
@click.option("--since-last", is_flag=True, help="Only what followed the last meeting but one of its series.")
@click.option("--until", metavar="DATE", help="Only meetings on or before this day.")
@click.option("--series", metavar="WORDS", help="Only meetings of groups with these words in their name.")
@click.option(
    "--length", type=click.Choice(LENGTHS), default="standard", show_default=True,
    help="How much to quote of each meeting.",
)  # fmt: skip
@click.option("--template", type=click.Path(path_type=Path), metavar="FILE", help="A .docx whose styles to use.")
@click.option("--llm", metavar="URL", help="Let the language model at this address word where it stands.")
@click.option("--llm-model", metavar="NAME", help="The model's name at that address.")
@click.option(
    "--llm-timeout", type=click.FloatRange(1), default=120, show_default=True, metavar="SECONDS",
    help="How long it may take.",
)  # fmt: skip
@output_option
def command(
    topic: tuple[str, ...],
    meeting: str | None,
    length: Any,
    template: Path | None,
    llm: str | None,
    llm_model: str | None,
    llm_timeout: float,
    output: Path | None,
    **limits: Any,
) -> None:
    """Draft a briefing on each TOPIC: where it stands, its story, positions and actions.

    A TOPIC is a theme (see: ipp-search themes) or a phrase; put a phrase of several
    words in quotation marks. Every sentence is quoted from the records with its
    source; prove it with: ipp-search verify FILE

    With --llm, a language model that you name (an OpenAI-compatible address; a key
    comes from $IPP_SEARCH_LLM_KEY) is sent the quoted passages and words the first
    paragraph. What those passages do not bear out word by word is dropped.

    \b
    ipp-search brief recall -o recall.docx        (or .odt, .pdf, .md, .html)
    ipp-search brief recall "mental health" --since 2024 --format md
    ipp-search brief --meeting 2025-06-03
    """
    from ipp_search.output import as_json
    from ipp_search.output.drafts import briefing
    from ipp_search.output.drafts import document as printed
    from ipp_search.output.drafts.packed import packed

    format_ = format_for(output, *_FORMATS)
    if template and format_ != "docx":
        raise click.UsageError("--template is for .docx files.")
    if limits["since"] and limits["since_last"]:
        raise click.UsageError("Give --since or --since-last, not both.")
    if meeting and any(limits.values()):
        raise click.UsageError("--meeting takes no other limits.")
    if (llm is None) is not (llm_model is None) or (llm and meeting):
        raise click.UsageError("--llm and --llm-model go together, and with a TOPIC only.")
    if not (topic or meeting):
        raise click.UsageError("Name a TOPIC, or a --meeting to summarise.")
    with open_index() as index:
        if meeting:
            document = briefing.set_out_summary(index.summary(meeting, " ".join(topic) or None, length=length))
        else:
            drafted = [index.brief(one, length=length, **limits) for one in _topics(topic, index.themes())]
            document = briefing.set_out(
                drafted, _worded(drafted, llm, llm_model, llm_timeout) if llm and llm_model else None
            )
    answer: str | bytes
    match format_:
        case "md":
            answer = printed.markdown(document)
        case "docx" | "odt" | "pdf":
            answer = packed(document, format_, template)
        case "html":
            answer = printed.html(document)
        case "json":
            answer = as_json.to_json(printed.as_json(document))
        case _:
            answer = printed.plain_text(document)
    sink().write(answer, output)
    if output and format_ != "text":
        sink().notice(f"Check it, also after editing, with: ipp-search verify {output}")


def _worded(drafted: Sequence[Briefing], url: str, model: str, seconds: float) -> Mapping[str, Sequence[Grounded]]:
    """By topic, the sentences of a language model that the records bear out; what is dropped is told, and why."""
    from ipp_search.errors import LanguageModelProblem
    from ipp_search.llm import word_standing
    from ipp_search.output.format import shorten

    standing: dict[str, Sequence[Grounded]] = {}
    for briefing in drafted:
        try:
            accepted = word_standing(briefing, url, model, seconds)
        except LanguageModelProblem as problem:
            sink().warn(str(problem))
            break
        for sentence, why in accepted.dropped[:_TOLD]:
            sink().notice(f"Dropped, as {shorten(why, _SHORT)}: {shorten(sentence, _SHORT)}")
        if (more := len(accepted.dropped) - _TOLD) > 0:
            sink().notice(f"Dropped, as the records do not bear them out: {more} more sentences.")
        standing[briefing.topic] = accepted.kept
    return standing


def _topics(typed: Sequence[str], known: Collection[str]) -> list[str]:
    """The topics asked for: themes by name, also without quotation marks; other words side by side are one phrase."""
    names = {name.casefold() for name in known}
    topics: list[str] = []
    words: list[str] = []  # side by side, and no theme so far
    rest = list(typed)
    while rest:
        of_theme = next((n for n in range(len(rest), 0, -1) if " ".join(rest[:n]).casefold() in names), 0)
        if of_theme or " " in rest[0]:
            topics += [" ".join(words)] if words else []
            topics.append(" ".join(rest[: of_theme or 1]))
            words = []
        else:
            words.append(rest[0])
        rest = rest[of_theme or 1 :]
    return topics + ([" ".join(words)] if words else [])
