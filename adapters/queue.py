"""Who waits for a person, and the figures of the staff's hours, in Redis; nobody is named but by a keyed hash."""

from datetime import UTC, datetime, timedelta

from adapters.redis_client import Client
from adapters.scripts import or_away

WAITING = "desk:waiting"
STALE = 14 * 86_400
"""Seconds after which somebody who waits is taken to have been forgotten by a crash."""

KEPT = 8 * 86_400
"""Seconds the figures of a day are kept."""

ASKED, TAKEN, CLOSED, RETURNED, LEFT = "asked", "taken", "closed", "returned", "left"
ANSWERED, ANSWER_SECONDS = "answered", "answer_seconds"


class Queue:
    """The queue of all who wait. `name` is a person's hashed name. Every call may raise Away."""

    def __init__(self, redis: Client) -> None:
        self._redis = redis

    async def join(self, name: str, now: int) -> int:
        """Wait, from `now` on (seconds since 1970) or since one has waited; the place, from 1."""
        with or_away:
            await self._redis.zremrangebyscore(WAITING, "-inf", now - STALE)
            await self._redis.zadd(WAITING, {name: now}, nx=True)
            rank: int | None = await self._redis.zrank(WAITING, name)
        return (rank or 0) + 1

    async def leave(self, name: str) -> None:
        """Wait no more."""
        with or_away:
            await self._redis.zrem(WAITING, name)

    async def waiting(self) -> tuple[int, int]:
        """How many wait, and since when the first does (seconds since 1970; 0: nobody does)."""
        with or_away:
            count: int = await self._redis.zcard(WAITING)
            first = await self._redis.zrange(WAITING, 0, 0, withscores=True)
        return count, int(first[0][1]) if first else 0

    async def count(self, now: int, **figures: int) -> None:
        """Add to the figures of this hour."""
        at = datetime.fromtimestamp(now, UTC)
        key = _day(at)
        with or_away:
            for what, by in figures.items():
                await self._redis.execute_command("HINCRBY", key, f"{at:%H}:{what}", by)
            await self._redis.expire(key, KEPT)

    async def figures(self, now: int) -> dict[tuple[str, str], int]:
        """The figures of the last day's hours: by hour (`2026-11-22T13`, UTC) and what it is."""
        today = datetime.fromtimestamp(now, UTC)
        found: dict[tuple[str, str], int] = {}
        for at in (today - timedelta(days=1), today):
            with or_away:
                kept: dict[bytes, bytes] = await self._redis.execute_command("HGETALL", _day(at))
            for name, value in kept.items():
                hour, _, what = name.decode().partition(":")
                found[f"{at:%Y-%m-%d}T{hour}", what] = int(value)
        oldest = f"{today - timedelta(days=1):%Y-%m-%dT%H}"
        return {key: value for key, value in found.items() if key[0] > oldest}


def _day(at: datetime) -> str:
    return f"desk:figures:{at:%Y-%m-%d}"
