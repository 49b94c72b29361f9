"""What a Redis promises to keep, as far as it tells: managed ones often forbid CONFIG, and some forbid INFO too.

Append-only is what makes an acknowledged turn survive the server's end; `everysec` may lose the last second or two of
them when the machine dies, `always` none. Eviction forgets people in the middle of an application.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from redis.asyncio import RedisCluster
from redis.exceptions import NoPermissionError, ResponseError

from adapters.redis_client import Client
from adapters.scripts import or_away

ASKED = ("appendonly", "appendfsync", "maxmemory-policy")


class Promises(NamedTuple):
    """`kept`: whether every server is append-only; `fsync` and `policy` in Redis' words. None: it does not tell."""

    kept: bool | None
    fsync: str | None
    policy: str | None


async def promises(redis: Client) -> Promises:
    """Ask every server that is written to (one, or a cluster's primaries); the weakest word counts. Raises Away."""
    told = [await _told(redis, node) for node in await primaries(redis)]
    kept = [words.get("appendonly") for words in told]
    return Promises(
        False if "no" in kept else None if None in kept else True,
        _weakest((words.get("appendfsync") for words in told), "always"),
        _weakest((words.get("maxmemory-policy") for words in told), "noeviction"),
    )


def _weakest(words: Any, best: str) -> str | None:
    """The best word only where all say it."""
    said = set(words)
    return best if said == {best} else next((word for word in sorted(said - {best, None})), None)


async def primaries(redis: Client) -> list[Any]:
    """The nodes to ask; None is the one server there is."""
    if not isinstance(redis, RedisCluster):
        return [None]
    with or_away:
        await redis.initialize()
    return list(redis.get_primaries())


async def _told(redis: Client, node: Any) -> Mapping[str, str]:
    """What one server says of itself: its configuration where we may read that, else its report."""
    try:
        found: dict[str, str] = {}
        for name in ASKED:
            found |= _texts(await _say(redis, node, "CONFIG GET", name))
    except (NoPermissionError, ResponseError):
        return await _reported(redis, node)
    return found or await _reported(redis, node)


async def _reported(redis: Client, node: Any) -> Mapping[str, str]:
    """What INFO says. It does not tell how often the file is written out."""
    try:
        said = {**await _say(redis, node, "INFO", "persistence"), **await _say(redis, node, "INFO", "memory")}
    except (NoPermissionError, ResponseError):
        return {}
    words = {"maxmemory-policy": str(said["maxmemory_policy"])} if "maxmemory_policy" in said else {}
    if "aof_enabled" in said:
        words["appendonly"] = "yes" if said["aof_enabled"] else "no"
    return words


async def _say(redis: Client, node: Any, *words: str) -> dict[Any, Any]:
    with or_away:
        where = {"target_nodes": node} if node else {}
        answer: dict[Any, Any] = await redis.execute_command(*words, **where)
    return answer


def _texts(words: Mapping[Any, Any]) -> dict[str, str]:
    return {_text(name): _text(value) for name, value in words.items()}


def _text(word: Any) -> str:
    return word.decode() if isinstance(word, bytes) else str(word)
