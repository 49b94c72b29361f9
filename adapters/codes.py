"""One-time codes of our own: proof that a person holds a number, before an account may speak for it.

The rules are NIST SP 800-63B's for codes sent by SMS (six digits, accepted once, tries counted across codes) with
tighter numbers. Redis holds a keyed hash only. The key comes from DATA_KEYS and is nowhere in Redis, so a copy of the
data says nothing of a code, though there are but a million. Nothing here is personal, and nothing is told of why a code
is not accepted.
"""

import hmac
import json
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from adapters.names import Keys, Namer
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts
from adapters.vault import Vault

ISSUE, CHECK = map(Script, ("issue", "check"))

RIGHT = -1


@dataclass(frozen=True, slots=True)
class Right:
    """The code, typed in time. It is used up now."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Not the code. `left` tries are left, at least one."""

    left: int


@dataclass(frozen=True, slots=True)
class Spent:
    """No code, too old, used, no tries left, or too many failures: a new code is needed, and may have to wait."""


@dataclass(frozen=True, slots=True)
class Rests:
    """None was made: too many, or locked. One may be asked for from `until` on (seconds since 1970)."""

    until: int


class Limits(NamedTuple):
    """How codes are rationed; times in milliseconds. `pauses` are those before the second, third, ... code.

    So many `failures` lock for `locked`, the next time for twice as long, and so on to `longest`. After `forgotten`
    without a failure, or on success, all of it is forgotten.
    """

    life: int = 5 * 60_000
    tries: int = 5
    failures: int = 10
    locked: int = 60 * 60_000
    longest: int = 24 * 60 * 60_000
    forgotten: int = 7 * 24 * 60 * 60_000
    an_hour: int = 5
    a_day: int = 10
    pauses: tuple[int, ...] = (30_000, 60_000, 120_000)


LIMITS = Limits()


def hashed(pepper: bytes, words: Sequence[str]) -> str:
    """The keyed hash of words, each of which stands for itself: `a`, `bc` is not `ab`, `c`."""
    return hmac.digest(pepper, json.dumps(words).encode(), "sha256").hex()


class Codes:
    """Issues and checks codes, each call one round trip. Raises Away without Redis. `clock` gives seconds since 1970.

    A code is for a person, a purpose, and what it is `about` (the loan and the amount; the account that asks): typed
    in answer to anything else it is wrong. A new code replaces the one before for the same purpose, and leaves the
    count of failures as it was: after so many without a success in between, the person is locked out for a while.
    """

    def __init__(
        self, redis: Client, namer: Namer, vault: Vault, limits: Limits = LIMITS, clock: Callable[[], float] = time.time
    ) -> None:
        self._scripts = Scripts(redis)
        self._namer = namer
        self._peppers = vault.peppers("one-time codes")
        self._limits = limits
        self._clock = clock

    async def issue(self, who: str, purpose: str, about: Sequence[str] = ()) -> str | Rests:
        """A new code of six digits, to be sent to the person and shown to nobody else; or that it has to wait."""
        code = f"{secrets.randbelow(10**6):06}"
        keys, limits = self._namer.keys(who), self._limits
        free: int = await self._scripts.run(
            ISSUE,
            3,
            self._place(keys, purpose),
            keys.own("cs"),
            keys.own("cf"),
            secrets.token_hex(8),
            self._now(),
            self._hashes(keys, purpose, about, code)[0],
            limits.life,
            limits.an_hour,
            limits.a_day,
            *limits.pauses,
        )
        return Rests(-(-free // 1000)) if free else code

    async def check(self, who: str, purpose: str, code: str, about: Sequence[str] = ()) -> Right | Wrong | Spent:
        """Whether that is the code. Every look costs a try, before it is compared; a right code is right once."""
        keys, limits = self._namer.keys(who), self._limits
        left: int = await self._scripts.run(
            CHECK,
            2,
            self._place(keys, purpose),
            keys.own("cf"),
            secrets.token_hex(8),
            self._now(),
            limits.tries,
            limits.failures,
            limits.locked,
            limits.longest,
            limits.forgotten,
            *self._hashes(keys, purpose, about, code),
        )
        if left == RIGHT:
            return Right()
        return Wrong(left) if left else Spent()

    def _hashes(self, keys: Keys, purpose: str, about: Sequence[str], code: str) -> list[str]:
        """What Redis may hold of a code: its hash under each pepper, the newest first."""
        return [hashed(pepper, [keys.name, purpose, *about, code]) for pepper in self._peppers]

    def _place(self, keys: Keys, purpose: str) -> str:
        """The key of the person's code for a purpose."""
        return keys.own("c", self._namer.hash(purpose))

    def _now(self) -> int:
        return round(self._clock() * 1000)
