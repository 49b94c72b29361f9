"""How we talk to Redis: one client, every timeout set, and nothing sent twice behind our back."""

from collections.abc import Callable, Coroutine
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster
from redis.asyncio.connection import Connection, parse_url

from adapters import redis_manners
from adapters.redis_cluster import Cluster
from adapters.redis_line import Line
from adapters.redis_manners import ALIVE, manners
from adapters.redis_sentinel import behind_sentinel
from adapters.redis_wire import QUICK

CLUSTER = "redis+cluster://"
SENTINEL = ("redis+sentinel://", "rediss+sentinel://")

SCHEMES = ("redis://", "rediss://", "unix://", CLUSTER, *SENTINEL)
"""What REDIS_URL may begin with."""

Client = Redis | RedisCluster


class Lined(Redis):
    """A client of one server with a line to it besides its pool, for what every turn says. Closed with the client."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        connection = self.connection_pool.make_connection()  # type: ignore[no-untyped-call]  # the library's
        self.line = Line(connection, redis_manners.ANSWERS_IN)

    async def aclose(self, close_connection_pool: bool | None = None) -> None:
        """Close the line and the pool."""
        await self.line.aclose()
        await super().aclose(close_connection_pool)


def saying(client: Client) -> Callable[..., Coroutine[Any, Any, Any]]:
    """The quickest way to say a command through this client: its line if it has one. Not for commands that block it."""
    return client.line.command if isinstance(client, Lined) else client.execute_command


def connect(url: str, connections: int = 50, patience: float = 2) -> Client:
    """A client for an address that begins with one of SCHEMES, with at most so many connections.

    Whoever finds them all taken waits `patience` seconds for one (in a cluster, not at all). The line of one server is
    one more. Behind Sentinel,
    `redis+sentinel://[user:password@]host:port,host:port/service[?db=0&sentinel_password=...]`, each new connection is
    made to the server that is the primary by then.
    The library's own retries are off: it would send a command again whose reply was lost, and so do it twice.
    We try again ourselves, and only what may be said twice (`adapters.scripts`). Nothing is sent before the first use.
    """
    if url.startswith(CLUSTER):
        return Cluster.from_url(
            "redis://" + url.removeprefix(CLUSTER), max_connections=connections, **manners(), **ALIVE
        )
    if url.startswith(SENTINEL):
        return behind_sentinel(url, connections, patience)
    where: dict[str, Any] = {**parse_url(url)}
    where["connection_class"] = QUICK[where.get("connection_class", Connection)]
    if "path" not in where:
        where |= ALIVE
    pool = BlockingConnectionPool(max_connections=connections, timeout=patience, **manners(), **where)
    return Lined.from_pool(pool)
