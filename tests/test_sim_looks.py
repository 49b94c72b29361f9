"""When a SIM was changed, asked of each network over real HTTP: once, in time or not, and never with a number left."""

import asyncio
import io
import json
import logging
from datetime import UTC, datetime

import httpx
import pytest
import structlog

from adapters.sim.africastalking import AfricasTalking as Insights
from adapters.sim.look import LATE, _pauses
from adapters.sim.outcomes import Found, Unknown
from adapters.sim.provider import NOBODY, Account, Unreadable
from adapters.stand_ins.sim.africastalking import AfricasTalking
from adapters.stand_ins.sim.mtn import Mtn
from tests.at_a_network import NETWORKS, THANDI, way

CHANGED = datetime(2026, 6, 15, 10, 30, tzinfo=UTC).timestamp()
DAY_OVER = datetime(2026, 6, 16, tzinfo=UTC).timestamp()
INSIGHTS = Insights(Account())
WRONG = [
    {"kind": "drop"},
    {"kind": "status", "status": 500},
    {"kind": "status", "status": 429},
    {"kind": "html"},
    {"kind": "truncated"},
    {"kind": "wrong_types"},
]


async def look(found, deed="payout", patience=5.0):
    """What is found; Africa's Talking tells it while somebody waits."""
    looking = asyncio.create_task(found.looks.look(found.thandi, deed, THANDI, patience))
    if isinstance(found.network, AfricasTalking):
        asked = asyncio.create_task(found.network.was_asked())
        await asyncio.wait({looking, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        await found.network.tell()
    return await looking


@pytest.mark.parametrize(("name", "end"), [("africastalking", DAY_OVER), ("mtn", CHANGED)])
@pytest.mark.parametrize("changed", [CHANGED, 0])
async def test_each_tells_when_it_was_changed_if_it_was(redis, name, end, changed):
    async with way(redis, name) as found:
        found.network.changed[THANDI] = changed
        assert await look(found) == Found(end if changed else 0)


@pytest.mark.parametrize("name", NETWORKS)
async def test_for_one_deed_it_is_asked_once_and_for_another_again(redis, name):
    async with way(redis, name) as found:
        found.network.changed[THANDI] = 0
        for deed in ("activation", "activation", "payout"):
            assert await look(found, deed) == Found(0)
        assert await found.other().look(found.thandi, "payout", THANDI, 5) == Found(0)
        assert found.network.calls["look"] == 2


@pytest.mark.parametrize("name", NETWORKS)
async def test_a_number_it_does_not_know_is_an_answer_that_says_nothing(redis, name):
    async with way(redis, name) as found:
        for number in (THANDI, NOBODY):
            assert await found.looks.look(found.thandi, "payout", number, 5) == Unknown(
                "a number it does not know", heard=True
            )
        for number in ("", "0821234567", "+27/../x"):
            assert await found.looks.look(found.thandi, "payout", number, 5) == Unknown("no number")


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("fault", WRONG, ids=lambda fault: str(fault.get("status", fault["kind"])))
async def test_whatever_goes_wrong_nothing_is_known_and_no_number_is_left_anywhere(redis, name, fault):
    out = io.StringIO()
    there, root = logging.StreamHandler(out), logging.getLogger()
    known, level = structlog.get_config(), root.level
    root.addHandler(there)
    root.setLevel(logging.DEBUG)
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(out), cache_logger_on_first_use=False)
    try:
        async with way(redis, name) as found:
            found.network.changed[THANDI] = CHANGED
            found.network.faults.set(method="look", **fault)
            said = await found.looks.look(found.thandi, "payout", THANDI, 5)
            assert isinstance(said, Unknown)
            assert not said.heard
            out.write(repr(found.provider) + repr(found.looks) + repr(said))
            kept = [(key, await redis.dump(key) or b"") for key in await redis.keys("*")]
    finally:
        structlog.configure(**known)
        root.removeHandler(there)
        root.setLevel(level)
    for secret in (THANDI[1:], found.network.key):
        assert secret not in out.getvalue()
        assert not [key for key, value in kept if secret.encode() in key + (value or b"")]


async def test_a_key_that_is_not_taken_is_said_to_be_so(redis):
    for name in NETWORKS:
        async with way(redis, name) as found:
            found.network.key = "another"
            said = await found.looks.look(found.thandi, "payout", THANDI, 5)
            assert said == Unknown("HTTP 401")


async def test_a_token_that_has_run_out_is_renewed_once(redis):
    async with way(redis, "mtn") as found:
        assert isinstance(found.network, Mtn)
        found.network.changed[THANDI] = 0
        assert await look(found, "activation") == Found(0)
        found.network.token = "token-2"
        assert await look(found, "payout") == Found(0)
        assert found.network.calls == {"login": 2, "look": 3}


async def test_who_waits_no_longer_finds_the_answer_the_next_time(redis):
    async with way(redis, "mtn") as found:
        found.network.changed[THANDI] = CHANGED
        found.network.faults.set("slow", "look", seconds=0.3, next=1)
        assert await found.looks.look(found.thandi, "payout", THANDI, 0.01) == Unknown(LATE)
        assert await found.looks.look(found.thandi, "payout", THANDI, 5) == Found(CHANGED)
        assert found.network.calls["look"] == 1


async def test_an_answer_at_our_door_serves_whichever_process_waits_and_the_question_is_asked_once(redis):
    async with way(redis, "africastalking") as found:
        assert isinstance(found.network, AfricasTalking)
        found.network.changed[THANDI] = CHANGED
        assert await found.looks.look(found.thandi, "payout", THANDI, 0.2) == Unknown(LATE)
        waiting = asyncio.create_task(found.other().look(found.thandi, "payout", THANDI, 5))
        assert await found.network.tell() == [200]
        assert await waiting == Found(DAY_OVER)
        assert found.network.calls["look"] == 1


async def test_an_answer_may_come_before_the_answer_to_the_question(redis):
    async with way(redis, "africastalking") as found:
        found.network.changed[THANDI] = 0
        await found.looks.hear("ATSwpid_1", Found(0))
        assert await found.looks.look(found.thandi, "payout", THANDI, 5) == Found(0)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"status": "Swapped", "lastSimSwapDate": "15-06-2026"}, Found(DAY_OVER)),
        ({"status": "Swapped", "lastSimSwapDate": "01-01-1900"}, Found(0)),
        ({"status": "NoSwapDate"}, Found(0)),
        ({"status": "Swapped"}, Unknown("changed, but not when")),
        ({"status": "Swapped", "lastSimSwapDate": "31-12-9999"}, Unknown("a day we cannot read")),
        ({"status": "Swapped", "lastSimSwapDate": "yesterday"}, Unknown("a day we cannot read")),
        ({"status": "InsufficientBalance"}, Unknown("InsufficientBalance")),
        ({"status": "☺"}, Unknown("an answer we cannot read")),
    ],
)
def test_what_africas_talking_may_tell(words, found):
    assert INSIGHTS.told(json.dumps({"requestId": "m", **words}).encode()) == ("m", found)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"requestId": "m"}', b'{"requestId": "m", "status": "Queued"}'])
def test_what_tells_nothing_is_not_heard(body):
    with pytest.raises(Unreadable):
        INSIGHTS.told(body)


async def test_nobody_finds_the_door_without_the_secret_and_nonsense_is_thanked_for(redis):
    async with way(redis, "africastalking") as found, httpx.AsyncClient() as http:
        words = {"requestId": "m", "status": "NoSwapDate"}
        for door in (found.door[:-1], f"{found.door}x", found.door.replace("africastalking", "mtn")):
            assert (await http.post(door, json=words)).status_code == 404
        assert (await http.get(found.door)).status_code == 404
        assert await redis.keys("sim:*") == []
        assert (await http.post(found.door, content=b"nonsense")).status_code == 200
        assert (await http.post(found.door, content=b"x" * 20_000)).status_code == 413
        assert (await http.post(found.door, json=words)).status_code == 200
        assert len(await redis.keys("sim:*")) == 1


def test_the_pauses_between_looks_come_to_a_minute():
    assert sum(_pauses()) == pytest.approx(60, abs=2)
    assert max(_pauses()) == 2
