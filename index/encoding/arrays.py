"""The one type of the arrays that hold vectors, scores and counts; stored vectors as such an array."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
"""Of any shape; who takes or returns one says which."""

_OFF = {np.dtype(np.float32): 1e-4, np.dtype(np.float16): 4e-3}
"""How far from one the square of a stored vector's length may be: four times what rounding every component can do."""


def unit_vectors(blobs: Sequence[bytes], dtype: type[np.float32] | type[np.float16]) -> Floats | None:
    """Stored vectors as rows; None where one is not of the others' size, or not of unit length, as all are written."""
    if len({len(blob) for blob in blobs}) > 1 or (blobs and len(blobs[0]) % np.dtype(dtype).itemsize):
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        vectors = np.frombuffer(b"".join(blobs), dtype=dtype).reshape(len(blobs), -1 if blobs else 0)
        rows = vectors.astype(np.float32, copy=False)
        lengths = np.einsum("nd,nd->n", rows, rows)
        return rows if bool(np.all(np.abs(lengths - 1) < _OFF[np.dtype(dtype)])) else None
