"""Lua scripts, each one round trip, and what to do when Redis does not answer."""

from hashlib import sha1
from pathlib import Path
from types import TracebackType
from typing import Any

from redis.exceptions import (
    ClusterDownError,
    NoScriptError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisClusterException,
    ResponseError,
    TryAgainError,
)
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

from adapters.channels.door import Away
from adapters.redis_client import Client, saying

NOT_NOW = (
    NoConnection,
    NoAnswer,
    OutOfMemoryError,
    ReadOnlyError,
    ClusterDownError,
    TryAgainError,
    RedisClusterException,
)
"""Redis is away, reads its file, is full, a copy that may not write, or a cluster that is putting itself in order."""

NOT_NOW_WORDS = ("MISCONF", "NOREPLICAS", "OOM", "READONLY", "LOADING", "BUSY", "UNKILLABLE")
"""The same, said in ways for which the client library has no class of its own (MISCONF: its disk is full)."""


class _OrAway:
    """A class and no generator: it stands around every script, and costs a seventh this way."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if isinstance(error, NOT_NOW):
            raise Away(f"Redis: {error}") from error
        if isinstance(error, ResponseError) and any(word in str(error) for word in NOT_NOW_WORDS):
            raise Away(f"Redis: {error}") from error


or_away = _OrAway()
"""Around anything said to Redis: raises Away where Redis cannot serve now. A mistake of ours stays an error."""


class Script:
    """A script from `adapters/lua/`: the keys it is given first, then the other arguments, as its first lines say."""

    def __init__(self, name: str) -> None:
        self.source = (Path(__file__).parent / "lua" / f"{name}.lua").read_text(encoding="utf-8")
        self.sha = sha1(self.source.encode(), usedforsecurity=False).hexdigest()


class Scripts:
    """Runs scripts in one Redis. `trips` counts the round trips made, for tests to count turns by.

    Left out is the one more that the very first call of a script costs after Redis has started.
    Every script may be said twice (it knows its token), so one whose reply was lost is said once more.
    """

    def __init__(self, redis: Client) -> None:
        self.trips = 0
        self._tell = saying(redis)

    async def run(self, script: Script, *args: str | bytes | int) -> Any:
        """What the script returns; `args` are the number of keys, the keys, the rest. Raises Away."""
        with or_away:
            try:
                return await self._say(script, args)
            except (NoConnection, NoAnswer):
                return await self._say(script, args)

    async def _say(self, script: Script, args: tuple[str | bytes | int, ...]) -> Any:
        """By its hash; in full where this Redis has not met the script yet (the first time, or after a restart)."""
        self.trips += 1
        try:
            return await self._tell("EVALSHA", script.sha, *args)
        except NoScriptError:
            return await self._tell("EVAL", script.source, *args)
