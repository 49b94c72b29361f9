"""Attacks on personal data by whoever has got at Redis, its files, or an old key."""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import pytest
from redis.asyncio import Redis

from adapters.job import Job
from adapters.jobs import Jobs
from adapters.keyring import Keyring, Spare
from adapters.master_keys import enter, rekey
from adapters.names import Namer, read_namer
from adapters.redis_client import connect
from adapters.redis_server import EmbeddedRedis
from adapters.scripts import Script
from adapters.sessions import Sessions
from adapters.vault import Spoilt, Vault
from flows.session import Session
from tests.threats.attack import Attack, Ground
from tests.unsealed import everything

THANDI, SIPHO = "tel:+27821234567", "tel:+27829999999"
CANARY = "Canary of Long Street"
KEY, NEWER = Vault.new_key(), Vault.new_key()


class Held(NamedTuple):
    """A Redis in which Thandi and Sipho have told their names, with a job of Thandi's set aside."""

    redis: Redis
    ring: Keyring
    sessions: Sessions
    namer: Namer


@asynccontextmanager
async def held(url: str, apart: Redis | None = None) -> AsyncIterator[Held]:
    redis = connect(url, patience=60)
    assert isinstance(redis, Redis)
    ring = Keyring(redis, Vault.from_settings(KEY), apart)
    await enter(ring)
    namer = await read_namer(redis, ring.vault)
    sessions = Sessions(redis, ring, namer)
    for who, name in ((THANDI, CANARY), (SIPHO, "Sipho")):
        turn = await sessions.load(who, "1")
        await sessions.save(turn, Session(id=name, facts={"name": name}), name.encode())
    await Jobs(redis, ring, namer).put_aside(Job(kind="update", who=THANDI, key="k", body=CANARY), "why")
    assert (await name_of(sessions, THANDI)) == CANARY, "whoever is asked by right is told"
    try:
        yield Held(redis, ring, sessions, namer)
    finally:
        await redis.aclose()


async def name_of(sessions: Sessions, who: str) -> object:
    turn = await sessions.load(who, "a look")
    await sessions.free(turn)
    return turn.session and turn.session.facts["name"]


async def _read_a_copy(ground: Ground) -> bool:
    async with held(ground.redis_url) as it:
        return CANARY.encode() in await everything(it.redis, Vault.new_key())


async def _know_a_number(ground: Ground) -> bool:
    """Every number there is, hashed as anybody can: is one of them a borrower's?"""
    async with held(ground.redis_url) as it:
        guessed = Namer(b"").keys(THANDI)
        return bool(await it.redis.exists(guessed.document))


async def _swap_borrowers(ground: Ground) -> bool:
    async with held(ground.redis_url) as it:
        thandis, siphos = (it.namer.keys(who).document for who in (THANDI, SIPHO))
        redis: Any = it.redis
        await redis.hset(siphos, "d", await redis.hget(thandis, "d"))
        try:
            return await name_of(it.sessions, SIPHO) == CANARY
        except Spoilt:
            return False


async def _read_one_erased(ground: Ground) -> bool:
    """With all keys at hand: what is left of them is a job that somebody had set aside."""
    async with held(ground.redis_url) as it:
        await it.sessions.forget(THANDI)
        assert b"Sipho" in await everything(it.redis, KEY)
        return CANARY.encode() in await everything(it.redis, KEY)


async def _read_a_backup(ground: Ground) -> bool:
    """The data's Redis and DATA_KEYS, but not the Redis in which the people's keys are."""
    with EmbeddedRedis(ground.folder / "keys", fsync="no") as url:
        apart = connect(url, patience=60)
        assert isinstance(apart, Redis)
        try:
            async with held(ground.redis_url, apart) as it:
                return CANARY.encode() in await everything(it.redis, KEY)
        finally:
            await apart.aclose()


async def _put_a_leaked_key_back(ground: Ground) -> bool:
    """An older key leaked and was retired. Whoever has it and can write to Redis sets a person's data key with it."""
    async with held(ground.redis_url) as it:
        place = it.namer.keys(THANDI).key
        planted = Vault.from_settings(KEY).seal(b"p" * 32, "data key")
        async for _ in rekey(Keyring(it.redis, Vault.from_settings(f"{NEWER},{KEY}"))):
            pass
        both = Keyring(it.redis, Vault.from_settings(f"{NEWER},{KEY}"))
        await enter(both)
        assert await name_of(Sessions(it.redis, both, it.namer), THANDI) == CANARY
        await it.redis.set(place, planted)
        try:
            vault = await both.of(it.namer.keys(THANDI))
        except Spoilt:
            return False
        return vault is not None and vault.newest == Vault([b"p" * 32]).newest


def _unsealed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Vault, "seal", lambda self, plain, about: plain)
    patch.setattr(Vault, "open", lambda self, sealed, about: sealed)
    patch.setattr(Vault, "dated", lambda self, sealed: False)


def _bound_to_nobody(patch: pytest.MonkeyPatch) -> None:
    """One key for all, and nothing in it says whose it is."""
    seal, open_ = Vault.seal, Vault.open
    patch.setattr(Vault, "seal", lambda self, plain, about: seal(self, plain, ""))
    patch.setattr(Vault, "open", lambda self, sealed, about: open_(self, sealed, ""))

    def same(self: Keyring) -> Spare:
        return Spare(Vault([b"s" * 32]), self._wrapped(b"s" * 32))

    patch.setattr(Keyring, "spare", same)


def _leaving_the_key(patch: pytest.MonkeyPatch) -> None:
    script = Script("forget")
    script.source = script.source.replace("redis.call('DEL', KEYS[3])", "")
    script.sha = "0" * 40
    patch.setattr("adapters.sessions.FORGET", script)


def _beside_the_data(patch: pytest.MonkeyPatch) -> None:
    made = Keyring.__init__
    patch.setattr(Keyring, "__init__", lambda self, redis, vault, apart=None, **more: made(self, redis, vault, **more))


def _opening_with_all(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Vault, "refuse", lambda *_: None)


def _namer_without_a_key(patch: pytest.MonkeyPatch) -> None:
    digest = hmac.digest
    patch.setattr("adapters.names.hmac.digest", lambda key, *what: digest(b"", *what))


ATTACKS = [
    Attack("data-copied-redis", _read_a_copy, _unsealed),
    Attack("data-number-from-a-name", _know_a_number, _namer_without_a_key),
    Attack("data-swapped-borrowers", _swap_borrowers, _bound_to_nobody),
    Attack("data-read-after-erasing", _read_one_erased, _leaving_the_key),
    Attack("data-in-a-backup", _read_a_backup, _beside_the_data),
    Attack("data-under-a-leaked-key", _put_a_leaked_key_back, _opening_with_all),
]
