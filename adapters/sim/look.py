"""Looking when a SIM was changed: once for a deed, for as long as somebody waits, and remembered for some minutes.

What is found stands beside the person's other keys, sealed under their own, for FRESH seconds, for this deed alone:
whoever was looked at when the loan was activated is looked at again before it is paid out. A provider that tells later
is asked once: the mark it gave us is kept, and whatever process comes next waits for the same answer. Nobody's number
is kept or logged.
"""

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Any

import structlog

from adapters.channels.door import Away
from adapters.keyring import Keyring
from adapters.names import Keys, Namer
from adapters.redis_client import Client
from adapters.scripts import or_away
from adapters.sim.outcomes import Asked, Found, Unknown
from adapters.sim.provider import Provider
from adapters.under_way import UnderWay
from adapters.vault import Spoilt, Vault

FRESH = 180
"""Seconds an answer stands: about as long as it takes to read a PIN in an SMS and to type it."""

TOLD = 600
"""Seconds an answer waits that came to our door."""

USE = "sim"
"""What the key is for that seals what came to our door: whose it is, is only known to whoever asked."""

CLOSING = 5.0
"""Seconds for calls under way to end by themselves, as they do: one that is cancelled leaks its connection."""

NUMBER = re.compile(r"\+\d{8,15}")
LATE = "no answer in time"

log = structlog.get_logger(__name__)


class Looks:
    """Looks by one provider."""

    def __init__(self, redis: Client, ring: Keyring, namer: Namer, provider: Provider) -> None:
        self.provider = provider
        self._redis, self._keyring, self._marks = redis, ring, namer.child("sim")
        self._leaving = False
        self._under_way: UnderWay[Found | Unknown] = UnderWay(quiet=Away)

    async def look(self, keys: Keys, deed: str, number: str, patience: float) -> Found | Unknown:
        """When the SIM of this person's number was changed last, as far as can be said in `patience` seconds.

        What comes later is remembered for whoever asks again about the same deed.
        """
        if not NUMBER.fullmatch(number):
            return Unknown("no number")
        place = keys.own("im", deed)
        try:
            return await self._under_way.wait(place, lambda: self._find(keys, place, number), patience, _nobody)
        except TimeoutError:
            return Unknown(LATE)
        except Away:
            return Unknown("Redis is away")

    async def hear(self, mark: str, told: Found | Unknown) -> None:
        """Keep what the provider has told of a look of this mark. Raises Away."""
        await self._keep(await self._keyring.common(USE), self._told_at(mark), told, TOLD)

    async def close(self) -> None:
        """Wait for calls under way, though not for what is told later, then close the connections."""
        self._leaving = True
        await self._under_way.close(CLOSING)
        await self.provider.close()

    async def _find(self, keys: Keys, place: str, number: str) -> Found | Unknown:
        """What is remembered; else what the provider says, now or at our door."""
        vault = await self._keyring.near(keys)
        found = await self._kept(vault, place)
        if found is None:
            found = await self.provider.look(number)
            if not isinstance(found, Unknown):
                await self._keep(vault, place, found, FRESH)
        if isinstance(found, Asked):
            found = await self._wait(found.mark)
            if isinstance(found, Found):
                await self._keep(vault, place, found, FRESH)
        if isinstance(found, Unknown):
            log.warning("sim not looked up", provider=self.provider.name, why=found.why)
        return found

    async def _wait(self, mark: str) -> Found | Unknown:
        """Wait for what is told of this mark: it may come to another process, so we look where all of them keep it."""
        vault = await self._keyring.common(USE)
        for pause in _pauses():
            told = await self._kept(vault, self._told_at(mark))
            if isinstance(told, Found | Unknown):
                return told
            if self._leaving:
                break
            await asyncio.sleep(pause)
        return Unknown(LATE)

    def _told_at(self, mark: str) -> str:
        return f"sim:{self._marks.hash(self.provider.name, mark)}"

    async def _kept(self, vault: Vault, place: str) -> Found | Asked | Unknown | None:
        with or_away:
            sealed: bytes | None = await self._redis.get(place)
        try:
            return _read(vault.open(sealed, place)) if sealed else None
        except Spoilt:  # kept by a key that is gone: it is asked again
            return None

    async def _keep(self, vault: Vault, place: str, found: Found | Asked | Unknown, seconds: int) -> None:
        with or_away:
            await self._redis.set(place, vault.seal(_written(found), place), ex=seconds)


KINDS: dict[str, type[Found | Asked | Unknown]] = {kind.__name__: kind for kind in (Found, Asked, Unknown)}


def _written(found: Found | Asked | Unknown) -> bytes:
    return json.dumps([type(found).__name__, *found]).encode()


def _read(said: bytes) -> Any:
    kind, *words = json.loads(said)
    return KINDS[kind](*words)


def _pauses() -> Iterator[float]:
    """Seconds between two looks, 0.05 at first and 2 at last; a minute in all."""
    pause, left = 0.05, 60.0
    while left > 0:
        yield pause
        pause, left = min(1.5 * pause, 2.0), left - pause


async def _nobody(_: Found | Unknown) -> None:
    """It is remembered already."""
