"""Jobs in Redis: the outbox streams that the save script writes, as one worker sees them.

Each hash tag has a stream, `{sNN}:jobs`, read by one consumer group, and a sorted set of what falls due later. One
Redis is asked about all 64 in one call; a cluster tag by tag, since no script may reach over the bounds of a slot. A
job handed out stays pending until it is ended; a worker that does not say it is still at it (`beat`) loses it.
"""

import asyncio
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import ValidationError
from redis.asyncio import RedisCluster

from adapters.job import Job
from adapters.keyring import Keyring, keyring, owned, owner
from adapters.names import TAGS, Keys, Namer
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts, or_away
from adapters.vault import Spoilt, Vault

FETCH, RECLAIM, BEAT, DONE = map(Script, ("fetch", "reclaim", "beat", "done"))
AGAIN, TIDY, STANDING = map(Script, ("again", "tidy", "standing"))

GROUP = "workers"
MOST_TIMES = 5
"""So often a job is handed out before it is set aside."""

ABREAST = 8
"""Calls to a cluster at one time: its client does not wait for a connection when all are taken."""

LONG_GONE = 60 * 60 * 1000
"""Milliseconds of silence after which a worker without a job is forgotten."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A job handed to us. `job` is None where it cannot be read; `gone` where that is because its person was erased.

    What is personal is left out of its repr.
    """

    keys: Keys
    id: bytes
    sealed: bytes = field(repr=False)
    job: Job | None = field(repr=False)
    gone: bool = False

    @property
    def name(self) -> tuple[str, bytes]:
        """What tells it from all others: an id is one of a kind in its stream only."""
        return self.keys.tag, self.id


class Reclaimed(NamedTuple):
    """Jobs taken over from workers that fell silent, and how old the oldest job in all streams is, in seconds."""

    entries: list[Entry]
    oldest: float


class Standing(NamedTuple):
    """How many jobs are to be done now or being done, how many fall due later, and how many are set aside."""

    now: int
    later: int
    aside: int


class Aside(NamedTuple):
    """A job that was set aside: its name for an operator, since when (seconds since 1970), why, and the job itself."""

    name: str
    at: float
    why: str
    job: Job | None


