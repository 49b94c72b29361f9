"""The manners of what is said unasked: a chat that blocked us is left alone, waits are obeyed, SMS can be stopped."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from adapters.job import Job
from adapters.stand_ins.telegram import Refusal
from bot.app import assemble
from bot.finishing import PAUSES, Later
from bot.following import Notice
from bot.news import AWAKE, News
from bot.quiet import Quiet
from bot.reach import PATIENCE, Reach, sms_key
from flows.loan_news import NEEDED
from tests.loan_news import OPEN, WHO, applied, at_once, happens, told, worked
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_assistant import kept
from tests.world import world

WAIT = 600
TOO_MANY = Refusal(429, f"Too Many Requests: retry after {WAIT}", retry_after=WAIT)
NIGHT = datetime(2026, 3, 1, 20, 30, tzinfo=UTC).timestamp()
MORNING = datetime(2026, 3, 2, 5, 30, tzinfo=UTC).timestamp()
QUIET = Quiet.read("20:00-07:30", "Africa/Johannesburg")


@pytest.fixture
async def around(redis_url, tmp_path):
    async with world(redis_url, tmp_path, **OPEN) as found:
        yield found


DAY = "2027-01-31"


def notice(application, kind="approved", round_=0):
    """The job that tells of it."""
    body = Notice(loan=application["application"], kind=kind, mark=DAY if kind == "overdue" else "")
    return Job(kind="notice", who=WHO, key=f"{kind}: x", body=body.model_dump_json(), round=round_)


def sent(around):
    """How many messages the bot has tried to send."""
    return sum(call.method == "sendMessage" for call in around.telegram.calls)


@asynccontextmanager
async def changed(around):
    """The session, kept as it is left: a turn of theirs that we need not walk through."""
    sessions = around.assistant.sessions
    turn = await sessions.load(WHO, f"a turn of theirs {uuid4()}")
    yield turn.session
    await sessions.save(turn, turn.session, b"")
    await worked(around)


async def as_time_goes_by(around):
    """There is room in every chat again."""
    async for key in around.assistant.redis.scan_iter(match="{room:*"):
        await around.assistant.redis.delete(key)


async def stops_sms(around):
    async with changed(around) as session:
        session.facts["sms"] = "stop"


async def test_a_chat_that_blocked_us_is_not_tried_again_until_they_write_there(around):
    phone, application = await applied(around, Telegram)
    phone.handset.block()
    application["status"] = "approved"
    await at_once(around)
    assert len(around.inbox.messages[NUMBER]) == 1
    assert (await kept(around)).lines["telegram"]["blocked"] is True
    before = sent(around)
    happens(around, application, "activated")
    await at_once(around)
    assert ["is active now" in text for text in around.inbox.messages[NUMBER]] == [False, True]
    assert sent(around) == before
    phone.handset.chat.blocked = False
    await phone.say("/menu")
    assert "blocked" not in (await kept(around)).lines["telegram"]
    assert await around.assistant.notices.tell(notice(application, "settled")) is None
    assert any("paid back in full" in text for text in await told(around, phone))
    assert len(around.inbox.messages[NUMBER]) == 2


async def test_dialling_does_not_open_a_chat_that_blocked_us(around):
    await applied(around, Telegram)
    async with changed(around) as session:
        session.lines["telegram"]["blocked"] = True
    await Ussd(around).dial()
    assert (await kept(around)).lines["telegram"]["blocked"] is True


async def test_one_who_wrote_while_we_found_ourselves_blocked_is_not_taken_for_gone(around):
    await applied(around, Telegram)
    reach = around.assistant.notices._reach
    session = await kept(around)
    await reach._keep_blocked(WHO, session.turn - 1)
    assert "blocked" not in (await kept(around)).lines["telegram"]
    await reach._keep_blocked(WHO, session.turn)
    assert (await kept(around)).lines["telegram"]["blocked"] is True


async def test_a_wait_telegram_asks_for_is_obeyed_by_every_process(around):
    _, application = await applied(around, Telegram)
    around.telegram.trouble("sendMessage", TOO_MANY)
    later = await around.assistant.notices.tell(notice(application))
    assert later == Later(WAIT, notice(application, round_=1))
    before = sent(around)
    async with assemble(around.assistant.settings, sms=around.inbox) as other:
        later = await other.notices.tell(notice(application))
    assert isinstance(later, Later)
    assert 0 < later.seconds <= WAIT
    assert later.job.round == 0  # it was not even tried
    assert sent(around) == before
    assert not around.inbox.messages[NUMBER]


async def test_a_wait_asked_for_of_an_answer_is_obeyed_by_what_nobody_asked_for(around):
    _, application = await applied(around, Telegram)
    line = around.assistant.telegram
    around.telegram.trouble("sendMessage", TOO_MANY)
    await line._sender._once({"method": "sendMessage", "chat_id": 7001, "text": "an answer"})
    later = await around.assistant.notices.tell(notice(application))
    assert isinstance(later, Later)
    assert 0 < later.seconds <= WAIT


async def test_where_there_is_no_room_one_waits_and_it_counts_as_no_try(around):
    _, application = await applied(around, Telegram)
    await around.assistant.telegram._pace._room.away("telegram 7001", WAIT)
    later = await around.assistant.notices.tell(notice(application))
    assert isinstance(later, Later)
    assert 0 < later.seconds <= WAIT
    assert later.job.round == 0


async def test_while_telegram_is_away_one_waits_and_then_an_sms_is_sent(around):
    _, application = await applied(around, Telegram)
    around.telegram.trouble("sendMessage", Refusal(502, "Bad Gateway"), times=PATIENCE + 1)
    job = notice(application)
    for number in range(PATIENCE):
        later = await around.assistant.notices.tell(job)
        assert later == Later(PAUSES[number], notice(application, round_=number + 1))
        job = later.job
        await as_time_goes_by(around)
    assert not around.inbox.messages[NUMBER]
    assert await around.assistant.notices.tell(job) is None
    assert len(around.inbox.messages[NUMBER]) == 1


async def test_who_stopped_sms_is_waited_for_in_their_chat(around):
    phone, application = await applied(around, Telegram)
    await stops_sms(around)
    around.telegram.trouble("sendMessage", Refusal(502, "Bad Gateway"))
    later = await around.assistant.notices.tell(notice(application, "paid_out", round_=PATIENCE))
    assert isinstance(later, Later)
    await as_time_goes_by(around)
    assert await around.assistant.notices.tell(later.job) is None
    assert any("is paid out" in text for text in await told(around, phone))
    assert not around.inbox.messages[NUMBER]


@pytest.mark.parametrize("gone", [False, True], ids=["known", "session-gone"])
async def test_sms_are_stopped_but_for_what_one_must_know(around, gone):
    _, application = await applied(around)
    await stops_sms(around)
    if gone:
        async for key in around.assistant.redis.scan_iter(match="*:s:*"):
            await around.assistant.redis.delete(key)
    notices = around.assistant.notices
    [loan] = await notices._loans.all(WHO)
    for kind in ("approved", "activated", "paid_out", "overdue", "settled"):
        await notices._loans.keep(WHO, loan := loan.model_copy(update={"told": {}, "late": True}))
        [loan] = await notices._loans.all(WHO)
        before = len(around.inbox.messages[NUMBER])
        assert await notices.tell(notice(application, kind)) is None
        assert len(around.inbox.messages[NUMBER]) - before == (kind in NEEDED)
        [loan] = await notices._loans.all(WHO)
        assert [*loan.told.values()] == ["sms" if kind in NEEDED else "stopped"]


async def test_who_has_not_agreed_is_sent_no_sms_they_can_do_without(around):
    _, application = await applied(around)
    async with changed(around) as session:
        del session.facts["consent"]
    assert await around.assistant.notices.tell(notice(application, "paid_out")) is None
    assert not around.inbox.messages[NUMBER]


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_sms_are_stopped_and_started_where_reminders_are(around, kind):
    phone, _ = await applied(around, kind)

    async def chooses(*labels):
        if kind is Ussd:
            await phone.dial()
            labels = ("Help", "Payment reminders", *labels)
        else:
            await phone.say("/reminders")
        for label in labels:
            shown = await phone.say(label)
        return shown.text

    assert "except for" in (said := await chooses("SMS about my loan", "Stop SMS")) or "but for" in said
    await worked(around)
    assert (await around.assistant.notices._loans.all(WHO))[0].no_sms
    assert "SMS about your loan again" in await chooses("SMS about my loan", "Send me SMS again")
    await worked(around)
    assert not (await around.assistant.notices._loans.all(WHO))[0].no_sms


def news(around, now):
    assistant = around.assistant
    reach = Reach(assistant.sessions, around.inbox, assistant.telegram)
    return News(assistant.sessions, reach, QUIET, clock=lambda: now)


async def waits_for_an_answer(around, heard):
    """An answer has come that they have not seen; they were heard last then."""
    async with changed(around) as session:
        session.unseen, session.heard = True, int(heard)
    return Job(kind="tell", who=WHO, key="the answer")


async def test_one_who_asked_a_moment_ago_is_told_also_at_night(around):
    await applied(around)
    job = await waits_for_an_answer(around, NIGHT - AWAKE)
    assert await news(around, NIGHT).tell(job) is None
    assert len(around.inbox.messages[NUMBER]) == 1


async def test_one_who_sleeps_by_now_is_told_in_the_morning_and_once(around):
    await applied(around)
    job = await waits_for_an_answer(around, NIGHT - AWAKE - 1)
    assert await news(around, NIGHT).tell(job) == Later(MORNING - NIGHT, job)
    assert not around.inbox.messages[NUMBER]
    for _ in range(2):
        assert await news(around, MORNING).tell(job) is None
    assert len(around.inbox.messages[NUMBER]) == 1


async def test_who_stopped_sms_finds_the_answer_when_they_come(around):
    await applied(around)
    await stops_sms(around)
    job = await waits_for_an_answer(around, MORNING)
    assert await news(around, MORNING).tell(job) is None
    assert not around.inbox.messages[NUMBER]
    assert (await kept(around)).unseen


async def test_an_answer_nobody_sees_in_a_blocked_chat_goes_by_sms_and_leaves_the_chat_alone(around):
    phone, _ = await applied(around, Telegram)
    phone.handset.block()
    job = await waits_for_an_answer(around, MORNING)
    assert await news(around, MORNING).tell(job) is None
    assert len(around.inbox.messages[NUMBER]) == 1
    session = await kept(around)
    assert (session.lines["telegram"]["blocked"], session.unseen) == (True, True)


async def test_an_answer_waits_as_long_as_telegram_asks(around):
    await applied(around, Telegram)
    job = await waits_for_an_answer(around, MORNING)
    around.telegram.trouble("sendMessage", TOO_MANY)
    assert await news(around, MORNING).tell(job) == Later(WAIT, job.model_copy(update={"round": 1}))


async def test_when_somebody_was_heard_last_is_kept(around):
    await applied(around)
    before = (await kept(around)).heard
    assert before > 1_700_000_000
    await worked(around)
    assert (await kept(around)).heard == before


async def test_the_key_of_an_sms_is_the_same_at_every_try_and_names_nobody(around):
    _, application = await applied(around)
    job, turn = notice(application), await around.assistant.sessions.load(WHO, "a turn")
    keys = {sms_key(turn, each) for each in (job, notice(application, round_=3))}
    assert len(keys) == 1
    assert sms_key(turn, notice(application, "settled")) not in keys
    assert all(len(key) == 32 and NUMBER.strip("+") not in key for key in keys)
    await around.assistant.sessions.free(turn)
