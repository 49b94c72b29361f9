"""Reports of delivery: only the provider is heard, in whatever order it speaks, and nothing goes back."""

import itertools
import json
from contextlib import aclosing
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.redis_client import connect
from adapters.sms.door import MOST_BYTES, mount, path
from adapters.sms.once import Once
from adapters.sms.outcomes import Report
from adapters.sms.provider import Account, Posted
from adapters.sms.sms import Doubt
from adapters.sms.twilio import Twilio, sign
from adapters.stand_ins.serving import serving
from tests.at_a_gateway import GATEWAYS, NAMER, TEXT, THANDI, way

SENT, DELIVERED, FAILED = 0, 1, 2
WORDS = {
    "africastalking": ("Sent", "Success", "Failed"),
    "infobip": ("DELIVERED_TO_OPERATOR", "DELIVERED_TO_HANDSET", "UNDELIVERABLE_NOT_DELIVERED"),
    "twilio": ("sent", "delivered", "undelivered"),
    "clickatell": ("DELIVERED_TO_GATEWAY", "RECEIVED_BY_RECIPIENT", "ERROR_DELIVERING"),
}
NOTHING_NEW = {
    "africastalking": "Wandering",
    "infobip": "REJECTED_DUPLICATE_MESSAGE_ID",
    "twilio": "partially_delivered",
    "clickatell": "DELIVERED_TO_GATEWAY",
}
MARKED = ("infobip", "twilio", "clickatell")
"""Those whose reports bear our own name for the message."""


@pytest.fixture(params=tuple(GATEWAYS))
async def around(request, redis):
    async with way(redis, request.param) as found:
        await found.once.send(THANDI, TEXT, "n")
        yield found


async def told(around, what: int, sent=None) -> int:
    status: int = await around.gateway.report(sent or around.gateway.sent[0], WORDS[around.provider.name][what])
    return status


async def test_what_is_told_is_kept(around):
    assert await told(around, SENT) == 200
    assert await around.state("n") == "sent"
    assert await told(around, DELIVERED) == 200
    assert await around.state("n") == "delivered"
    assert around.counted == {"taken": 1, "sent": 1, "delivered": 1}


@pytest.mark.parametrize("final", [DELIVERED, FAILED])
async def test_repeated_and_out_of_order_it_goes_forward_only(around, final):
    for order in itertools.permutations((final, SENT, final)):
        for what in order:
            assert await told(around, what) == 200
    await told(around, DELIVERED + FAILED - final)
    assert await around.state("n") == {DELIVERED: "delivered", FAILED: "failed"}[final]
    assert around.counted["delivered"] + around.counted["failed"] == 1
    assert around.counted["sent"] <= 1


async def test_a_word_that_says_nothing_new_changes_nothing(around):
    await told(around, SENT)
    assert await around.gateway.report(around.gateway.sent[0], NOTHING_NEW[around.provider.name]) == 200
    assert await around.state("n") == "sent"


async def test_a_message_that_failed_on_the_way_is_not_sent_again(around):
    await told(around, FAILED)
    await around.once.send(THANDI, TEXT, "n")
    assert around.gateway.texts(THANDI) == [TEXT]


async def test_of_messages_that_are_not_ours_nothing_stays(around, redis):
    before = set(await redis.keys("*"))
    other = around.gateway._keep("+27820000000", "not ours", "LOANS", "f" * 32, f"{around.door}?m={'f' * 32}")
    assert await told(around, DELIVERED, other) == 200
    for key in set(await redis.keys("*")) - before:  # an id that may yet be ours waits some minutes, hashed
        assert await redis.hgetall(key) == {b"s": b"delivered"}
        assert 0 < await redis.ttl(key) <= 600
    assert around.counted == {"taken": 1}


async def test_a_report_may_overtake_the_answer_to_the_sending(redis):
    async with way(redis, "africastalking") as found:
        await told(found, DELIVERED, found.gateway._keep(THANDI, TEXT, "LOANS"))
        found.gateway.sent.clear()  # and now it is sent, under the same id
        await found.once.send(THANDI, TEXT, "n")
        assert await found.state("n") == "delivered"
        assert found.counted == {"taken": 1, "delivered": 1}


@pytest.mark.parametrize("name", MARKED)
async def test_a_report_settles_a_doubt(redis, name):
    async with way(redis, name) as found:
        found.gateway.faults.set("drop", "send", after=True, next=1)
        try:
            await found.once.send(THANDI, TEXT, "n")
        except Doubt:
            assert name != "clickatell"
        assert await found.state("n") == "unknown"
        assert await told(found, DELIVERED) == 200
        assert await found.state("n") == "delivered"
        await found.once.send(THANDI, TEXT, "n")
        assert found.gateway.texts(THANDI) == [TEXT]
        assert found.gateway.calls["find"] == 0


