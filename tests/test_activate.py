"""An application becomes a loan by the lender's one-time PIN: heard, passed on, kept nowhere."""

import re
import time

import pytest

from adapters.job import Job
from bot.activating import ask
from bot.app import assemble
from flows.errands import AgreementFound, Declined, OtpExpired, OtpLocked, OtpRests, OtpSent, OtpWrong, Trouble
from flows.talk import step_aside
from tests.person import LOAN, MONEY, NOW, WHO, applying
from tests.phones import Telegram, Ussd
from tests.test_assistant import kept, to_the_offer
from tests.test_documents_sent import at_work
from tests.world import world

PIN, THANDI = "483920", "tel:+27821234567"


UNSIGNED = AgreementFound(agreement="ag1", address="https://lender.example/ag1")


def applied(**answers):
    """A person who has applied, looks how it stands, and goes on to activate it."""
    person = applying(WHO, MONEY, LOAN, ("accept",), **{"ReadAgreement": UNSIGNED, **answers})
    person.says("00", "mine")
    return person


async def read_on(phone, shown):
    """From the loan that is active to its agreement; what is shown then."""
    assert "is active" in shown.text
    return await (phone.dial() if isinstance(phone, Ussd) else phone.say("Read the agreement"))


def test_the_loan_is_activated_by_the_pin():
    person = applied()
    assert person.at == "mine.ready"
    asked = person.says("activate")
    assert "to +27 ** *** 567" in asked.text
    assert asked.secret
    assert person.says("48 39-20").step == "activate.active"
    assert person.says("then").step == "sign.shown"
    assert person.sent[-2:] == ["ActivateByOtp", "ReadAgreement"]
    assert person.facts["loan"] == "l1"
    assert PIN not in person.session.model_dump_json()


def test_a_wrong_pin_says_how_many_tries_are_left():
    person = applied(ActivateByOtp=OtpWrong(otp_left=2))
    assert "You can try 2 more times." in person.says("activate", PIN).text
    person.answers["ActivateByOtp"] = OtpWrong(otp_left=1)
    assert "You can try one more time." in person.says("again", PIN).text
    person.answers["ActivateByOtp"] = OtpWrong(otp_left=0)
    assert person.says("again", PIN).step == "activate.expired"


def test_where_the_lender_does_not_tell_the_tries_none_are_told():
    assert "Please look at the newest SMS." in applied(ActivateByOtp=OtpWrong()).says("activate", PIN).text


def test_another_pin_is_sent_only_after_a_minute(monkeypatch):
    person = applied(ActivateByOtp=OtpExpired())
    assert person.says("activate", PIN).step == "activate.expired"
    assert person.says("resend").step == "activate.rest"
    assert person.says("resend").step == "activate.rest"
    assert person.sent.count("SendOtp") == 1
    monkeypatch.setattr("tests.person.NOW", NOW + 60)
    assert person.says("resend").step == "activate.otp"
    assert person.sent.count("SendOtp") == 2


def test_pins_asked_for_too_often_rest_until_the_time_that_is_told(monkeypatch):
    person = applied(SendOtp=OtpRests(otp_until=NOW + 600, otp_opens="2026-02-02T04:50"))
    shown = person.says("activate")
    assert "another code from Mon 2 Feb, 04:50." in shown.text
    assert [value for value, _ in shown.options] == ["resend", "type", "menu"]
    assert person.says("resend").step == "activate.rest"
    assert person.sent.count("SendOtp") == 1
    monkeypatch.setattr("tests.person.NOW", NOW + 600)
    person.answers["SendOtp"] = OtpSent()
    assert person.says("resend").step == "activate.otp"


def test_a_pin_that_is_there_can_be_typed_while_the_next_one_rests():
    person = applied(SendOtp=OtpRests(otp_until=NOW + 600, otp_opens="2026-02-02T04:50"))
    assert person.says("activate", "type").step == "activate.otp"
    person.answers["ActivateByOtp"] = OtpExpired()
    shown = person.says(PIN, "resend")
    assert [value for value, _ in shown.options] == ["resend", "menu"]


