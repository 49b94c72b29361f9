"""Room for so many in any stretch of time, shared by all processes: what others let us send, and not more."""

import math
import secrets
from collections.abc import Callable

from adapters.names import Namer
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts
from adapters.sms.sms import NotTaken

TAKE, AWAY = Script("room"), Script("away")


class NoRoom(NotTaken):
    """There is no room for it now, and nothing was tried: come again in `wait` seconds."""


class Room:
    """Gives out room by names, each call one round trip. Raises Away without Redis.

    `clock` gives seconds since 1970; without one it is Redis' own, the same for all who ask.
    """

    def __init__(self, redis: Client, namer: Namer, clock: Callable[[], float] | None = None) -> None:
        self._scripts, self._namer, self._clock = Scripts(redis), namer, clock

    async def take(self, name: str, most: int, window: float) -> float:
        """0 where room was taken, else the seconds to wait before asking again: no more than `most` in any `window`.

        `window` in seconds. Who is turned away takes nothing, and those who come when they were told come one by one.
        """
        token, span = secrets.token_hex(8), math.ceil(window * 1000)
        wait: int = await self._scripts.run(TAKE, 2, *self._keys(name), token, most, span, self._now())
        return wait / 1000

    async def away(self, name: str, seconds: float) -> None:
        """Nobody takes room under this name for so long: as we were told to stay away."""
        _, queue = self._keys(name)
        await self._scripts.run(AWAY, 1, queue, math.ceil(seconds * 1000), self._now())

    def _keys(self, name: str) -> tuple[str, str]:
        """What is taken, and who waits; in one place of a cluster. Names may be somebody's, so they are hashed."""
        tag = f"{{room:{self._namer.hash('room', name)}}}"
        return f"{tag}:t", f"{tag}:q"

    def _now(self) -> int | str:
        return round(self._clock() * 1000) if self._clock else ""
