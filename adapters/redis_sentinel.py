"""A client for whichever server Sentinel says is the primary."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from redis.asyncio import BlockingConnectionPool, Redis, Sentinel
from redis.asyncio.connection import parse_url
from redis.asyncio.sentinel import SentinelConnectionPool

from adapters.redis_manners import ALIVE, manners
from adapters.redis_wire import QuickSentinelConnection, QuickSentinelSSLConnection

SENTINELS_LISTEN_AT = 26379


class _Pool(SentinelConnectionPool, BlockingConnectionPool):
    """The library's pool behind Sentinel, which raises when it is empty, made to wait as its other one does."""

    async def disconnect(self, inuse_connections: bool = True) -> None:
        """Close the connections; with those in use, so for good, also those to the Sentinels."""
        await super().disconnect(inuse_connections)
        if inuse_connections:
            for sentinel in self.sentinel_manager.sentinels:
                await sentinel.aclose()


class Sentinels(Sentinel):
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
            return await super().discover_master(service_name)  # type: ignore[no-any-return]  # as the library's is
        finally:
            self.sentinels[:] = dict.fromkeys((*self.sentinels, *self._all))


def behind_sentinel(url: str, connections: int, patience: float) -> Redis:
    """One client with one pool: the library's `master_for` would make a new pool at every call."""
    parts = urlsplit(url)
    login, _, hosts = parts.netloc.rpartition("@")
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    secure = url.startswith("rediss")
    account = parse_url(f"redis://{login}@x") if login else {}
    where: dict[str, Any] = {**{name: account[name] for name in ("username", "password") if name in account}, **ALIVE}
    sentinels = Sentinels(
        [_place(host) for host in hosts.split(",")],
        sentinel_kwargs={**manners(), **ALIVE, "password": asked.get("sentinel_password"), "ssl": secure},
    )
    pool = _Pool(  # type: ignore[no-untyped-call]  # the library's own
        parts.path.strip("/"),
        sentinels,
        connection_class=QuickSentinelSSLConnection if secure else QuickSentinelConnection,
        max_connections=connections,
        timeout=patience,
        db=int(asked.get("db", 0)),
        **manners(),
        **where,
    )
    return Redis.from_pool(pool)


def _place(host: str) -> tuple[str, int]:
    """A host and its port, out of `host:port`, `[::1]:port` or either without its port."""
    found = urlsplit(f"//{host}")
    return found.hostname or "localhost", found.port or SENTINELS_LISTEN_AT