def test_whoever_guessed_too_often_reads_when_to_come_again():
    person = applied(ActivateByOtp=OtpLocked(otp_opens="2026-02-02T05:40"))
    shown = person.says("activate", PIN)
    assert shown.step == "activate.locked"
    assert "try again from Mon 2 Feb, 05:40" in shown.text
    assert person.says("menu").step == "home.menu"


def test_a_lender_that_tells_no_number_is_not_quoted_on_it():
    assert "by SMS. Type it here" in applied(SendOtp=OtpSent()).says("activate").text


@pytest.mark.parametrize("words", ["12", "abcdef", "123456789", ""])
def test_what_is_no_pin_is_asked_for_again(words):
    person = applied()
    person.says("activate")
    assert person.says(words).sorry.startswith("The code has 4 to 8 digits.")


def test_a_lender_that_cannot_activate_now_is_told_of():
    person = applied(SendOtp=Trouble(note="not yet"))
    assert person.says("activate").text.startswith("The lender cannot activate your loan now.")
    assert person.says("menu").step == "home.menu"


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_on_each_phone_the_loan_is_active_once_and_the_pin_is_nowhere(redis_url, tmp_path, capfd, kind):
    async with world(redis_url, tmp_path) as around:
        phone = kind(around)
        await to_the_offer(phone)
        await phone.say("1")
        await (phone.dial() if isinstance(phone, Ussd) else phone.say("Main menu"))
        shown = await phone.say("My loan")
        assert "It becomes a loan when you activate it" in shown.text
        await phone.say("Activate my loan")
        [application] = around.lender.books.applications
        pin = around.lender.activation.otp(application["application"])
        wrong = f"{(int(pin) + 1) % 10**6:06}"
        assert "That is not the code." in (await phone.say(wrong)).text
        await phone.say("Type it again")
        shown = await phone.say(pin)
        assert "is active" in shown.text
        assert kind is Telegram or phone.ended  # so that no gateway sends the PIN again
        assert "agreement of" in (await read_on(phone, shown)).text
        assert [loan["activated_by"] for loan in around.lender.books.loans] == ["otp"]
        redis = around.assistant.redis
        kept = [await redis.dump(key) or b"" async for key in redis.scan_iter()]
        assert not any(pin.encode() in value for value in kept)
        if isinstance(phone, Telegram):
            assert pin not in phone.handset.screen.text
            assert around.telegram.made("deleteMessage")
    assert pin not in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    "fault", [{"kind": "drop"}, {"kind": "drop", "after": True}, {"kind": "status", "status": 503}]
)
async def test_a_lost_answer_activates_once_and_the_pin_is_asked_for_again(redis_url, tmp_path, fault):
    async with world(redis_url, tmp_path, role="web", lender_settle=0) as around:
        phone = Telegram(around)
        await to_the_offer(phone)
        await phone.say("1")
        for words in ("Main menu", "My loan", "Activate my loan"):
            await phone.say(words)
        [application] = around.lender.books.applications
        around.lender.faults.set(method="otp_activate", next=1, **fault)
        shown = await phone.say(around.lender.activation.otp(application["application"]))
        for _ in range(6):
            if "is active" in shown.text:
                break
            await at_work(around)
            shown = await phone.see()
            if "Look again" in shown.labels:
                shown = await phone.say("Look again")
            if "Type it here" in shown.text:
                pin = around.lender.activation.otp(application["application"])
                shown = await phone.say(pin or "000000")
        assert "is active" in shown.text
        assert len(around.lender.books.loans) == 1


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_after_too_many_wrong_pins_the_lender_is_not_asked_for_a_while(redis_url, tmp_path, capfd, kind):
    async with world(redis_url, tmp_path) as around:
        phone = kind(around)
        await to_the_offer(phone)
        await phone.say("1")
        await (phone.dial() if kind is Ussd else phone.say("Main menu"))
        await phone.say("My loan")
        await phone.say("Activate my loan")
        tries = around.assistant.desk._asking._rationing._tries
        assert tries
        for number in range(9):  # in other conversations, today
            await tries.guess(THANDI, f"{number}", f"another {number}", int(time.time()))
        [application] = around.lender.books.applications
        wrong = f"{(int(around.lender.activation.otp(application['application'])) + 1) % 10**6:06}"
        assert "That is not the code." in (await phone.say(wrong)).text
        await phone.say("Type it again")
        shown = await phone.say(wrong)
        assert "For your safety" in shown.text
        assert "try again from" in shown.text
        assert shown.labels[0] == "Main menu"
        await phone.say("Main menu")
        await phone.say("My loan")
        await phone.say("Activate my loan")  # a PIN was asked for a moment ago: it is asked for
        assert "For your safety" in (await phone.say(wrong)).text
        assert around.lender.books.calls["otp_activate"] == 1
        redis = around.assistant.redis
        kept = [await redis.dump(key) or b"" async for key in redis.scan_iter()]
        assert not any(wrong.encode() in value for value in kept)
        figures = (await around.http.get(f"{around.url}/metrics")).text
    said = "".join(capfd.readouterr())
    assert 'loan_rationed_total{errand="ActivateByOtp",why="locked"}' in figures
    assert "rationed" in said
    assert not re.search(rf"(?<![\d.]){wrong}(?![\d.])", figures + said)


