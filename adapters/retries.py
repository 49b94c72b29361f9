"""Asking again, and a budget for it: where much fails, tries on tries would be the better part of a lender's load."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.breaker import LeftAlone
from adapters.lenders.late import Clash, Late

T = TypeVar("T")

PAUSES = (0.1, 0.4)
"""Before the second and the third try, in seconds: the least; up to as much again is added by chance."""


class Retries:
    """At most `share` of the calls of the last `window` seconds may be tried again, and `floor` of them in any case.

    `clock` counts seconds and never goes back. Counted by the second, so that a busy minute is 60 small entries.
    """

    def __init__(
        self, share: float = 0.1, floor: int = 10, window: float = 60.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._share = share
        self._floor = floor
        self._window = window
        self._clock = clock
        self._seconds: deque[list[int]] = deque()  # second, calls, of which again

    async def tries(self, ask: Callable[[], Awaitable[T]], again: type[Late], until: float) -> T:
        """Ask, and where it fails by `again`, so that asking again cannot harm, at most twice more before `until`.

        `until` is by `time.monotonic`. This is the one place where we ask again.
        """
        self.call()
        for pause in PAUSES:
            try:
                return await ask()
            except Late as error:
                wait = error.wait + pause * (1 + random.random())  # noqa: S311 - spreads load, guards nothing
                hopeless = isinstance(error, Clash | LeftAlone) or not isinstance(error, again)
                if hopeless or time.monotonic() + wait > until or not self.again():
                    raise
                await asyncio.sleep(wait)
        return await ask()

    def call(self) -> None:
        """Note a first try."""
        self._now()[1] += 1

    def again(self) -> bool:
        """Whether one more try is within the budget; notes it if so."""
        now = self._now()
        calls, tried = (sum(second[place] for second in self._seconds) for place in (1, 2))
        if tried >= max(self._floor, self._share * calls):
            return False
        now[2] += 1
        return True

    def _now(self) -> list[int]:
        """The entry of this second, with what is too old thrown away."""
        second = int(self._clock())
        while self._seconds and self._seconds[0][0] <= second - self._window:
            self._seconds.popleft()
        if not self._seconds or self._seconds[-1][0] != second:
            self._seconds.append([second, 0, 0])
        return self._seconds[-1]
