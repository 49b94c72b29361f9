"""Telegram's webhook: updates it brings to `POST /telegram`, each let in by the secret Telegram was given for it."""

import hmac
import json
import re

from aiohttp import web

from adapters.bodies import TooLarge, whole
from adapters.channels.door import Away, Converse, Slower
from adapters.channels.telegram.door import Telegram
from adapters.channels.telegram.drawing import Call
from adapters.channels.telegram.intake import SORRY, HearStaff, Intake, SetAside, forget
from adapters.channels.telegram.sender import Sender

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name, not the secret
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
BODY_BYTES = 1 << 20
"""The largest update we read. Telegram's own stay below a tenth of it."""
BODY_SECONDS = 10.0
"""For an update to arrive in."""

SPEAKS = ("sendMessage", "editMessageText")
"""The calls by which something is said."""


def mount(  # noqa: PLR0913 - one a part it joins
    app: web.Application,
    converse: Converse,
    door: Telegram,
    sender: Sender,
    *,
    secret: str,
    path: str = "/telegram",
    aside: SetAside = forget,
    sorry_text: str = SORRY,
    hear_staff: HearStaff | None = None,
) -> None:
    """Serve Telegram's webhook at `path`. `secret` is what `setWebhook` was given: 1-256 letters, digits, `_` and `-`.

    Raises ValueError for a secret Telegram would not take, an empty one above all: the path alone keeps nobody out.
    """
    if not SECRET.fullmatch(secret):
        raise ValueError("the webhook's secret must be 1 to 256 of A-Z, a-z, 0-9, _ and -")
    intake = Intake(converse, door, sender, aside=aside, sorry_text=sorry_text, hear_staff=hear_staff)
    expected = secret.encode()

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER)
        if given is None or not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), expected):
            return web.Response(status=401 if given is None else 403)
        try:
            body = await whole(request, BODY_BYTES, BODY_SECONDS)
        except TooLarge:
            return web.Response(status=413)
        except TimeoutError:
            return web.Response(status=408)
        except web.RequestPayloadError:
            return web.Response(status=400)
        try:
            return _respond(await intake.take(body), sender)
        except Slower as refusal:
            return web.Response(status=503 if refusal.door else 429, headers={"Retry-After": str(refusal.seconds)})
        except Away:
            return web.Response(status=503)

    app.router.add_post(path, receive)


def _respond(reply: bytes, sender: Sender) -> web.Response:
    """Let the call that speaks ride in the response. Where several speak they keep their order, so we make them all."""
    calls: list[Call] = json.loads(reply)
    speaking = [call for call in calls if call["method"] in SPEAKS]
    riding = speaking if len(speaking) == 1 else []
    rest = [call for call in calls if call not in riding]
    if rest:
        sender.later(sender.send_all(rest))
    if not riding:
        return web.Response()
    return web.Response(body=json.dumps(riding[0]).encode() if rest else reply[1:-1], content_type="application/json")
