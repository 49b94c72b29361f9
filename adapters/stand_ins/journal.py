"""What a stand-in was asked, call by call in the order it came, for whoever wants to watch."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from aiohttp import web

MOST = 500
"""Calls that are remembered."""

LONGEST = 25.0
"""Seconds a look waits for news at most."""

SECRET = frozenset({"password", "otp", "content", "token", "key", "secret"})
"""Words whose values are shown to nobody."""

FIELDS, LETTERS = 8, 60
"""How much of a call is remembered: so many fields, so many letters of each."""


@dataclass
class Row:
    """One call. `status` is 0 until it is answered; `ms` how long that took; `mark` grows at each change."""

    number: int
    mark: int
    at: float
    method: str
    said: dict[str, str]
    struck: list[str]
    status: int = 0
    ms: int = 0
    got: dict[str, str] = field(default_factory=dict)


class Journal:
    """The calls of one stand-in."""

    def __init__(self) -> None:
        self.rows: deque[Row] = deque(maxlen=MOST)
        self._mark = self._number = 0
        self._news = asyncio.Event()

    def begin(self, method: str, said: object, struck: list[str]) -> Row:
        """A call has come; its row."""
        self._number += 1
        row = Row(self._number, self._next(), time.time(), method, plain(said), struck)
        self.rows.append(row)
        return row

    def end(self, row: Row, response: web.StreamResponse) -> None:
        """It is answered."""
        row.status, row.ms = response.status, round(1000 * (time.time() - row.at))
        body = response.body if isinstance(response, web.Response) else None
        row.got = plain(body) if isinstance(body, bytes) and response.content_type == "application/json" else {}
        row.mark = self._next()

    async def get(self, request: web.Request) -> web.Response:
        """`GET /journal?after=MARK&wait=SECONDS`: what has changed since then, at once or as soon as something has."""
        after = int(request.query.get("after", 0))
        wait = min(float(request.query.get("wait", 0)), LONGEST)
        if self._mark <= after and wait > 0:
            self._news.clear()
            await _within(self._news, wait)
        rows = sorted((row for row in self.rows if row.mark > after), key=lambda row: row.mark)
        return web.json_response({"mark": self._mark, "rows": [asdict(row) for row in rows]})

    async def close(self, _: web.Application) -> None:
        """Whoever waits is answered: we are leaving."""
        self._news.set()

    def _next(self) -> int:
        self._mark += 1
        self._news.set()
        return self._mark


def plain(said: object) -> dict[str, str]:
    """The words at the top of what was said, cut short; secrets are not among them, nor what has parts of its own."""
    tree = _tree(said)
    if not isinstance(tree, Mapping):
        return {}
    shown = {str(name): _value(value) for name, value in tree.items() if str(name).lower() not in SECRET}
    return dict([(name, value) for name, value in shown.items() if value][:FIELDS])


def _tree(said: object) -> Any:
    if not isinstance(said, bytes):
        return said
    try:
        return json.loads(said or b"{}")
    except ValueError:
        return {}


def _value(value: object) -> str:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return "" if value is None or isinstance(value, (Mapping, list)) else str(value)[:LETTERS]


async def _within(news: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(news.wait(), seconds)
    except TimeoutError:
        return
