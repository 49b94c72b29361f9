"""Hand-overs in Redis: the transcript of each, and how far staff and borrower have been told of it.

The lines stand in one stream, written by the script that ends a turn (`Sessions.save`), so that none is lost and their
order is that of the turns. They are passed on to each side by one process at a time, under a lease, and how far that
came is written down after each line: whoever is killed in between passes one line on twice at most, and leaves out
none.
"""

import secrets
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import ValidationError

from adapters.keyring import Keyring, keyring, owned, owner
from adapters.names import Keys, Namer
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts, or_away
from adapters.turn import DAY
from adapters.vault import Spoilt, Vault
from flows.line import Line

LINES, PASSED, FREE = map(Script, ("lines", "passed", "free"))

LEASE = 30_000
"""Milliseconds for which one line may be under way."""

LIFE = 365 * DAY
"""Milliseconds a person's topic is remembered from the last line on; transcripts go with the session."""

AT_ONCE = 20
"""Lines read at a time."""

TOPIC, CARD = "topic", "card"
TO_STAFF, TO_BORROWER = "to_staff", "to_borrower"


class Busy(Exception):
    """Another process is passing on this person's lines to this side."""


class Entry(NamedTuple):
    """A line and its id in the transcript. It is None where it cannot be read any more."""

    id: str
    line: Line | None


@dataclass(slots=True)
class Passing:
    """Our turn at passing a person's lines on to one side. What is personal is left out of its repr."""

    keys: Keys
    side: str
    token: str
    entries: list[Entry] = field(repr=False)
    vault: Vault | None = field(repr=False)

    @property
    def lease(self) -> str:
        """The key of the lease."""
        return self.keys.own("k", self.side)


class Handovers:
    """The hand-overs of all people. Every call may raise Away."""

    def __init__(self, redis: Client, vault: Vault | Keyring, namer: Namer) -> None:
        self._redis, self._scripts = redis, Scripts(redis)
        self._keyring, self._namer, self._topics = keyring(redis, vault), namer, namer.child("topics")

    def called(self, who: str) -> str:
        """The person's hashed name."""
        return self._namer.keys(who).name

    async def begin(self, who: str, side: str) -> Passing:
        """Take the lines that were not passed on to this side yet, some of them. Raises Busy."""
        keys = self._namer.keys(who)
        passing = Passing(keys, side, secrets.token_hex(8), [], await self._keyring.of(keys))
        await self.more(passing)
        return passing

    async def more(self, passing: Passing) -> bool:
        """Take those that have come since; whether there are any. Raises Busy where the lease was lost."""
        keys = passing.keys
        found = await self._scripts.run(
            LINES, 3, passing.lease, keys.handover, keys.transcript, passing.token, LEASE, passing.side, AT_ONCE
        )
        if not found:
            raise Busy
        passing.entries = [Entry(id_.decode(), _opened(passing.vault, keys, sealed)) for id_, sealed in found[1:]]
        return bool(passing.entries)

    async def passed(self, passing: Passing, entry: Entry, **known: int) -> None:
        """This line was passed on; `known` is what else to remember. Raises Busy where the lease was lost."""
        words: list[str | int] = [passing.side, entry.id]
        for name, value in known.items():
            words += [name, value]
        await self._note(passing, *words)

    async def note(self, passing: Passing, **known: int) -> None:
        """Remember something of this hand-over. Raises Busy where the lease was lost."""
        await self._note(passing, *(word for pair in known.items() for word in pair))

    async def end(self, passing: Passing) -> None:
        """Give the lease back."""
        await self._scripts.run(FREE, 1, passing.lease, passing.token)

    async def recall(self, who: str, *names: str) -> list[int]:
        """What is remembered under these names, 0 where nothing is."""
        with or_away:
            found: list[bytes | None] = await self._redis.execute_command(
                "HMGET", self._namer.keys(who).handover, *names
            )
        return [int(value) if value else 0 for value in found]

    async def name(self, who: str, topic: int) -> None:
        """Write down whose topic this is."""
        place, keys = self._place(topic), self._namer.keys(who)
        vault = await self._keyring.made(keys)
        with or_away:
            await self._redis.set(place, owned(keys, vault.seal(who.encode(), place)), px=LIFE)

    async def whose(self, topic: int) -> str:
        """Whose topic it is, "" where it is nobody's; one that is used is not forgotten."""
        place = self._place(topic)
        with or_away:
            kept: bytes | None = await self._redis.execute_command("GETEX", place, "PX", LIFE)
        if not kept:
            return ""
        keys, sealed = owner(kept)
        vault = await self._keyring.of(keys)
        return vault.open(sealed, place).decode() if vault else ""

    async def transcript(self, who: str) -> list[Line]:
        """All lines, oldest first."""
        keys = self._namer.keys(who)
        with or_away:
            rows: list[Any] = await self._redis.xrange(keys.transcript)
        vault = await self._keyring.of(keys)
        found = [_opened(vault, keys, fields[b"l"]) for _, fields in rows]
        return [line for line in found if line]

    async def forget(self, who: str) -> int:
        """Erase all of it; gives the topic there was (0: none), which is Telegram's to delete."""
        keys = self._namer.keys(who)
        [topic] = await self.recall(who, TOPIC)
        gone = [keys.transcript, keys.handover, *(keys.own("k", side) for side in (TO_STAFF, TO_BORROWER))]
        with or_away:
            for key in [*gone, *([self._place(topic)] if topic else [])]:
                await self._redis.unlink(key)
        return topic

    async def _note(self, passing: Passing, *words: str | int) -> None:
        if not await self._scripts.run(
            PASSED, 2, passing.lease, passing.keys.handover, passing.token, LEASE, LIFE, *words
        ):
            raise Busy

    def _place(self, topic: int) -> str:
        return f"topic:{self._topics.hash(str(topic))}"


def _opened(vault: Vault | None, keys: Keys, sealed: bytes) -> Line | None:
    try:
        return Line.model_validate_json(vault.open(sealed, keys.transcript)) if vault else None
    except (Spoilt, ValidationError):
        return None
