"""The lender on the page: its journal as it grows, the SMS it and the bank would send, and switches for its mood."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.simulator.carrier import Inboxes
from bot.simulator.feed import Feed
from bot.simulator.words import in_words

WAIT, PAUSE = 20, 1.0
"""Seconds a look waits for news, and between two looks where the stand-in does not answer."""

MOODS: dict[str, list[dict[str, Any]]] = {
    "normal": [],
    "slow": [{"kind": "slow", "seconds": 4}],
    "failing": [{"kind": "status", "status": 503}],
}
"""What the page can switch the lender to: the faults of its stand-in."""


class Lender:
    """The stand-in, watched over HTTP."""

    def __init__(self, url: str, name: str, feed: Feed, inboxes: Inboxes) -> None:
        self._url, self._name, self._feed, self._inboxes = url, name, feed, inboxes
        self._http: aiohttp.ClientSession | None = None
        self._mark = self._texts = 0
        self._mood = "normal"

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Follow it until the block is left."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(WAIT + 10)) as self._http:
            task = asyncio.create_task(self._follow())
            try:
                yield
            finally:
                task.cancel()
                await asyncio.wait({task})

    def show(self) -> None:
        """Show its name and mood."""
        self._feed.put("lender", {"name": self._name, "mood": self._mood})

    async def switch(self, mood: str) -> None:
        """Put it into a mood."""
        await self._post("/faults", MOODS[mood])
        self._mood = mood
        self.show()

    async def reset(self) -> None:
        """Its books are new, and all is well with it."""
        await self.switch("normal")
        await self._post("/reset", None)
        self._texts = 0

    async def _follow(self) -> None:
        while True:
            try:
                told = await self._get(f"/journal?after={self._mark}&wait={WAIT}")
                for row in told["rows"]:
                    self._feed.put(f"ledger/{row['number']}", row | {"words": in_words(row["method"])})
                self._mark = told["mark"]
                await self._read_texts()
            except (aiohttp.ClientError, TimeoutError, ValueError, KeyError):
                await asyncio.sleep(PAUSE)

    async def _read_texts(self) -> None:
        """What the lender and the borrower's bank sent by SMS since we looked; not every stand-in sends any."""
        told = await self._get("/sms")
        for message in told.get("messages", [])[self._texts :]:
            sender = "Bank" if message["text"].startswith("Your bank") else "Lender"
            self._inboxes.put(message["to"], message["text"], sender)
            self._texts += 1

    async def _get(self, path: str) -> dict[str, Any]:
        assert self._http  # noqa: S101 - only while watched
        async with self._http.get(f"{self._url}{path}") as answer:
            return dict(await answer.json()) if answer.status == 200 else {}

    async def _post(self, path: str, body: Any) -> None:
        assert self._http  # noqa: S101 - only while watched
        async with self._http.post(f"{self._url}{path}", json=body) as answer:
            answer.raise_for_status()
