"""Where a provider tells us what it found: `POST /sim/<provider>/<secret>`.

Whoever does not know the secret finds nothing here, whatever they ask for. What is authentic is answered 200, also if
we can make nothing of it: told again it would be no better. Nothing of what was said is logged.
"""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from adapters.channels.door import Away
from adapters.secret_path import admit, body_of
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
        admit(request, secret)
        try:
            await hear(*provider.told(await body_of(request, MOST_BYTES, SECONDS)))
        except Unreadable:
            log.warning("sim answer unreadable", provider=provider.name)
        except Away:
            log.warning("sim answer not kept: we are away", provider=provider.name)
            return web.Response(status=503, headers={"Retry-After": "5"})
        return web.Response(text="Thank you.")

    app.router.add_route("*", path(provider.name, "{secret}"), told)
