"""Each SMS is sent once: by every provider, through every way a wire can break, by any number of processes."""

import asyncio
from contextlib import aclosing
from typing import Any

import pytest

from adapters.channels.door import Away
from adapters.redis_client import connect
from adapters.sms.once import Once
from adapters.sms.sms import Doubt, Never, NotTaken
from tests.at_a_gateway import GATEWAYS, NAMER, SIPHO, TEXT, THANDI, way
from tests.fault_proxy import faulty_redis

ASKED = ("infobip", "twilio")
"""Those that can be asked what they have."""

ALL = tuple(GATEWAYS)


@pytest.fixture(params=ALL)
async def around(request, redis):
    async with way(redis, request.param) as found:
        yield found


async def test_it_arrives_as_it_was_written(around):
    text = "Habari, Thandi! Omba R1 000 & zaidi: é € +27 #1 – “leo”"
    await around.once.send(THANDI, text)
    assert around.gateway.texts(THANDI) == ['Habari, Thandi! Omba R1 000 & zaidi: é € +27 #1 - "leo"']
    assert around.gateway.sent[0].sender == "LOANS"
    assert around.counted == {"taken": 1}


async def test_the_same_key_is_the_same_message(around):
    for _ in range(3):
        await around.once.send(THANDI, TEXT, "notice 1")
    await around.other().send(THANDI, TEXT, "notice 1")
    await around.once.send(THANDI, TEXT, "notice 2")
    assert len(around.gateway.texts(THANDI)) == 2
    assert await around.state("notice 1") == "taken"


async def test_without_a_key_each_is_another(around):
    for _ in range(2):
        await around.once.send(THANDI, TEXT)
    assert len(around.gateway.texts(THANDI)) == 2


async def test_two_processes_at_once_send_once(around):
    around.gateway.faults.set("slow", seconds=0.05)
    others = [around.other() for _ in range(4)]
    told = await asyncio.gather(*(one.send(THANDI, TEXT, "n") for one in others * 3), return_exceptions=True)
    assert len(around.gateway.texts(THANDI)) == 1
    assert told.count(None) >= 1
    assert all(isinstance(one, Doubt) and one.wait > 0 for one in told if one is not None)
    await around.once.send(THANDI, TEXT, "n")
    assert len(around.gateway.texts(THANDI)) == 1


async def test_parts_are_counted(around):
    await around.once.send(THANDI, "a" * 161)
    await around.once.send(SIPHO, "ж" * 70)
    assert around.parts == 3


@pytest.mark.parametrize("why", ["number", "blocked"])
async def test_what_is_refused_for_good_is_not_tried_again(around, why):
    around.gateway.refused[THANDI] = why
    for one in (around.once, around.once, around.other()):
        with pytest.raises(Never):
            await one.send(THANDI, TEXT, "n")
    assert around.gateway.calls["send"] == 1
    assert around.counted == {"refused": 1}


async def test_an_empty_account_is_no_reason_never_to_try_again(around):
    around.gateway.refused[THANDI] = "credit"
    with pytest.raises(NotTaken) as told:
        await around.once.send(THANDI, TEXT, "n")
    assert not isinstance(told.value, Never | Doubt)
    around.gateway.refused.clear()
    await around.once.send(THANDI, TEXT, "n")
    assert len(around.gateway.texts(THANDI)) == 1
    assert around.counted == {"not_now": 1, "taken": 1}


@pytest.mark.parametrize("status", [429, 503])
async def test_one_that_is_busy_is_left_alone_for_as_long_as_it_asks(around, status):
    around.gateway.faults.set("status", "send", status=status, retry_after="17", next=1)
    with pytest.raises(NotTaken) as told:
        await around.once.send(THANDI, TEXT, "n")
    assert told.value.wait == 17
    await around.once.send(THANDI, TEXT, "n")
    assert len(around.gateway.texts(THANDI)) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 302])
async def test_a_definite_no_is_tried_later(around, status):
    around.gateway.faults.set("status", "send", status=status, next=1)
    with pytest.raises(NotTaken) as told:
        await around.once.send(THANDI, TEXT, "n")
    assert not isinstance(told.value, Never | Doubt)
    assert told.value.wait >= 60
    await around.once.send(THANDI, TEXT, "n")
    assert len(around.gateway.texts(THANDI)) == 1