async def test_a_pin_asked_for_again_by_a_worker_is_charged_once(redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web", ussd_patience=0.5) as around:
        phone = Ussd(around)
        await to_the_offer(phone)
        await phone.say("1")
        await phone.dial()
        await phone.say("My loan")
        around.lender.faults.set("slow", "otp_send", seconds=1, next=1)
        assert "still working" in (await phone.say("Activate my loan")).text
        around.lender.faults.clear()
        job = Job(kind="finish", who=THANDI, key=(await kept(around)).errand)
        async with assemble(around.assistant.settings, sms=around.inbox) as other:  # as after a crash of the first
            assert await other.worker._deeds["finish"](job) is None
        assert "Type it to activate" in (await phone.dial()).text
        [charged] = [key async for key in around.assistant.redis.scan_iter(match="*:oa:*")]
        assert await around.assistant.redis.zcard(charged) == 1


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_staff_activate_it_and_the_borrower_is_told_and_keeps_their_place(redis_url, tmp_path, kind):
    async with world(redis_url, tmp_path, role="web") as around:
        phone = kind(around)
        await to_the_offer(phone)
        await phone.say("1")
        await (phone.dial() if kind is Ussd else phone.say("Main menu"))
        await phone.say("Language / Lugha")
        sessions, who = around.assistant.sessions, "tel:+27821234567"
        assert await ask(sessions, who) == ""
        assert "under way" in await ask(sessions, who)
        await at_work(around)
        await at_work(around)
        assert [loan["activated_by"] for loan in around.lender.books.loans] == ["staff"]
        assert "is a loan already" in await ask(sessions, who)
        if kind is Ussd:
            assert "There is an answer for you." in around.inbox.messages["+27821234567"][-1]
        shown = await (phone.dial() if kind is Ussd else phone.see())
        assert "the lender has activated your loan" in shown.text
        assert "agreement" in (await phone.say("What comes next")).text


async def test_staff_activate_only_what_there_is(redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web") as around:
        sessions, who = around.assistant.sessions, "tel:+27821234567"
        assert "we keep nothing of +27821234567" in await ask(sessions, who)
        await Ussd(around).meet()
        assert "no application here" in await ask(sessions, who)


def test_what_staff_cannot_activate_is_told_calmly():
    person = applied(Activate=Declined(reason="too many debts"))
    step_aside(person.session, "activate.by_staff")
    shown = person.looks()
    assert "has not activated your loan A-1: too many debts." in shown.text
    assert person.says("0").step == "mine.ready"
