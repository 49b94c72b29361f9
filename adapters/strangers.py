"""Those who knock with wrong secrets: after so many an address is shut out for a while, in all processes.

Only what was wrong is counted, in one round trip; what is right pays none. An address is not shut out for what others
there try once somebody there has shown the right secret: a gateway may share it with a stranger, behind a proxy that
TRUSTED_PROXIES does not name, and then a stranger could keep the gateway out. There guessing is not slowed, but these
secrets are long: it is hopeless all the same.
"""

import math
import time
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from adapters.channels.door import Away
from adapters.limits import Limits, Rate
from adapters.peer import caller, neighbourhood
from adapters.remembered import Remembered

GUARDED = ("/ussd/", "/telegram", "/sms/", "/sim/", "/lender/", "/operator", "/metrics")
"""How the paths of those begin that have a secret, and no link of a borrower's."""

WRONG = frozenset({401, 403, 404})
REFUSED = 400
"""From this status on nothing says that the secret was right: a body may be refused before it is looked at for one."""
MOST_PEERS = 10_000

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = structlog.get_logger(__name__)


def nobody(_: str) -> None:
    """Count nothing."""


class Strangers:
    """Counts what is wrong by address. Without a rate nobody is shut out. `clock` gives seconds, of this process."""

    def __init__(
        self,
        limits: Limits,
        rate: Rate | None,
        count: Callable[[str], None] = nobody,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits, self._rate, self._count, self._clock = limits, rate, count, clock
        self._shut, self._known = Remembered[str, float](MOST_PEERS), Remembered[str, None](MOST_PEERS)

    def shut_out(self, peer: str) -> float:
        """Seconds for which nothing from this address is looked at; 0 where it is heard."""
        return 0 if peer in self._known else self._over(peer)

    def _over(self, peer: str) -> float:
        """Seconds for which there were too many wrong ones from this address, be it known or not; 0 where not."""
        left = self._shut.get(peer, 0) - self._clock()
        if left <= 0:
            self._shut.pop(peer, None)
            return 0
        self._count("address")
        return left

    def is_known(self, peer: str) -> None:
        """This address has shown what is right."""
        self._known[peer] = None

    async def wrong(self, peer: str) -> float:
        """Count one more that was wrong; seconds to stay away where that was too many. Without Redis nothing is."""
        if self._rate is None:
            return 0
        if left := self._over(peer):
            return left
        try:
            wait = await self._limits.take(f"stranger {peer}", self._rate)
        except Away:
            return 0
        if wait:
            self._count("address")
            self._shut[peer] = self._clock() + wait
        return wait

    def watch(self, app: web.Application) -> None:
        """Watch over the guarded addresses of an application: whoever is shut out is not even asked for the secret."""

        @web.middleware
        async def watched(request: web.Request, handler: Handle) -> web.StreamResponse:
            if not request.path.startswith(GUARDED):
                return await handler(request)
            peer = neighbourhood(caller(request))
            if self._shut and (left := self.shut_out(peer)):
                return _wait(left)
            try:
                response = await handler(request)
            except web.HTTPException as refusal:
                if waits := await self._refused(request, peer, refusal.status):
                    return waits
                raise
            if response.status in WRONG:
                return await self._refused(request, peer, response.status) or response
            if response.status < REFUSED and peer not in self._known:
                self.is_known(peer)
            return response

        if self._rate:
            app.middlewares.append(watched)

    async def _refused(self, request: web.Request, peer: str, status: int) -> web.Response | None:
        """What to answer instead, where that was too many. Each is logged, until there are too many."""
        if status not in WRONG:
            return None
        if left := self._over(peer):
            return _wait(left)
        door = next(begin for begin in GUARDED if request.path.startswith(begin))
        log.warning("a wrong secret", door=door, caller=peer)
        if not (wait := await self.wrong(peer)):
            return None
        log.warning("too many wrong secrets", door=door, caller=peer)
        return _wait(wait)


def _wait(seconds: float) -> web.Response:
    wait = str(max(1, math.ceil(seconds)))
    return web.Response(
        status=429, text=f"Too many wrong tries from here: wait {wait} seconds.\n", headers={"Retry-After": wait}
    )
