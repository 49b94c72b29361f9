"""Who may look at our figures: whoever calls from a network named for that, or has the token."""

import hmac

from aiohttp import web
from aiohttp.hdrs import AUTHORIZATION

from adapters.peer import Networks, caller, is_hearsay, within

BEARER = "Bearer "


class Insiders:
    """Tells them from strangers. `allow`: their networks; `token`: what opens from anywhere ("" for none)."""

    def __init__(self, allow: Networks, token: str) -> None:
        self._allow, self._token = allow, token.encode()

    def has(self, request: web.Request) -> bool:
        """Whether it is one of them. What somebody forwards whom we do not trust comes from nobody we know."""
        given = request.headers.get(AUTHORIZATION, "")
        if self._token and given.startswith(BEARER):
            return hmac.compare_digest(given.removeprefix(BEARER).encode("utf-8", "surrogateescape"), self._token)
        return within(caller(request), self._allow) and not is_hearsay(request)
