"""What every dialect's address has in common: who may use it, a bounded body, and always an answer.

A gateway takes any status but 200 for the end of the session and shows the person its own error, so once the secret
fits, and the address is a gateway's, whatever happens becomes a sentence with status 200.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import structlog
from aiohttp import web

from adapters.bodies import TooLarge, whole
from adapters.channels.door import Away, Slower
from adapters.channels.ussd.answer import AWAY, LACKING, TOO_LONG, UNREADABLE, Unclear
from adapters.channels.ussd.door import Ussd
from adapters.frames import frames
from adapters.gsm7 import to_gsm7
from adapters.peer import Networks, caller, neighbourhood, within
from adapters.secret_path import admit

MOST_BYTES = 8192
"""The longest body we read; a session's answers are a few hundred bytes."""

MOST_FIELDS = 32

log = structlog.get_logger(__name__)


class Place(NamedTuple):
    """Where a gateway finds us: the path, the secret below it ("" for none), and its networks (() for all)."""

    path: str
    secret: str = ""
    allow: Networks = ()

    @property
    def route(self) -> str:
        """The route as aiohttp writes it."""
        return f"{self.path}/{{secret}}" if self.secret else self.path

    def admit(self, request: web.Request) -> None:
        """404 to whoever does not know the secret, and to who knows it and calls from elsewhere than a gateway does.

        The latter is said in the log.
        """
        admit(request, self.secret)
        if self.allow and not within(address := caller(request), self.allow):
            log.warning("ussd caller is not in USSD_ALLOW", gateway=self.path, caller=neighbourhood(address))
            raise web.HTTPNotFound


def serve(app: web.Application, place: Place, door: Ussd, turn: Callable[[bytes], Awaitable[bytes]]) -> None:
    """Answer a gateway's turns: `turn` takes a body to a reply, and may say Unclear or Away."""

    async def answer(request: web.Request) -> web.Response:
        place.admit(request)
        try:
            return _plain(await turn(await _body(request, door.patience)))
        except Unclear as unclear:
            log.warning("ussd message unclear", gateway=place.path, sentence=str(unclear))
            return _plain(door.answers(str(unclear), False))
        except Slower as refusal:
            return _plain(door.answers(to_gsm7(refusal.words(short=True)), False))
        except Away:
            log.warning("ussd turn not heard: we are away", gateway=place.path)
        except Exception as error:  # noqa: BLE001 - the outermost place: a 500 would cut the person off without a word
            _failed(place, error)
        return _plain(door.answers(AWAY, False))

    app.router.add_route("*", place.route, answer)


def swallow(app: web.Application, place: Place) -> None:
    """Take a gateway's reports at the same address plus `/events`, unread: they repeat everything the person typed."""

    async def answer(request: web.Request) -> web.Response:
        place.admit(request)
        return web.Response(text="OK")

    app.router.add_route("*", f"{place.route}/events", answer)


def fields(body: bytes, *needed: str, blank: str) -> Mapping[str, str]:
    """These fields of a form of any content type; Unclear without the needed ones and `blank`, which may be ""."""
    pairs = body.split(b"&", MOST_FIELDS)
    if len(pairs) > MOST_FIELDS:
        raise Unclear(UNREADABLE)
    sent = {name: value for name, _, value in (pair.partition(b"=") for pair in pairs)}
    found = {name: _plain_text(sent.get(name.encode(), b"")) for name in (*needed, blank)}
    lacking = [*(name for name in needed if not found[name]), *(() if blank.encode() in sent else (blank,))]
    if lacking:
        raise Unclear(LACKING.format(lacking[0]))
    return found


def _plain_text(quoted: bytes) -> str:
    """A value as `urllib.parse.parse_qsl` reads it. That one reads them all, at seven times the price."""
    spaced = quoted.replace(b"+", b" ")
    return (unquote_to_bytes(spaced) if b"%" in spaced else spaced).decode("utf-8", "replace")


def _failed(place: Place, error: Exception) -> None:
    log.error("ussd turn failed", gateway=place.path, error=type(error).__name__, stack=frames(error))


async def _body(request: web.Request, patience: float) -> bytes:
    """The body, read once, no further than MOST_BYTES and no longer than the patience, in seconds."""
    try:
        return await whole(request, MOST_BYTES, patience)
    except TooLarge:
        raise Unclear(TOO_LONG) from None
    except (web.RequestPayloadError, TimeoutError):
        raise Unclear(UNREADABLE) from None


def _plain(body: bytes) -> web.Response:
    return web.Response(body=body, headers={"Content-Type": "text/plain; charset=utf-8"})
