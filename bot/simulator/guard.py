"""Who may use the page: a browser on this machine that is looking at it, and no other site's page.

A name that only pretends to be this machine (DNS rebinding) is told by Host; another site's page that posts here, or
reads along, by Origin and Sec-Fetch-Site.
"""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
OURS = ("same-origin", "none", "")
"""What Sec-Fetch-Site says of a request of our own page, of one a person typed, and where a client is no browser."""


def here(host: str) -> bool:
    """Whether a Host names this machine: localhost, or a loopback address."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def at_home(handler: Handler) -> Handler:
    """The same, for whoever asks this machine by its own name."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        return await handler(request) if here(request.host) else _no("Open this page as http://localhost")

    return guarded


def from_page(handler: Handler) -> Handler:
    """The same, for our own page alone."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin", "")
        strange = origin and urlsplit(origin).netloc != request.host
        if strange or request.headers.get("Sec-Fetch-Site", "") not in OURS:
            return _no("Only the simulator's own page may do this")
        return await handler(request)

    return at_home(guarded)


def _no(why: str) -> web.Response:
    return web.Response(status=403, text=f"{why}.\n", headers=HEADERS)
