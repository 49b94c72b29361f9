"""The whole assistant as its users meet it: over HTTP, with a real Redis and a real lender behind it."""

import asyncio
import re

import pytest

from adapters.gsm7 import septets
from tests.phones import NUMBER, Telegram, Ussd
from tests.world import world

KNOWN = "8001015009087"


@pytest.fixture
async def around(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as found:
        yield found


async def to_the_offer(phone, id_number=KNOWN):
    """Answer until the offer stands on the screen."""
    await phone.meet()
    for words in ("Apply for a loan", id_number):
        shown = await phone.say(words)
    shown = await phone.say("1")
    if "photo of" in shown.text:
        await phone.say("later")
    for words in ("1", "30000", "24000", "9000", "1", "1", "1", "2000", "3"):
        shown = await phone.say(words)
    return await phone.to_the_end(shown) if isinstance(phone, Ussd) else shown


async def applications(around):
    return (await around.ledger())["applications"]


def code_sent(around):
    """The code in the one SMS there is: six digits, first thing in the message."""
    [message] = around.inbox.messages[NUMBER]
    assert re.match(r"\d{6} ", message)
    return message[:6]


async def kept(around):
    """What is kept of the person."""
    turn = await around.assistant.sessions.load(f"tel:{NUMBER}", "a look from outside")
    await around.assistant.sessions.free(turn)
    return turn.session


async def test_an_application_by_ussd_is_in_the_ledger_exactly_once(around):
    phone = Ussd(around)
    assert "You get R2 000" in (await to_the_offer(phone)).text
    done = await phone.say("1")
    [application] = await applications(around)
    assert application["number"] in done.text
    assert (application["client"], application["amount"]) == ("C-1", "2000")
    assert phone.ended


async def test_an_application_by_telegram_is_in_the_ledger_exactly_once(around):
    phone = Telegram(around)
    await to_the_offer(phone)
    done = await phone.say("I accept, apply")
    [application] = await applications(around)
    assert application["number"] in done.text


async def test_a_message_delivered_twice_gets_the_same_answer_and_nothing_runs_twice(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    first = await phone.say("1")
    assert await phone.send(phone.text) == first
    assert await phone.send(phone.text) == first
    assert len(await applications(around)) == 1


async def test_a_dropped_call_goes_on_where_it_was(around):
    phone = Ussd(around)
    offer = await to_the_offer(phone)
    again = await phone.dial()
    assert again.labels[:2] == ("Continue", "Start over")
    assert await phone.to_the_end(await phone.say("Continue")) == offer
    await phone.dial()
    assert "What would you like" in (await phone.say("Start over")).text


async def test_twenty_messages_at_once_are_twenty_turns_in_order(around):
    phone = Telegram(around)
    await phone.meet()
    await phone.say("1")
    before = (await kept(around)).turn
    for number in range(20):
        phone.handset.type(f"wrong {number}")
    await phone.see()
    person = await kept(around)
    assert (person.turn, person.sorrys) == (before + 20, 20)


async def test_a_number_with_a_conversation_is_joined_by_a_code_sent_to_it(around):
    ussd, chat = Ussd(around), Telegram(around)
    offer = await to_the_offer(ussd)
    asked = await chat.to_the_code()
    assert "a code by SMS" in asked.text
    code = code_sent(around)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert "not the code" in (await chat.say(wrong)).text
    joined = await chat.say(code)
    assert joined.labels == ("Continue", "Start over")
    assert "You receive: R2\xa0000" in (await chat.say("Continue")).text
    done = await chat.say("I accept, apply")
    assert len(await applications(around)) == 1
    assert "MM000001" in done.text
    assert "You get" in offer.text
    await ussd.dial()
    assert "MM000001" in (await ussd.say("My loan")).text


async def test_a_digit_for_a_screen_left_on_one_phone_answers_nothing_on_the_other(around):
    ussd, chat = Ussd(around), Telegram(around)
    await to_the_offer(ussd)
    await ussd.say("Change")
    await chat.to_the_code()
    await chat.say(code_sent(around))
    await chat.say("Continue")
    await chat.say("3000")
    offer = await chat.say("3")
    assert "This is what the loan costs" in offer.text
    stale = await ussd.type("1")
    assert "earlier step" in stale.text
    assert await applications(around) == []


async def test_the_code_is_nowhere_kept(around, redis, capfd):
    ussd, chat = Ussd(around), Telegram(around)
    await ussd.meet()
    await chat.to_the_code()
    code = code_sent(around)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    await chat.say(wrong)
    await chat.say(code)
    stored = b"\n".join([await redis.dump(key) or b"" async for key in redis.scan_iter()]).decode("latin-1")
    figures = (await around.http.get(f"{around.url}/metrics")).text
    session = (await kept(around)).model_dump_json()
    for place in (stored, figures, session, "".join(capfd.readouterr())):
        # By itself: not six digits of a time or a sum that happen to be the same.
        assert not re.search(rf"(?<![\d.])({code}|{wrong})(?![\d.])", place)


async def test_a_chat_outlives_the_session_of_its_person(around):
    chat = Telegram(around)
    await chat.meet()
    await around.assistant.sessions.forget(f"tel:{NUMBER}")
    assert "Choose your language" in (await chat.say("hello")).text
    await chat.say("English")
    assert "Apply for a loan" in (await chat.say("I agree")).labels


async def test_a_chat_that_was_sent_away_is_a_stranger_again(around):
    chat = Telegram(around)
    await chat.meet()
    turn = await around.assistant.sessions.load(f"tel:{NUMBER}", "sent away")
    turn.session.accounts.clear()
    await around.assistant.sessions.save(turn, turn.session, b"")
    assert "Choose your language" in (await chat.say("hello")).text
    await chat.say("English")
    assert "share your phone number" in (await chat.say("I agree")).text


async def test_guessing_codes_is_locked_out(around):
    ussd, chat = Ussd(around), Telegram(around)
    await ussd.meet()
    await chat.to_the_code()
    code = code_sent(around)
    wrong = [f"{(int(code) + n) % 1_000_000:06}" for n in range(1, 6)]
    for guess in wrong:
        shown = await chat.say(guess)
    assert "not good any more" in shown.text
    assert "My loan" not in (await chat.say(code)).labels


async def test_the_lender_is_slow_and_the_answer_is_kept_and_told(redis_url, tmp_path):
    async with world(redis_url, tmp_path, ussd_patience=0.4) as around:
        phone = Ussd(around)
        await to_the_offer(phone)
        around.lender.faults.set("slow", "create_loan_application", seconds=1.2, after=True, next=1)
        waiting = await phone.say("1")
        assert "still working" in waiting.text
        assert "still working" in (await phone.say("1")).text
        for _ in range(100):
            if around.inbox.messages[NUMBER]:
                break
            await asyncio.sleep(0.05)
        assert "Dial again" in around.inbox.messages[NUMBER][0]
        assert "MM000001" in (await phone.dial()).text
        assert len(await applications(around)) == 1


async def test_the_lender_is_down_and_comes_back(redis_url, tmp_path):
    async with world(redis_url, tmp_path, ussd_patience=0.6) as around:
        phone = Ussd(around)
        await phone.meet()
        await phone.say("Apply for a loan")
        around.lender.faults.set("status", "client_search", status=503)
        assert "still working" in (await phone.say(KNOWN)).text
        around.lender.faults.clear()
        assert "T****i" in (await phone.say("1")).text


async def test_a_definite_error_of_the_lender_has_its_sentence_and_its_way_on(around):
    phone = Ussd(around)
    await phone.meet()
    await phone.say("Apply for a loan")
    around.lender.faults.set("status", "client_search", status=422)
    shown = await phone.say(KNOWN)
    assert "could not take this" in shown.text
    around.lender.faults.clear()
    assert "ID number" in (await phone.say("Try again")).text
    assert "T****i" in (await phone.say(KNOWN)).text


NONSENSE = (
    "",
    "*",
    "**",
    "#",
    "0",
    "00",
    "98",
    "-1",
    "999999999999999999",
    "1.5.2",
    "١٢",
    "' OR 1=1",
    "<b>",
    "😀" * 50,
    "a" * 900,
)


async def test_anything_typed_anywhere_gets_a_sentence(around):
    for number, nonsense in enumerate(NONSENSE):
        phone = Ussd(around, f"+2782000{number:04}")
        await phone.meet()
        for words in ("1", KNOWN, "1", "1", "30000"):
            shown = await phone.type(nonsense)
            assert shown.text or shown.labels
            if not phone.ended:
                shown = await phone.type(words)
            if phone.ended:
                await phone.dial()
            assert septets(phone.reply) <= 156


async def test_health_readiness_and_figures(around):
    assert (await around.http.get(f"{around.url}/healthz")).json() == {"alive": True}
    ready = await around.http.get(f"{around.url}/readyz")
    assert (ready.status_code, ready.json()["redis"]) == (200, True)
    await Ussd(around).dial()
    figures = (await around.http.get(f"{around.url}/metrics")).text
    assert 'loan_turns_total{channel="ussd",step="start.language"}' in figures
    assert NUMBER not in figures
