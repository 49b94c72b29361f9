"""The worker: does the jobs that turns leave behind, many at a time, and says while it is at one that it still is.

Three clocks run beside each other, so that none waits for another: fetching, beating, and taking over what another
worker left when it was killed or stopped.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

import structlog

from adapters.channels.door import Away
from adapters.job import Job
from adapters.jobs import Entry, Jobs
from adapters.turn import Fenced
from bot import metrics
from bot.finishing import Dead, Later, Outcome

AT_ONCE = 50
"""Jobs one process does at a time; nearly all of their time is waiting."""

PAUSE = 0.2
"""Seconds between two looks for new jobs."""

RETRY = 2.0
"""Seconds until a job is done again that found Redis away or the person's lane taken."""

Do = Callable[[Job], Awaitable[Outcome]]

log = structlog.get_logger()


class Worker:
    """Does jobs until told to stop. `deeds` says what each kind of job calls for."""

    def __init__(self, jobs: Jobs, deeds: Mapping[str, Do]) -> None:
        self._jobs, self._deeds = jobs, deeds
        self._doing: dict[tuple[str, bytes], tuple[Entry, asyncio.Task[None]]] = {}
        self._stop = asyncio.Event()

    async def run(self, within: float = 10.0) -> None:
        """Work until `stop`; then let the jobs under way end, for at most `within` seconds.

        What has not ended by then is left to another worker, as if we had been killed.
        """
        silence = self._jobs.silence
        await _or_away(self._jobs.tidy())
        async with asyncio.TaskGroup() as clocks:
            beating = clocks.create_task(self._every(silence / 6, self._beat, asyncio.Event()))
            await asyncio.gather(
                self._every(PAUSE, self._fetch, self._stop), self._every(silence / 5, self._reclaim, self._stop)
            )
            await self._drain(within)
            beating.cancel()

    def stop(self) -> None:
        """Take no more jobs."""
        self._stop.set()

    async def _every(self, seconds: float, deed: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
        """Do it again and again, until `stop` is set. Redis being away is waited out."""
        stopping = asyncio.ensure_future(stop.wait())
        try:
            while not stop.is_set():
                await _or_away(deed())
                await asyncio.wait({stopping}, timeout=seconds)
        finally:
            stopping.cancel()

    async def _fetch(self) -> None:
        if room := self._room:
            for entry in await self._jobs.fetch(room):
                self._begin(entry)

    async def _reclaim(self) -> None:
        found = await self._jobs.reclaim(self._room)
        metrics.jobs_reclaimed(len(found.entries), found.oldest)
        for entry in found.entries:
            self._begin(entry)

    async def _beat(self) -> None:
        """A job that is another's by now is left at once; what it sends to a lender is guarded by its hold besides."""
        for entry in await self._jobs.beat_all([entry for entry, _ in self._doing.values()]):
            if entry.name in self._doing:
                log.warning("job lost to another worker", id=entry.id.decode())
                self._doing[entry.name][1].cancel()

    @property
    def _room(self) -> int:
        return max(AT_ONCE - len(self._doing), 0)

    def _begin(self, entry: Entry) -> None:
        """Start a job. One we are at already was given to us again because we fell silent: the first goes on."""
        if entry.name not in self._doing:
            task = asyncio.ensure_future(self._do(entry))
            self._doing[entry.name] = entry, task
            task.add_done_callback(partial(self._ended, entry))

    async def _do(self, entry: Entry) -> None:
        job = entry.job
        if entry.gone:  # nothing is to be done for somebody who was erased
            await self._settle(entry, None)
            return
        if job is None or job.kind not in self._deeds:
            await self._settle(entry, Dead("cannot be read: DATA_KEYS, or another release"))
            return
        try:
            outcome = await self._deeds[job.kind](job)
        except (Away, Fenced):
            outcome = Later(RETRY, job)
        await self._settle(entry, outcome)

    async def _settle(self, entry: Entry, outcome: Outcome) -> None:
        kind = entry.job.kind if entry.job else "unknown"
        match outcome:
            case Later(seconds, job):
                await self._jobs.later(entry, seconds, job)
                metrics.job(kind, "later")
            case Dead(why):
                await self._jobs.set_aside(entry, why)
                metrics.job(kind, "dead")
                log.error("job set aside: python -m bot jobs", kind=kind, why=why)
            case None:
                await self._jobs.done(entry)
                metrics.job(kind, "done")

    def _ended(self, entry: Entry, task: asyncio.Task[None]) -> None:
        """One that broke off stays pending: when it has been silent for long enough it is handed out again."""
        self._doing.pop(entry.name)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            metrics.job(entry.job.kind if entry.job else "unknown", "failed")
            log.error("job broke off", id=entry.id.decode(), exc_info=None if isinstance(error, Away) else error)

    async def _drain(self, within: float) -> None:
        tasks = {task for _, task in self._doing.values()}
        if tasks:
            _, left = await asyncio.wait(tasks, timeout=within)
            for task in left:
                task.cancel()
            await asyncio.wait(tasks)


async def _or_away(deed: Awaitable[None]) -> None:
    try:
        await deed
    except Away as error:
        log.warning("worker waits", note=str(error))
