"""Ports for servers that are started, and started again, while others do the same beside us."""

import random
import socket

BELOW_EPHEMERAL = range(12_000, 22_000)
"""Where no system hands out ports by itself, so that no connection or other test takes one while its server is away.

A port 10,000 further on, by which the nodes of a Redis cluster talk, is given to nobody and below the others too.
"""

_held: list[socket.socket] = []


def free_port() -> int:
    """A TCP port of loopback nobody listens on, and nobody who asks here is given as long as this process lives.

    It is ours by a UDP socket of the same number: one process has that, and the system takes it back when we end.
    """
    while True:
        port = random.SystemRandom().choice(BELOW_EPHEMERAL)
        held = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            held.bind(("127.0.0.1", port))
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            held.close()
            continue
        _held.append(held)
        return port
