"""A one-time code is guessed at few times, used once, and sent seldom."""

import asyncio
import re
from contextlib import aclosing

import pytest

from adapters.codes import Codes, Limits, Rests, Right, Spent, Wrong
from adapters.names import Namer
from adapters.redis_client import connect
from adapters.redis_server import EmbeddedRedis
from adapters.vault import Vault
from tests.fault_proxy import faulty_redis

THANDI = "tel:+27821234567"
JOIN = "join tg:4711"
NAMER, KEY = Namer(b"k" * 32), Vault.new_key()
HOUR, DAY = 3600, 86400


class Clock:
    """A clock that goes on when told to."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def codes(redis, clock) -> Codes:
    return codes_in(redis, clock)


def codes_in(redis, clock, keys: str = KEY, limits: Limits | None = None) -> Codes:
    return Codes(redis, NAMER, Vault.from_settings(keys), limits or Limits(), clock)


async def issued(codes: Codes, who: str = THANDI, purpose: str = JOIN) -> str:
    code = await codes.issue(who, purpose)
    assert isinstance(code, str)
    return code


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


async def test_a_code_is_right_once(codes):
    code = await issued(codes)
    assert len(code) == 6
    assert code.isdecimal()
    assert await codes.check(THANDI, JOIN, code) == Right()
    assert await codes.check(THANDI, JOIN, code) == Spent()


async def test_a_code_is_for_one_person_and_one_purpose(codes):
    code = await issued(codes)
    assert await codes.check("tel:+27829876543", JOIN, code) == Spent()
    assert await codes.check(THANDI, "join tg:1", code) == Spent()
    await issued(codes, "tel:+27829876543")
    assert await codes.check(THANDI, JOIN, code) == Right()


async def test_five_tries_and_no_more(codes):
    code = await issued(codes)
    said = [await codes.check(THANDI, JOIN, wrong(code)) for _ in range(5)]
    assert said == [Wrong(4), Wrong(3), Wrong(2), Wrong(1), Spent()]
    assert await codes.check(THANDI, JOIN, code) == Spent()


async def test_a_code_lives_five_minutes(codes, clock):
    code = await issued(codes)
    clock.now += 299
    assert await codes.check(THANDI, JOIN, wrong(code)) == Wrong(4)
    clock.now += 1
    assert await codes.check(THANDI, JOIN, code) == Spent()


async def test_a_thousand_guesses_at_once_evaluate_five(codes):
    code = await issued(codes)
    guesses = [wrong(code)] * 1000
    said = await asyncio.gather(*(codes.check(THANDI, JOIN, guess) for guess in guesses))
    assert sorted(answer.left for answer in said if isinstance(answer, Wrong)) == [1, 2, 3, 4]
    assert said.count(Spent()) == 996


async def test_a_hundred_right_codes_at_once_are_accepted_once(codes):
    code = await issued(codes)
    said = await asyncio.gather(*(codes.check(THANDI, JOIN, code) for _ in range(100)))
    assert said.count(Right()) == 1
    assert said.count(Spent()) == 99


async def test_codes_are_sent_ever_more_seldom(codes, clock):
    waits = []
    for _ in range(5):
        since = clock.now
        while isinstance(await codes.issue(THANDI, JOIN), Rests):
            clock.now += 10
        waits.append(clock.now - since)
    assert waits == [0, 30, 60, 120, 120]
    clock.now += 600
    assert isinstance(await codes.issue(THANDI, "another purpose"), Rests)


async def test_who_must_wait_is_told_until_when_and_not_a_second_longer(codes, clock):
    waits = []
    for _ in range(12):
        await issued(codes)
        rests = await codes.issue(THANDI, JOIN)
        assert isinstance(rests, Rests)
        waits.append(rests.until - clock.now)
        clock.now = rests.until - 1
        assert await codes.issue(THANDI, JOIN) == rests
        clock.now = rests.until
    assert waits[:4] == [30, 60, 120, 120]
    assert sum(waits[:5]) == HOUR, "five an hour"
    assert sum(waits[:10]) == DAY, "ten a day"


async def test_a_lock_says_until_when_it_holds(codes, clock):
    for _ in range(2):
        code = await issued(codes)
        for _ in range(5):
            await codes.check(THANDI, JOIN, wrong(code))
        locked = clock.now
        clock.now += 120
    assert await codes.issue(THANDI, JOIN) == Rests(round(locked) + HOUR)


async def test_ten_codes_a_day(codes, clock):
    sent = 0
    for _ in range(24 * 6):
        sent += isinstance(await codes.issue(THANDI, JOIN), str)
        clock.now += 600 - 1
    assert sent == 10
    clock.now += 86400
    assert isinstance(await codes.issue(THANDI, JOIN), str)


async def test_a_new_code_does_not_forgive_failures(codes, clock):
    for _ in range(5):
        await codes.check(THANDI, JOIN, wrong(await issued(codes)))
        await codes.check(THANDI, JOIN, "0")
        clock.now += 120
        last = await codes.issue(THANDI, JOIN)
        clock.now += 3600
    assert isinstance(last, Rests), "ten failures lock"


async def test_ten_failures_lock_for_an_hour_and_success_forgives(codes, clock):
    async def fail(times: int) -> list[object]:
        code = await issued(codes)
        clock.now += 120
        return [await codes.check(THANDI, JOIN, wrong(code)) for _ in range(times)]

    await fail(4)
    assert await codes.check(THANDI, JOIN, await issued(codes)) == Right()
    clock.now += 120
    await fail(5)
    assert await fail(5) == [Wrong(4), Wrong(3), Wrong(2), Wrong(1), Spent()]
    assert isinstance(await codes.issue(THANDI, JOIN), Rests)
    clock.now += 3600
    assert await codes.check(THANDI, JOIN, await issued(codes)) == Right()


async def lock(codes: Codes, clock: Clock) -> int:
    """Fail until locked; for how many hours."""
    while isinstance(code := await codes.issue(THANDI, JOIN), str):
        for _ in range(5):
            await codes.check(THANDI, JOIN, wrong(code))
        clock.now += 120
    since = clock.now - 120
    while isinstance(await codes.issue(THANDI, JOIN), Rests):
        clock.now += 60
    hours = round((clock.now - since) / HOUR)
    clock.now += 120
    return hours


async def test_each_lock_in_a_row_lasts_twice_as_long_up_to_a_day(redis, clock):
    codes = codes_in(redis, clock, limits=Limits(a_day=1000, an_hour=1000))
    assert [await lock(codes, clock) for _ in range(7)] == [1, 2, 4, 8, 16, 24, 24]


async def test_locks_are_forgotten_after_a_week_without_a_failure_or_by_success(redis, clock):
    codes = codes_in(redis, clock, limits=Limits(a_day=1000, an_hour=1000))
    assert [await lock(codes, clock) for _ in range(2)] == [1, 2]
    clock.now += 6 * DAY
    assert await lock(codes, clock) == 4
    clock.now += 7 * DAY
    assert await lock(codes, clock) == 1
    clock.now += 120
    assert await codes.check(THANDI, JOIN, await issued(codes)) == Right()
    clock.now += 120
    assert await lock(codes, clock) == 1


async def test_a_code_proves_nothing_of_another_loan_amount_or_account(codes):
    loan = ("loan", "L-1", "2000.00")
    code = await codes.issue(THANDI, "pay out", loan)
    assert isinstance(code, str)
    for other in (("loan", "L-2", "2000.00"), ("loan", "L-1", "9000.00"), ("loan", "L-12000.00"), ()):
        assert isinstance(await codes.check(THANDI, "pay out", code, other), Wrong)
    assert await codes.check(THANDI, "pay out", code, loan) == Right()


async def test_new_data_keys_lose_no_code(redis, clock):
    new, other = Vault.new_key(), Vault.new_key()
    code = await issued(codes_in(redis, clock))
    assert await codes_in(redis, clock, other).check(THANDI, JOIN, code) == Wrong(4)
    assert await codes_in(redis, clock, f"{new},{KEY}").check(THANDI, JOIN, code) == Right()
    clock.now += 60
    code = await issued(codes_in(redis, clock, f"{new},{KEY}"))
    assert await codes_in(redis, clock, new).check(THANDI, JOIN, code) == Right(), "issued under the newest"


async def test_what_is_counted_outlives_a_redis_that_is_killed(tmp_path, clock):
    server = EmbeddedRedis(tmp_path)
    async with aclosing(connect(server.start())) as client:
        codes = codes_in(client, clock, limits=Limits(failures=7))
        code = await issued(codes)
        for _ in range(4):
            await codes.check(THANDI, JOIN, wrong(code))
    assert server.process
    server.process.kill()
    server.stop()
    with EmbeddedRedis(tmp_path) as url:
        async with aclosing(connect(url)) as client:
            codes = codes_in(client, clock, limits=Limits(failures=7))
            assert isinstance(await codes.issue(THANDI, JOIN), Rests), "too soon after the one before"
            assert await codes.check(THANDI, JOIN, wrong(code)) == Spent(), "the fifth with this code"
            assert await codes.check(THANDI, JOIN, code) == Spent()
            clock.now += 30
            code = await issued(codes)
            said = [await codes.check(THANDI, JOIN, wrong(code)) for _ in range(2)]
            assert said == [Wrong(1), Spent()], "seven in a row"
            clock.now += 120
            assert isinstance(await codes.issue(THANDI, JOIN), Rests), "locked"


async def test_no_code_can_be_read_out_of_redis(codes, redis):
    code = await issued(codes)
    await codes.check(THANDI, JOIN, wrong(code))
    (key,) = [key async for key in redis.scan_iter(match="*:c:*")]
    kept = await redis.hgetall(key)
    assert len(kept[b"hash"]) == 64
    kept = b"\n".join([key + (await redis.dump(key) or b"") for key in await redis.keys("*")]).decode("latin-1")
    assert not re.search(rf"(?<!\d)({code}|{wrong(code)})(?!\d)|{THANDI[5:]}", kept)
    assert all([await redis.pttl(key) > 0 for key in await redis.keys("*")])


async def test_a_lost_reply_costs_no_try_and_no_code(redis, redis_url, tmp_path, clock):
    async with faulty_redis(redis_url, tmp_path) as (proxy, url), aclosing(connect(url)) as client:
        codes = codes_in(client, clock)
        proxy.lose = 1
        code = await issued(codes)
        proxy.lose = 1
        assert await codes.check(THANDI, JOIN, wrong(code)) == Wrong(4)
        proxy.lose = 1
        assert await codes.check(THANDI, JOIN, code) == Right()
        assert proxy.lost == 3
