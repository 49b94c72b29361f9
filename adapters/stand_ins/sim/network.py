"""What the stand-ins of all who tell of changed SIMs have in common: whose SIM was changed when, and switches."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable
from typing import Any

from aiohttp import web

from adapters.stand_ins.faults import Faults, spoilt
from adapters.stand_ins.serving import Served


class Network(Served):
    """One network. `user` and `key` open it.

    `changed`: when each number's SIM was changed last (seconds since 1970; 0: never). A number that is not there is
    not one of its own. `faults`: of the methods look and, where there is one, login. `calls` counts both.
    """

    user = "loans"
    key = "key-of-the-stand-in"

    def __init__(self) -> None:
        self.changed: dict[str, float] = {}
        self.faults = Faults()
        self.calls: Counter[str] = Counter()

    @abstractmethod
    def app(self) -> web.Application:
        """The server, for whoever runs it."""

    def route(self, name: str, answer: Callable[[web.Request, bytes], web.Response]) -> Callable[[web.Request], Any]:
        """The route of one method."""

        async def answered(request: web.Request) -> web.StreamResponse:
            self.calls[name] += 1
            body = await request.read()

            async def commit() -> web.Response:
                return answer(request, body)

            return await spoilt(request, self.faults.struck(name), commit)

        return answered
