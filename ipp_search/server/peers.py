"""Whose a connection is: on Linux the system tells which user holds the other end, where that is on this machine.

It is asked for that one connection (``sock_diag(7)``). Where it may not be, the table of all is read, which takes
milliseconds where there are thousands.
"""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import struct
import sys
from pathlib import Path

_TABLES = {4: Path("/proc/net/tcp"), 6: Path("/proc/net/tcp6")}
_LOCAL, _REMOTE, _UID, _INODE = 1, 2, 7, 9  # columns, see proc_net_tcp in the kernel's documentation
_ROOT = 0
# From linux/netlink.h, linux/sock_diag.h and linux/inet_diag.h.
_SOCK_DIAG, _BY_FAMILY, _REQUEST, _ERROR = 4, 20, 1, 2
_HEAD, _ASKED, _NO_COOKIE = struct.Struct("=IHHII"), struct.Struct("=BBBxI"), b"\xff" * 8
_FAMILIES = {4: 2, 6: 10}  # AF_INET and AF_INET6 of Linux
_TCP, _EVERY_STATE = 6, 0xFFFFFFFF
_OWNER, _OWNER_AT = struct.Struct("=II"), _HEAD.size + 64  # user and inode, in struct inet_diag_msg
_SECONDS = 1.0  # the kernel answers at once


def is_of_another_user(client: tuple[str, int], server: tuple[str, int]) -> bool:
    """Whether the other end of a connection is held by somebody else than this process's user or root, or by nobody.

    False where the system does not tell: elsewhere than on Linux.

    Args:
        client: address and port of the other end.
        server: address and port of ours.
    """
    try:
        owner = _by_kernel(client, server)
    except (OSError, AttributeError):  # no such sockets here, or none allowed
        try:
            owner = _by_table(client, server)
        except OSError:
            return False
    # Whoever has hung up is nobody's any more, which is told as user 0 without an inode.
    return owner is None or owner[1] == 0 or owner[0] not in {os.geteuid(), _ROOT}


def _by_kernel(client: tuple[str, int], server: tuple[str, int]) -> tuple[int, int] | None:
    """User and inode of the other end, as the kernel answers; None if there is no such end here."""
    version = ipaddress.ip_address(client[0]).version
    ends = struct.pack("!HH", client[1], server[1])
    ends += b"".join(ipaddress.ip_address(host).packed.ljust(16, b"\0") for host in (client[0], server[0]))
    asked = _ASKED.pack(_FAMILIES[version], _TCP, 0, _EVERY_STATE) + ends + bytes(4) + _NO_COOKIE
    with socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, _SOCK_DIAG) as kernel:
        kernel.settimeout(_SECONDS)
        kernel.send(_HEAD.pack(_HEAD.size + len(asked), _BY_FAMILY, _REQUEST, 0, 0) + asked)
        answer = kernel.recv(4096)
    if _HEAD.unpack_from(answer)[1] != _ERROR:
        user, inode = _OWNER.unpack_from(answer, _OWNER_AT)
        return user, inode
    (code,) = struct.unpack_from("=i", answer, _HEAD.size)
    if -code == errno.ENOENT:
        return None
    raise OSError(-code, os.strerror(-code))


def _by_table(client: tuple[str, int], server: tuple[str, int]) -> tuple[int, int] | None:
    """The same from the table of all connections."""
    table = _TABLES[ipaddress.ip_address(client[0]).version].read_text("ascii")
    ours = (_written(*client), _written(*server))
    for row in map(str.split, table.splitlines()[1:]):
        if (row[_LOCAL], row[_REMOTE]) == ours:
            return int(row[_UID]), int(row[_INODE])
    return None


def _written(host: str, port: int) -> str:
    """An address as the kernel writes it: each 32 bits in the machine's order of bytes."""
    packed = ipaddress.ip_address(host).packed
    words = (packed[n : n + 4] for n in range(0, len(packed), 4))
    return "".join(f"{int.from_bytes(word, sys.byteorder):08X}" for word in words) + f":{port:04X}"
