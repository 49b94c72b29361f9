"""Jobs in Redis: the outbox streams that the save script writes, as one worker sees them.

Each hash tag has a stream, `{sNN}:jobs`, read by one consumer group, and a sorted set of what falls due later. One
Redis is asked about all 64 in one call; a cluster tag by tag, since no script may reach over the bounds of a slot. A
job handed out stays pending until it is ended; a worker that does not say it is still at it (`beat`) loses it.
"""

import asyncio
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import ValidationError
from redis.asyncio import RedisCluster

from adapters.job import Job
from adapters.names import TAGS, Keys, Namer
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts, or_away
from adapters.vault import Spoilt, Vault

FETCH, RECLAIM, BEAT, DONE, AGAIN, TIDY = map(Script, ("fetch", "reclaim", "beat", "done", "again", "tidy"))

GROUP = "workers"
MOST_TIMES = 5
"""So often a job is handed out before it is set aside."""

LONG_GONE = 60 * 60 * 1000
"""Milliseconds of silence after which a worker without a job is forgotten."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A job handed to us. `job` is None where it cannot be read. What is personal is left out of its repr."""

    keys: Keys
    id: bytes
    sealed: bytes = field(repr=False)
    job: Job | None = field(repr=False)


class Reclaimed(NamedTuple):
    """Jobs taken over from workers that fell silent, and how old the oldest job in all streams is, in seconds."""

    entries: list[Entry]
    oldest: float


class Aside(NamedTuple):
    """A job that was set aside: its name for an operator, since when (seconds since 1970), why, and the job itself."""

    name: str
    at: float
    why: str
    job: Job | None


class Jobs:
    """One worker's view of the jobs. Every call may raise Away. `silence` is in seconds: see `reclaim`."""

    def __init__(self, redis: Client, vault: Vault, namer: Namer, *, silence: float = 6.0) -> None:
        self._redis, self._vault, self._namer = redis, vault, namer
        self._scripts = Scripts(redis)
        self._tags = [Keys(tag, "") for tag in TAGS]
        self.silence = silence
        self.worker = secrets.token_hex(8)

    async def fetch(self, room: int) -> list[Entry]:
        """Up to `room` new jobs (a few more where Redis is a cluster); what has fallen due is put among them first."""
        calls = (
            self._scripts.run(
                FETCH,
                3 * len(tags),
                *(key for tag in tags for key in (tag.due, tag.duties, tag.jobs)),
                GROUP,
                self.worker,
                room,
            )
            for tags in self._batches()
        )
        return [self._entry(*found) for part in await asyncio.gather(*calls) for found in part]

    async def reclaim(self, room: int) -> Reclaimed:
        """Take over up to `room` jobs whose worker has been silent for too long."""
        silence = int(self.silence * 1000)
        calls = (
            self._scripts.run(
                RECLAIM,
                2 * len(tags),
                *(key for tag in tags for key in (tag.jobs, tag.dead)),
                GROUP,
                self.worker,
                silence,
                room,
                MOST_TIMES,
            )
            for tags in self._batches()
        )
        parts = await asyncio.gather(*calls)
        entries = [self._entry(*found) for part, _ in parts for found in part]
        return Reclaimed(entries, max(age for _, age in parts) / 1000)

    async def tidy(self) -> None:
        """Forget workers that are long gone."""
        for tags in self._batches():
            await self._scripts.run(TIDY, len(tags), *(tag.jobs for tag in tags), GROUP, LONG_GONE)

    async def beat(self, entry: Entry) -> bool:
        """Say that we are still at it. False: it is another's by now, and must be left alone."""
        return bool(await self._scripts.run(BEAT, 1, entry.keys.jobs, GROUP, self.worker, entry.id))

    async def done(self, entry: Entry) -> None:
        """It has ended."""
        await self._end(entry)

    async def later(self, entry: Entry, seconds: float, job: Job) -> None:
        """It has ended for now, and `job` falls due in so many seconds."""
        name = f"{self._namer.keys(job.who).name}:{self._namer.hash(job.kind, job.key)}"
        await self._end(entry, "later", name, int(seconds * 1000), self._vault.seal(job.written(), entry.keys.jobs))

    async def set_aside(self, entry: Entry, why: str) -> None:
        """Nothing can be done about it without a person."""
        await self._end(entry, "dead", entry.sealed, why)

    async def put_aside(self, job: Job, why: str) -> None:
        """Set something aside that was never handed out."""
        keys = self._namer.keys(job.who)
        with or_away:
            await self._redis.xadd(keys.dead, {"j": self._vault.seal(job.written(), keys.jobs), "why": why})

    async def aside(self) -> list[Aside]:
        """All that has been set aside, the oldest first."""
        found = []
        for tag in self._tags:
            with or_away:
                for id_, fields in await self._redis.xrange(tag.dead):
                    found.append(self._aside(tag, id_.decode(), fields))
        return sorted(found, key=lambda each: each.at)

    async def again(self, name: str) -> bool:
        """Give one that was set aside to the workers again, its rounds counted anew. False: there is none."""
        slot, _, id_ = name.partition(":")
        tag = next((tag for tag in self._tags if tag.tag == f"{{{slot}}}"), None)
        found = next((each for each in await self.aside() if each.name == name), None)
        if tag is None or found is None or found.job is None:
            return False
        afresh = self._vault.seal(found.job.model_copy(update={"round": 0}).written(), tag.jobs)
        return bool(await self._scripts.run(AGAIN, 2, tag.dead, tag.jobs, id_, afresh))

    def _batches(self) -> Iterable[Sequence[Keys]]:
        """Tags that one script may touch together; in uneven order, so that no tag always comes last."""
        tags = secrets.SystemRandom().sample(self._tags, len(self._tags))
        return [[tag] for tag in tags] if isinstance(self._redis, RedisCluster) else [tags]

    async def _end(self, entry: Entry, *more: str | bytes | int) -> None:
        keys = entry.keys
        where = (keys.jobs, keys.due, keys.duties, keys.dead)
        await self._scripts.run(DONE, 4, *where, GROUP, entry.id, *more)

    def _entry(self, stream: bytes, id_: bytes, sealed: bytes) -> Entry:
        keys = Keys(stream.decode().partition(":")[0], "")
        return Entry(keys, id_, sealed, self._opened(keys, sealed))

    def _aside(self, tag: Keys, id_: str, fields: dict[bytes, Any]) -> Aside:
        at = int(id_.partition("-")[0]) / 1000
        return Aside(f"{tag.tag.strip('{}')}:{id_}", at, fields[b"why"].decode(), self._opened(tag, fields[b"j"]))

    def _opened(self, keys: Keys, sealed: bytes) -> Job | None:
        try:
            return Job.model_validate_json(self._vault.open(sealed, keys.jobs))
        except (Spoilt, ValidationError):
            return None
