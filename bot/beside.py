"""What a command works with beside an assistant that runs: its Redis, and what opens what is kept there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple
from uuid import uuid4

import phonenumbers

from adapters.keyring import Keyring
from adapters.names import Namer, read_namer
from adapters.redis_client import Client, connect
from adapters.sessions import Sessions
from adapters.turn import Turn
from bot.keys import keyring_at
from bot.own_redis import redis_beside
from bot.settings import Settings

LANE = 15.0
"""Seconds to wait for somebody who is being heard just now."""


class Beside(NamedTuple):
    """The parts."""

    redis: Client
    keyring: Keyring
    namer: Namer

    @property
    def sessions(self) -> Sessions:
        """The sessions of all people."""
        return Sessions(*self)


@asynccontextmanager
async def beside(settings: Settings) -> AsyncIterator[Beside]:
    """The parts, for as long as the command takes."""
    async with redis_beside(settings) as url:
        redis = connect(url)
        try:
            async with keyring_at(settings, redis, lenient=True) as ring:
                yield Beside(redis, ring, await read_namer(redis, ring.vault))
        finally:
            await redis.aclose()


async def glance(sessions: Sessions, who: str) -> Turn:
    """A person's session as it stands, their lane given back at once. Raises Away."""
    turn = await sessions.load(who, f"command:{uuid4().hex}", LANE)
    if not turn.moved:
        await sessions.free(turn)
    return turn


def e164(number: str) -> str:
    """The number as sessions are named by it; SystemExit for none."""
    try:
        found = phonenumbers.parse(number if number.startswith("+") else f"+{number}")
    except phonenumbers.NumberParseException:
        found = None
    if found is None or not phonenumbers.is_possible_number(found):
        raise SystemExit(f"{number} is no telephone number; write it like +27821234567")
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def stranger(who: str) -> str:
    """That we do not know this person."""
    return f"we keep nothing of {who.removeprefix('tel:')}"


def say(line: str) -> None:
    """Print a line."""
    print(line)  # noqa: T201 - this is what the operator asked for
