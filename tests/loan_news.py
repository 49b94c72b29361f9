"""A borrower with an application at MAXINTEGRATE, and what may happen to it there, for tests of notices."""

import json
from datetime import UTC, datetime, time, timedelta
from typing import Any

from pydantic import SecretStr

from adapters.lender_event import signature
from adapters.stand_ins.maxintegrate_amounts import Amounts
from flows.errands import Activate
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_assistant import to_the_offer
from tests.world import World

SECRET = "a-secret-between-us-and-the-lender"
WHO = f"tel:{NUMBER}"
OPEN: dict[str, Any] = {"lender_notify_secret": SecretStr(SECRET), "quiet_hours": "off", "role": "web"}
"""Notifications are let in, nobody sleeps, and what is to be done is done when the test says so."""


async def posts(around: World, body: bytes, headers: dict[str, str] | None = None) -> int:
    """The status of a notification with this body, signed unless other headers are given."""
    signed = {"X-Signature": signature(SECRET, body)} if headers is None else headers
    answer = await around.http.post(f"{around.url}/lender/maxintegrate", content=body, headers=signed)
    return answer.status_code


async def tells(around: World, event: str, id_: str = "e1", **words: str) -> None:
    """The lender tells something, and it is kept."""
    assert await posts(around, json.dumps({"id": id_, "event": event, **words}).encode()) == 200


async def worked(around: World) -> None:
    """Let everything be done that can be done now."""
    worker = around.assistant.worker
    for _ in range(5):
        await worker._fetch()
        await worker._drain(10)


async def at_once(around: World) -> None:
    """What would fall due later falls due now, and is done."""
    redis = around.assistant.redis
    async for key in redis.scan_iter(match="*:due"):
        for name in await redis.zrange(key, 0, -1):
            await redis.zadd(key, {name: 0})
    await worked(around)


async def applied(around: World, kind: Any = Ussd) -> tuple[Any, dict[str, Any]]:
    """A borrower who has applied; the phone, and the application in the lender's books."""
    phone = kind(around)
    await to_the_offer(phone)
    await phone.say("1")
    await worked(around)
    [application] = around.lender.books.applications
    return phone, application


ACCOUNTS = {"mandate_rejected": "01", "payout_failed": "04", "overdue": "05"}
"""The last digits of an account, by which the stand-in's bank says no (see `maxintegrate_people.BANKS`)."""

LATER = {"due_soon": -2, "overdue": 2, "settled": 400}
"""Days after the first instalment is due that each of these is so."""


def happens(around: World, application: dict[str, Any], kind: str) -> dict[str, str]:
    """Make it so in the lender's books; the words a notification of it carries."""
    if kind in ("approved", "declined"):
        application["status"] = kind
        return {"application": application["application"]}
    ids = {"application": application["application"]}
    books = around.lender.books
    ids["loan"] = loan = around.lender.activation.loan_activate(Activate(**ids), f"staff {ids}")["loan"]
    if kind == "activated":
        return ids
    account = {"loan": loan, "account": f"620000000{ACCOUNTS.get(kind, '99')}", "reference": "r"}
    said = "rejected" if kind == "mandate_rejected" else "approved"
    books.enter(books.mandates, {"mandate": "M-1", "status": said, **account})
    if kind == "mandate_rejected":
        return ids | {"mandate": "M-1"}
    paid = "failed" if kind == "payout_failed" else "paid"
    books.enter(books.payouts, {"payout": "PO-1", "status": paid, **account})
    if kind in LATER:
        first = Amounts(books).plan(books.loans[-1]).rows[0].due
        at(around, datetime.combine(first, time(12), UTC) + timedelta(days=LATER[kind]))
        return ids
    return ids | {"payout": "PO-1"}


def at(around: World, when: datetime) -> None:
    """Let it be this time, with the lender and with us."""
    assistant = around.assistant
    around.lender.books.clock = assistant.following.clock = assistant.notices.clock = when.timestamp


async def told(around: World, phone: Any) -> list[str]:
    """What the borrower was told of their loan unasked: messages in the chat, or SMS."""
    if isinstance(phone, Telegram):
        await phone.see()
        said = [message.text for message in phone.handset.messages if not message.buttons]
    else:
        said = list(around.inbox.messages[NUMBER])
    return [text for text in said if "MM000001" in text and "Keep it safe" not in text]
