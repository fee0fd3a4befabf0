"""The one type of the arrays that hold vectors, scores and counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
"""Of any shape; who takes or returns one says which."""
