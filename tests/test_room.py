"""Never more than so many in any stretch of time, whoever asks; and those turned away come one by one."""

import asyncio
import random
from contextlib import aclosing

import pytest

from adapters.channels.door import Away
from adapters.names import Namer
from adapters.redis_client import connect
from adapters.room import Room
from tests.fault_proxy import faulty_redis
from tests.servers import cluster
from tests.test_codes import Clock

NAMER = Namer(b"k" * 32)
MINUTE = 60.0


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def room(redis, clock):
    return Room(redis, NAMER, clock)


async def test_so_many_find_room_and_the_next_is_told_when_to_come(room, clock):
    assert [await room.take("staff", 3, MINUTE) for _ in range(3)] == [0, 0, 0]
    clock.now += 20
    assert await room.take("staff", 3, MINUTE) == pytest.approx(40, abs=0.01)
    clock.now += 39.9
    assert await room.take("staff", 3, MINUTE) > 0
    clock.now += 0.11
    assert await room.take("staff", 3, MINUTE) == 0


async def test_each_name_has_room_of_its_own(room):
    assert [await room.take(name, 1, MINUTE) for name in ("one", "another")] == [0, 0]
    assert await room.take("one", 1, MINUTE) > 0


async def test_never_more_than_so_many_in_any_window(room, redis, clock):
    other, chance, taken = Room(redis, NAMER, clock), random.Random(4711), []
    for _ in range(600):
        clock.now += chance.choice([0, 0.001, 0.5, 7])
        if not await chance.choice([room, other]).take("staff", 5, MINUTE):
            taken.append(clock.now)
    assert all(later - first >= MINUTE for first, later in zip(taken, taken[5:], strict=False))
    assert len(taken) > 0.8 * 5 * (taken[-1] - taken[0]) / MINUTE


async def test_a_hundred_at_once_find_as_much_room_as_there_is(room):
    waits = await asyncio.gather(*(room.take("staff", 20, MINUTE) for _ in range(100)))
    assert waits.count(0) == 20


async def test_those_who_come_when_they_were_told_all_find_room(room, clock):
    begun = clock.now
    due = [begun + await room.take("bot", 20, MINUTE) for _ in range(200)]
    asked, done = 200, due.count(begun)
    due = sorted(moment for moment in due if moment > begun)
    while due:
        clock.now = due.pop(0)
        asked += 1
        if wait := await room.take("bot", 20, MINUTE):
            due = sorted([*due, clock.now + wait])
        else:
            done += 1
    assert done == 200
    assert clock.now - begun < 11 * MINUTE
    assert asked < 450


async def test_told_to_stay_away_nobody_takes_room_until_then(room, clock):
    await room.away("bot", 30)
    await room.away("bot", 10)  # the longer absence stays
    clock.now += 29
    assert await room.take("bot", 20, 1.0) == pytest.approx(1, abs=0.01)
    assert await room.take("chat", 20, 1.0) == 0
    clock.now += 1
    assert await room.take("bot", 20, 1.0) == 0


async def test_without_a_clock_it_is_that_of_redis(redis):
    room = Room(redis, NAMER)
    assert await room.take("staff", 1, MINUTE) == 0
    assert 0 < await room.take("staff", 1, MINUTE) <= MINUTE + 0.01
    await room.away("bot", 30)
    assert 0 < await room.take("bot", 20, MINUTE) <= 30


async def test_a_lost_reply_takes_room_once(redis_url, redis, tmp_path, clock):
    async with faulty_redis(redis_url, tmp_path) as (proxy, url), aclosing(connect(url)) as client:
        room = Room(client, NAMER, clock)
        for _ in range(2):
            proxy.lose = 1
            assert await room.take("staff", 2, MINUTE) == 0
        assert proxy.lost == 2
        assert await room.take("staff", 2, MINUTE) > 0


async def test_without_redis_it_says_so(tmp_path):
    async with aclosing(connect(f"unix://{tmp_path}/nobody.sock", patience=0.1)) as client:
        with pytest.raises(Away):
            await Room(client, NAMER).take("staff", 1, MINUTE)


async def test_nobodys_name_stands_in_redis_and_nothing_is_kept_for_ever(room, redis):
    await room.take("chat 4711", 1, MINUTE)
    await room.take("chat 4711", 1, MINUTE)
    keys = [key async for key in redis.scan_iter()]
    assert len(keys) == 2
    assert not any(b"4711" in key for key in keys)
    assert all([0 < await redis.pttl(key) <= 2 * (MINUTE + 1) * 1000 for key in keys])


async def test_a_cluster_gives_room_too(tmp_path):
    async with cluster(tmp_path) as (url, _), aclosing(connect(url)) as client:
        room = Room(client, NAMER)
        for number in range(20):
            assert await room.take(f"chat {number}", 1, MINUTE) == 0
            assert await room.take(f"chat {number}", 1, MINUTE) > 0
            await room.away(f"chat {number}", 1)
