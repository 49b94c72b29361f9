"""Africa's Talking: a POSTed form in, `CON` or `END` and plain text out.

`text` is every answer since dialling joined by `*`, and empty at first. Nothing is signed, so the address carries a
secret, and a session is the gateway's own together with the service code it was dialled by. The same session and
`text` twice is the same message delivered twice.
"""

import time
from collections.abc import Callable

from aiohttp import web

from adapters.channels.door import Converse
from adapters.channels.ussd.answer import PHONE, Unclear
from adapters.channels.ussd.door import Ussd
from adapters.channels.ussd.phone import e164
from adapters.channels.ussd.said import mark
from adapters.channels.ussd.serve import Place, fields, serve, swallow
from adapters.peer import Networks
from flows.heard import Heard

PATH = "/ussd/africastalking"


def hears(body: bytes, now: int) -> Heard:
    """One turn's form. `words` is the whole text so far; the door finds out what is new in it."""
    sent = fields(body, "sessionId", "phoneNumber", "serviceCode", blank="text")
    phone, line, text = e164(sent["phoneNumber"]), f"{sent['sessionId']} {sent['serviceCode']}", sent["text"]
    if not phone:
        raise Unclear(PHONE)
    return Heard(f"tel:{phone}", mark(line, text), text, now=now, line=line)


def mount(
    app: web.Application,
    converse: Converse,
    door: Ussd,
    *,
    secret: str = "",
    allow: Networks = (),
    clock: Callable[[], float] = time.time,
) -> None:
    """Serve turns at PATH, or with a secret at `PATH/<secret>` alone, and take reports at `/events` below that.

    With `allow`, to callers from these networks alone.
    """
    place = Place(PATH, secret, allow)

    async def turn(body: bytes) -> bytes:
        return await converse(hears(body, int(clock())), door)

    serve(app, place, door, turn)
    swallow(app, place)
