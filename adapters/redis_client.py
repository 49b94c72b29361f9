"""How we talk to Redis: one client, every timeout set, and nothing sent twice behind our back."""

import socket
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster
from redis.asyncio.connection import Connection, parse_url
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from adapters.redis_wire import QUICK

CLUSTER = "redis+cluster://"

Client = Redis | RedisCluster

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


def connect(url: str, connections: int = 50) -> Client:
    """A client for `redis://`, `rediss://`, `unix://` or `redis+cluster://`, with at most so many connections.

    The library's own retries are off: it would send a command again whose reply was lost, and so do it twice.
    We try again ourselves, and only what may be said twice (`adapters.scripts`). Nothing is sent before the first use.
    """
    if url.startswith(CLUSTER):
        return RedisCluster.from_url(
            "redis://" + url.removeprefix(CLUSTER), max_connections=connections, **_manners(), **ALIVE
        )
    where: dict[str, Any] = {**parse_url(url)}
    where["connection_class"] = QUICK[where.get("connection_class", Connection)]
    if "path" not in where:
        where |= ALIVE
    pool = BlockingConnectionPool(max_connections=connections, timeout=ANSWERS_IN, **_manners(), **where)
    return Redis.from_pool(pool)


def _manners() -> dict[str, Any]:
    return {
        "socket_timeout": ANSWERS_IN,
        "socket_connect_timeout": 1,
        "protocol": 2,
        "retry": Retry(NoBackoff(), 0),
    }
