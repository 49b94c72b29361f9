"""A data key for each person: all that is kept of them is sealed under it, and with it all of that is gone.

Data keys (32 random bytes) lie in Redis, sealed under the newest key of DATA_KEYS: changing DATA_KEYS seals some
hundred bytes a person anew, and none of the data. Who erases a person erases their key, and what else there is of
them, in a file of Redis', in a replica, in the trail, can be opened by nobody. That is true of a backup as far as it
does not hold the key as well: with a Redis of their own for the keys (`KEYS_REDIS_URL`), or once the key of DATA_KEYS
under which it lies there is destroyed (`python -m bot rekey`).
"""

import os
import secrets
from hashlib import blake2b
from typing import NamedTuple

from adapters.names import Keys
from adapters.redis_client import Client, saying
from adapters.remembered import Remembered
from adapters.scripts import Script, Scripts, or_away
from adapters.turn import DAY
from adapters.vault import SIZE, Spoilt, Vault

KEY, REKEY = Script("key"), Script("rekey")

LIFE = 500 * DAY
"""Milliseconds a key is kept from when its person last did something: longer than anything sealed under it."""

ABOUT = "data key"
"""What data keys are sealed as being about, all of them: what they seal is bound to its own place besides."""

COMMON = "keys:common"
"""A hash of the keys for what is nobody's own, by what they are for."""

REMEMBERED = 10_000
NAME, CHECK = 16, 4
"""Bytes in front of what only a person's key opens: their name, and what tells one that is rotten."""


class Spare(NamedTuple):
    """A key made for whoever has none yet, and as it is kept."""

    vault: Vault
    wrapped: bytes


class Keyring:
    """The data keys of all people. Each call that waits is one round trip and may raise Away, or Spoilt.

    `redis` is where the data lies; `apart` another one where the keys do, if not beside it. `life`: of a key,
    in milliseconds.
    """

    def __init__(self, redis: Client, vault: Vault, apart: Client | None = None, *, life: int = LIFE) -> None:
        self.vault, self.life = vault, life
        self.apart = apart is not None
        """Whether the keys lie in a Redis of their own: then no script about the data can touch them."""
        self.redis = apart or redis
        self._scripts, self._tell = Scripts(self.redis), saying(self.redis)
        self._opened, self._at_hand = Remembered[bytes, Vault](REMEMBERED), Remembered[str, Vault](REMEMBERED)
        self._spares: list[Spare] = []
        self._common: dict[str, Vault] = {}

    async def of(self, keys: Keys) -> Vault | None:
        """What seals and opens what is this person's; None where they have no key: a stranger, or erased."""
        with or_away:
            wrapped: bytes | None = await self._tell("GET", keys.key)
        return self.open(keys, wrapped) if wrapped else None

    async def made(self, keys: Keys) -> Vault:
        """The same, made where there was none; it is kept for its whole life from now on."""
        spare = self.spare()
        wrapped: bytes = await self._scripts.run(KEY, 1, keys.key, spare.wrapped, self.life)
        self.put_back(spare, wrapped)
        if fresh := self.wrapped_anew(wrapped):
            await self._scripts.run(REKEY, 1, keys.key, wrapped, fresh)
        return self.open(keys, wrapped)

    async def near(self, keys: Keys) -> Vault:
        """The same as it was at this person's last turn in this process: for what belongs to a turn under way."""
        return self._at_hand.get(keys.name) or await self.made(keys)

    async def common(self, use: str) -> Vault:
        """What seals and opens what is nobody's own; made where there was none, and remembered."""
        if use not in self._common:
            with or_away:
                await self.redis.execute_command("HSETNX", COMMON, use, self._wrapped(os.urandom(SIZE)))
                wrapped: bytes = await self.redis.execute_command("HGET", COMMON, use)
            self._common[use] = self._unwrapped(wrapped)
        return self._common[use]

    async def forget(self, keys: Keys) -> None:
        """Erase a person's key, where it lies apart; beside the data it goes in the script that erases the rest."""
        self._at_hand.pop(keys.name, None)
        if self.apart:
            with or_away:
                await self._tell("DEL", keys.key)

    def open(self, keys: Keys, wrapped: bytes) -> Vault:
        """The person's vault, out of their key as it is kept. Raises Spoilt."""
        vault = self._opened.get(wrapped)
        if vault is None:
            self._opened[wrapped] = vault = self._unwrapped(wrapped)
        self._at_hand[keys.name] = vault
        return vault

    def spare(self) -> Spare:
        """A key for somebody who may have none; to be put back where they had one."""
        if self._spares:
            return self._spares.pop()
        key = secrets.token_bytes(SIZE)
        return Spare(Vault([key]), self._wrapped(key))

    def put_back(self, spare: Spare, kept: bytes) -> None:
        """Take a spare back, if it is not the one that was kept. One whose answer was lost is used for nobody else."""
        if kept != spare.wrapped:
            self._spares.append(spare)

    def wrapped_anew(self, wrapped: bytes) -> bytes | None:
        """A key as it should be kept, under the newest key of DATA_KEYS; None where it is."""
        return self._wrapped(self.vault.open(wrapped, ABOUT)) if self.vault.dated(wrapped) else None

    def _wrapped(self, key: bytes) -> bytes:
        return self.vault.seal(key, ABOUT)

    def _unwrapped(self, wrapped: bytes) -> Vault:
        return Vault([self.vault.open(wrapped, ABOUT)])


def keyring(redis: Client, vault: "Vault | Keyring") -> Keyring:
    """The keyring in which this vault wraps the keys, beside the data; or the very one that was given."""
    return vault if isinstance(vault, Keyring) else Keyring(redis, vault)


def owned(keys: Keys, sealed: bytes) -> bytes:
    """Something sealed, with the name of whose key opens it in front: for what is found without knowing whose it is."""
    name = bytes.fromhex(keys.name)
    return name + _check(name) + sealed


def owner(value: bytes) -> tuple[Keys, bytes]:
    """Whose something sealed is, and the sealed itself. Raises Spoilt: a rotten name must not look like one erased."""
    name, check, sealed = value[:NAME], value[NAME : NAME + CHECK], value[NAME + CHECK :]
    if len(name) != NAME or _check(name) != check:
        raise Spoilt("whose it is cannot be read: a byte is rotten")
    return Keys.named(name.hex()), sealed


def _check(name: bytes) -> bytes:
    return blake2b(name, digest_size=CHECK).digest()
