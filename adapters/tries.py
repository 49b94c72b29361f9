"""Tries with the lender's PINs, rationed by us: before the lender is asked, across PINs, sessions and processes.

We do not know these PINs, and a lender may not count, or may count each PIN for itself. So a try is charged before
anything is sent, and stays charged whatever becomes of it, unless it certainly never left. What is charged goes by the
errand's key: the same errand, run again by its turn or by a worker, costs nothing more. Redis holds hashed names and
times, and nothing of a PIN.
"""

from typing import Literal, NamedTuple

from adapters.names import Namer
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts

GUESS, ASK, GIVE_BACK = map(Script, ("guess", "ask", "give_back"))


class Limits(NamedTuple):
    """How PINs are rationed; times in milliseconds. `pauses` are those before the second, third, ... PIN.

    So many guesses `a_day` lock for `locked`, the next time for twice as long, and so on to `longest`; how often is
    forgotten after `forgotten` without a guess.
    """

    a_pin: int = 5
    a_day: int = 10
    locked: int = 60 * 60_000
    longest: int = 24 * 60 * 60_000
    forgotten: int = 7 * 24 * 60 * 60_000
    asked_an_hour: int = 5
    asked_a_day: int = 10
    pauses: tuple[int, ...] = (60_000, 120_000, 240_000, 480_000)


LIMITS = Limits()

What = Literal["go", "known", "spent", "rest", "locked"]
WHAT: dict[bytes, What] = {b"go": "go", b"known": "known", b"spent": "spent", b"rest": "rest", b"locked": "locked"}


class Ration(NamedTuple):
    """What a person may do now. go; known: go, it was charged before; spent: that PIN has had its tries.

    rest, locked: nothing before `until` (seconds since 1970). A lock comes of guesses, a rest of PINs asked for.
    """

    what: What
    until: int = 0


class Tries:
    """Charges tries, each call one round trip. Raises Away: then the lender must not be asked.

    `who` is the person, `key` the errand's, `application` what the PIN is for, `now` in seconds since 1970.
    """

    def __init__(self, redis: Client, namer: Namer, limits: Limits = LIMITS) -> None:
        self._scripts = Scripts(redis)
        self._namer = namer
        self._limits = limits

    @property
    def trips(self) -> int:
        """Round trips made to Redis so far."""
        return self._scripts.trips

    async def guess(self, who: str, key: str, application: str, now: int) -> Ration:
        """Charge a try with the PIN of an application."""
        limits = self._limits
        most = (limits.a_pin, limits.a_day, limits.locked, limits.longest, limits.forgotten)
        return _ration(
            await self._scripts.run(
                GUESS, 3, *self._places("og", who, application), self._token(key), now * 1000, *most
            )
        )

    async def ask(self, who: str, key: str, application: str, now: int) -> Ration:
        """Charge that a PIN for an application is asked for."""
        limits = self._limits
        most = (limits.asked_an_hour, limits.asked_a_day, *limits.pauses)
        return _ration(
            await self._scripts.run(ASK, 3, *self._places("oa", who, application), self._token(key), now * 1000, *most)
        )

    async def give_back(self, who: str, key: str, application: str) -> None:
        """The guess charged under this key has certainly never reached the lender."""
        await self._scripts.run(GIVE_BACK, 3, *self._places("og", who, application), self._token(key))

    def _places(self, charged: str, who: str, application: str) -> tuple[str, str, str]:
        """The keys of what was charged, of the person's lock, and of the tries with the PIN of an application."""
        keys = self._namer.keys(who)
        return keys.own(charged), keys.own("ol"), keys.own("op", self._namer.hash(application))

    def _token(self, key: str) -> str:
        return self._namer.hash(key)


def _ration(said: tuple[bytes, int]) -> Ration:
    what, until = said
    return Ration(WHAT[what], -(-until // 1000))
