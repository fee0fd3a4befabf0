"""A passage as a reader is shown it: without the marks that only a program reads."""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\[\]]{1,300})\]\([^()\s]{1,500}\)")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`+")
_BOX = re.compile(r"^\s*+(?:\[[ xX]?\]\s++)++")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


def readable(text: str) -> str:
    """``text`` with a link as its words, cells set off by semicolons, no marks of emphasis and no tick box."""
    plain = _BREAK.sub(" ", text)
    if "|" in plain:
        plain = "; ".join(filter(None, map(str.strip, plain.split("|"))))
    return _EMPHASIS.sub("", _LINK.sub(r"\1", _BOX.sub("", plain)))
