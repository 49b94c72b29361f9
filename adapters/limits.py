"""How often something may be done, shared by all processes: so many at once, and then as they come back (GCRA).

A rate of `40/60s` lets forty through at once and one every one and a half seconds after that: in any stretch of sixty
seconds never more than twice forty. What is kept of it is one number a name, which goes when all permits are back.
Source: ITU-T I.371, Annex A (the virtual scheduling algorithm).
"""

import math
import re
import secrets
from collections.abc import Callable
from typing import NamedTuple, Self

from adapters.names import Namer
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts

TAKE = Script("gcra")
REMEMBERED = 10_000
"""Milliseconds a permit is known by its token: longer than a script whose reply was lost is said again."""

OFF = "off"
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
WRITTEN = re.compile(r"(?P<most>[1-9]\d{0,6})/(?P<count>[1-9]\d{0,4})?(?P<unit>[smhd])")


class Rate(NamedTuple):
    """`most` permits, all of which come back within `seconds`, one by one."""

    most: int
    seconds: float

    @classmethod
    def read(cls, written: str) -> Self | None:
        """`40/60s`, `5/h`; None for `off`. Raises ValueError with a sentence that says how to write it."""
        if written == OFF:
            return None
        if not (found := WRITTEN.fullmatch(written)):
            raise ValueError(f"must be so many in a time, as 40/60s, 20/10m, 5/h or 1000/d, or {OFF}; not {written!r}")
        return cls(int(found["most"]), int(found["count"] or 1) * SECONDS[found["unit"]])

    @property
    def each(self) -> int:
        """Microseconds in which one permit comes back."""
        return max(1, round(self.seconds * 1_000_000 / self.most))


class Taken(NamedTuple):
    """What came of asking for permits: how many were given, or the seconds until asking is of use."""

    permits: int
    wait: float


class Limits:
    """Gives out permits by names, each call one round trip. Raises Away without Redis.

    `clock` gives seconds since 1970; without one it is Redis' own, the same for all who ask.
    """

    def __init__(self, redis: Client, namer: Namer, clock: Callable[[], float] | None = None) -> None:
        self._scripts, self._names, self._clock = Scripts(redis), namer.child("limits"), clock

    async def take(self, name: str, rate: Rate, cost: int = 1) -> float:
        """0 where `cost` permits were taken, else the seconds until there are so many; then none was taken.

        What costs more than there ever is takes all there is.
        """
        return (await self.up_to(name, rate, cost, cost)).wait

    async def up_to(self, name: str, rate: Rate, want: int, least: int = 1) -> Taken:
        """As many permits as there are, `want` of them at most; or none, where there are fewer than `least`."""
        tag, token = f"{{limit:{self._names.hash(name)}}}", secrets.token_hex(8)
        want, least = min(want, rate.most), min(least, rate.most)
        taken, wait = await self._scripts.run(
            TAKE, 2, f"{tag}:g", f"{tag}:{token}", want, least, rate.each, rate.most, REMEMBERED, self._now()
        )
        return Taken(taken, wait / 1000)

    def _now(self) -> int | str:
        return math.floor(self._clock() * 1_000_000) if self._clock else ""