async def test_one_that_is_not_there_is_tried_later(redis):
    async with way(redis, "africastalking") as found:
        await found.gateway.__aexit__()
        with pytest.raises(NotTaken) as told:
            await found.once.send(THANDI, TEXT, "n")
        assert not isinstance(told.value, Never | Doubt)
        assert await found.state("n") == "open"


BROKEN: dict[str, dict[str, Any]] = {
    "cut before": {"kind": "drop"},
    "cut after": {"kind": "drop", "after": True},
    "500 before": {"kind": "status"},
    "500 after": {"kind": "status", "after": True},
    "html": {"kind": "html"},
    "truncated": {"kind": "truncated"},
    "nonsense": {"kind": "wrong_types"},
}
NEVER_GOT_IT = ("cut before", "500 before")


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("name", ["africastalking", "clickatell"])
async def test_what_is_in_doubt_and_cannot_be_asked_for_is_never_sent_again(redis, name, how):
    async with way(redis, name, settle=0) as found:
        found.gateway.faults.set(method="send", next=1, **BROKEN[how])
        for one in (found.once, found.once, found.other(settle=0)):
            await one.send(THANDI, TEXT, "n")
        assert found.gateway.calls["send"] == 1
        assert len(found.gateway.texts(THANDI)) == (0 if how in NEVER_GOT_IT else 1)
        assert found.counted == {"unknown": 1}


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("name", ASKED)
async def test_what_is_in_doubt_is_looked_up_and_sent_only_if_it_is_not_there(redis, name, how):
    async with way(redis, name, settle=0) as found:
        found.gateway.faults.set(method="send", next=1, **BROKEN[how])
        with pytest.raises(Doubt):
            await found.once.send(THANDI, TEXT, "n")
        for one in (found.other(settle=0), found.once):
            await one.send(THANDI, TEXT, "n")
        assert found.gateway.texts(THANDI) == [TEXT]
        assert found.gateway.calls == {"send": 2 if how in NEVER_GOT_IT else 1, "find": 1}
        assert found.counted == {"unknown": 1, "taken": 1}


@pytest.mark.parametrize("name", ASKED)
async def test_not_there_means_not_there_yet_until_it_has_settled(redis, name):
    async with way(redis, name) as found:
        found.gateway.faults.set("drop", "send", next=1)
        for _ in range(3):
            with pytest.raises(Doubt) as told:
                await found.once.send(THANDI, TEXT, "n")
            assert 0 < told.value.wait <= 90
        assert found.gateway.calls["send"] == 1
        await found.other(settle=0).send(THANDI, TEXT, "n")
        assert found.gateway.texts(THANDI) == [TEXT]


@pytest.mark.parametrize("name", ASKED)
async def test_where_it_cannot_be_looked_up_it_stays_in_doubt(redis, name):
    async with way(redis, name, settle=0) as found:
        found.gateway.faults.set("drop", "send", next=1)
        found.gateway.faults.set("status", "find", status=503, next=1)
        for _ in range(2):
            with pytest.raises(Doubt):
                await found.once.send(THANDI, TEXT, "n")
        assert await found.state("n") == "unknown"
        await found.once.send(THANDI, TEXT, "n")
        assert found.gateway.texts(THANDI) == [TEXT]


@pytest.mark.parametrize("name", ["africastalking", "twilio"])
async def test_an_answer_that_does_not_come_is_a_doubt(redis, name):
    async with way(redis, name, read=0.05, settle=0) as found:
        found.gateway.faults.set("slow", "send", seconds=0.5, next=1)
        try:
            await found.once.send(THANDI, TEXT, "n")
        except Doubt:
            assert name in ASKED
        assert await found.state("n") == "unknown"


async def test_another_message_with_the_same_words_is_not_taken_for_it(redis):
    async with way(redis, "twilio", settle=0) as found:
        await found.once.send(THANDI, TEXT, "yesterday")
        found.gateway.faults.set("drop", "send", next=1)
        with pytest.raises(Doubt):
            await found.once.send(THANDI, TEXT, "today")
        await found.once.send(THANDI, TEXT, "today")
        assert found.gateway.texts(THANDI) == [TEXT, TEXT]


