"""Where a provider tells us what became of an SMS: `POST /sms/<provider>/<secret>`.

Whoever does not know the secret finds nothing here, whatever they ask for. What is authentic is answered 200, also if
we can make nothing of it: told again it would be no better. Nothing of what was said is logged.
"""

from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import web

from adapters.channels.door import Away
from adapters.secret_path import admit, body_of
from adapters.sms.outcomes import Report
from adapters.sms.provider import Forged, Posted, Provider, Unreadable

MOST_BYTES = 262_144
"""Bytes of a body: Infobip tells of a hundred messages at a time, some 600 bytes each."""

SECONDS = 10.0
"""For a body to arrive in."""

Hear = Callable[[Sequence[Report]], Awaitable[None]]
"""Keeps what was told; raises Away."""

log = structlog.get_logger(__name__)


def path(provider: str, secret: str) -> str:
    """Where reports of this provider come in, below our address."""
    return f"/sms/{provider}/{secret}"


def mount(app: web.Application, provider: Provider, secret: str, hear: Hear) -> None:
    """Take this provider's reports, if there is a secret; without one there is no such address."""

    async def told(request: web.Request) -> web.Response:
        admit(request, secret)
        posted = Posted(request.raw_path, request.headers, await body_of(request, MOST_BYTES, SECONDS))
        try:
            await hear(provider.reports(posted))
        except Forged:
            log.warning("sms report refused: its signature does not fit", provider=provider.name)
            raise web.HTTPForbidden from None
        except Unreadable:
            log.warning("sms report unreadable", provider=provider.name)
        except Away:
            log.warning("sms report not kept: we are away", provider=provider.name)
            return web.Response(status=503, headers={"Retry-After": "30"})
        return web.Response(text="Thank you.")

    if secret:
        app.router.add_route("*", path(provider.name, "{secret}"), told)
