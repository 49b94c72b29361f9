"""What all processes together let through each door: permits, leased from Redis in bundles and spent one by one.

So a turn costs no round trip more, but one in many. A process that ends takes with it what it had leased and not spent.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import ParamSpec

from adapters.channels.door import Away, Slower
from adapters.limits import Limits, Rate

P = ParamSpec("P")

BUNDLES = 40
"""Leases in which all permits of a rate are given out; the more, the finer, and the more round trips."""


class Permits:
    """The permits of every door, all at one rate (None: as many as come). `clock` gives seconds, of this process."""

    def __init__(self, limits: Limits, rate: Rate | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._rate, self._clock = limits, rate, clock
        self._purses: dict[str, _Purse] = {}

    def at_hand(self, door: str) -> bool:
        """Let one through by a permit leased before; False where one must be asked for: `spend`, which waits."""
        purse = self._purses.get(door)
        if purse and purse.left:
            purse.left -= 1
            return True
        return self._rate is None

    async def spend(self, door: str) -> None:
        """Let one through. Raises Slower where there is no permit left. Without Redis a door is not shut by this."""
        if self._rate is None:
            return
        purse = self._purses.get(door) or self._purses.setdefault(door, _Purse())
        while not purse.left:  # others who waited with us may have spent all there was
            await self._fill(purse, door, self._rate)
        purse.left -= 1

    def before(self, door: str, deed: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
        """The same deed, for as many as this door lets through; the others raise Slower."""

        async def permitted(*given: P.args, **named: P.kwargs) -> None:
            await self.spend(door)
            await deed(*given, **named)

        return permitted

    async def _fill(self, purse: "_Purse", door: str, rate: Rate) -> None:
        """Lease a bundle, unless another has done so while we waited. Told to come later, nobody asks before."""
        async with purse.filling:
            if purse.left:
                return
            if (wait := purse.shut - self._clock()) > 0:
                raise Slower(wait, door=True)
            try:
                purse.left, wait = await self._limits.up_to(f"door {door}", rate, max(1, rate.most // BUNDLES))
            except Away:
                purse.left = 1
            if not purse.left:
                purse.shut = self._clock() + wait
                raise Slower(wait, door=True)


class _Purse:
    """One door's: how many permits are left, and until when there are none."""

    def __init__(self) -> None:
        self.left, self.shut = 0, 0.0
        self.filling = asyncio.Lock()
