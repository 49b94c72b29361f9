"""Around every answer: headers that let a browser do nothing we did not mean, and of our own faults no detail."""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from aiohttp.hdrs import SERVER
from multidict import istr

from adapters.frames import frames

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
"""Where a door does not say otherwise. A photo taken by the phone's own camera app needs no permission of a page."""

HSTS = {"Strict-Transport-Security": "max-age=31536000"}
"""A year; said only where our address seen from outside is https."""

SORRY = "Something went wrong on our side. Please try again in a minute.\n"
UNREADABLE = "What was sent cannot be read.\n"

Handle = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = structlog.get_logger()


def surround(app: web.Application, public_url: str) -> None:
    """Let no answer leave the application without these."""
    said = HEADERS | (HSTS if public_url.startswith("https://") else {})
    headers = [(istr(name), value) for name, value in said.items()]  # every turn passes here

    async def prepare(_: web.Request, response: web.StreamResponse) -> None:
        given = response.headers
        for name, value in headers:
            if name not in given:
                given[name] = value
        given.popall(SERVER, None)  # which release of what it is concerns nobody

    app.on_response_prepare.append(prepare)
    app.middlewares.append(_outermost)


@web.middleware
async def _outermost(request: web.Request, handler: Handle) -> web.StreamResponse:
    """What no door has an answer for. Where it happened is logged, and not what: that may quote a person."""
    try:
        return await handler(request)
    except (web.HTTPException, ConnectionError):
        raise
    except web.RequestPayloadError:
        return web.Response(status=400, text=UNREADABLE)
    except Exception as error:  # noqa: BLE001 - the outermost place
        _failed(error)
        if request.writer.output_size:
            raise ConnectionError("an answer that has begun cannot become another") from None
        return web.Response(status=500, text=SORRY)


def _failed(error: Exception) -> None:
    log.error("request failed", error=type(error).__name__, stack=frames(error))
