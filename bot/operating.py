"""What the operator's page shows, gathered: what all processes have counted, and how things stand now."""

import asyncio
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.breaker import State
from adapters.jobs import Standing
from adapters.queue import Queue
from adapters.tally import since
from bot.app import Assistant


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the last `hours` by the clock, from `since` (a time of day, UTC) to `now`, and how things stand.

    `counts`: the names are those of `bot.tallying`. `waiting`: how many wait for a person, and for how many seconds the
    first does. `desk`: what became of hand-overs in the last day, by the words of `adapters.queue`; `staffed`: whether
    there is a staff group. `breakers` are those of this process, one of `workers` on this machine.
    """

    hours: int
    since: str
    now: str
    counts: Mapping[str, int]
    jobs: Standing
    waiting: tuple[int, int]
    desk: Mapping[str, int]
    staffed: bool
    lender: str
    breakers: Mapping[str, State]
    workers: int


async def gather(assistant: Assistant, hours: int) -> Figures:
    """Read all of it. Raises Away where Redis does not answer."""
    now, queue, settings = time.time(), Queue(assistant.redis), assistant.settings
    counts, jobs, (waiting, first), desk = await asyncio.gather(
        assistant.tallying.tally.read(now, hours), assistant.jobs.standing(), queue.waiting(), queue.figures(int(now))
    )
    whats = Counter[str]()
    for (_, what), by in desk.items():
        whats[what] += by
    return Figures(
        hours,
        f"{since(now, hours):%d %b %H:%M}",
        time.strftime("%H:%M:%S", time.gmtime(now)),
        counts,
        jobs,
        (waiting, int(now) - first if first else 0),
        whats,
        bool(settings.telegram_staff_chat),
        assistant.lending.name,
        assistant.lending.breakers,
        settings.workers,
    )
