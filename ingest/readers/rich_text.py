"""Rich Text Format, by striprtf: its paragraphs and the rows of its tables; it keeps no structure beyond that."""

from __future__ import annotations

import re
from itertools import groupby

from ipp_search.ingest.readers import tables
from ipp_search.ingest.readers.builder import Assembly, of_text
from ipp_search.ingest.readers.grid import Cell

_STRUCK = re.compile(r"\{(?:\\[a-z]{1,20}-?\d{0,6} ?){0,12}\\(?:strike|striked1|v|deleted)(?![a-z0-9])[^{}]{0,10000}\}")


def read(data: bytes) -> Assembly:
    """The blocks of a Rich Text file.

    Raises:
        ValueError: it is none.
    """
    from striprtf.striprtf import rtf_to_text

    source = data.decode("latin-1")  # the file itself is ASCII, and names the charset of what it escapes
    if not source.lstrip().startswith("{\\rtf"):
        raise ValueError("damaged, or not a .rtf file")
    text = rtf_to_text(_STRUCK.sub("", source), errors="replace")  # type: ignore[no-untyped-call]
    assembly = Assembly()
    for is_row, lines in groupby(text.split("\n"), lambda line: line.rstrip().endswith("|")):
        if is_row:
            rows = [[Cell([cell.strip()]) for cell in line.rstrip().removesuffix("|").split("|")] for line in lines]
            tables.add_table(assembly, rows)
        else:
            assembly.append(of_text("\n".join(lines)))
    return assembly