async def test_who_does_not_know_the_secret_finds_nothing(around):
    async with httpx.AsyncClient() as http:
        for door in (
            around.door[:-1],
            around.door + "x",
            around.door[:-3] + "%C3%A9",
            around.door + "/",
            around.door[:-21],
        ):
            assert (await http.post(door, content=b"{}")).status_code == 404
        for verb in ("GET", "PUT", "DELETE", "OPTIONS"):
            assert (await http.request(verb, around.door)).status_code == 404
    assert await around.state("n") == "taken"


async def test_what_nobody_signed_is_not_twilios(redis):
    async with way(redis, "twilio") as found, httpx.AsyncClient() as http:
        await found.once.send(THANDI, TEXT, "n")
        [sent] = found.gateway.sent
        gateway: Any = found.gateway
        gateway.forging = "another token"
        assert await gateway.report(sent, "delivered") == 403
        gateway.forging = ""
        well = found.gateway.told(sent, "delivered")
        for change in (
            {"headers": {"Content-Type": well["headers"]["Content-Type"]}},
            {"headers": well["headers"] | {"X-Twilio-Signature": "é".encode("latin-1")}},
            {"content": well["content"].replace("delivered", "failed")},
        ):
            assert (await http.post(sent.callback, **well | change)).status_code == 403
        assert (await http.post(sent.callback.replace("?m=", "?m=0"), **well)).status_code == 403
        assert await found.state("n") == "taken"
        assert (await http.post(sent.callback, **well)).status_code == 200


async def test_a_signature_over_the_port_that_goes_without_saying_fits():
    """As Twilio's own libraries allow for; the address and the proxy in front of us are not the same."""
    address = "https://us.example/loans/sms/twilio/secret"
    provider = Twilio(Account("http://127.0.0.1:1", "AC1", "token", "LOANS", address))
    fields = [("MessageSid", "SM1"), ("MessageStatus", "delivered"), ("Body", "é & +")]
    for base in (address, address.replace("us.example", "us.example:443")):
        signature = sign("token", f"{base}?m={'a' * 32}", fields)
        posted = Posted(
            f"/sms/twilio/secret?m={'a' * 32}", {"X-Twilio-Signature": signature}, urlencode(fields).encode()
        )
        assert provider.reports(posted) == [Report("delivered", "a" * 32, "SM1")]
    await provider.close()


async def test_a_known_signature():
    """The example of Twilio's own documentation."""
    fields = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+12349013030",
        "Digits": "1234",
        "From": "+12349013030",
        "To": "+18005551212",
    }
    assert (
        sign("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", list(fields.items()))
        == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="
    )


async def test_a_body_has_its_bounds(around):
    async with httpx.AsyncClient() as http:
        assert (await http.post(around.door, content=b"x" * (MOST_BYTES + 1))).status_code == 413


@pytest.mark.parametrize("name", ["africastalking", "infobip", "clickatell"])
async def test_whatever_comes_is_answered_politely(redis, name):
    shapes = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["results", "messageId", "status", "event", "messageStatusUpdate"]), inner
            )
        ),
        max_leaves=8,
    ).map(lambda tree: json.dumps(tree).encode())
    bodies = st.binary(max_size=60) | st.text(max_size=30).map(lambda text: f"id=1&status={text}".encode()) | shapes
    async with way(redis, name) as found, httpx.AsyncClient() as http:
        for body in samples(bodies, 150):
            assert (await http.post(found.door, content=body)).status_code == 200
        assert found.counted == {}


def samples(bodies, many):
    """Bodies as Hypothesis would try them."""
    found = []

    @settings(max_examples=many, database=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(bodies)
    def gather(body):
        found.append(body)

    gather()
    return found


async def test_without_redis_they_are_asked_to_repeat_it(redis):
    async with way(redis, "africastalking") as found:
        async with aclosing(connect("redis://127.0.0.1:1")) as nowhere:
            app = web.Application()
            mount(app, found.provider, "s" * 16, Once(nowhere, NAMER, found.provider, found.count).hear)
            async with serving(app) as url, httpx.AsyncClient() as http:
                answer = await http.post(
                    f"{url}{path('africastalking', 's' * 16)}", data={"id": "1", "status": "Success"}
                )
        assert answer.status_code == 503


async def test_without_a_secret_there_is_no_door(redis):
    async with way(redis, "infobip") as found:
        app = web.Application()
        mount(app, found.provider, "", found.once.hear)
        async with serving(app) as url, httpx.AsyncClient() as http:
            assert (await http.post(f"{url}/sms/infobip/")).status_code == 404
