"""The assistant with one of its safeguards taken out: what the soak must notice. Only the soak starts this.

`SOAK_WITHOUT` names what is taken out; `SOAK_DAWDLE` is how often, of a hundred, a process falls asleep past its lease
between hearing a message and keeping an intent, as a machine does that is paused. With a dawdle the lease is short.
"""

import asyncio
import os
import random
import sys
from hashlib import sha1
from typing import Any

from adapters import sessions
from adapters.lending import Late, Lending
from adapters.scripts import Script
from adapters.sessions import Lives, Sessions
from bot.__main__ import main

LEASE = 400
"""Milliseconds, where processes dawdle."""

FENCE = "if redis.call('HGET', KEYS[2], 'f') ~= ARGV[2]"


async def _asked_blindly(self: Any, errand: Any, key: str, sent: int, until: float) -> Any:
    """What most programs do: ask, and ask again. No look-up, no settle time, no intent heeded."""
    return await self._tries(lambda: self._lender.ask(errand, key), Late, until)


def no_intent() -> None:
    """Ask again blindly whatever may have happened."""
    Lending._run = _asked_blindly  # type: ignore[method-assign]  # the point of this file


def no_fence() -> None:
    """Let who held the lane too long keep and save all the same."""
    for script in (sessions.KEEP, sessions.SAVE):
        assert FENCE in script.source
        _rewrite(script, script.source.replace(FENCE, "if false"))


def _rewrite(script: Script, source: str) -> None:
    script.source, script.sha = source, sha1(source.encode(), usedforsecurity=False).hexdigest()


def dawdle(percent: float) -> None:
    """Sleep past the lease now and then, before an intent is kept."""
    keep = Sessions.keep

    async def late(self: Sessions, *args: Any, **kwargs: Any) -> None:
        if random.random() * 100 < percent:
            await asyncio.sleep(3 * LEASE / 1000)
        await keep(self, *args, **kwargs)

    Sessions.keep = late  # type: ignore[method-assign]  # as above
    Sessions.__init__.__defaults__ = (Lives(lease=LEASE),)


CRIPPLES = {"intent": no_intent, "fence": no_fence}

if __name__ == "__main__":
    if without := os.environ.get("SOAK_WITHOUT"):
        CRIPPLES[without]()
    if often := float(os.environ.get("SOAK_DAWDLE") or 0):
        dawdle(often)
    sys.exit(main())
