"""How we talk to Redis: one client, every timeout set, and nothing sent twice behind our back."""

from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

CLUSTER = "redis+cluster://"

Client = Redis | RedisCluster

ANSWERS_IN = 1.5
"""Seconds we wait for an answer. Two tries fit into the shortest patience of a USSD gateway."""


def connect(url: str, connections: int = 50) -> Client:
    """A client for `redis://`, `rediss://`, `unix://` or `redis+cluster://`, with at most so many connections.

    The library's own retries are off: it would send a command again whose reply was lost, and so do it twice.
    We try again ourselves, and only what may be said twice (`adapters.scripts`). Nothing is sent before the first use.
    """
    if url.startswith(CLUSTER):
        return RedisCluster.from_url("redis://" + url.removeprefix(CLUSTER), max_connections=connections, **_manners())
    pool = BlockingConnectionPool.from_url(url, max_connections=connections, timeout=ANSWERS_IN, **_manners())
    return Redis.from_pool(pool)


def _manners() -> dict[str, Any]:
    return {
        "socket_timeout": ANSWERS_IN,
        "socket_connect_timeout": 1,
        "protocol": 2,
        "retry": Retry(NoBackoff(), 0),
    }
