"""Links of our own: the web address in an SMS, by which a person without Telegram brings documents.

A token is 128 random bits. Redis holds its keyed hash as a key's name, and whose it is, sealed, under it: nobody who
reads a copy of the data can make an address of it. A token nobody was given and one that has run out are the same. One
whose question has been answered to the end is spent: it leads to nobody any more, and says so for as long as it lives.
"""

import json
import re
import secrets
from typing import Any, NamedTuple

from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

from adapters.keyring import Keyring, keyring, owned, owner
from adapters.names import Namer
from adapters.redis_client import Client, saying
from adapters.scripts import or_away
from adapters.vault import Spoilt, Vault

LIFE = 86_400.0
"""Seconds a link lives: a day, for whoever has to find a payslip first."""

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


class Link(NamedTuple):
    """A link, for the person `who`, in the language `lang`.

    `id` is the hash of its token, 32 hexadecimal digits: the conversation keeps it, so that a newer link takes an older
    one's place. `token` is the last part of the address; known only where it was issued or is being opened. `who` is ""
    where it is spent.
    """

    token: str
    id: str
    who: str
    lang: str


class Links:
    """Issues, opens and spends links, each call two round trips. Raises Away without Redis."""

    def __init__(self, redis: Client, vault: Vault | Keyring, namer: Namer) -> None:
        self._tell = saying(redis)
        self._keyring = keyring(redis, vault)
        self._people, self._namer = namer, namer.child("links")

    async def issue(self, who: str, lang: str, life: float = LIFE) -> Link:
        """A new link, for `life` seconds. Those issued before go on until theirs is over."""
        token = secrets.token_urlsafe(16)
        link = Link(token, self._namer.hash(token), who, lang)
        place, keys = _place(link.id), self._people.keys(who)
        sealed = (await self._keyring.made(keys)).seal(json.dumps([who, lang]).encode(), place)
        await self._say("SET", place, owned(keys, sealed), "PX", max(1, round(life * 1000)))
        return link

    async def open(self, token: str) -> Link | None:
        """The link of a token; None for whatever is no token, was never issued, or has run out."""
        if not TOKEN.fullmatch(token):
            return None
        mark = self._namer.hash(token)
        kept = await self._say("GET", _place(mark))
        if not kept:
            return None
        keys, sealed = owner(kept)
        try:
            vault = await self._keyring.of(keys)
            return Link(token, mark, *json.loads(vault.open(sealed, _place(mark)))) if vault else None
        except Spoilt:  # its key has left DATA_KEYS: a new link is an SMS away
            return None

    async def spend(self, link: Link) -> None:
        """Nothing is sent by this link any more; whoever opens it reads that all is done."""
        place, keys = _place(link.id), self._people.keys(link.who)
        if vault := await self._keyring.of(keys):  # else they have been erased, and no link of theirs opens
            sealed = vault.seal(json.dumps(["", link.lang]).encode(), place)
            await self._say("SET", place, owned(keys, sealed), "XX", "KEEPTTL")

    async def _say(self, *words: str | bytes | int) -> Any:
        """Say a command, once more where the reply was lost: all of ours may be said twice."""
        with or_away:
            try:
                return await self._tell(*words)
            except (NoConnection, NoAnswer):
                return await self._tell(*words)


def _place(mark: str) -> str:
    return f"link:{mark}"
