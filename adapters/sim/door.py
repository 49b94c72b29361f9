"""Where a provider tells us what it found: `POST /sim/<provider>/<secret>`.

Whoever does not know the secret finds nothing here, whatever they ask for. What is authentic is answered 200, also if
we can make nothing of it: told again it would be no better. Nothing of what was said is logged.
"""

import hmac
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from adapters.bodies import TooLarge, whole
from adapters.channels.door import Away
from adapters.sim.outcomes import Found, Unknown
from adapters.sim.provider import Provider, TellsLater, Unreadable

MOST_BYTES = 16_384
"""Bytes of a body; one tells of one number, in some 300."""

SECONDS = 10.0
"""For a body to arrive in."""

Hear = Callable[[str, Found | Unknown], Awaitable[None]]
"""Keeps what was told; raises Away."""

log = structlog.get_logger(__name__)


def path(provider: str, secret: str) -> str:
    """Where this provider tells us what it found, below our address."""
    return f"/sim/{provider}/{secret}"


def mount(app: web.Application, provider: Provider, secret: str, hear: Hear) -> None:
    """Take what this provider tells later, if it does and if there is a secret; else there is no such address."""
    if not secret or not isinstance(provider, TellsLater):
        return

    async def told(request: web.Request) -> web.Response:
        _admit(request, secret)
        try:
            await hear(*provider.told(await _body(request)))
        except Unreadable:
            log.warning("sim answer unreadable", provider=provider.name)
        except Away:
            log.warning("sim answer not kept: we are away", provider=provider.name)
            return web.Response(status=503, headers={"Retry-After": "5"})
        return web.Response(text="Thank you.")

    app.router.add_route("*", path(provider.name, "{secret}"), told)


def _admit(request: web.Request, secret: str) -> None:
    """404 to whoever does not know the secret, in the same time whatever they guess, and to all but POST."""
    given = request.match_info["secret"].encode("utf-8", "surrogatepass")
    if not hmac.compare_digest(given, secret.encode()) or request.method != "POST":
        raise web.HTTPNotFound


async def _body(request: web.Request) -> bytes:
    """The body, read no further than MOST_BYTES and no longer than SECONDS."""
    try:
        return await whole(request, MOST_BYTES, SECONDS)
    except TooLarge:
        raise web.HTTPRequestEntityTooLarge(MOST_BYTES, MOST_BYTES + 1) from None
    except (TimeoutError, web.RequestPayloadError):
        raise web.HTTPBadRequest from None
