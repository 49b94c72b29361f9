"""The page's address, `/u/<token>`: whoever holds the token is let in, and everyone gets a sentence."""

import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress

import structlog
from aiohttp import web

from adapters.channels.door import Away, Converse, Slower
from adapters.channels.page.posted import Reading, TooMuch, Unreadable
from adapters.channels.page.view import POLICY, form, notice, spoken
from adapters.channels.page.visit import Visit, new_nonce
from adapters.frames import frames
from adapters.links import Link, Links
from adapters.peer import caller, neighbourhood

PATH = "/u"
RETRY_AFTER = {429: "60", 503: "30"}
"""Seconds, by the status of the answer."""

HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}

Wrong = Callable[[str], Awaitable[float]]
"""Counts one unknown token from an address; the seconds to stay away where that was too many."""

OURS = ("same-origin", "none")
"""What Sec-Fetch-Site says of a form of our own page, sent by a person."""

log = structlog.get_logger(__name__)


class _Site:
    """Serves the page. What is known of a borrower is never in what is logged: nor is a token."""

    def __init__(
        self, converse: Converse, links: Links, clock: Callable[[], float], reading: Reading, wrong: Wrong
    ) -> None:
        self._converse, self._links, self._clock = converse, links, clock
        self._reading, self._wrong = reading, wrong

    async def get(self, request: web.Request) -> web.Response:
        """The question that stands. HEAD, as those who preview links ask, is no turn of the conversation."""
        return await self._admit(request, self._head if request.method == "HEAD" else self._look)

    async def post(self, request: web.Request) -> web.Response:
        """Files and buttons, and then the question that stands."""
        if request.headers.get("Sec-Fetch-Site", "none") not in OURS:
            return _page(notice(_asked(request), "gone"), 403)
        return await self._admit(request, self._take)

    async def _admit(
        self, request: web.Request, go: Callable[[web.Request, Link], Awaitable[web.Response]]
    ) -> web.Response:
        lang = _asked(request)
        try:
            link = await self._links.open(request.match_info["token"])
            if link is None:
                wait = await self._wrong(neighbourhood(caller(request)))
                return _page(notice(lang, "often" if wait else "gone"), 429 if wait else 404)
            lang = link.lang
            if not link.who:
                return _page(notice(lang, "done"))
            return await go(request, link)
        except Slower as refusal:
            return _wait(lang, refusal)
        except Away:
            log.warning("page turn not heard: we are away")
        except web.HTTPException:
            raise
        except Exception as error:  # noqa: BLE001 - the outermost place: a person should read a sentence
            _failed(error)
        return _page(notice(lang, "away"), 503)

    async def _head(self, request: web.Request, link: Link) -> web.Response:
        return _page(b"")

    async def _look(self, request: web.Request, link: Link) -> web.Response:
        visit, nonce = Visit(self._converse, link, self._clock), new_nonce()
        await visit.look(nonce)
        return _show(visit, link, nonce)

    async def _take(self, request: web.Request, link: Link) -> web.Response:
        visit, nonce, status = Visit(self._converse, link, self._clock), new_nonce(), 200
        try:
            async with aclosing(self._reading.parts(request)) as parts:
                async for part in parts:
                    await visit.part(part)
        except Unreadable:
            status = 400
            visit.sorry("broken")
        except TooMuch:
            status = 413
            visit.sorry("large")
        await visit.end(nonce)
        if visit.spent:
            with suppress(Away):  # then it lives its day, and leads to a question that is answered
                await self._links.spend(link)
        return _show(visit, link, nonce, status)


async def uncounted(*_: object) -> float:
    """Count nothing: for a page that nobody watches over."""
    return 0


def mount(  # noqa: PLR0913 - the three it joins, and what a test wants otherwise
    app: web.Application,
    converse: Converse,
    links: Links,
    *,
    path: str = PATH,
    clock: Callable[[], float] = time.time,
    reading: Reading | None = None,
    wrong: Wrong = uncounted,
) -> None:
    """Serve the page at `path`/<token>. `clock` gives seconds since 1970.

    A link that is known opens whatever else is tried from its address, which a whole mobile network may share: guessing
    is hopeless at 128 bits, and this is only so that it does not look otherwise.
    """
    site = _Site(converse, links, clock, reading or Reading(), wrong)
    app.router.add_get(f"{path}/{{token}}", site.get)
    app.router.add_post(f"{path}/{{token}}", site.post)


def _show(visit: Visit, link: Link, nonce: str, status: int = 200) -> web.Response:
    if visit.seen is None:
        return _page(notice(link.lang, "done"))
    return _page(form(visit.seen, visit.sorrys(), nonce), status)


def _wait(lang: str, refusal: Slower) -> web.Response:
    """Too much at once: 429 for a person, 503 for everybody."""
    full = refusal.door
    return _page(notice(lang, "away" if full else "slower"), 503 if full else 429, refusal.seconds)


def _page(body: bytes, status: int = 200, wait: int = 0) -> web.Response:
    waits = {"Retry-After": str(wait) if wait else RETRY_AFTER[status]} if status in RETRY_AFTER else {}
    return web.Response(body=body, status=status, headers=HEADERS | waits)


def _asked(request: web.Request) -> str:
    """The language a browser asks for, where we know nobody's."""
    asked = request.headers.get("Accept-Language", "").split(",")
    return spoken(*(word.strip()[:2].lower() for word in asked))


def _failed(error: Exception) -> None:
    log.error("page turn failed", error=type(error).__name__, stack=frames(error))
