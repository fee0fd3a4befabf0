"""Pages from templates, every word of the records escaped, with headers that let nothing else run or be asked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ipp_search._version import __version__
from ipp_search.ingest.records import long_date
from ipp_search.ingest.text import safe
from ipp_search.output.format import counted, one_line
from ipp_search.pages.frame import addresses, forms
from ipp_search.pages.frame.language import LANGUAGES, catalogue, in_words_of, language_of, to_translate

if TYPE_CHECKING:
    from starlette.requests import Request

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all, a form's Origin would be null
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Of every page and download: nothing runs but our own file, and nothing is kept on a shared machine."""
_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "docx": f"{_OFFICE}.wordprocessingml.document", "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf", "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}  # fmt: skip
"""The media types of files for offices, by their endings."""
NAVIGATION = (
    ("/search", to_translate("Search")),
    ("/records", to_translate("Records")),
    ("/themes", to_translate("Themes")),
    ("/actions", to_translate("Actions")),
    ("/briefing", to_translate("Briefing")),
    ("/verify", to_translate("Verify")),
    ("/saved", to_translate("Saved")),
)
STATIC = Path(__file__).parents[1] / "static"
"""The folder of the style sheet, the script and the icon."""
_LONGEST, _ENDING = 60, 10  # characters; of four bytes each a name has 255 bytes at most
_NAME = re.compile(r"[^\w.-]+")


@cache
def _templates(language: str) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("ipp_search.pages", "templates"), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "record": addresses.record, "root": addresses.ROOT, "navigation": NAVIGATION, "version": __version__,
        "counted": counted, "static": _static, "language": language, "languages": LANGUAGES,
    }  # fmt: skip
    made.filters |= {
        "marked": marked,
        "shown": safe,
        "one_line": one_line,
        "day": long_date,
        "figure": "{:,}".format,
        "dated": partial(in_words_of, language),
    }
    return made


@cache
def _static(name: str) -> str:
    """The address of a file of ours; another one whenever its content changes, so that browsers may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]
    return f"{addresses.ROOT}/static/{name}?v={digest}"


def marked(text: str, spans: Sequence[Sequence[int]]) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it lies in one of the spans, which count characters and do not overlap."""
    place = 0
    for begin, end in spans:
        if begin > place:
            yield text[place:begin], False
        yield text[begin:end], True
        place = end
    if place < len(text):
        yield text[place:], False


def page(request: Request, template: str, code: int = 200, **words: Any) -> Response:
    """A page of the site: what a template makes of these words and of what all pages show."""
    from ipp_search.pages.basket import held

    site = request.app.state.site
    made = (
        _templates(language_of(request))
        .get_template(template)
        .render(
            {
                "here": request.url.path,
                "seen": _seen(request),
                "token": forms.token(site.key),
                "in_basket": held(request),
                **words,
            }
        )
    )
    return HTMLResponse(made, code)


def _seen(request: Request) -> str:
    """The address to lead back to from a form at the foot of a page; empty where it is the answer to a form."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}" if request.method == "GET" else ""


def text(template: str, **words: Any) -> str:
    """What a template that is no page makes of these words."""
    return _templates(next(iter(LANGUAGES))).get_template(template).render(words)


def download(content: str | bytes, name: str, kind: str) -> Response:
    """A file to keep: it is never shown in the place of a page.

    Args:
        content: of the file.
        name: what to call it; its letters that no file system minds are kept.
        kind: its media type.
    """
    plain = _NAME.sub("-", name.encode("ascii", "replace").decode()).strip("-.") or "file"
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{plain[:120]}"'})


def file_name(given: str) -> str:
    """The name of a file that was sent, as a name and nothing else: no folder, no control character, not hidden.

    Its letters stay, whatever alphabet they are of; its ending stays whole.
    """
    last = safe(given).replace("\\", "/").rpartition("/")[2]
    plain = "".join("-" if char in '<>:"|?*' else char for char in last if char.isprintable()).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    return f"{(stem or ending)[:_LONGEST].strip()}{f'.{ending[:_ENDING]}' if stem and dot else ''}" or "file"


def see(address: object) -> Response:
    """Send on to a page, after a form was sent."""
    return RedirectResponse(str(address), 303)
