"""What the stand-ins of all SMS providers have in common: what was sent, switches, and reports of delivery."""

import time
from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import httpx
from aiohttp import web

from adapters.stand_ins.faults import Faults, spoilt
from adapters.stand_ins.serving import Served

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class Wrong(Exception):
    """The provider would not have it so; what it says instead."""

    def __init__(self, status: int, tree: object) -> None:
        super().__init__(str(tree))
        self.status, self.tree = status, tree


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was taken. `mark` and `callback` as they were asked for; `made`: seconds since 1970."""

    id: str
    to: str
    text: str
    sender: str
    mark: str
    callback: str
    made: float


class Gateway(Served):
    """One provider. `user` and `key` open it.

    `refused`: what it has against a number, in a word (number, blocked, credit). `reports_to`: where an operator has
    told it to send its reports, for one that is not told with the message. `faults`: of the methods send and find.
    """

    user = "loans"
    key = "key-of-the-stand-in"
    path = "/"

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.sent: list[Sent] = []
        self.refused: dict[str, str] = {}
        self.reports_to = ""
        self.faults = Faults()
        self.calls: Counter[str] = Counter()
        self.clock = clock

    def app(self) -> web.Application:
        """The server, for whoever runs it."""
        app = web.Application()
        app.router.add_post(self.path, self._route("send", self.take))
        return app

    def texts(self, to: str) -> list[str]:
        """What a phone was sent, the oldest first."""
        return [sent.text for sent in self.sent if sent.to == to]

    async def report(self, sent: Sent, word: str) -> int:
        """Report a message in the provider's own word; the status our door answers."""
        async with httpx.AsyncClient() as client:
            answer = await client.post(sent.callback or self.reports_to, **self.told(sent, word))
        return answer.status_code

    @abstractmethod
    def take(self, request: web.Request, body: bytes) -> web.Response:
        """Take a message, or raise Wrong."""

    @abstractmethod
    def told(self, sent: Sent, word: str) -> dict[str, Any]:
        """A report, as httpx is given it."""

    def _keep(self, to: str, text: str, sender: str, mark: str = "", callback: str = "") -> Sent:
        self.sent.append(
            Sent(
                self._id(len(self.sent) + 1, mark),
                f"+{to.removeprefix('+')}",
                text,
                sender,
                mark,
                callback,
                self.clock(),
            )
        )
        return self.sent[-1]

    @abstractmethod
    def _id(self, number: int, mark: str) -> str:
        """The id of its n-th message."""

    def _route(self, name: str, answer: Callable[[web.Request, bytes], web.Response]) -> Callable[[web.Request], Any]:
        async def answered(request: web.Request) -> web.StreamResponse:
            self.calls[name] += 1
            body = await request.read()

            async def commit() -> web.Response:
                try:
                    return answer(request, body)
                except Wrong as wrong:
                    return web.json_response(wrong.tree, status=wrong.status)

            return await spoilt(request, self.faults.struck(name), commit)

        return answered


def demand(well: object, status: int, tree: object) -> None:
    """Raise Wrong unless all is well."""
    if not well:
        raise Wrong(status, tree)


def fields(request: web.Request, body: bytes, needed: set[str], allowed: set[str]) -> Mapping[str, str]:
    """A form with the needed fields, each once, and none that is not allowed. Raises Wrong."""
    pairs = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True)
    found = dict(pairs)
    demand(request.content_type == FORM and len(found) == len(pairs), 400, "not a form")
    demand(needed <= found.keys() and all(found[name] for name in needed), 400, f"needs {sorted(needed)}")
    demand(found.keys() <= needed | allowed, 400, f"unheard of: {sorted(found.keys() - needed - allowed)}")
    return found


def table(tree: object, needed: set[str], allowed: set[str]) -> dict[str, Any]:
    """A table of JSON with the needed fields and none that is not allowed. Raises Wrong."""
    if not isinstance(tree, dict) or not needed <= tree.keys() <= needed | allowed:
        raise Wrong(400, {"error": f"not a table of {sorted(needed)}"})
    return tree
