"""Whether the words of a quotation stand in the records, whole, and where they are said to stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ipp_search.ingest.records import Meeting, Passage
from ipp_search.query.briefing.draft import excerpt
from ipp_search.query.briefing.sentences import elided, sentences
from ipp_search.query.verification.folding import folded, strange
from ipp_search.query.verification.part import same
from ipp_search.query.verification.records import Records, differences, edited, in_record, stands
from ipp_search.query.verification.statements import NOT_IN_RECORDS, Statement

_LABEL = re.compile(r"^(?:action|decision|agreed|note)s?(?: point)?s?[:.-]\s*", re.IGNORECASE)
_FEW = 4  # words; fewer are a term as often as a quotation
# Words without which a sentence says more than it did.
_QUALIFIERS = re.compile(
    r"\b(?:not|no|never|n't|without|some|certain|in some cases|may|might|could|should|would|if|unless|until|subject to"
    r"|consider(?:ed|ing)?|explor(?:e|ing)|propos(?:e|ed|al)|suggest(?:ed)?|hop(?:e|ed)|aim(?:s|ed)?|plan(?:s|ned)?"
    r"|believe[sd]?|felt|likely|possibl[ey]|only|partly|mainly|generally|often|sometimes|noted|asked|about|around)\b",
    re.IGNORECASE,
)


def judge(
    place: str, words: str, own: Sequence[Passage], near: Sequence[Passage], records: Records,
    under: Meeting | None, *, sentences_do: bool,
) -> Statement:  # fmt: skip
    """What is found of a quotation.

    Args:
        place: where it stands in the document.
        words: without its marks.
        own: the passages cited right behind it.
        near: those cited anywhere in its paragraph.
        records: all passages.
        under: the meeting of the heading above it.
        sentences_do: whether single sentences may be quoted, as a summary does.
    """
    plain = folded(words)
    cited = list(own or near)
    shown = f"“{' '.join(words.split())}”"
    if seen := strange(words.replace("\u00ad", "")):
        return Statement(place, shown, "false", f"in the quotation is {seen}", nearest=records.nearest(plain, cited))
    source = next((passage for passage in cited if stands(plain, in_record(passage))), None)
    if source is None:
        source = next((passage for passage in cited if edited(plain, in_record(passage))), None)
        if source is not None:
            if (fault := _other_meeting(place, shown, source, under)) is None and _drafted(plain, source, sentences_do):
                why = "it stands in the record, letter by letter, and its ellipses show what is left out"
                return Statement(place, shown, "proved", why, source)
            if (fault := _other_meeting(place, shown, source, under)) or not _recased(plain, source):
                return fault or _cut(place, shown, plain, source, "edited")
            return Statement(place, shown, "proved", "it stands in the record but for the case of a letter", source)
    if source is None:
        elsewhere = records.holding(plain) if len(plain.split()) > 1 or not cited else []
        if cited and elsewhere:
            why = f"it does not stand where it is cited; it stands elsewhere: {elsewhere[0].citation}"
            return Statement(place, shown, "false", why, nearest=elsewhere[0])
        if not elsewhere:
            return _missing(place, shown, plain, cited, records)
        source = next((passage for passage in elsewhere if under and same(passage.meeting, under)), elsewhere[0])
    if fault := _other_meeting(place, shown, source, under):
        return fault
    if "\u00ad" in words:
        return Statement(place, shown, "unproved", "a soft hyphen is hidden in the quotation", source)
    if _whole(plain, source) or _drafted(plain, source, sentences_do):
        return Statement(place, shown, "proved", "it stands in the record, letter by letter", source)
    return _cut(place, shown, plain, source, "cut")


def _other_meeting(place: str, shown: str, source: Passage, under: Meeting | None) -> Statement | None:
    if under is None or same(source.meeting, under):
        return None
    why = f"it is of another meeting than the heading says: {source.citation}"
    return Statement(place, shown, "false", why, nearest=source)


def _missing(place: str, shown: str, plain: str, cited: Sequence[Passage], records: Records) -> Statement:
    if cited:
        nearest = records.nearest(plain, cited)
        differs = f": {differences(plain, nearest)}" if nearest else ""
        why = f"it does not stand in the passage it cites{differs}"
        return Statement(place, shown, "false", why, nearest=nearest or cited[0])
    if len(plain.split()) < _FEW:
        return Statement(place, shown, "unproved", "too few words to look for, and no source")
    if (nearest := records.nearest(plain)) and not edited(plain, in_record(nearest)):
        return Statement(
            place, shown, "false", f"it differs from the record: {differences(plain, nearest)}", nearest=nearest
        )
    if nearest:
        return _cut(place, shown, plain, nearest, "edited")
    return Statement(place, shown, "unproved", NOT_IN_RECORDS)


def _bare(text: str) -> str:
    return _LABEL.sub("", text.strip(" '")).strip(" '.,;:")


def _whole(plain: str, source: Passage, fold: Callable[[str], str] = str) -> bool:
    """Whether nothing is left out of a passage but a label before it and a full stop behind it."""
    return _bare(plain) == _bare(fold(in_record(source)))


def _recased(plain: str, source: Passage) -> bool:
    """Whether all that was done to a whole passage is the case of a letter, in square brackets."""
    return "…" not in plain and _whole(re.sub(r"\[(\w)\]", r"\1", plain).lower(), source, fold=str.lower)


def _drafted(plain: str, source: Passage, sentences_do: bool) -> bool:
    """Whether a draft of ours would quote just so much of a passage."""
    parts = sentences(source.text)
    runs = {excerpt(source.text, n) for n in range(len(parts))}
    if sentences_do:
        runs |= set(parts)
    shown = {form for run in runs for form in (run, elided(source.text, run))}
    return any(_bare(plain) == _bare(folded(form)) for form in shown)


def _cut(place: str, shown: str, plain: str, source: Passage, how: str) -> Statement:
    """True to the letter, but not all of it: what was left out is the reader's to weigh."""
    text = in_record(source)
    left = _left_out(plain, text)
    dropped = dict.fromkeys(match[0].lower() for match in _QUALIFIERS.finditer(left))
    told = f"; among the words left out: {', '.join(dropped)}" if dropped else ""
    what = "only a part of the passage is quoted" if how == "cut" else "the quotation was edited"
    return Statement(place, shown, "unproved", f"{what}{told}. Read it against the record", source, source)


def _left_out(plain: str, text: str) -> str:
    at = text.find(plain)
    if at >= 0:
        return text[:at] + " " + text[at + len(plain) :]
    kept = set(plain.lower().split())
    return " ".join(word for word in text.split() if word.lower() not in kept)
