"""How we talk to Redis: one client, every timeout set, and nothing sent twice behind our back."""

import socket
from collections.abc import Callable, Coroutine
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster
from redis.asyncio.connection import Connection, parse_url
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from adapters.redis_line import Line
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


class Lined(Redis):
    """A client of one server with a line to it besides its pool, for what every turn says. Closed with the client."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        connection = self.connection_pool.make_connection()  # type: ignore[no-untyped-call]  # the library's
        self.line = Line(connection, ANSWERS_IN)

    async def aclose(self, close_connection_pool: bool | None = None) -> None:
        """Close the line and the pool."""
        await self.line.aclose()
        await super().aclose(close_connection_pool)


def saying(client: Client) -> Callable[..., Coroutine[Any, Any, Any]]:
    """The quickest way to say a command through this client: its line if it has one. Not for commands that block it."""
    return client.line.command if isinstance(client, Lined) else client.execute_command


def connect(url: str, connections: int = 50, patience: float = 2) -> Client:
    """A client for `redis://`, `rediss://`, `unix://` or `redis+cluster://`, with at most so many connections.

    Whoever finds them all taken waits `patience` seconds for one (in a cluster, not at all). The line is one more.
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
    pool = BlockingConnectionPool(max_connections=connections, timeout=patience, **_manners(), **where)
    return Lined.from_pool(pool)


def _manners() -> dict[str, Any]:
    return {
        "socket_timeout": ANSWERS_IN,
        "socket_connect_timeout": 1,
        "protocol": 2,
        "retry": Retry(NoBackoff(), 0),
    }
