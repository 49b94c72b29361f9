"""Having Redis write its files anew, so that what was erased is in them no more, sealed or not."""

import asyncio
from typing import Any

from redis.exceptions import NoPermissionError, ResponseError

from adapters.redis_client import Client
from adapters.redis_promises import primaries
from adapters.scripts import or_away

LOOK = 0.1
"""Seconds between two looks at whether it is done."""


async def rewrite(redis: Client, patience: float = 60) -> bool:
    """Have every server write its files anew, and wait so many seconds for it; False where one does not, or not yet.

    An append-only file keeps what was deleted until it is rewritten; without one it is the snapshot that does. Managed
    servers often forbid to ask for either. Raises Away.
    """
    async with asyncio.timeout(patience) as within:
        try:
            for node in await primaries(redis):
                await _written(redis, node)
        except (NoPermissionError, ResponseError):
            return False
        except TimeoutError:
            if not within.expired():
                raise
            return False
    return True


BUSY = {"aof": "aof_rewrite_in_progress", "rdb": "rdb_bgsave_in_progress"}
WELL = {"aof": "aof_last_bgrewrite_status", "rdb": "rdb_last_bgsave_status"}


async def _written(redis: Client, node: Any) -> None:
    kind, command = ("aof", "BGREWRITEAOF") if (await _told(redis, node))["aof_enabled"] else ("rdb", "BGSAVE")
    await _say(redis, node, command)
    while (told := await _told(redis, node)).get("aof_rewrite_scheduled") or told[BUSY[kind]]:  # noqa: ASYNC110 - only Redis knows when
        await asyncio.sleep(LOOK)
    if told[WELL[kind]] != "ok":
        raise ResponseError(f"{command} failed")


async def _told(redis: Client, node: Any) -> dict[str, Any]:
    told: dict[str, Any] = await _say(redis, node, "INFO", "persistence")
    return told


async def _say(redis: Client, node: Any, *words: str) -> Any:
    with or_away:
        return await redis.execute_command(*words, **({"target_nodes": node} if node else {}))
