"""How we talk to Redis: one client, every timeout set, and nothing sent twice behind our back."""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import parse_qs, urlsplit

from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster, Sentinel
from redis.asyncio.cluster import ClusterNode
from redis.asyncio.connection import Connection, parse_url
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import SentinelConnectionPool
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as LostConnection

from adapters.redis_line import Line
from adapters.redis_wire import QUICK, QuickSentinelConnection, QuickSentinelSSLConnection

CLUSTER = "redis+cluster://"
SENTINEL = ("redis+sentinel://", "rediss+sentinel://")
SENTINELS_LISTEN_AT = 26379

SCHEMES = ("redis://", "rediss://", "unix://", CLUSTER, *SENTINEL)
"""What REDIS_URL may begin with."""

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
    """A client for an address that begins with one of SCHEMES, with at most so many connections.

    Whoever finds them all taken waits `patience` seconds for one (in a cluster, not at all). The line of one server is
    one more. Behind Sentinel,
    `redis+sentinel://[user:password@]host:port,host:port/service[?db=0&sentinel_password=...]`, each new connection is
    made to the server that is the primary by then.
    The library's own retries are off: it would send a command again whose reply was lost, and so do it twice.
    We try again ourselves, and only what may be said twice (`adapters.scripts`). Nothing is sent before the first use.
    """
    if url.startswith(CLUSTER):
        return _Cluster.from_url(
            "redis://" + url.removeprefix(CLUSTER), max_connections=connections, **_manners(), **ALIVE
        )
    if url.startswith(SENTINEL):
        return _behind_sentinel(url, connections, patience)
    where: dict[str, Any] = {**parse_url(url)}
    where["connection_class"] = QUICK[where.get("connection_class", Connection)]
    if "path" not in where:
        where |= ALIVE
    pool = BlockingConnectionPool(max_connections=connections, timeout=patience, **_manners(), **where)
    return Lined.from_pool(pool)


class _Cluster(RedisCluster):
    """The library's cluster client, which closes what it opened.

    After a node was away redis-py 7.4 reads the cluster's plan anew and sends by nodes it has just made, forgetting
    those it sent by before; and it closes nothing at all when it is closed in between.
    """

    def __init__(self, *said: Any, **how: Any) -> None:
        super().__init__(*said, **how)
        self._sent_by: dict[int, ClusterNode] = {}
        self._left: dict[int, ClusterNode] = {}

    async def initialize(self) -> "RedisCluster":
        """Read the plan, if that is due, and close what is not sent by any more once it is not in use."""
        if not self._initialize:
            return self
        try:
            return await super().initialize()
        finally:
            await self._close_what_was_left()

    async def _close_what_was_left(self) -> None:
        """Somebody may still be about to send by a node that was left: it is known until a later plan finds it idle."""
        now, before = self._nodes(), self._left
        left = before | {mark: node for mark, node in self._sent_by.items() if mark not in now}
        self._left = {mark: node for mark, node in left.items() if mark not in before or not _idle(node)}
        self._sent_by = now
        for node in left.values():
            node.update_active_connections_for_reconnect()
            await node.disconnect_free_connections()

    async def execute_command(self, *args: Any, **how: Any) -> Any:
        """Say one command. A connection the library closes while it is being made is a lost one, as any other."""
        try:
            return await super().execute_command(*args, **how)
        except AttributeError as error:
            if error.obj is None:  # its writer, gone
                raise LostConnection("the connection was closed under way") from error
            raise

    async def aclose(self) -> None:
        """Close all connections."""
        nodes = self._nodes() | self._sent_by | self._left
        await super().aclose()
        await asyncio.gather(*(node.disconnect() for node in nodes.values()), return_exceptions=True)

    def _nodes(self) -> dict[int, ClusterNode]:
        """All nodes it may have a connection to, told apart by what they are: two of one name count as equal."""
        plan = self.nodes_manager
        sent_by = (node for nodes in plan.slots_cache.values() for node in nodes)
        return {id(node): node for node in (*sent_by, *plan.nodes_cache.values(), *plan.startup_nodes.values())}


def _idle(node: ClusterNode) -> bool:
    """Whether nobody sends by it, and nothing of it is open."""
    return len(node._free) == len(node._connections) and not any(one.is_connected for one in node._connections)


class _Pool(SentinelConnectionPool, BlockingConnectionPool):
    """The library's pool behind Sentinel, which raises when it is empty, made to wait as its other one does."""

    async def disconnect(self, inuse_connections: bool = True) -> None:
        """Close the connections; with those in use, so for good, also those to the Sentinels."""
        await super().disconnect(inuse_connections)
        if inuse_connections:
            for sentinel in self.sentinel_manager.sentinels:
                await sentinel.aclose()


class _Sentinels(Sentinel):
    """The library's Sentinels, none of which is forgotten.

    redis-py 7.4 puts the one that knew first in the list, by the place it had when it was asked. Two who look at once
    while the first does not know put it there twice, in the place of another, which is never asked or closed again.
    """

    def __init__(self, *said: Any, **how: Any) -> None:
        super().__init__(*said, **how)  # type: ignore[no-untyped-call]  # the library's own
        self._all = tuple(self.sentinels)

    async def discover_master(self, service_name: str) -> tuple[str, int]:
        """The address of the primary. Raises the library's MasterNotFoundError where no Sentinel knows it."""
        try:
            return await super().discover_master(service_name)  # type: ignore[no-any-return]
        finally:
            self.sentinels[:] = dict.fromkeys((*self.sentinels, *self._all))


def _behind_sentinel(url: str, connections: int, patience: float) -> Redis:
    """One client with one pool: the library's `master_for` would make a new pool at every call."""
    parts = urlsplit(url)
    login, _, hosts = parts.netloc.rpartition("@")
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    secure = url.startswith("rediss")
    account = parse_url(f"redis://{login}@x") if login else {}
    where: dict[str, Any] = {**{name: account[name] for name in ("username", "password") if name in account}, **ALIVE}
    sentinels = _Sentinels(
        [_place(host) for host in hosts.split(",")],
        sentinel_kwargs={**_manners(), **ALIVE, "password": asked.get("sentinel_password"), "ssl": secure},
    )
    pool = _Pool(  # type: ignore[no-untyped-call]  # the library's own
        parts.path.strip("/"),
        sentinels,
        connection_class=QuickSentinelSSLConnection if secure else QuickSentinelConnection,
        max_connections=connections,
        timeout=patience,
        db=int(asked.get("db", 0)),
        **_manners(),
        **where,
    )
    return Redis.from_pool(pool)


def _place(host: str) -> tuple[str, int]:
    """A host and its port, out of `host:port`, `[::1]:port` or either without its port."""
    found = urlsplit(f"//{host}")
    return found.hostname or "localhost", found.port or SENTINELS_LISTEN_AT


def _manners() -> dict[str, Any]:
    return {
        "socket_timeout": ANSWERS_IN,
        "socket_connect_timeout": 1,
        "protocol": 2,
        "retry": Retry(NoBackoff(), 0),
    }
