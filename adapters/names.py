"""What people are called in Redis: by a keyed hash, so that no telephone number stands in a key's name."""

import hmac
import os
from functools import lru_cache
from typing import NamedTuple

from adapters.redis_client import Client
from adapters.scripts import or_away
from adapters.vault import Vault

SLOTS = 64
"""Hash tags all people share. One outbox stream each: enough for a cluster of dozens of nodes."""

KEPT_AT = "naming"

REMEMBERED = 10_000
"""People whose keys a process remembers, so as not to hash the same name at every message."""


class Keys(NamedTuple):
    """A person's keys in Redis. All carry one hash tag, so that one script may touch them in a cluster too."""

    tag: str
    name: str

    @classmethod
    def named(cls, name: str) -> "Keys":
        """The keys of the person of this hashed name, from which the hash tag follows."""
        return cls(f"{{s{int(name[-2:], 16) % SLOTS:02}}}", name)

    @property
    def key(self) -> str:
        """The person's data key, sealed (`adapters.keyring`)."""
        return self.own("x")

    @property
    def lock(self) -> str:
        """Whose turn it is: the token of the holder, gone when its lease ends."""
        return f"{self.tag}:l:{self.name}"

    @property
    def document(self) -> str:
        """A hash: `f` the fence, `d` the sealed session, `p` the sealed pointer to whom this account speaks for."""
        return f"{self.tag}:s:{self.name}"

    @property
    def jobs(self) -> str:
        """The outbox stream of this tag.

        Its entries hold one field, `j`: whose the job is (`adapters.keyring.owned`), and the job, sealed under their
        key as about this stream's name.
        """
        return f"{self.tag}:jobs"

    @property
    def due(self) -> str:
        """A sorted set: the names of what falls due on this tag, by when (milliseconds since 1970, Redis' clock)."""
        return f"{self.tag}:due"

    @property
    def duties(self) -> str:
        """A hash: each of those names, and its job, sealed as one of the stream `jobs`."""
        return f"{self.tag}:duties"

    @property
    def dead(self) -> str:
        """The stream of jobs set aside: `j`, the job sealed as one of the stream `jobs`, and `why`."""
        return f"{self.tag}:dead"

    @property
    def transcript(self) -> str:
        """A stream: what was said while a person had the conversation; `l`: a line, sealed as about this key."""
        return self.own("t")

    @property
    def handover(self) -> str:
        """A hash: the person's topic in the staff group, and how far each side has been told (`adapters.handovers`)."""
        return self.own("h")

    @property
    def waiting(self) -> str:
        """A hash: the pages of documents that wait, each sealed as about this key and its id."""
        return self.own("w")

    def reply(self, mark: str) -> str:
        """The sealed reply a message got; `mark` is the message's, hashed (`Namer.hash`)."""
        return f"{self.tag}:r:{self.name}:{mark}"

    def own(self, kind: str, rest: str = "") -> str:
        """Another key of this person: its kind in a letter or two, and what tells it from others of its kind."""
        return f"{self.tag}:{kind}:{self.name}:{rest}"


class Namer:
    """Names people and other things of theirs by HMAC-SHA256 under the naming key (32 bytes), cut to 128 bits."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.keys = lru_cache(REMEMBERED)(self._keys)
        """The keys of a person (`tel:+27821234567`, `tg:4711`), the same for ever."""

    def _keys(self, who: str) -> Keys:
        return Keys.named(hmac.digest(self._key, who.encode(), "sha256")[:16].hex())

    def hash(self, *words: str) -> str:
        """A keyed hash of words (a name and a mark, a purpose, a code), 32 hexadecimal digits."""
        return hmac.digest(self._key, "\0".join(words).encode(), "sha256")[:16].hex()

    def child(self, use: str) -> "Namer":
        """A namer for another use, whose hashes say nothing about ours."""
        return Namer(hmac.digest(self._key, b"for " + use.encode(), "sha256"))


TAGS = tuple(f"{{s{slot:02}}}" for slot in range(SLOTS))
"""Every hash tag there is."""


async def read_namer(redis: Client, vault: Vault) -> Namer:
    """The namer of this Redis. Its key is made once and kept there sealed: it outlives every key of the vault.

    Sealed anew under the vault's newest key when that changed. Raises Spoilt where DATA_KEYS no longer holds the key
    it was sealed with: then nobody's data can be found, and the old key must be put back. Raises Away without Redis.
    """
    with or_away:
        await redis.set(KEPT_AT, vault.seal(os.urandom(32), KEPT_AT), nx=True)
        sealed: bytes = await redis.get(KEPT_AT)
        key = vault.open(sealed, KEPT_AT)
        if vault.dated(sealed):
            await redis.set(KEPT_AT, vault.seal(key, KEPT_AT), xx=True)
    return Namer(key)
