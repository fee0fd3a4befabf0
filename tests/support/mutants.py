"""Files with faults: bytes changed, cut and repeated, in a file or in the parts of one that is packed."""

from __future__ import annotations

import io
import random
import re
import zipfile
from copy import deepcopy

_MOST = 2_000_000  # bytes of a mutant, so that repeating does not grow it without end
_TAG = re.compile(rb"<[^<>]{1,200}>")
_ODD = (b"\x00", b"\xff\xfe", b"&#x0;", b"]]>", b"<", b">", b'"', b"-1", b"99999999999", b"\xe2\x80\xae")
_VALUES = ("", "-1", "0", "99999999999", "1e9", "x" * 300, "\u202e", "true")


def mutant(data: bytes, seed: int) -> bytes:
    """``data`` with a few faults, always the same for a seed; every second one of a packed file has them in a part."""
    chance = random.Random(seed)
    if seed % 2 and zipfile.is_zipfile(io.BytesIO(data)):
        return _packed(data, chance)
    return _changed(data, chance)


def _packed(data: bytes, chance: random.Random) -> bytes:
    """A packed file, one part of which has faults."""
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        parts = [(info, whole.read(info)) for info in whole.infolist()]
    texts = [n for n, (info, _) in enumerate(parts) if info.filename.endswith((".xml", ".rels"))]
    named = [n for n in texts if re.search(r"(document|content|styles|numbering|slide\d+)\.xml$", parts[n][0].filename)]
    place = chance.choice(named or texts or range(len(parts)))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for n, (info, part) in enumerate(parts):
            if n != place or chance.random() < 0.95:  # else the part is lost
                packed.writestr(info.filename, _faulty(part, chance) if n == place else part)
    return made.getvalue()


def _faulty(part: bytes, chance: random.Random) -> bytes:
    """A part with faults; XML mostly stays well-formed, else its reader would stop at the first of them."""
    from lxml import etree

    if chance.random() < 0.2:
        return _changed(part, chance)
    try:
        root = etree.fromstring(part)
    except etree.XMLSyntaxError:
        return _changed(part, chance)
    for _ in range(chance.randint(1, 8)):
        elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        kind = chance.randrange(5)
        if kind == 0 and (parent := one.getparent()) is not None:
            parent.remove(one)
        elif kind == 1:
            other.append(deepcopy(one))
        elif kind == 2 and one.attrib:
            one.set(chance.choice(list(one.attrib)), chance.choice(_VALUES))
        elif kind == 3:
            one.tag = other.tag
        else:
            one.text = chance.choice(_VALUES)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _changed(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 4, 40, 400)))
        piece = data[start:end]
        kind = chance.randrange(6)
        if kind == 0:
            data = data[:start] + data[end:]
        elif kind == 1:
            data = data[:start] + chance.randbytes(len(piece)) + data[end:]
        elif kind == 2 and len(data) + len(piece) * 200 < _MOST:
            data = data[:start] + piece * chance.choice((2, 20, 200)) + data[end:]
        elif kind == 3:
            data = data[:start] + chance.choice(_ODD) + data[start:]
        elif kind == 4 and (tags := list(_TAG.finditer(data[:_MOST]))):
            one, other = chance.choice(tags), chance.choice(tags)
            data = data[: one.start()] + other[0] + data[one.end() :]
        elif kind == 5 and chance.random() < 0.3:
            data = data[:start]
    return data
