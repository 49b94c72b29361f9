"""A lender that keeps failing is left alone, asked once in a while, and asked by all again once it answers."""

import asyncio

import pytest

from adapters.breaker import Breaker, State
from adapters.lenders.late import Clash, Late, NotSent, Refused
from adapters.retries import Retries
from flows.errands import EmployersFound, FindEmployer, Purposes
from flows.errands import ListPurposes as Ask
from tests.at_the_lender import desk, ready_to_apply
from tests.phones import Ussd
from tests.test_assistant import KNOWN
from tests.world import world

LOOK = FindEmployer(employer="karoo")


class Watch:
    """A clock that goes when it is told to."""

    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def breaker(watch):
    return Breaker(watch)


async def asked(breaker, outcome):
    async def call():
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    return await breaker.through(call)


async def fail(breaker, times, error=None):
    for _ in range(times):
        with pytest.raises(Late):
            await asked(breaker, error or Late("no answer"))


async def test_five_failures_in_a_row_open_it_and_nothing_is_sent_while_it_is_open(breaker, watch):
    await fail(breaker, 4)
    assert await asked(breaker, "well") == "well"
    await fail(breaker, 4)
    assert breaker.state is State.CLOSED
    await fail(breaker, 1)
    assert breaker.state is State.OPEN
    watch.now += 14
    with pytest.raises(NotSent) as shut:
        await asked(breaker, AssertionError("it was asked"))
    assert shut.value.wait == 1


async def test_half_of_the_last_twenty_open_it(breaker):
    for _ in range(9):
        await asked(breaker, "well")
        await fail(breaker, 1)
    await asked(breaker, "well")
    assert breaker.state is State.CLOSED
    await fail(breaker, 1)
    assert breaker.state is State.OPEN


async def test_a_definite_answer_is_no_failure_whatever_it_says(breaker):
    for _ in range(30):
        with pytest.raises(Refused):
            await asked(breaker, Refused("no"))
        with pytest.raises(Clash):
            await asked(breaker, Clash("there already"))
    assert breaker.state is State.CLOSED


async def test_half_open_lets_one_through_and_its_answer_decides(breaker, watch):
    await fail(breaker, 5)
    watch.now += 15
    assert breaker.state is State.HALF_OPEN
    answer = asyncio.get_running_loop().create_future()
    probe = asyncio.ensure_future(breaker.through(lambda: answer))
    await asyncio.sleep(0)
    with pytest.raises(NotSent):
        await asked(breaker, AssertionError("it was asked"))
    answer.set_exception(Late("still no answer"))
    with pytest.raises(Late):
        await probe
    assert breaker.state is State.OPEN
    watch.now += 15
    assert await asked(breaker, "well") == "well"
    assert breaker.state is State.CLOSED
    await fail(breaker, 4)
    assert breaker.state is State.CLOSED


async def test_a_probe_that_is_given_up_makes_room_for_another(breaker, watch):
    await fail(breaker, 5)
    watch.now += 15
    probe = asyncio.ensure_future(breaker.through(asyncio.get_running_loop().create_future))
    await asyncio.sleep(0)
    probe.cancel()
    with pytest.raises(asyncio.CancelledError):
        await probe
    assert await asked(breaker, "well") == "well"


async def test_an_answer_from_before_it_opened_does_not_close_it(breaker):
    answer = asyncio.get_running_loop().create_future()
    early = asyncio.ensure_future(breaker.through(lambda: answer))
    await asyncio.sleep(0)
    await fail(breaker, 5)
    answer.set_result("well")
    assert await early == "well"
    assert breaker.state is State.OPEN


async def test_a_lender_that_names_a_time_is_not_asked_before(breaker, watch):
    await fail(breaker, 1, Late("HTTP 503", 40))
    assert breaker.state is State.OPEN
    watch.now += 39
    with pytest.raises(NotSent) as shut:
        await asked(breaker, AssertionError("it was asked"))
    assert shut.value.wait == 1
    watch.now += 1
    assert await asked(breaker, "well") == "well"


def test_no_more_than_a_tenth_is_asked_again_and_never_less_than_the_floor(watch):
    retries = Retries(floor=3, clock=watch)
    assert [retries.again() for _ in range(4)] == [True, True, True, False]
    for _ in range(100):
        retries.call()
    assert [retries.again() for _ in range(8)] == [True] * 7 + [False]
    watch.now += 61
    assert retries.again()


async def test_a_lender_that_is_out_of_order_is_left_alone_until_it_is_well():
    async with desk() as it:
        it.stand_in.faults.set("status", "employer_search", status=500)
        for _ in range(2):
            with pytest.raises(Late):
                await it.run(LOOK)
        assert it.stand_in.books.calls["employer_search"] == 5
        with pytest.raises(NotSent):
            await it.run(LOOK, patience=60)
        assert it.lending.breakers == {"FindEmployer": State.OPEN}
        assert isinstance(await it.run(Ask()), Purposes)
        it.stand_in.faults.clear()
        it.now[0] += 15
        assert isinstance(await it.run(LOOK), EmployersFound)
        assert it.stand_in.books.calls["employer_search"] == 6


async def test_what_happens_once_is_not_sent_while_the_breaker_is_open_and_happens_once_after():
    async with desk(read=0.3) as it:
        apply = await ready_to_apply(it)
        it.stand_in.faults.set("status", "create_loan_application", status=503)
        sent = 0
        for _ in range(5):
            with pytest.raises(Late) as late:
                await it.run(apply, "apply", sent=sent)
            sent = late.value.asked or sent
            it.now[0] += 91
        assert it.stand_in.books.calls["create_loan_application"] == 5
        it.now[0] -= 85
        with pytest.raises(NotSent):
            await it.run(apply.model_copy(update={"instalments": 2}), "another", sent=0)
        assert it.stand_in.books.calls["create_loan_application"] == 5
        it.stand_in.faults.clear()
        it.now[0] += 100
        await it.run(apply, "apply", sent=sent)
        assert len(it.applications) == 1


async def test_much_that_fails_is_not_tried_three_times_each():
    async with desk() as it:
        it.stand_in.faults.set("status", "employer_search", status=500, every=3)
        await asyncio.gather(*(it.run(LOOK, f"{n}") for n in range(60)), return_exceptions=True)
        assert 60 < it.stand_in.books.calls["employer_search"] <= 60 + 10


async def test_the_borrower_is_told_at_once_and_health_and_figures_show_it(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        phone = Ussd(around)
        await phone.meet()
        await phone.say("Apply for a loan")
        around.lender.faults.set("status", "client_search", status=503)
        for words in (KNOWN, "1", "1"):
            assert "still working" in (await phone.say(words)).text
        assert around.lender.books.calls["client_search"] == 5
        ready = (await around.http.get(f"{around.url}/readyz")).json()["lender"]
        assert ready == {"name": "maxintegrate", "breaker": {"FindClient": "open"}}
        assert 'loan_lender_breaker{errand="FindClient"} 2.0' in (await around.http.get(f"{around.url}/metrics")).text
