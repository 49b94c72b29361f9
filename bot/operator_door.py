"""The operator's page at `/operator`, for whoever has its password; it keeps itself up to date by server-sent events.

Without a password there is no such page, but on a machine of one's own that pretends to have a lender.
"""

import asyncio
import hmac
from contextlib import suppress
from hashlib import sha256

from aiohttp import BasicAuth, web
from aiohttp.hdrs import AUTHORIZATION

from adapters.channels.door import Away
from adapters.guesses import Guesses
from adapters.peer import caller, neighbourhood
from bot.app import Assistant
from bot.operating import gather
from bot.operator_page import AWAY, FRAME, SPANS, figures, page
from bot.settings import LOOPBACK, Settings

PATH = "/operator"
PAUSE = 5.0
"""Seconds between two looks at the figures of a day or less; of more hours it takes longer, since reading does."""

MOST_WRONG = 10
"""Passwords in a minute from one address. After that none is looked at, so what is guessed then is guessed in vain."""

WAIT = {"Retry-After": "60"}
CHALLENGE = {"WWW-Authenticate": 'Basic realm="operator", charset="UTF-8"'}


class _Page:
    def __init__(self, assistant: Assistant) -> None:
        self._assistant, self._password = assistant, assistant.settings.operator_password.get_secret_value()
        self._guesses, self._leaving = Guesses(MOST_WRONG), asyncio.Event()

    async def leave(self, _: web.Application) -> None:
        """End every stream: whoever looks is not waited for."""
        self._leaving.set()

    async def get(self, request: web.Request) -> web.Response:
        """The whole page; 503 with it while Redis is away."""
        self._admit(request)
        hours = _hours(request)
        told, status = await self._figures(hours)
        return web.Response(body=page(told, hours), headers=FRAME.headers, status=status)

    async def live(self, request: web.Request) -> web.StreamResponse:
        """The figures again and again, each time as one event."""
        self._admit(request)
        hours = _hours(request)
        headers = FRAME.headers | {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        with suppress(ConnectionError):  # nobody looks any more
            while not self._leaving.is_set():
                told, _ = await self._figures(hours)
                await response.write(f"data: {told}\n\n".encode())
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._leaving.wait(), max(PAUSE, hours / 4))
        return response

    async def _figures(self, hours: int) -> tuple[str, int]:
        try:
            return figures(await gather(self._assistant, hours)), 200
        except Away:
            return AWAY, 503

    def _admit(self, request: web.Request) -> None:
        """Raises HTTPUnauthorized without the password, HTTPTooManyRequests where too many were wrong.

        Without any there is to be, HTTPForbidden under a name that is not this machine's.
        """
        if self._password:
            self._ask(request.headers.get(AUTHORIZATION, ""), neighbourhood(caller(request)))
        elif request.url.host not in LOOPBACK:
            raise web.HTTPForbidden(text="Set OPERATOR_PASSWORD to look from elsewhere.")

    def _ask(self, given: str, peer: str) -> None:
        if self._guesses.shut_out(peer):
            raise web.HTTPTooManyRequests(text="Too many wrong passwords: try again in a minute.", headers=WAIT)
        if not _knows(given, self._password):
            if given:  # a browser asks without one first
                self._guesses.too_many(peer)
            raise web.HTTPUnauthorized(text="The operator's password is needed.", headers=CHALLENGE)


def mount(app: web.Application, assistant: Assistant) -> None:
    """Serve the page, if there is to be one."""
    if is_open(assistant.settings):
        served = _Page(assistant)
        app.router.add_get(PATH, served.get)
        app.router.add_get(f"{PATH}/live", served.live)
        app.on_shutdown.append(served.leave)


def is_open(settings: Settings) -> bool:
    """Whether there is such a page: with a password, or where nobody else can reach it and no lender is real."""
    return bool(settings.operator_password.get_secret_value()) or (settings.pretend and settings.alone)


def _knows(authorization: str, password: str) -> bool:
    """Whether the password was given; the name before it may be any. How long it takes says nothing of it."""
    try:
        given = BasicAuth.decode(authorization, encoding="utf-8").password
    except ValueError:
        return False
    return hmac.compare_digest(*(sha256(word.encode()).digest() for word in (given, password)))


def _hours(request: web.Request) -> int:
    asked = request.query.get("hours", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and int(asked) in SPANS else 24
