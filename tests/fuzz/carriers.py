"""What a provider of SMS answers to a sending, or to being asked for one, spoilt: always one of four outcomes."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from typing import Any

import httpx

from adapters.sms.open import PROVIDERS
from adapters.sms.outcomes import Message, NotNow, Refused, Taken, Unknown
from adapters.sms.provider import Account, Asked
from tests.fuzz.answers import HEADS, STATUSES, _raw, spoilt
from tests.fuzz.case import Door, Try
from tests.fuzz.played import Body
from tests.fuzz.reports import NAMER

MARK = "0f" * 16
MESSAGE = Message("+27821234567", "Your application is approved.", MARK)
ROW = {"sid": "SM1", "status": "queued", "body": MESSAGE.text, "direction": "outbound-api", "error_code": None}
ROW |= {"date_created": "Mon, 02 Feb 2026 10:00:00 +0000", "to": MESSAGE.to}
PENDING = {"groupId": 1, "groupName": "PENDING", "id": 26, "name": "PENDING_ACCEPTED"}
SAID: dict[str, list[dict[str, Any]]] = {
    "africastalking": [
        {"SMSMessageData": {"Message": "Sent", "Recipients": [{"statusCode": 101, "messageId": "ATXid_1"}]}},
        {"SMSMessageData": {"Message": "No", "Recipients": [{"statusCode": 403, "messageId": "None"}]}},
    ],
    "infobip": [
        {"messages": [{"messageId": MARK, "status": PENDING}]},
        {"results": [{"messageId": MARK, "status": PENDING}]},
        {"requestError": {"serviceException": {"messageId": "UNAUTHORIZED"}}},
    ],
    "twilio": [ROW, {"messages": [ROW, ROW]}, {"code": 21211, "message": "Invalid 'To'"}],
    "clickatell": [
        {"messages": [{"apiMessageId": "7", "accepted": True, "to": "2782", "error": None}]},
        {"messages": [{"accepted": False, "error": {"code": "105", "description": "bad"}}], "error": None},
    ],
}
NAMES = sorted(set(PROVIDERS) & set(SAID))


def make(random: Random) -> bytes:
    """Which provider, whether it is asked or sent to, its status and head; and its body."""
    name = random.choice(NAMES)
    head = {"name": name, "find": random.random() < 0.5, "status": random.choice(STATUSES)}
    body = json.dumps(random.choice(SAID[name])).encode()
    return json.dumps(head | {"head": random.choice(HEADS)}).encode() + b"\n" + spoilt(random, body)


class Telling(httpx.AsyncBaseTransport):
    """Answers whatever it is asked with one thing."""

    def __init__(self) -> None:
        self.said: tuple[int, dict[str, str], bytes] = (200, {}, b"")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """That thing."""
        status, head, body = self.said
        return httpx.Response(status, headers=_raw(head), stream=Body(body))


@asynccontextmanager
async def opened() -> AsyncIterator[Try]:
    """All four providers, in front of what tells them the case."""
    telling, carriers = Telling(), dict[str, Any]()
    for name in NAMES:
        carriers[name] = PROVIDERS[name](Account("http://sms.example", "AC1", "a-key", "LOANS"))
        await carriers[name]._wire._client._transport.aclose()
        carriers[name]._wire._client._transport = telling

    async def attempt(case: bytes) -> None:
        head, _, body = case.partition(b"\n")
        told = json.loads(head)
        telling.said, carrier = (told["status"], told["head"], body), carriers[told["name"]]
        asks = told["find"] and isinstance(carrier, Asked)
        found = await (carrier.find(MESSAGE, 1_770_000_000.0) if asks else carrier.send(MESSAGE))
        for outcome in [found] if isinstance(found, Taken | Refused | NotNow | Unknown) else found:
            assert isinstance(outcome, Taken | Refused | NotNow | Unknown), outcome
            if isinstance(outcome, Taken | Refused):
                NAMER.hash(told["name"], outcome.id)
            else:
                assert len(outcome.why) < 1000, outcome
            if isinstance(outcome, NotNow):
                assert 0 <= outcome.wait <= 600, outcome

    yield attempt
    for carrier in carriers.values():
        await carrier.close()


DOOR = Door("carriers", 6, make, opened)
