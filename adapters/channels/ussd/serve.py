"""What every dialect's address has in common: the secret in its path, a bounded body, and always an answer.

A gateway takes any status but 200 for the end of the session and shows the person its own error, so once the secret
fits, whatever happens becomes a sentence with status 200.
"""

import asyncio
import hmac
import traceback
from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import structlog
from aiohttp import StreamReader, web

from adapters.channels.door import Away
from adapters.channels.ussd.answer import AWAY, LACKING, TOO_LONG, UNREADABLE, Unclear
from adapters.channels.ussd.door import Ussd

MOST_BYTES = 8192
"""The longest body we read; a session's answers are a few hundred bytes."""

MOST_FIELDS = 32

log = structlog.get_logger(__name__)


class Place(NamedTuple):
    """Where a gateway finds us: the path, and the secret below it ("" for none)."""

    path: str
    secret: str = ""

    @property
    def route(self) -> str:
        """The route as aiohttp writes it."""
        return f"{self.path}/{{secret}}" if self.secret else self.path

    def admit(self, request: web.Request) -> None:
        """404 to whoever does not know the secret, in the same time whatever they guess, and to all but POST."""
        given = request.match_info.get("secret", "")
        same = hmac.compare_digest(given.encode("utf-8", "surrogatepass"), self.secret.encode())
        if not same or request.method != "POST":
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
    log.error("ussd turn failed", gateway=place.path, error=type(error).__name__, stack=_frames(error))


def _frames(error: BaseException) -> str:
    """Where an error and what caused it came from, without their messages, which may hold personal data."""
    cause = error.__cause__ or error.__context__
    stack = "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__
    return f"{_frames(cause)}\n\n{stack}" if cause else stack


async def _body(request: web.Request, patience: float) -> bytes:
    """The body, read once, no further than MOST_BYTES and no longer than the patience, in seconds."""
    try:
        if request.content.is_eof():  # it came with its head, as bodies this small do: nothing to wait for
            return await _read(request.content)
        async with asyncio.timeout(patience):
            return await _read(request.content)
    except (web.RequestPayloadError, ConnectionError, TimeoutError):
        raise Unclear(UNREADABLE) from None


async def _read(content: StreamReader) -> bytes:
    read = bytearray()
    async for chunk in content.iter_any():
        read += chunk
        if len(read) > MOST_BYTES:
            raise Unclear(TOO_LONG)
    return bytes(read)


def _plain(body: bytes) -> web.Response:
    return web.Response(body=body, headers={"Content-Type": "text/plain; charset=utf-8"})
