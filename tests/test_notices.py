"""What becomes of a loan is told to its borrower: once each, in their chat or by SMS, whichever way it was heard of."""

import json

import pytest
from pydantic import SecretStr

from adapters.lender_event import signature
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_assistant import to_the_offer
from tests.test_documents_sent import at_work
from tests.world import world

NOTIFY = "a-secret-between-us-and-the-lender"
WHO = f"tel:{NUMBER}"
OPEN = {"lender_notify_secret": SecretStr(NOTIFY), "quiet_hours": "off", "role": "web"}
"""Notifications are let in, nobody sleeps, and what is to be done is done when the test says so."""


@pytest.fixture
async def around(redis_url, tmp_path):
    async with world(redis_url, tmp_path, **OPEN) as found:
        yield found


async def tells(around, event, *, id_="e1", secret=NOTIFY, **words):
    """The lender tells something; its status."""
    body = json.dumps({"id": id_, "event": event, **words}).encode()
    headers = {"X-Signature": signature(secret, body)}
    answer = await around.http.post(f"{around.url}/lender/maxintegrate", content=body, headers=headers)
    return answer.status_code


async def worked(around, rounds=4):
    """Let everything be done that can be done now."""
    for _ in range(rounds):
        await at_work(around)


async def applied(around, kind):
    """A borrower who has applied; the phone, and the application in the lender's books."""
    phone = kind(around)
    await to_the_offer(phone)
    await phone.say("1")
    await worked(around)
    [application] = around.lender.books.applications
    return phone, application


async def at_once(around):
    """What would fall due later falls due now, and is done."""
    redis = around.assistant.redis
    async for key in redis.scan_iter(match="*:due"):
        for name in await redis.zrange(key, 0, -1):
            await redis.zadd(key, {name: 0})
    await worked(around)


async def told(around, phone):
    """What the borrower was told unasked: messages in the chat, or SMS."""
    if isinstance(phone, Ussd):
        return list(around.inbox.messages[NUMBER])
    await phone.see()
    return [message.text for message in phone.handset.messages if "MM000001" in message.text and not message.buttons]


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_what_the_lender_tells_is_told_once_however_often_it_is_told(around, kind):
    phone, application = await applied(around, kind)
    application["status"] = "approved"
    before = len(await told(around, phone))
    for number in range(3):
        assert await tells(around, "approved", id_=f"e{number}", application=application["application"]) == 200
        await worked(around)
    await at_once(around)
    assert len(await told(around, phone)) == before + 1
    assert "approved" in (await told(around, phone))[-1]


async def test_the_first_look_finds_what_nobody_told(around):
    phone, application = await applied(around, Ussd)
    application["status"] = "approved"
    await at_once(around)
    assert ["approved" in said for said in await told(around, phone)] == [True]
    await at_once(around)
    assert len(await told(around, phone)) == 1
