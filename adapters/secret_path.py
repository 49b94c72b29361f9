"""What the addresses with a secret in their path have in common: who may post there, and a bounded body."""

import hmac

from aiohttp import web

from adapters.bodies import TooLarge, whole


def admit(request: web.Request, secret: str) -> None:
    """404 to whoever does not know the secret, in the same time whatever they guess, and to all but POST.

    The route's own part `secret` is what was given; where it has none, that is the empty one.
    """
    given = request.match_info.get("secret", "").encode("utf-8", "surrogatepass")
    if not hmac.compare_digest(given, secret.encode()) or request.method != "POST":
        raise web.HTTPNotFound


async def body_of(request: web.Request, most: int, seconds: float) -> bytes:
    """The body, read no further than `most` bytes, or else 413, and no longer than `seconds`, or else 400."""
    try:
        return await whole(request, most, seconds)
    except TooLarge:
        raise web.HTTPRequestEntityTooLarge(most, most + 1) from None
    except (TimeoutError, web.RequestPayloadError):
        raise web.HTTPBadRequest from None
