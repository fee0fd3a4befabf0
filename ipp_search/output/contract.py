"""The JSON that others build on, as types.

These types are the contract: keys may be added, never renamed or removed. ``--format json``, ``--batch`` and the server
all give these objects; the server's description of itself and the reference in docs/ are made from them.
"""

from __future__ import annotations

