"""How we behave towards any Redis: every timeout set, and the library's own second tries off."""

import socket
from typing import Any

from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.driver_info import DriverInfo

ANSWERS_IN = 1.0
"""Seconds we wait for an answer. Two tries fit into the shortest patience of a USSD gateway."""

ALIVE: dict[str, Any] = {
    "socket_keepalive": True,
    "socket_keepalive_options": {
        getattr(socket, name): seconds
        for name, seconds in (("TCP_KEEPIDLE", 30), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 3))
        if hasattr(socket, name)
    },
}
"""Connections over a network are probed when idle: one that a firewall forgot is given up after 45 seconds."""

OURSELVES = DriverInfo()
"""What we tell the server we are. Worked out once: left alone, each connection reads it anew from the disk, 4 ms."""


def manners() -> dict[str, Any]:
    """What every connection is opened with, and no tries of the library's: it may say twice what was heard once."""
    return {
        "socket_timeout": ANSWERS_IN,
        "socket_connect_timeout": 1,
        "protocol": 2,
        "retry": Retry(NoBackoff(), 0),
        "driver_info": OURSELVES,
    }
