"""Who has an errand under way: one process at a time, by a lease in Redis beside the session.

The lane cannot say it, since it is given back long before a slow lender answers. A hold says two things: which process
may send the errand until when, and when it was last sent. The second is written before each sending and outlives the
process, so that whoever comes next looks the errand up first, and waits out the settle time from there.
"""

import asyncio
import time
from collections.abc import Awaitable
from types import TracebackType
from typing import Any, NamedTuple, Self

from adapters.channels.door import Away
from adapters.lenders.late import Late, NotSent
from adapters.scripts import Script, Scripts

HOLD, LET_GO = Script("hold"), Script("let_go")

FRESH = 0.6
"""The part of a lease after which we no longer trust that it is ours, until Redis says so again."""


class Held(Late):
    """Another process has this errand under way: its answer will come from there."""


class Terms(NamedTuple):
    """Who holds, for how long at a time, and how long what was sent when is remembered (milliseconds)."""

    holder: str
    lease: int
    life: int


class Hold:
    """Our hold of one errand, from `Sessions.hold`; a block around it keeps it, and lets go where no answer came.

    `before` is when the errand had been sent before (seconds since 1970, 0: never). `intended` says that a sending has
    been written down together with the hold, which covers the first one.
    """

    def __init__(self, scripts: Scripts, place: str, terms: Terms, *, before: int, intended: bool) -> None:
        self.before = before
        self._scripts, self._place, self._terms, self._intended = scripts, place, terms, intended
        self._sent = before
        self._confirmed = time.monotonic()
        self._timer: asyncio.TimerHandle | None = None
        self._renewing: asyncio.Task[None] | None = None

    async def may_send(self, now: int) -> bool:
        """Whether the errand may be sent, right now (`now`: seconds since 1970); to be asked before each sending.

        Costs a round trip, except where the intent has only just been written. False where another has taken the
        errand, where Redis does not answer, or where we were stopped for so long that we cannot know.
        """
        if self._intended and self._fresh():
            self._intended, self._sent = False, now
            return True
        self._intended = False
        if not await self._say(now):
            return False
        self._sent = now
        return self._fresh()

    async def __aenter__(self) -> Self:
        self._wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """After an answer the turn that hears it ends the hold; without one the next may try at once."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if self._renewing:
            await asyncio.wait({self._renewing})
        if error is not None:
            asked = error.asked if isinstance(error, Late) else 0
            sent = self.before if isinstance(error, NotSent) else max(self._sent, asked)
            await _or_not(self._scripts.run(LET_GO, 1, self._place, self._terms.holder, sent))

    def _fresh(self) -> bool:
        return time.monotonic() - self._confirmed < FRESH * self._terms.lease / 1000

    def _wait(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._terms.lease / 3000, self._renew)

    def _renew(self) -> None:
        self._renewing = asyncio.ensure_future(self._go_on())

    async def _go_on(self) -> None:
        """Hold on for as long as the errand is under way. Once another has taken it, Redis says no for good."""
        await self._say()
        if self._timer:
            self._wait()

    async def _say(self, *sent: int) -> bool:
        """Tell Redis that we hold on. What counts is when we asked: the lease may be as old as that."""
        asked = time.monotonic()
        terms = self._terms
        held = await _or_not(self._scripts.run(HOLD, 1, self._place, terms.holder, terms.lease, terms.life, *sent))
        if held:
            self._confirmed = asked
        return bool(held)


async def _or_not(said: Awaitable[Any]) -> Any:
    """What Redis says, or None where it does not answer."""
    try:
        return await said
    except Away:
        return None
