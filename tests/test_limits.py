"""So many at once, and then as they come back: whoever asks, however often it is said, in all processes together."""

import asyncio
from contextlib import aclosing

import pytest
from pydantic import SecretStr

from adapters.channels.door import Away, Slower
from adapters.limits import Limits, Rate
from adapters.names import Namer
from adapters.permits import BUNDLES, Permits
from adapters.redis_client import connect
from adapters.vault import Vault
from bot.check_settings import _limits
from bot.settings import Settings
from tests.fault_proxy import faulty_redis
from tests.servers import cluster
from tests.test_codes import Clock

NAMER = Namer(b"k" * 32)
RATE = Rate(4, 60)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def limits(redis, clock):
    return Limits(redis, NAMER, clock)


@pytest.mark.parametrize(
    ("written", "rate"),
    [("40/60s", Rate(40, 60)), ("5/h", Rate(5, 3600)), ("20/10m", Rate(20, 600)), ("9/2d", Rate(9, 172_800))],
)
def test_a_rate_is_read_as_it_is_written(written, rate):
    assert Rate.read(written) == rate


def test_off_is_no_rate_and_nonsense_says_what_to_write():
    assert Rate.read("off") is None
    for wrong in ("", "0/s", "5", "5/w", "-1/s", "1/0s", "5 / h"):
        with pytest.raises(ValueError, match="40/60s"):
            Rate.read(wrong)


async def test_so_many_at_once_and_then_one_by_one(limits, clock):
    assert [await limits.take("a", RATE) for _ in range(4)] == [0, 0, 0, 0]
    assert await limits.take("a", RATE) == pytest.approx(15)
    clock.now += 14.9
    assert await limits.take("a", RATE) == pytest.approx(0.1, abs=0.002)
    clock.now += 0.102
    assert await limits.take("a", RATE) == 0
    assert await limits.take("b", RATE) == 0
    clock.now += 60
    assert [await limits.take("a", RATE) for _ in range(5)] == [0, 0, 0, 0, pytest.approx(15)]


async def test_a_cost_is_taken_whole_or_not_at_all(limits, clock):
    assert await limits.take("a", RATE, 3) == 0
    assert await limits.take("a", RATE, 3) == pytest.approx(30)
    assert await limits.take("a", RATE, 1) == 0
    clock.now += 60
    assert await limits.take("a", RATE, 9) == 0, "what costs more than there ever is takes all there is"
    assert await limits.take("a", RATE) == pytest.approx(15)


async def test_a_bundle_is_what_there_is(limits):
    assert await limits.up_to("a", RATE, 3) == (3, 0)
    assert await limits.up_to("a", RATE, 3) == (1, 0)
    assert await limits.up_to("a", RATE, 3) == (0, pytest.approx(15))


async def test_a_hundred_at_once_in_two_processes_take_what_there_is(limits, redis, clock):
    other = Limits(redis, NAMER, clock)
    waits = await asyncio.gather(*(each.take("a", Rate(30, 60)) for each in (limits, other) for _ in range(50)))
    assert waits.count(0) == 30


async def test_what_was_said_twice_is_taken_once(redis_url, redis, tmp_path, clock):
    async with faulty_redis(redis_url, tmp_path) as (proxy, url), aclosing(connect(url)) as client:
        limits = Limits(client, NAMER, clock)
        for _ in range(2):
            proxy.lose = 1
            assert await limits.take("a", RATE, 2) == 0
        assert proxy.lost == 2
        assert await limits.take("a", RATE) > 0


async def test_nobodys_name_is_kept_and_nothing_for_ever(redis):
    limits = Limits(redis, NAMER)
    assert await limits.take("198.51.100.7", RATE) == 0
    keys = [key async for key in redis.scan_iter()]
    assert keys
    assert not any(b"198.51" in key for key in keys)
    assert all([0 < await redis.pttl(key) <= 60_000 for key in keys])


async def test_a_cluster_limits_too(tmp_path):
    async with cluster(tmp_path) as (url, _), aclosing(connect(url)) as client:
        limits = Limits(client, NAMER)
        for number in range(10):
            assert await limits.take(f"a {number}", Rate(1, 3600)) == 0
            assert await limits.take(f"a {number}", Rate(1, 3600)) > 0


async def test_a_door_asks_redis_once_for_many(limits, clock):
    permits = Permits(limits, Rate(40 * BUNDLES, 60), clock)
    for _ in range(200):
        await permits.spend("ussd")
    assert limits._scripts.trips == 5


async def test_all_processes_together_let_no_more_through_a_door_and_ask_no_more_while_it_is_full(limits, redis, clock):
    doors = [Permits(limits, RATE, clock), Permits(Limits(redis, NAMER, clock), RATE, clock)]
    for at in (0, 1, 0, 1):
        await doors[at].spend("ussd")
    for _ in range(3):
        with pytest.raises(Slower) as full:
            await doors[0].spend("ussd")
        assert (full.value.door, full.value.wait) == (True, pytest.approx(15))
    assert limits._scripts.trips == 3
    await doors[0].spend("page")
    clock.now += 15
    await doors[0].spend("ussd")


async def test_many_at_once_at_an_empty_purse_lease_one_bundle(limits, clock):
    permits = Permits(limits, Rate(10 * BUNDLES, 60), clock)
    await asyncio.gather(*(permits.spend("ussd") for _ in range(10)))
    assert limits._scripts.trips == 1


@pytest.mark.parametrize(
    ("given", "well"),
    [({}, True), ({"rate_person": "off"}, True), ({"lender_url": "https://lender.example", "sms_asked": "off"}, False)],
)
def test_a_limit_that_is_off_before_real_people_is_to_be_put_on(given, well):
    finding = _limits(Settings(_env_file=None, data_keys=SecretStr(Vault.new_key()), **given))
    assert (finding.well, "SMS_ASKED" in finding.words) == (well, not well)


async def test_many_more_at_once_than_a_bundle_holds_are_let_through_no_more_than_there_are(limits, clock):
    permits = Permits(limits, Rate(BUNDLES, 60), clock)
    said = await asyncio.gather(*(permits.spend("ussd") for _ in range(4 * BUNDLES)), return_exceptions=True)
    assert [type(each) for each in said if each].count(Slower) == 3 * BUNDLES
    with pytest.raises(Slower):
        await permits.spend("ussd")


async def test_without_redis_no_door_is_shut_but_nothing_that_costs_is_let_through(tmp_path):
    async with aclosing(connect(f"unix://{tmp_path}/nobody.sock", patience=0.1)) as client:
        limits = Limits(client, NAMER)
        await Permits(limits, RATE).spend("ussd")
        with pytest.raises(Away):
            await limits.take("sms", RATE)
