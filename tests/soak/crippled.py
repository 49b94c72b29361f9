"""The assistant with one of its safeguards taken out: what the soak must notice. Only the soak starts this.

`SOAK_WITHOUT` names what is taken out; `SOAK_DAWDLE` is how often, of a hundred, a process falls asleep past its lease
between hearing a message and keeping an intent; with a dawdle the lease is short. `SOAK_DOZE` is how often a web
process stands still, all of it, just before it sends what must happen once, for longer than it takes the others to
give it up and send it themselves. Both are what a machine does that is paused at the wrong moment.
"""

import asyncio
import os
import random
import sys
import time
from hashlib import sha1
from typing import Any

from adapters import jobs, sessions
from adapters.holds import Hold
from adapters.lending import Late, Lending
from adapters.scripts import Script
from adapters.sessions import Sessions
from adapters.turn import LIVES, Lives
from bot import finishing
from bot.__main__ import main

LEASE = 400
"""Milliseconds, where processes dawdle."""

DAWDLES = 6.5
"""Seconds one sleeps who dawdles: by then the gateway has given up, and the borrower has come back."""

NAP = 4.0
"""Seconds one stands still who dozes."""

FENCE = "if redis.call('HGET', KEYS[2], 'f') ~= ARGV[2]"


async def _asked_blindly(self: Any, way: Any, sent: int) -> Any:
    """What most programs do: ask, and ask again. No look-up, no settle time, no intent heeded."""
    return await self._retries.tries(lambda: self._lender.ask(way.errand, way.key), Late, way.until)


def no_intent() -> None:
    """Ask again blindly whatever may have happened."""
    Lending._run = _asked_blindly  # type: ignore[method-assign]  # the point of this file


def no_fence() -> None:
    """Let who held the lane too long keep and save all the same."""
    for script in (sessions.KEEP, sessions.SAVE):
        assert FENCE in script.source
        _rewrite(script, script.source.replace(FENCE, "if false"))


def no_owner() -> None:
    """Let a worker or a turn send, and go on, whoever has the job or the errand by now."""
    _rewrite(jobs.BEAT, jobs.BEAT.source.replace("pending[2] ~= ARGV[2]", "false"))

    async def always(self: Hold, now: int) -> bool:
        return True

    Hold.may_send = always  # type: ignore[method-assign]  # the point of this file


def _rewrite(script: Script, source: str) -> None:
    script.source, script.sha = source, sha1(source.encode(), usedforsecurity=False).hexdigest()


def short_lease() -> None:
    """A lane is given up by the others soon."""
    Lives.__new__.__defaults__ = (LEASE, *LIVES[1:])


def dawdle(percent: float) -> None:
    """Sleep past the lease now and then, before an intent is kept."""
    keep = Sessions._keep

    async def late(self: Sessions, *args: Any, **kwargs: Any) -> int:
        if random.random() * 100 < percent:
            await asyncio.sleep(DAWDLES)
        return await keep(self, *args, **kwargs)

    Sessions._keep = late  # type: ignore[method-assign]  # as above
    short_lease()


def doze(percent: float) -> None:
    """Stand still now and then, before sending. Whoever takes over is quick about it."""
    send, finishing.FINISH_AFTER = Lending._send, 300
    short_lease()

    async def asleep(self: Lending, *args: Any) -> Any:
        alone = len(self._under_way._works) == 1  # a request half written would be sent after the nap, owner or not
        if alone and random.random() * 100 < percent:
            time.sleep(NAP)  # noqa: ASYNC251 - all of the process, as SIGSTOP does it
        return await send(self, *args)

    Lending._send = asleep  # type: ignore[assignment, method-assign]  # the point of this file


CRIPPLES = {"intent": no_intent, "fence": no_fence, "owner": no_owner}

if __name__ == "__main__":
    if without := os.environ.get("SOAK_WITHOUT"):
        CRIPPLES[without]()
    if often := float(os.environ.get("SOAK_DAWDLE") or 0):
        dawdle(often)
    if (often := float(os.environ.get("SOAK_DOZE") or 0)) and os.environ["ROLE"] == "web":
        doze(often)
    sys.exit(main())
