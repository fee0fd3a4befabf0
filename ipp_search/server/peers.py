"""Whose a connection is: on Linux the system tells which user holds the other end, where that is on this machine."""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path

_TABLES = {4: Path("/proc/net/tcp"), 6: Path("/proc/net/tcp6")}
_LOCAL, _REMOTE, _UID, _INODE = 1, 2, 7, 9  # columns, see proc_net_tcp in the kernel's documentation
_ROOT = 0


def is_of_another_user(client: tuple[str, int], server: tuple[str, int]) -> bool:
    """Whether the other end of a connection is held by somebody else than this process's user or root, or by nobody.

    False where the system does not tell: elsewhere than on Linux.

    Args:
        client: address and port of the other end.
        server: address and port of ours.
    """
    try:
        table = _TABLES[ipaddress.ip_address(client[0]).version].read_text("ascii")
    except OSError:
        return False
    ours = (_written(*client), _written(*server))
    for row in map(str.split, table.splitlines()[1:]):
        if (row[_LOCAL], row[_REMOTE]) == ours:
            # Whoever has hung up is nobody's any more, which is written as user 0 without an inode.
            return row[_INODE] == "0" or int(row[_UID]) not in {os.geteuid(), _ROOT}
    return True


def _written(host: str, port: int) -> str:
    """An address as the kernel writes it: each 32 bits in the machine's order of bytes."""
    packed = ipaddress.ip_address(host).packed
    words = (packed[n : n + 4] for n in range(0, len(packed), 4))
    return "".join(f"{int.from_bytes(word, sys.byteorder):08X}" for word in words) + f":{port:04X}"