class Jobs:
    """One worker's view of the jobs. Every call may raise Away. `silence` is in seconds: see `reclaim`."""

    def __init__(self, redis: Client, vault: Vault | Keyring, namer: Namer, *, silence: float = 6.0) -> None:
        self._redis, self._keyring, self._namer = redis, keyring(redis, vault), namer
        self._scripts = Scripts(redis)
        self._tags = [Keys(tag, "") for tag in TAGS]
        self.silence = silence
        self.worker = secrets.token_hex(8)

    async def fetch(self, room: int) -> list[Entry]:
        """Up to `room` new jobs (some more where Redis is a cluster); what has fallen due is put among them first."""
        found: list[Entry] = []
        for tags in self._batches():
            keys = [[key for tag in part for key in (tag.due, tag.duties, tag.jobs)] for part in tags]
            left = max(room - len(found), 0)
            parts = await asyncio.gather(
                *(self._scripts.run(FETCH, len(part), *part, GROUP, self.worker, left) for part in keys)
            )
            found += await asyncio.gather(*(self._entry(*each) for part in parts for each in part))
        return found

    async def reclaim(self, room: int) -> Reclaimed:
        """Take over up to `room` jobs (as above) whose worker has been silent for too long."""
        found, oldest, silence = list[Entry](), 0, int(self.silence * 1000)
        for tags in self._batches():
            keys = [[key for tag in part for key in (tag.jobs, tag.dead)] for part in tags]
            how = (GROUP, self.worker, silence, max(room - len(found), 0), MOST_TIMES)
            parts = await asyncio.gather(*(self._scripts.run(RECLAIM, len(part), *part, *how) for part in keys))
            found += await asyncio.gather(*(self._entry(*each) for part, _ in parts for each in part))
            oldest = max(oldest, *(age for _, age in parts))
        return Reclaimed(found, oldest / 1000)

    async def tidy(self) -> None:
        """Forget workers that are long gone."""
        for part in (part for parts in self._batches() for part in parts):
            await self._scripts.run(TIDY, len(part), *(tag.jobs for tag in part), GROUP, LONG_GONE)

    async def standing(self) -> Standing:
        """How many jobs there are."""
        found = [0, 0, 0]
        for tags in self._batches():
            keys = [[key for tag in part for key in (tag.jobs, tag.due, tag.dead)] for part in tags]
            parts = await asyncio.gather(*(self._scripts.run(STANDING, len(part), *part) for part in keys))
            found = [sum(column) for column in zip(found, *parts, strict=True)]
        return Standing(*found)

    async def beat(self, entry: Entry) -> bool:
        """Say that we are still at it. False: it is another's by now, and must be left alone."""
        return bool(await self._scripts.run(BEAT, 1, entry.keys.jobs, GROUP, self.worker, entry.id))

    async def beat_all(self, entries: Sequence[Entry]) -> list[Entry]:
        """Beat for all of these; gives those that are another's by now."""
        lost: list[Entry] = []
        for at in range(0, len(entries), ABREAST):
            some = entries[at : at + ABREAST]
            ours = await asyncio.gather(*(self.beat(entry) for entry in some))
            lost += [entry for entry, still in zip(some, ours, strict=True) if not still]
        return lost

    async def done(self, entry: Entry) -> None:
        """It has ended."""
        await self._end(entry)

    async def later(self, entry: Entry, seconds: float, job: Job) -> None:
        """It has ended for now, and `job` falls due in so many seconds."""
        name = f"{self._namer.keys(job.who).name}:{self._namer.hash(job.kind, job.key)}"
        await self._end(entry, "later", name, int(seconds * 1000), await self._sealed(job))

    async def set_aside(self, entry: Entry, why: str) -> None:
        """Nothing can be done about it without a person."""
        await self._end(entry, "dead", entry.sealed, why)

    async def give(self, job: Job) -> None:
        """Give a job to the workers. Where its reply is lost it may be given twice."""
        keys = self._namer.keys(job.who)
        with or_away:
            await self._redis.xadd(keys.jobs, {"j": await self._sealed(job)})

    async def put_aside(self, job: Job, why: str) -> None:
        """Set something aside that was never handed out."""
        keys = self._namer.keys(job.who)
        with or_away:
            await self._redis.xadd(keys.dead, {"j": await self._sealed(job), "why": why})

    async def aside(self) -> list[Aside]:
        """All that has been set aside, the oldest first."""
        found = []
        for tag in self._tags:
            with or_away:
                for id_, fields in await self._redis.xrange(tag.dead):
                    found.append(await self._aside(tag, id_.decode(), fields))
        return sorted(found, key=lambda each: each.at)

    async def again(self, name: str) -> bool:
        """Give one that was set aside to the workers again, its rounds counted anew. False: there is none."""
        slot, _, id_ = name.partition(":")
        tag = next((tag for tag in self._tags if tag.tag == f"{{{slot}}}"), None)
        found = next((each for each in await self.aside() if each.name == name), None)
        if tag is None or found is None or found.job is None:
            return False
        afresh = await self._sealed(found.job.model_copy(update={"round": 0}))
        return bool(await self._scripts.run(AGAIN, 2, tag.dead, tag.jobs, id_, afresh))

    def _batches(self) -> list[list[list[Keys]]]:
        """What to ask one after another: calls to make at once, each about tags that one script may touch together.

        In uneven order, so that no tag always comes last.
        """
        tags = random.sample(self._tags, len(self._tags))
        if not isinstance(self._redis, RedisCluster):
            return [[tags]]
        return [[[tag] for tag in tags[at : at + ABREAST]] for at in range(0, len(tags), ABREAST)]

    async def _end(self, entry: Entry, *more: str | bytes | int) -> None:
        keys = entry.keys
        where = (keys.jobs, keys.due, keys.duties, keys.dead)
        await self._scripts.run(DONE, 4, *where, GROUP, entry.id, *more)

    async def _sealed(self, job: Job) -> bytes:
        """A job as it is kept: under its person's key."""
        keys = self._namer.keys(job.who)
        return owned(keys, (await self._keyring.made(keys)).seal(job.written(), keys.jobs))

    async def _entry(self, stream: bytes, id_: bytes, sealed: bytes) -> Entry:
        keys = Keys(stream.decode().partition(":")[0], "")
        return Entry(keys, id_, sealed, *await self._opened(sealed))

    async def _aside(self, tag: Keys, id_: str, fields: dict[bytes, Any]) -> Aside:
        at = int(id_.partition("-")[0]) / 1000
        job, _ = await self._opened(fields[b"j"])
        return Aside(f"{tag.tag.strip('{}')}:{id_}", at, fields[b"why"].decode(), job)

    async def _opened(self, sealed: bytes) -> tuple[Job | None, bool]:
        """The job, None where it cannot be read; and whether that is because its person was erased."""
        try:
            keys, rest = owner(sealed)
            vault = await self._keyring.of(keys)
            return (Job.model_validate_json(vault.open(rest, keys.jobs)), False) if vault else (None, True)
        except (Spoilt, ValidationError):
            return None, False