async def test_nor_is_one_of_last_week(redis):
    async with way(redis, "twilio", settle=0) as found:
        now = found.gateway.clock()
        found.gateway.clock = lambda: now - 7 * 86_400
        found.gateway._keep(THANDI, TEXT, "LOANS")
        found.gateway.clock = lambda: now
        found.gateway.faults.set("drop", "send", next=1)
        with pytest.raises(Doubt):
            await found.once.send(THANDI, TEXT, "today")
        await found.once.send(THANDI, TEXT, "today")
        assert len(found.gateway.texts(THANDI)) == 2


async def test_infobip_refuses_a_second_one_of_the_same_name(redis):
    async with way(redis, "infobip") as found:
        await found.once.send(THANDI, TEXT, "n")
        await redis.flushall()
        await found.once.send(THANDI, TEXT, "n")
        assert found.gateway.calls["send"] == 2
        assert found.gateway.texts(THANDI) == [TEXT]


async def test_a_crash_while_it_was_sent_is_a_doubt(around):
    """Whoever claims it and is heard of no more has sent it, or has not."""
    await claimed_and_gone(around)
    if around.provider.name in ASKED:
        await around.other(settle=0).send(THANDI, TEXT, "n")
        assert around.gateway.texts(THANDI) == [TEXT]
        assert around.counted == {"unknown": 1, "taken": 1}
    else:
        for _ in range(2):
            await around.once.send(THANDI, TEXT, "n")
        assert around.gateway.calls["send"] == 0
        assert around.counted == {"unknown": 1}


async def test_one_that_was_stopped_for_too_long_does_not_send(around):
    """Its claim may have been given up: by the clock it holds for nothing."""
    with pytest.raises(NotTaken):
        await around.other(lease=0).send(THANDI, TEXT, "n")
    assert around.gateway.calls["send"] == 0
    await around.once.send(THANDI, TEXT, "n")
    assert around.gateway.texts(THANDI) == [TEXT]
    assert around.counted == {"taken": 1}


async def test_whoever_stops_waiting_stops_nothing(around):
    around.gateway.faults.set("slow", "send", seconds=0.1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.02):
            await around.once.send(THANDI, TEXT, "n")
    await around.once.send(THANDI, TEXT, "n")
    assert around.gateway.texts(THANDI) == [TEXT]
    assert await around.state("n") == "taken"


async def test_without_redis_nothing_is_sent(around):
    async with aclosing(connect("redis://127.0.0.1:1")) as nowhere:
        with pytest.raises(Away):
            await Once(nowhere, NAMER, around.provider, around.count).send(THANDI, TEXT, "n")
    assert around.gateway.calls["send"] == 0


async def test_a_lost_reply_of_redis_sends_nothing_twice(around, redis_url, tmp_path):
    async with faulty_redis(redis_url, tmp_path) as (proxy, url), aclosing(connect(url)) as client:
        once = Once(client, NAMER, around.provider, around.count)
        await once.send(SIPHO, TEXT, "the scripts are known now")
        proxy.lose = 1
        await once.send(THANDI, TEXT, "n")
        assert proxy.lost == 1
        await once.send(THANDI, TEXT, "n")
    assert around.gateway.texts(THANDI) == [TEXT]


async def test_nothing_of_a_person_is_kept_and_not_for_ever(around, redis):
    await around.once.send(THANDI, TEXT, f"notice tel:{THANDI} approved")
    for key in await redis.keys("sms:*"):
        kept = key + b" ".join([word for pair in (await redis.hgetall(key)).items() for word in pair])
        assert b"27821234567" not in kept
        assert b"approved" not in kept
        assert 0 < await redis.ttl(key) <= 7 * 86_400


async def claimed_and_gone(around) -> None:
    """A process claims the message, and is killed before it says what came of it."""
    place = f"sms:{around.mark('n')}"
    await around.redis.hset(place, mapping={"s": "intent", "t": "a-process-that-is-gone", "u": 1, "a": 1})
