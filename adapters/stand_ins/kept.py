"""A stand-in's books, in a file when given one, so that they are still there after a restart."""

from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

from aiohttp import web

from adapters.lenders.wire import read, written
from adapters.stand_ins.journal import Journal


class Kept:
    """All that was ever done, in order. Each of the books (by `names`) is an attribute, a list of records.

    With a file (`kept`) they begin as it says, and are written to it when told to. `calls`: how often each method was
    called, `journal` the calls themselves. `forgetful`: what is there already is made again.
    """

    def __init__(self, names: tuple[str, ...], kept: Path | None) -> None:
        self._names = names
        self._kept = kept
        self.forgetful = False
        self.calls: Counter[str] = Counter()
        self.journal = Journal()
        self._born: dict[str, Any] = {}

    def read_back(self) -> None:
        """Begin as the file says, if there is one yet; for when the books one is born with are all there."""
        self._born = deepcopy({name: getattr(self, name) for name in self._names})
        if self._kept and self._kept.exists():
            for name, book in read(self._kept.read_bytes()).items():
                setattr(self, name, book)

    def keep(self) -> None:
        """Write the books to their file, whole or not at all."""
        if self._kept:
            fresh = self._kept.with_suffix(".new")
            fresh.write_bytes(written({name: getattr(self, name) for name in self._names}))
            fresh.replace(self._kept)

    def reset(self) -> None:
        """Begin anew, with the books one is born with."""
        for name, book in deepcopy(self._born).items():
            setattr(self, name, book)
        self.keep()

    async def post_reset(self, _: web.Request) -> web.Response:
        """`POST /reset`: as `reset`."""
        self.reset()
        return web.json_response({"reset": True})

    def ledger(self) -> dict[str, Any]:
        """Every book, oldest entry first, and how often each method was called."""
        return {name: getattr(self, name) for name in self._names} | {"calls": dict(self.calls)}
