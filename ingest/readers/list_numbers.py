"""The number of a list's item as it is printed: figures, letters, Roman figures."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 3_999  # Roman figures end here
_MOST_LETTERS = 780  # Word's own limit: thirty letters
_HIGHEST = 2**31 - 1  # what office programs count up to


def count(stated: str | None, default: int, most: int = _HIGHEST) -> int:
    """A number that a file states, from 0 to ``most``; ``default`` where it states none, or no number."""
    try:
        return max(0, min(int(stated or ""), most))
    except ValueError:
        return default


def decimal(number: int) -> str:
    """``7``."""
    return str(number)


def letters(number: int) -> str:
    """``g``; after ``z`` comes ``aa``, then ``bb``, as office programs print it."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """``vii``."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    printed = ""
    for value, digits in _ROMAN:
        times, number = divmod(number, value)
        printed += digits * times
    return printed
