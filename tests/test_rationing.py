"""The lender's PINs: few guesses reach it, and few are asked for, whoever runs the errand, and how often."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest

from adapters.lending import Late, NotSent
from adapters.names import Namer
from adapters.redis_client import connect
from adapters.redis_server import EmbeddedRedis
from adapters.tries import Limits, Ration, Tries
from bot.rationing import Rationing
from flows.errands import ActivateByOtp, Answer, OtpExpired, OtpLocked, OtpRests, OtpSent, OtpWrong, SendOtp
from tests.at_the_lender import desk, ready_to_apply
from tests.fault_proxy import faulty_redis

THANDI, HOUR, DAY, NOW = "tel:+27821234567", 3600, 86400, 1_800_000_000
NAMER = Namer(b"k" * 32)
GO, KNOWN, SPENT = Ration("go"), Ration("known"), Ration("spent")
MANY = Limits(a_pin=10_000)


@pytest.fixture
def tries(redis) -> Tries:
    return Tries(redis, NAMER)


def locked(hours: float, since: int = NOW) -> Ration:
    return Ration("locked", since + round(hours * HOUR))


async def guesses(tries: Tries, count: int, now: int = NOW, who: str = THANDI) -> list[Ration]:
    return [await tries.guess(who, f"{now}:{number}", "a1", now) for number in range(count)]


async def test_five_tries_with_a_pin_and_new_ones_with_the_next(tries):
    assert await guesses(tries, 6) == [GO] * 5 + [SPENT]
    assert await tries.guess(THANDI, "k", "a2", NOW) == GO, "another application has a PIN of its own"
    assert await tries.ask(THANDI, "ask", "a1", NOW) == GO
    assert await tries.guess(THANDI, "l", "a1", NOW) == GO
    assert await tries.guess("tel:+27829876543", "m", "a1", NOW) == GO


async def test_ten_tries_a_day_whatever_the_pin_lock_for_longer_each_time(redis):
    tries, now, hours = Tries(redis, NAMER, MANY), NOW, []
    for _ in range(7):
        said = await guesses(tries, 11, now)
        assert said[:10] == [GO] * 10
        assert await tries.ask(THANDI, f"ask:{now}", "a1", now) == said[10]
        assert await tries.guess(THANDI, f"last:{now}", "a1", said[10].until - 1) == said[10]
        hours.append((said[10].until - now) // HOUR)
        now = said[10].until
    assert hours == [1, 2, 4, 8, 16, 24, 24]
    assert (await guesses(tries, 11, now + 7 * DAY))[10] == locked(1, now + 7 * DAY)


async def test_guesses_of_another_day_do_not_count(redis):
    tries = Tries(redis, NAMER, MANY)
    assert await guesses(tries, 9) == [GO] * 9
    assert await guesses(tries, 9, NOW + DAY) == [GO] * 9


async def test_a_thousand_guesses_at_once_are_five(tries):
    said = await asyncio.gather(*(tries.guess(THANDI, f"{number}", "a1", NOW) for number in range(1000)))
    assert said.count(GO) == 5
    assert said.count(SPENT) == 995


async def test_pins_are_asked_for_ever_more_seldom(tries):
    now, waits = NOW, []
    for number in range(5):
        said = await tries.ask(THANDI, f"{number}", "a1", now)
        if said.what == "rest":
            waits.append(said.until - now)
            now = said.until
            assert (await tries.ask(THANDI, f"{number}", "a1", now - 1)).what == "rest"
            assert await tries.ask(THANDI, f"{number}", "a1", now) == GO
    assert waits == [60, 120, 240, 480]
    assert await tries.ask(THANDI, "6", "a2", now + 480) == Ration("rest", NOW + HOUR), "five in an hour"


async def test_ten_pins_a_day(tries):
    now = NOW
    for number in range(10):
        assert await tries.ask(THANDI, f"{number}", "a1", now) == GO
        now += HOUR
    assert await tries.ask(THANDI, "11", "a1", now) == Ration("rest", NOW + DAY)
    assert await tries.ask(THANDI, "11", "a1", NOW + DAY) == GO


async def test_the_same_errand_is_charged_once(tries):
    assert await guesses(tries, 1) == [GO]
    assert await asyncio.gather(*(guesses(tries, 1) for _ in range(50))) == [[KNOWN]] * 50
    assert await tries.ask(THANDI, "ask", "a1", NOW) == GO
    assert await tries.ask(THANDI, "ask", "a1", NOW + 1) == KNOWN
    assert (await guesses(tries, 7, NOW + 1))[:6] == [GO] * 5 + [SPENT]


async def test_a_guess_that_never_left_is_given_back_and_its_lock_lifted(redis):
    tries = Tries(redis, NAMER, MANY)
    assert await guesses(tries, 10) == [GO] * 10
    assert await tries.guess(THANDI, "more", "a1", NOW) == locked(1)
    await tries.give_back(THANDI, f"{NOW}:9", "a1")
    assert await tries.guess(THANDI, "more", "a1", NOW) == GO
    assert await tries.guess(THANDI, "yet more", "a1", NOW) == locked(1), "the first lock in a row"


async def test_what_is_charged_outlives_a_redis_that_is_killed(tmp_path):
    server = EmbeddedRedis(tmp_path)
    async with aclosing(connect(server.start())) as client:
        tries = Tries(client, NAMER, Limits(a_day=7))
        await tries.ask(THANDI, "ask", "a1", NOW)
        assert await guesses(tries, 4) == [GO] * 4
    assert server.process
    server.process.kill()
    server.stop()
    with EmbeddedRedis(tmp_path) as url:
        async with aclosing(connect(url)) as client:
            tries = Tries(client, NAMER, Limits(a_day=7))
            assert await guesses(tries, 4) == [KNOWN] * 4
            assert await guesses(tries, 2, NOW + 1) == [GO, SPENT]
            assert await tries.ask(THANDI, "another", "a1", NOW + 59) == Ration("rest", NOW + 60)
            assert await tries.ask(THANDI, "another", "a1", NOW + 60) == GO
            assert await guesses(tries, 3, NOW + 60) == [GO, GO, locked(1, NOW + 60)]


async def test_a_lost_reply_costs_no_try(redis, redis_url, tmp_path):
    async with faulty_redis(redis_url, tmp_path) as (proxy, url), aclosing(connect(url)) as client:
        tries = Tries(client, NAMER, Limits(a_pin=1))
        proxy.lose = 1
        assert await tries.guess(THANDI, "k", "a1", NOW) == KNOWN
        proxy.lose = 1
        assert await tries.ask(THANDI, "k", "a1", NOW) == KNOWN
        assert proxy.lost == 2


async def test_no_number_and_no_application_stands_in_redis_and_all_of_it_runs_out(tries, redis):
    await tries.ask(THANDI, "a-conversation:7:activate.request", "MM000001", NOW)
    await guesses(tries, 11)
    names = await redis.keys("*")
    kept = b"".join([name + (await redis.dump(name) or b"") for name in names])
    assert not [word for word in (b"7821234567", b"MM000001", b"a-conversation") if word in kept]
    assert all([await redis.pttl(name) > 0 for name in names])


# At the lender.


@asynccontextmanager
async def at_the_lender(tries: Tries | None):
    async with desk() as it:
        applied = await it.run(await ready_to_apply(it), "apply")
        it.now[0] = NOW
        rationing = Rationing(it.lending, tries, "Africa/Johannesburg")

        async def run(errand: Any, key: str, now: int = NOW) -> Answer:
            late: Callable[[Answer], Awaitable[None]] = it.came_late
            return await rationing.run(errand, key, person=THANDI, now=now, patience=5, late=late)

        yield it, applied.application, run


def wrong(it: Any, application: str) -> str:
    return f"{(int(it.stand_in.activation.otp(application) or 0) + 1) % 10**6:06}"


async def test_beyond_the_ration_the_lender_is_not_asked(redis):
    async with at_the_lender(Tries(redis, NAMER, Limits(a_pin=2, a_day=3))) as (it, application, run):
        assert isinstance(await run(SendOtp(application=application), "s1"), OtpSent)
        guess = ActivateByOtp(application=application, otp=wrong(it, application))
        said = [await run(guess, f"g{number}") for number in range(3)]
        assert [type(answer) for answer in said] == [OtpWrong, OtpWrong, OtpExpired]
        rests = await run(SendOtp(application=application), "s2", NOW + 59)
        assert rests == OtpRests(otp_until=NOW + 60, otp_opens="2027-01-15T10:01")
        assert isinstance(await run(SendOtp(application=application), "s2", NOW + 60), OtpSent)
        assert await run(guess, "g4", NOW + 60) == OtpWrong(otp_left=0)
        assert await run(guess, "g5", NOW + 61) == OtpLocked(otp_opens="2027-01-15T11:01")
        assert await run(SendOtp(application=application), "s3", NOW + 61) == OtpLocked(otp_opens="2027-01-15T11:01")
        calls = it.stand_in.books.calls
        assert (calls["otp_send"], calls["otp_activate"]) == (2, 3)


@pytest.mark.parametrize("fault", [{"kind": "drop"}, {"kind": "drop", "after": True}])
async def test_a_guess_whose_answer_is_lost_stays_charged(redis, fault):
    async with at_the_lender(Tries(redis, NAMER, Limits(a_pin=1))) as (it, application, run):
        await run(SendOtp(application=application), "s1")
        it.stand_in.faults.set(method="otp_activate", next=1, **fault)
        guess = ActivateByOtp(application=application, otp=wrong(it, application))
        with pytest.raises(Late):
            await run(guess, "g1")
        assert await run(guess, "g2") == OtpExpired()


async def test_a_guess_that_never_left_costs_nothing(redis):
    async with at_the_lender(Tries(redis, NAMER, Limits(a_pin=1))) as (it, application, run):
        await run(SendOtp(application=application), "s1")
        guess = ActivateByOtp(application=application, otp=wrong(it, application))

        async def away(*_: Any) -> Any:
            raise NotSent("no connection")

        ask, it.lender.ask = it.lender.ask, away
        with pytest.raises(NotSent):
            await run(guess, "g1")
        it.lender.ask = ask
        assert isinstance(await run(guess, "g2"), OtpWrong)
        assert await run(guess, "g3") == OtpExpired()
