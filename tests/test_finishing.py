"""An errand is under way in one process at a time, nobody waits for a lane meanwhile, and it comes to an end."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from adapters.job import Job
from bot.app import assemble
from bot.finishing import Finishing, Later
from tests.phones import NUMBER, InTerminal, Telegram, Ussd
from tests.test_assistant import KNOWN, applications, kept, to_the_offer
from tests.world import world

WHO = f"tel:{NUMBER}"


@pytest.fixture
async def around(redis_url, tmp_path):
    """The web process alone: what it leaves behind is done by `beside`, or by nobody."""
    async with world(redis_url, tmp_path, role="web", ussd_patience=0.6, lender_settle=0) as found:
        yield found


@asynccontextmanager
async def beside(around):
    """A second process on the same Redis, to the same lender."""
    async with assemble(around.assistant.settings, sms=around.inbox) as other:
        yield other


def finishing(assistant, **how):
    return Finishing(assistant.sessions, assistant.lending, assistant.documents, **how)


async def present(around, round_=0):
    """The job that finishes what the session waits for."""
    return Job(kind="finish", who=WHO, key=(await kept(around)).errand, round=round_)


async def waits_for(around, method, times=1):
    """Until the lender has been called."""
    for _ in range(500):
        if around.lender.books.calls[method] >= times:
            return
        await asyncio.sleep(0.01)
    pytest.fail(f"{method} was not called")


async def test_a_worker_leaves_alone_what_another_process_has_under_way(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    around.lender.faults.set("slow", "create_loan_application", seconds=1.5, next=1)
    assert "still working" in (await phone.say("1")).text
    async with beside(around) as other:
        job = await present(around)
        later = await finishing(other).finish(job)
        assert isinstance(later, Later)
        assert later.job == job
        assert around.lender.books.calls["create_loan_application"] == 1
        for _ in range(200):
            if not (await kept(around)).errand:
                break
            await asyncio.sleep(0.02)
        assert await finishing(other).finish(job) is None
    assert len(await applications(around)) == 1
    assert around.lender.books.calls["create_loan_application"] == 1


async def test_who_comes_while_a_worker_is_at_it_reads_so_at_once_and_nothing_is_sent_twice(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    around.lender.faults.set("status", "create_loan_application", status=503, next=3)
    assert "still working" in (await phone.say("1")).text
    around.lender.faults.clear()
    around.lender.faults.set("slow", "create_loan_application", seconds=2, next=1)
    before = around.lender.books.calls["create_loan_application"]
    async with beside(around) as other:
        at_work = asyncio.create_task(finishing(other).finish(await present(around)))
        await waits_for(around, "create_loan_application", before + 1)
        assert "still working" in (await phone.say("1")).text
        assert not at_work.done()
        assert await at_work is None
    assert around.lender.books.calls["create_loan_application"] == before + 1
    [application] = await applications(around)
    assert application["number"] in (await phone.dial()).text


async def test_a_job_done_twice_is_done_once(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    around.lender.faults.set("drop", "create_loan_application", after=True, next=1)
    around.lender.faults.set("status", "loan_status", status=503, next=1)
    assert "still working" in (await phone.say("1")).text
    job = await present(around)
    while isinstance(await finishing(around.assistant).finish(job), Later):
        assert (await kept(around)).errand
    turn = (await kept(around)).turn
    assert await finishing(around.assistant).finish(job) is None
    assert (await kept(around)).turn == turn
    assert len(await applications(around)) == 1


async def test_after_so_many_rounds_a_person_must_look_and_no_second_try_is_offered(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    around.lender.faults.set("drop", "create_loan_application")
    await phone.say("1")
    end = finishing(around.assistant, rounds=3)
    job, waits = await present(around), []
    while isinstance(later := await end.finish(job), Later):
        waits.append(later.seconds)
        job = later.job
    assert waits == sorted(waits)
    assert len(waits) == 3
    session = await kept(around)
    assert (session.state, session.unseen, session.errand) == ("home.doubt", True, "")


async def test_what_may_be_asked_again_is_left_to_the_borrower_after_so_many_rounds(around):
    phone = Ussd(around)
    await phone.meet()
    await phone.say("Apply for a loan")
    around.lender.faults.set("status", "client_search", status=503)
    await phone.say(KNOWN)
    assert await finishing(around.assistant).finish(await present(around, 12)) is None
    around.lender.faults.clear()
    assert "Try again" in (await phone.dial()).labels


async def test_a_lender_that_asks_for_time_is_given_it(around):
    phone = Ussd(around)
    await phone.meet()
    await phone.say("Apply for a loan")
    around.lender.faults.set("status", "client_search", status=503, retry_after="40")
    await phone.say(KNOWN)
    later = await finishing(around.assistant).finish(await present(around))
    assert isinstance(later, Later)
    assert 38 < later.seconds <= 40
    assert later.job.round == 1


async def kept_waiting(around):
    """A chat whose ID number the lender does not look up for a while."""
    chat = Telegram(around)
    await chat.meet()
    await chat.say("Apply for a loan")
    around.lender.faults.set("status", "client_search", status=503, next=3)
    assert "still working" in (await chat.say(KNOWN)).text
    return chat


async def test_a_chat_is_told_and_what_it_shows_can_be_answered_at_once(redis_url, tmp_path):
    async with world(redis_url, tmp_path, worker_silence=1) as around:
        chat = await kept_waiting(around)
        for _ in range(300):
            if "T****i" in (shown := await chat.see()).text:
                break
            await asyncio.sleep(0.1)
        assert "T****i" in shown.text
        for _ in range(100):
            if not (await kept(around)).unseen:
                break
            await asyncio.sleep(0.05)
        assert "T****i" not in (await chat.say(shown.labels[0])).text
        assert not around.inbox.messages[NUMBER]


async def test_one_who_blocked_the_bot_is_told_by_sms(redis_url, tmp_path):
    async with world(redis_url, tmp_path, worker_silence=1) as around:
        chat = await kept_waiting(around)
        chat.handset.block()
        for _ in range(300):
            if around.inbox.messages[NUMBER]:
                break
            await asyncio.sleep(0.1)
        assert len(around.inbox.messages[NUMBER]) == 1


async def test_a_turn_is_two_trips_and_three_where_an_errand_runs_once(around):
    phone, sessions = InTerminal(around), around.assistant.sessions
    await to_the_offer(phone)
    before = sessions.trips
    await phone.say("1")
    assert sessions.trips - before == 3
    before = sessions.trips
    await phone.hear(None)
    assert sessions.trips - before == 2
