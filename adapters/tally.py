"""What all processes count together, hour by hour, in Redis: names of ours and numbers, and nothing of any person."""

import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from adapters.redis_client import Client
from adapters.scripts import Script, Scripts, or_away

ADD = Script("tally")

KEPT = 8 * 86_400
"""Seconds the figures of an hour are kept."""

SAID = b"said:"
"""What begins the names under which the batches taken are remembered."""


class Batch(NamedTuple):
    """What one process has counted: the number of the batch, when (seconds since 1970), and how often what."""

    number: int
    at: float
    counts: Mapping[str, int]


class Tally:
    """The figures of each hour. Every call may raise Away."""

    def __init__(self, redis: Client) -> None:
        self._redis, self._scripts = redis, Scripts(redis)
        self._process = secrets.token_hex(8)

    async def add(self, batch: Batch) -> None:
        """Add a batch to its hour, in one round trip. One that is added again is in it once."""
        words = [word for name, by in batch.counts.items() for word in (name, by)]
        await self._scripts.run(ADD, 1, _hour(batch.at), self._process, batch.number, KEPT, *words)

    async def read(self, now: float, hours: int) -> Counter[str]:
        """The sums of the last so many hours by the clock (UTC), the one that is not over yet among them."""
        found = Counter[str]()
        for back in range(hours):
            with or_away:
                kept: dict[bytes, bytes] = await self._redis.execute_command("HGETALL", _hour(now - 3600 * back))
            found.update({name.decode(): int(by) for name, by in kept.items() if not name.startswith(SAID)})
        return found


def since(now: float, hours: int) -> datetime:
    """When the first of the last so many hours began (UTC)."""
    return datetime.fromtimestamp(now, UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=hours - 1)


def _hour(at: float) -> str:
    return f"figures:{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H}"
