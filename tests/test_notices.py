"""What becomes of a loan is told to its borrower: once each, in their chat or by SMS, whichever way it was heard of."""

import itertools
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.gsm7 import septets
from adapters.job import Job
from adapters.stand_ins.maxintegrate_telling import Place
from bot.app import assemble
from bot.following import PAUSES
from bot.quiet import Quiet
from flows.errands import Activate, Activated
from flows.loan_news import KINDS, REMINDERS
from tests.loan_news import OPEN, SECRET, WHO, applied, at, at_once, happens, tells, told, worked
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_assistant import kept, to_the_offer
from tests.test_program import bot
from tests.test_talks import said_in
from tests.world import world

TALKS = Path(__file__).parent / "talks"
ACCEPT = "I accept, apply"
SAID = {
    "approved": "is approved",
    "declined": "decision on your application",
    "activated": "is active now",
    "paid_out": "is paid out",
    "settled": "paid back in full",
    "mandate_rejected": "did not get your yes",
    "payout_failed": "could not be paid out",
    "due_soon": "due on",
    "overdue": "overdue",
}
IN_CHAT = {"declined": "not to grant", "overdue": "has not arrived"}


@pytest.fixture
async def around(redis_url, tmp_path):
    async with world(redis_url, tmp_path, **OPEN) as found:
        yield found


def words(phone, kind):
    return IN_CHAT.get(kind, SAID[kind]) if isinstance(phone, Telegram) else SAID[kind]


@pytest.mark.parametrize("phone_kind", [Ussd, Telegram])
@pytest.mark.parametrize("kind", KINDS)
async def test_what_the_lender_tells_is_told_once_however_often_it_is_told(around, kind, phone_kind):
    phone, application = await applied(around, phone_kind)
    ids = happens(around, application, kind)
    for number in range(3):
        await tells(around, kind, f"e{number}", **ids)
        await worked(around)
    said = [text for text in await told(around, phone) if words(phone, kind) in text]
    assert len(said) == 1
    before = await told(around, phone)
    await at_once(around)
    assert await told(around, phone) == before
    if phone_kind is Ussd:
        assert septets(said[0]) <= 160
        assert "R" not in said[0].replace("Reminders", "").replace("MM000001", "")
    else:
        assert not around.inbox.messages[NUMBER]
    figures = (await around.http.get(f"{around.url}/metrics")).text
    assert f'loan_notices_total{{kind="{kind}",outcome="{"sms" if phone_kind is Ussd else "chat"}"}}' in figures


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in ("paid_out", "mandate_rejected", "payout_failed")]
)
async def test_what_nobody_told_is_found_by_looking(around, kind):
    phone, application = await applied(around)
    happens(around, application, kind)
    await at_once(around)
    assert sum(SAID[kind] in text for text in await told(around, phone)) == 1
    before = await told(around, phone)
    await at_once(around)
    await tells(around, kind, application=application["application"])
    await worked(around)
    assert await told(around, phone) == before


async def test_what_happens_after_the_last_turn_is_found_where_the_session_knows_mandate_and_payout(around):
    phone, application = await applied(around)
    ids = happens(around, application, "payout_failed")
    turn = await around.assistant.sessions.load(WHO, "the payout is asked for in a turn of theirs")
    turn.session.facts |= {**ids, "mandate": "M-1", "payout_status": "pending"}
    await around.assistant.sessions.save(turn, turn.session, b"")
    await worked(around)
    await at_once(around)
    assert [SAID["payout_failed"] in text for text in await told(around, phone)] == [True]


async def test_nothing_older_is_told_after_something_newer(around):
    phone, application = await applied(around)
    ids = happens(around, application, "paid_out")
    for number, kind in enumerate(("paid_out", "activated", "approved", "paid_out")):
        await tells(around, kind, f"e{number}", **ids)
        await worked(around)
    assert ["is paid out" in text for text in await told(around, phone)] == [True]


