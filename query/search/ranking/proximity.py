"""How far a match is felt around a passage: counts propagated through an exponential kernel over distance in words.

After Lv and Zhai, "Positional Language Models for Information Retrieval", SIGIR 2009, with distances between the
middles of passages. The kernel is a first-order recurrence; it is run as a Hillis-Steele scan (steps of 1, 2, 4
...), which numpy does over whole columns, cut off where too little is left to matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ipp_search.index.encoding.arrays import Floats

_TOO_LITTLE = 0.005  # share of a match; a step that carries no more is left out


@dataclass(frozen=True, slots=True)
class Kernel:
    """What is felt of each passage by those after it (``forward``) and before it, as doubling steps.

    Step ``(s, f)`` adds ``f[i]`` times what has reached a passage to the one ``s`` further on.
    """

    forward: tuple[tuple[int, Floats], ...]
    backward: tuple[tuple[int, Floats], ...]


def kernel(onward: Floats, back: Floats, least: float = _TOO_LITTLE) -> Kernel:
    """The kernel of what is left, 0 to 1, on the way from ``i - 1`` to ``i``, and from ``i + 1`` to ``i``.

    Steps end where what they carry is no more than ``least``.
    """
    return Kernel(
        tuple(_steps(onward, least)), tuple((step, factor[::-1].copy()) for step, factor in _steps(back[::-1], least))
    )


def _steps(decay: Floats, least: float) -> Iterator[tuple[int, Floats]]:
    factor, step = decay.copy(), 1
    while step < len(factor) and factor[step:].max() > least:
        yield step, factor[step:].copy()
        factor[step:] *= factor[:-step].copy()
        factor[:step] = 0
        step *= 2


def exponential(gaps: Floats, after: float, before: float) -> Kernel:
    """The kernel by which something is felt e times less ``after`` words later and ``before`` words earlier."""
    back = np.append(gaps[1:], np.float32(np.inf))[: len(gaps)]
    return kernel(np.exp(-gaps / after), np.exp(-back / before))


def spread(values: Floats, kernel: Kernel) -> Floats:
    """Each passage's values, ``(n, k)``, with those of the passages around it."""
    if not kernel.forward and not kernel.backward:
        return values
    columns = np.ascontiguousarray(values.T)
    forward, backward = columns.copy(), columns.copy()
    for step, factor in kernel.forward:
        forward[:, step:] += factor * forward[:, :-step]
    for step, factor in kernel.backward:
        backward[:, :-step] += factor * backward[:, step:]
    propagated: Floats = (forward + backward - columns).T
    return propagated
