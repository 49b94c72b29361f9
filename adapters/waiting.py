"""Where pages wait until their document is whole and the lender has it: sealed, for a day at most, and no longer."""

import json
from collections.abc import Iterable
from typing import Any

from adapters.documents import Page
from adapters.keyring import Keyring, keyring
from adapters.names import Namer
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts, or_away
from adapters.vault import Vault

WAIT = Script("wait")

LIFE = 24 * 3_600_000
"""Milliseconds a page waits, from the newest of its person's on."""

MOST = 60_000_000
"""Bytes that wait for one person in all: three documents of many pages, or three large PDFs."""


class Waiting:
    """The waiting pages of all people. Every call may raise Away, and is one round trip for whoever has been heard."""

    def __init__(
        self, redis: Client, vault: Vault | Keyring, namer: Namer, *, life: int = LIFE, most: int = MOST
    ) -> None:
        self._redis, self._scripts = redis, Scripts(redis)
        self._keyring, self._namer = keyring(redis, vault), namer
        self._life, self._most = life, most

    async def keep(self, who: str, id: str, page: Page) -> bool:  # noqa: A002 - the word of the house for it
        """Keep a page under its id; False where this person has no more room. Keeping it twice is keeping it once."""
        place = self._place(who)
        head = json.dumps([page.kind, page.pages, page.mark, page.faults]).encode()
        vault = await self._keyring.near(self._namer.keys(who))
        sealed = vault.seal(head + b"\n" + page.content, f"{place}:{id}")
        return bool(await self._scripts.run(WAIT, 1, place, id, sealed, self._most, self._life))

    async def pages(self, who: str, ids: list[str]) -> list[Page] | None:
        """The pages of these ids in their order; None where one is there no more. Raises Spoilt for one unreadable."""
        place = self._place(who)
        with or_away:
            found: list[Any] = await self._redis.execute_command("HMGET", place, *ids) if ids else []
        if not found or None in found:
            return None
        vault = await self._keyring.near(self._namer.keys(who))
        return [_open(vault, f"{place}:{id}", sealed) for id, sealed in zip(ids, found, strict=True)]  # noqa: A001 - as above

    async def drop(self, who: str, ids: Iterable[str]) -> None:
        """Forget these pages."""
        if named := list(ids):
            with or_away:
                await self._redis.execute_command("HDEL", self._place(who), *named)

    def _place(self, who: str) -> str:
        return self._namer.keys(who).waiting


def _open(vault: Vault, place: str, sealed: bytes) -> Page:
    head, _, content = vault.open(sealed, place).partition(b"\n")
    kind, pages, mark, faults = json.loads(head)
    return Page(content, kind, pages, mark, tuple(faults))