async def test_the_stand_in_tells_twice_and_out_of_order_and_the_borrower_is_told_once(around):
    phone, application = await applied(around)
    around.lender.faults.set("duplicate", "notify")
    around.lender.faults.set("slow", "notify", next=1)  # that it is active comes after that it is paid out
    telling = around.lender.telling
    happens(around, application, "paid_out")
    telling.to = Place(url=f"{around.url}/lender/maxintegrate", secret=SECRET)
    for _ in range(3):
        await telling.tell()
        await at_once(around)
    said = await told(around, phone)
    assert sum("is paid out" in text for text in said) == 1
    assert len(said) == len(set(said)) <= 2


async def test_a_notification_is_a_hint_and_the_lender_is_asked(around):
    phone, application = await applied(around)
    await tells(around, "approved", application=application["application"])
    await worked(around)
    assert await told(around, phone) == []
    application["status"] = "approved"
    await at_once(around)
    assert len(await told(around, phone)) == 1


async def test_a_hint_the_lender_never_bears_out_is_given_up(around):
    phone, application = await applied(around)
    await tells(around, "settled", application=application["application"])
    await worked(around)
    for _ in range(8):
        await at_once(around)
    assert await told(around, phone) == []
    assert await around.assistant.jobs.aside() == []


async def test_a_notification_that_comes_before_its_turn_has_ended_is_not_lost(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    await phone.say("1")
    [application] = around.lender.books.applications
    application["status"] = "approved"
    jobs = around.assistant.jobs
    [entry] = [entry for entry in await jobs.fetch(50) if entry.job.kind == "follow"]
    await tells(around, "approved", application=application["application"])
    await worked(around)
    assert await told(around, phone) == []
    await jobs.later(entry, 0, entry.job)
    await worked(around)
    await at_once(around)
    assert len(await told(around, phone)) == 1


async def test_the_lender_is_away_when_it_is_asked(around):
    phone, application = await applied(around)
    ids = happens(around, application, "activated")
    around.lender.faults.set("drop", "loan_status", next=3)
    await tells(around, "activated", **ids)
    await worked(around)
    assert await told(around, phone) == []
    around.lender.faults.clear()
    await at_once(around)
    assert len(await told(around, phone)) == 1


async def test_what_they_have_read_in_the_conversation_is_not_told_again(around):
    phone, application = await applied(around)
    application["status"] = "approved"
    await phone.dial()
    assert "approved" in (await phone.say("My loan")).text
    await phone.say("Activate my loan")
    pin = around.lender.activation.otp(application["application"])
    await phone.say(pin)
    await worked(around)
    await tells(around, "activated", application=application["application"])
    await worked(around)
    await at_once(around)
    assert await told(around, phone) == []


async def test_one_who_withdrew_is_not_told_that_the_lender_declined(around):
    phone, application = await applied(around)
    turn = await around.assistant.sessions.load(WHO, "they withdraw in a turn of theirs")
    turn.session.facts["withdrawn"] = application["application"]
    await around.assistant.sessions.save(turn, turn.session, b"")
    happens(around, application, "declined")
    await at_once(around)
    assert await told(around, phone) == []


async def test_a_notice_leaves_the_step_alone_and_the_next_screen_stands_below_it(around):
    phone, application = await applied(around, Telegram)
    await phone.say("Main menu")
    screen = await phone.say("Help")
    application["status"] = "approved"
    await at_once(around)
    assert "is approved" in (await phone.see()).text
    assert (await kept(around)).state == "home.help"
    menu = await phone.say(screen.labels[0])
    assert "What would you like to do?" in menu.text
    texts = [message.text for message in phone.handset.messages]
    notice = next(number for number, text in enumerate(texts) if "is approved" in text)
    assert "What would you like to do?" in texts[-1]
    assert notice < len(texts) - 1


async def test_one_who_blocked_the_bot_is_told_by_sms_and_in_their_language(around):
    phone, application = await applied(around, Telegram)
    await phone.say("Main menu")
    await phone.say("Language / Lugha")
    await phone.say("Kiswahili")
    await worked(around)
    phone.handset.block()
    application["status"] = "approved"
    await at_once(around)
    assert ["limekubaliwa" in text for text in around.inbox.messages[NUMBER]] == [True]


async def test_one_whose_session_has_run_out_is_still_told(around):
    phone, application = await applied(around)
    redis = around.assistant.redis
    async for key in redis.scan_iter(match="*:s:*"):
        await redis.delete(key)
    application["status"] = "approved"
    await at_once(around)
    assert len(await told(around, phone)) == 1


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_reminders_can_be_stopped_and_started_and_what_is_no_reminder_is_told_all_the_same(around, kind):
    phone, application = await applied(around, kind)
    if kind is Ussd:
        await phone.dial()
        await phone.say("Help")
        await phone.say("Payment reminders")
    else:
        await phone.say("/reminders")
    shown = await phone.say("Stop reminders")
    assert "will not remind you" in shown.text
    await worked(around)
    happens(around, application, "due_soon")
    await at_once(around)
    said = await told(around, phone)
    assert any("active now" in text for text in said)
    assert not any("due on" in text for text in said)
    if kind is Ussd:
        await phone.dial()
        await phone.say("Help")
        await phone.say("Payment reminders")
    else:
        await phone.say("/reminders")
    assert "will remind you of payments again" in (await phone.say("Remind me again")).text
    assert (await kept(around)).facts["reminders"] == "start"


async def test_who_stopped_reminders_is_left_in_peace_also_after_their_session_has_run_out(around):
    phone, application = await applied(around)
    await phone.dial()
    for said in ("Help", "Payment reminders", "Stop reminders"):
        await phone.say(said)
    await worked(around)
    redis = around.assistant.redis
    async for key in redis.scan_iter(match="*:s:*"):
        await redis.delete(key)
    happens(around, application, "overdue")
    await at_once(around)
    assert not any("overdue" in text for text in await told(around, phone))


@pytest.mark.parametrize("kind", REMINDERS)
async def test_every_reminder_says_how_to_stop_it(around, kind):
    phone, application = await applied(around)
    happens(around, application, kind)
    await at_once(around)
    [said] = [text for text in await told(around, phone) if SAID[kind] in text]
    assert "To stop reminders dial, then Help, Payment reminders." in said


async def test_at_night_a_notice_waits_for_the_morning(around):
    assistant = around.assistant
    assistant.following._quiet = assistant.notices._quiet = Quiet.read("20:00-07:30", "Africa/Johannesburg")
    phone, application = await applied(around)
    application["status"] = "approved"
    at(around, datetime(2026, 3, 1, 20, 30, tzinfo=UTC))
    await at_once(around)
    assert await told(around, phone) == []
    await at_once(around)
    assert await told(around, phone) == []
    at(around, datetime(2026, 3, 2, 5, 31, tzinfo=UTC))
    await at_once(around)
    assert len(await told(around, phone)) == 1


async def test_of_what_happened_at_night_only_the_newest_is_told(around):
    assistant = around.assistant
    assistant.following._quiet = assistant.notices._quiet = Quiet.read("20:00-07:30", "Africa/Johannesburg")
    phone, application = await applied(around)
    at(around, datetime(2026, 3, 1, 20, 30, tzinfo=UTC))
    for kind in ("approved", "activated"):
        await tells(around, kind, kind, **happens(around, application, kind))
        await worked(around)
    at(around, datetime(2026, 3, 2, 6, 0, tzinfo=UTC))
    await at_once(around)
    assert ["active now" in text for text in await told(around, phone)] == [True]


async def test_looks_come_further_and_further_apart_and_end_with_the_loan(around):
    _, application = await applied(around)
    following = around.assistant.following
    await at_once(around)
    [loan] = await following._loans.all(WHO)
    look, pauses = Job(kind="watch", who=WHO, key=f"{loan.chain} {loan.key}"), []
    for _ in range(9):
        later = await following.watch(look)
        pauses.append(later.seconds)
        look = later.job
    assert pauses == [*PAUSES[1:], *[PAUSES[-1]] * 3]
    happens(around, application, "settled")
    assert await following.watch(look) is None


async def test_nothing_is_left_of_a_person_who_is_erased(around, tmp_path):
    phone, application = await applied(around)
    settings = around.assistant.settings
    env = {
        "REDIS_URL": settings.redis_url.get_secret_value(),
        "DATA_KEYS": settings.data_keys.get_secret_value(),
        "LENDER_URL": settings.lender_url,
        "DATA_DIR": str(tmp_path),
    }
    run = bot("erase", NUMBER, **env)
    assert run.returncode == 0, run.stderr
    redis = around.assistant.redis
    left = [key.decode() async for key in redis.scan_iter()]
    assert [key for key in left if ":n:" in key or key.startswith("loan:") or key.endswith((":due", ":duties"))] == []
    application["status"] = "approved"
    await tells(around, "approved", application=application["application"])
    await worked(around)
    await at_once(around)
    assert await told(around, phone) == []


async def test_a_loan_followed_twice_is_looked_at_once(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    await phone.say("1")
    assistant = around.assistant
    [entry] = [entry for entry in await assistant.jobs.fetch(50) if entry.job.kind == "follow"]
    for _ in range(3):
        assert await assistant.following.follow(entry.job) is None
    assert [each.job.kind for each in await assistant.jobs.fetch(50)] == ["watch"]


async def test_another_loan_chosen_from_the_list_is_followed_without_telling_what_they_have_seen(around):
    phone, application = await applied(around)
    books = around.lender.books
    mine = happens(around, application, "activated")
    another = {**application, "application": "A-0", "number": "MM000009", "status": "pending"}
    books.applications.append(another)
    ids = happens(around, another, "activated")
    for loan in (mine["loan"], ids["loan"]):
        turn = await around.assistant.sessions.load(WHO, f"they choose {loan}")
        turn.session.facts |= {"loan": loan, "other_loan": loan, "reference": "MM000009"}
        await around.assistant.sessions.save(turn, turn.session, b"")
        await worked(around)
    await at_once(around)
    await at_once(around)
    assert not any("MM000009" in text for text in around.inbox.messages[NUMBER])
    await tells(around, "paid_out", loan=ids["loan"])
    await worked(around)
    assert sum("MM000009" in text for text in around.inbox.messages[NUMBER]) == 1
    assert len(await told(around, phone)) <= 1


async def test_a_notice_done_twice_is_told_once(around):
    phone, application = await applied(around)
    application["status"] = "approved"
    notices, jobs = around.assistant.notices, around.assistant.jobs
    await tells(around, "approved", application=application["application"])
    [event] = await jobs.fetch(50)
    await around.assistant.following.event(event.job)
    await jobs.done(event)
    [notice] = await jobs.fetch(50)
    for _ in range(2):
        assert await notices.tell(notice.job) is None
    async with assemble(around.assistant.settings, sms=around.inbox) as other:
        assert await other.notices.tell(notice.job) is None
    assert len(await told(around, phone)) == 1


class Dead(Exception):
    """The process ends here."""


async def test_one_killed_after_sending_an_sms_and_before_keeping_that_tells_once(around):
    phone, application = await applied(around)
    application["status"] = "approved"
    assistant = around.assistant
    await tells(around, "approved", application=application["application"])
    [event] = await assistant.jobs.fetch(50)
    await assistant.following.event(event.job)
    [notice] = [entry for entry in await assistant.jobs.fetch(50) if entry.job.kind == "notice"]
    kept_ = assistant.notices._told

    async def dies(*_):
        raise Dead

    assistant.notices._told = dies
    with pytest.raises(Dead):
        await assistant.notices.tell(notice.job)
    assistant.notices._told = kept_
    for _ in range(3):
        await assistant.notices.tell(notice.job)
    assert len(await told(around, phone)) == 1


async def nobody(_):
    """Nobody waits for an answer that comes too late."""


@pytest.mark.parametrize(("lender", "words_of_it"), [("mo", "is active now"), ("tyche", "is approved")])
async def test_at_another_lender_a_loan_is_followed_by_looking(redis_url, tmp_path, lender, words_of_it):
    talk = TALKS / lender / "new-client.txt"
    says = [*itertools.takewhile(lambda said: said not in ("No, thank you", ACCEPT), said_in(talk)), ACCEPT]
    async with world(redis_url, tmp_path, **OPEN, lender=lender) as around:
        phone, assistant = Telegram(around), around.assistant
        await phone.meet()
        for words_ in says:
            await phone.say(words_)
        await worked(around)
        [loan] = await assistant.following._loans.all(WHO)
        made = Activate(application=loan.application)
        assert isinstance(await assistant.lending.run(made, "by staff", patience=9, late=nobody), Activated)
        for _ in range(2):
            await at_once(around)
        await phone.see()
        assert sum(words_of_it in message.text for message in phone.handset.messages) == 1
