"""The loans we follow, in Redis: what we know of each, sealed, beside its person's other keys, and whose each is.

Kept apart from the session, which is gone after some months of silence while the loan still runs.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import ValidationError

from adapters.job import Job
from adapters.keyring import Keyring, keyring, owned, owner
from adapters.names import Keys, Namer
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts, or_away
from adapters.turn import DAY
from adapters.vault import Spoilt, Vault
from flows.following import Followed

FOLLOW = Script("follow")

LIFE = 400 * DAY
"""Milliseconds a loan is kept from when anything last changed."""


class Whose(NamedTuple):
    """The person a loan is followed for, and its key among theirs."""

    who: str
    key: str


class FollowedLoans:
    """The followed loans of all people. Every call may raise Away; reading may raise Spoilt."""

    def __init__(self, redis: Client, vault: Vault | Keyring, namer: Namer, life: int = LIFE) -> None:
        self._redis, self._scripts = redis, Scripts(redis)
        self._keyring, self._namer, self._ids = keyring(redis, vault), namer, namer.child("loans")
        self._life = life

    def called(self, who: str) -> str:
        """The person's hashed name, as the trail has it."""
        return self._namer.keys(who).name

    async def read(self, who: str, key: str) -> Followed | None:
        """One loan of a person; None where we follow none of this key."""
        place, field = self._place(who), self._field(key)
        with or_away:
            sealed, version = await self._redis.execute_command("HMGET", place, field, f"{field}:v")
        vault = await self._keyring.of(self._namer.keys(who)) if sealed else None
        return _opened(vault, place, field, sealed, version) if vault else None

    async def all(self, who: str) -> list[Followed]:
        """All loans of a person."""
        place = self._place(who)
        with or_away:
            kept: dict[bytes, bytes] = await self._redis.execute_command("HGETALL", place)
        fields = [field.decode() for field in kept if not field.endswith(b":v")]
        vault = await self._keyring.of(self._namer.keys(who)) if fields else None
        if vault is None:
            return []
        return [_opened(vault, place, field, kept[field.encode()], kept[f"{field}:v".encode()]) for field in fields]

    async def keep(self, who: str, loan: Followed, jobs: Sequence[Job] = ()) -> bool:
        """Keep what we know of a loan, and give out these jobs of the same person, both or neither.

        False where it was kept by another since we read it: then nothing was written.
        """
        keys, field = self._namer.keys(who), self._field(loan.key)
        place = self._place(who)
        vault = await self._keyring.made(keys)
        sealed = vault.seal(loan.model_dump_json(exclude_defaults=True).encode(), f"{place}:{field}")
        given = [owned(keys, vault.seal(job.written(), keys.jobs)) for job in jobs]
        known = (field, loan.version, sealed, self._life)
        return bool(await self._scripts.run(FOLLOW, 2, place, keys.jobs, *known, *given))

    async def name(self, who: str, loan: Followed) -> None:
        """Write down whose this application and this loan are, for who knows nothing but their ids."""
        keys = self._namer.keys(who)
        vault = await self._keyring.made(keys)
        for place in self._index(loan):
            sealed = vault.seal(json.dumps([who, loan.key]).encode(), place)
            with or_away:
                await self._redis.set(place, owned(keys, sealed), px=self._life)

    async def find(self, application: str, loan: str) -> Whose | None:
        """Whose the application or the loan of this id is; None where nobody here knows either."""
        for place in self._index(Followed(application=application, loan=loan)):
            with or_away:
                kept: bytes | None = await self._redis.get(place)
            if kept and (found := await self._whose(place, kept)):
                return found
        return None

    async def forget(self, who: str) -> None:
        """Erase all that is kept of a person's loans, and what was still to be done about them."""
        keys, place = self._namer.keys(who), self._place(who)
        named = [each for loan in await self._readable(who) for each in self._index(loan)]
        with or_away:
            for key in (place, *named):
                await self._redis.unlink(key)
            await self._forget_duties(keys)

    async def _forget_duties(self, keys: Keys) -> None:
        """Duties bear the person's name in front of their own."""
        async for duty, _ in self._redis.hscan_iter(keys.duties, match=f"{keys.name}:*", count=1000):
            await self._redis.execute_command("ZREM", keys.due, duty)
            await self._redis.execute_command("HDEL", keys.duties, duty)

    async def _readable(self, who: str) -> list[Followed]:
        """What cannot be read any more can still be erased; where it was looked up by runs out by itself."""
        try:
            return await self.all(who)
        except Spoilt:
            return []

    async def _whose(self, place: str, kept: bytes) -> Whose | None:
        keys, sealed = owner(kept)
        vault = await self._keyring.of(keys)
        return Whose(*json.loads(vault.open(sealed, place))) if vault else None

    def _place(self, who: str) -> str:
        return self._namer.keys(who).own("n")

    def _field(self, key: str) -> str:
        return self._ids.hash("followed", key)

    def _index(self, loan: Followed) -> list[str]:
        """A lender may give an application and a loan the same number: they are told apart."""
        ids = (("application", loan.application), ("loan", loan.loan))
        return [f"loan:{self._ids.hash(kind, id_)}" for kind, id_ in ids if id_]


def _opened(vault: Vault, place: str, field: str, sealed: bytes, version: bytes) -> Followed:
    try:
        loan = Followed.model_validate_json(vault.open(sealed, f"{place}:{field}"))
    except ValidationError:
        raise Spoilt(f"{place}: opened, but it is no loan") from None
    return loan.model_copy(update={"version": int(version)})
