"""What the page shows, as one stream of changes that can be taken up again where it broke off.

Everything shown has a key (`chat/thandi/17`) and a value; of each key only the newest value is kept. So whoever comes
for the first time, and whoever comes back after a while, is given the same: all that is newer than what they have.
"""

import asyncio
import json
from collections.abc import Iterator
from secrets import token_hex
from typing import Any, NamedTuple

MOST = 4000
"""Keys that are kept; the longest unchanged go first."""


class Entry(NamedTuple):
    """The newest value of a key; None where it is there no more."""

    number: int
    value: Any


class Feed:
    """The stream. `world` is the name of all that is shown; it is another one once everything begins anew."""

    def __init__(self) -> None:
        self.world = token_hex(4)
        self.closed = False
        self._entries: dict[str, Entry] = {}
        self._number = 0
        self._news = asyncio.Event()

    def put(self, key: str, value: Any) -> None:
        """Show this under the key. What stands there already is no change."""
        if (kept := self._entries.get(key)) and kept.value == value:
            return
        self._entries.pop(key, None)
        self._number += 1
        self._entries[key] = Entry(self._number, value)  # at the end: the newest are the last
        while len(self._entries) > MOST:
            del self._entries[next(iter(self._entries))]
        self._wake()

    def drop(self, key: str) -> None:
        """Show it no more."""
        if key in self._entries and self._entries[key].value is not None:
            self.put(key, None)

    def get(self, key: str) -> Any:
        """What is shown under a key; None for nothing."""
        entry = self._entries.get(key)
        return entry.value if entry else None

    def keys(self, begin: str) -> list[str]:
        """The keys that begin so and have a value."""
        return [key for key, entry in self._entries.items() if key.startswith(begin) and entry.value is not None]

    def reset(self) -> None:
        """Everything begins anew."""
        self.world = token_hex(4)
        self._entries.clear()
        self._wake()

    def close(self) -> None:
        """No more will come."""
        self.closed = True
        self._wake()

    def since(self, mark: str) -> tuple[bool, str, list[bytes]]:
        """Events newer than a mark of ours: whether all before is void, the mark of the newest, and the events."""
        world, _, number = mark.partition("-")
        void = world != self.world or not number.isdecimal()
        newer = [] if void and not self._entries else list(self._newer(0 if void else int(number)))
        return void, f"{self.world}-{self._number}", newer

    async def changed(self, mark: str, seconds: float) -> None:
        """Wait until there is something newer than the mark, for so many seconds at most."""
        if self.closed or mark != f"{self.world}-{self._number}":
            return
        news = self._news
        try:
            await asyncio.wait_for(news.wait(), seconds)
        except TimeoutError:
            return

    def _newer(self, number: int) -> Iterator[bytes]:
        for key, entry in list(self._entries.items()):
            if entry.number > number:
                told = json.dumps({"key": key, "value": entry.value}, ensure_ascii=False, separators=(",", ":"))
                yield f"id: {self.world}-{entry.number}\ndata: {told}\n\n".encode()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()
