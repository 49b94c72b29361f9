"""Reports of delivery, as each provider of SMS posts them: forms and JSON, mutated, and XML that nobody asked for."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from random import Random
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from aiohttp import web

from adapters.names import Namer
from adapters.sms.door import mount, path
from adapters.sms.open import PROVIDERS
from adapters.sms.outcomes import Report
from adapters.sms.provider import Account
from adapters.sms.twilio import STATES, sign
from tests.fuzz.case import Door, Try
from tests.fuzz.line import line_to, request
from tests.fuzz.mutation import mutated
from tests.fuzz.trees import STRANGE, changed, spelt

SECRET, KEY, MARK = "a-secret-of-the-fuzzer-and-of-none-else", "a-key", "0f" * 16
HOME = "https://loans.example"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
XML = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]><report><id>&b;&c;</id><status>Success</status></report>'
)
STATUS = {"groupName": "DELIVERED", "name": "DELIVERED_TO_HANDSET"}
ROW = {"messageId": "7", "clientMessageId": MARK, "statusCode": 4, "status": "RECEIVED_BY_RECIPIENT"}
ALLOWED = (200, 403, 413)
NAMER = Namer(b"k" * 32)


class Posting(NamedTuple):
    """How a provider posts: the kind of body, and what it says."""

    kind: str
    said: Sequence[dict[str, Any]]


POSTED = {
    "africastalking": Posting(FORM, [{"id": "ATXid_1", "status": "Success", "phoneNumber": "+27821234567"}]),
    "twilio": Posting(FORM, [{"MessageSid": "SM1", "MessageStatus": "delivered", "To": "+2782", "ErrorCode": ""}]),
    "infobip": Posting(JSON, [{"results": [{"messageId": MARK, "to": "2782", "status": STATUS}] * 2}]),
    "clickatell": Posting(JSON, [ROW, {"integrationId": "1", "event": {"messageStatusUpdate": [ROW]}}]),
}


def body_of(random: Random, posting: Posting) -> bytes:
    """A report, mutated; once in a while something that is none at all."""
    said = random.choice(posting.said)
    if random.random() < 0.04:
        body = XML
    elif posting.kind == JSON:
        body = spelt(random, changed(random, said))
    else:
        words = {**said, random.choice(list(said)): str(random.choice(STRANGE))[:5000]}
        body = urlencode(words if random.random() < 0.6 else said, errors="replace").encode()
    return mutated(random, body) if random.random() < 0.4 else body


def maker(name: str) -> Callable[[Random], bytes]:
    """Makes requests of one provider. Twilio's are mostly signed: what is not, nobody looks into."""

    def make(random: Random) -> bytes:
        body, at = body_of(random, POSTED[name]), path(name, SECRET)
        at += random.choice(("", f"?m={MARK}", "?m=" + random.choice(("%ED%A0%80", "%00", "x" * 900, "&m=1&m"))))
        head = f"Content-Type: {POSTED[name].kind}\r\n"
        if name == "twilio" and random.random() < 0.9:
            fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
            head += f"X-Twilio-Signature: {sign(KEY, HOME + at, fields)}\r\n"
        elif name == "twilio":
            head += f"X-Twilio-Signature: {random.choice(('', chr(0xB2), 'x' * 900))}\r\n"
        return request(at, body, head)

    return make


async def _hear(reports: Sequence[Report]) -> None:
    for report in reports:
        assert report.state in STATES.values()
        assert NAMER.hash(report.mark, report.id)


def opener(name: str) -> Callable[[], Any]:
    """Opens the door of one provider."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Try]:
        app, where = web.Application(), HOME + path(name, SECRET)
        provider = PROVIDERS[name](Account("http://127.0.0.1:9", "AC1", KEY, "LOANS", where))
        mount(app, provider, SECRET, _hear)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(provider.close)
            line = await stack.enter_async_context(line_to(app))

            async def attempt(case: bytes) -> None:
                [answer] = await line.say(case)
                assert answer.status in ALLOWED, answer

            yield attempt

    return opened


DOORS = [Door(f"reports-{name}", 4, maker(name), opener(name)) for name in POSTED]
