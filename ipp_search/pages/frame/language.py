"""The languages of the pages: which one a browser gets, and the catalogue of its sentences.

Sentences are told apart by their English. What a catalogue does not have stays English, so that one that is half
finished serves already.
"""

from __future__ import annotations

import gettext
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.routing import Route

from ipp_search.ingest.records import MONTHS
from ipp_search.pages.frame import forms
from ipp_search.pages.frame.addresses import ROOT

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

LANGUAGES = {"en": "English", "cy": "Cymraeg"}
"""By the code of each its own name for itself; the first where a browser asks for none of them."""
CATALOGUES = Path(__file__).parents[1] / "translations"
"""The folder of the sentences to translate (``pages.pot``) and of each language's, to read and as compiled."""
COOKIE = "language"
_KEPT = 365 * 24 * 3600  # seconds
_WANTED = re.compile(r"^\s*+([a-zA-Z]{1,8})(?:-[a-zA-Z0-9-]{1,40})?+\s*+(?:;\s*+q\s*+=\s*+(\d(?:\.\d{1,3})?))?+\s*+$")
_MOST = 20  # languages that a browser names are looked at
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")


def to_translate(words: str) -> str:
    """The same words; by this name a catalogue's maker finds those that stand in code and are shown elsewhere."""
    return words


_KNOWN = (
    to_translate("undated"),
    to_translate("January"), to_translate("February"), to_translate("March"), to_translate("April"),
    to_translate("May"), to_translate("June"), to_translate("July"), to_translate("August"),
    to_translate("September"), to_translate("October"), to_translate("November"), to_translate("December"),
)  # fmt: skip


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The sentences of a language; of one that has no catalogue, as they are."""
    file = CATALOGUES / f"{language}.mo"
    if not file.is_file():
        return gettext.NullTranslations()
    with file.open("rb") as opened:
        return gettext.GNUTranslations(opened)


def language_of(request: Request) -> str:
    """The code of the language that a person chose, else of the first that their browser asks for and there is."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else _accepted(request.headers.get("accept-language", ""))


def _accepted(header: str) -> str:
    """What ``Accept-Language`` asks for (RFC 9110, 12.5.4): of what there is, the one of greatest weight."""
    weights: dict[str, float] = {}
    for one in header.split(",")[:_MOST]:
        if match := _WANTED.match(one):
            weights.setdefault(match[1].lower(), float(match[2] or 1))
    wanted = [language for language in weights if language in LANGUAGES and weights[language]]
    return max(wanted, key=lambda language: weights[language], default=next(iter(LANGUAGES)))


def in_words_of(language: str, day: str) -> str:
    """A date in English words with its month in another language: ``3 June 2025`` as ``3 Mehefin 2025``."""
    known = catalogue(language)
    return known.gettext(day) if day == "undated" else _MONTH.sub(lambda month: known.gettext(month[0]), day)


async def choose(request: Request) -> Response:
    """Keep the language that a person chose, and lead back to where they were."""
    from ipp_search.pages.frame import rendering

    form = await forms.sent(request)
    answer = rendering.see(forms.back(form, f"{ROOT}/search"))
    if (wanted := forms.words(form, "to")) in LANGUAGES:
        answer.set_cookie(COOKIE, wanted, max_age=_KEPT, path=ROOT, httponly=True, samesite="strict")
    return answer


ROUTES = [Route("/language", choose, methods=["POST"])]
"""The addresses."""
