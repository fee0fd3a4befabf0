"""Addresses that carry a page's whole state, so that back, bookmarks and sharing work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urlencode

from starlette.requests import Request

ROOT = "/pages"
"""Where all pages are."""
_MOST = 2000  # characters of a value; the longest question that is understood has 1,000


@dataclass(frozen=True, slots=True)
class Address:
    """A path below ``ROOT`` with its parameters, in order; a name may stand several times."""

    path: str
    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, request: Request, names: Iterable[str]) -> Self:
        """That of a request: the parameters of these names that say something."""
        wanted = set(names)
        some = ((name, value.strip()[:_MOST]) for name, value in request.query_params.multi_items() if name in wanted)
        path = request.url.path.removeprefix(ROOT)
        return cls(path, tuple((name, value) for name, value in some if value))

    def __str__(self) -> str:
        query = f"?{urlencode(self.given)}" if self.given else ""
        return f"{ROOT}{quote(self.path)}{query}"

    def get(self, name: str) -> str | None:
        """The first value of a name, None where it is not given."""
        return next((value for given, value in self.given if given == name), None)

    def all(self, name: str) -> list[str]:
        """Every value of a name."""
        return [value for given, value in self.given if given == name]

    def some(self, names: Iterable[str]) -> dict[str, str]:
        """The first value of each of these names that is given."""
        return {name: value for name in names if (value := self.get(name)) is not None}

    def to(self, path: str, keep: Iterable[str] | None = None) -> Address:
        """Another page with the same parameters, or with those named."""
        wanted = None if keep is None else set(keep)
        return Address(path, tuple(pair for pair in self.given if wanted is None or pair[0] in wanted))

    def having(self, **changes: object) -> Address:
        """The same page with these parameters in place of those of their names; None takes one out."""
        kept = [(name, value) for name, value in self.given if name not in changes]
        new = [(name, str(value)) for name, value in changes.items() if value is not None]
        return Address(self.path, (*kept, *new))

    def without(self, name: str, value: str) -> Address:
        """The same page without one value of a name."""
        return Address(self.path, tuple(pair for pair in self.given if pair != (name, value)))


def leaf(address: Address, total: int, a_page: int) -> tuple[int, int]:
    """Which page of a list ``?page=`` asks for, the nearest there is, and how many there are; both from 1."""
    pages = max(1, -(-total // a_page))
    asked = address.get("page") or "1"
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    return min(max(number, 1), pages), pages


def record(meeting: str, passage: str | None = None) -> str:
    """The reading view of a meeting, at a passage of it."""
    place = f"?passage={quote(passage, safe='')}#p-{quote(passage, safe='')}" if passage else ""
    return f"{ROOT}/records/{quote(meeting, safe='')}{place}"
