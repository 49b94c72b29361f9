"""Collection by debit order: what the bank will ask is said before, asked after our session is over, and sorted out."""

from dataclasses import replace

import pytest

from flows.errands import Declined, MandateFound, PayoutFound, Trouble
from flows.show import apart
from flows.steps import everything
from tests.person import KIND, LOAN, MONEY, WHO, applying
from tests.phones import Telegram, Ussd
from tests.test_activate import PIN, UNSIGNED, applied, read_on
from tests.test_assistant import to_the_offer
from tests.test_documents_sent import at_work
from tests.test_sign import LOANED, LOST, SLOW
from tests.world import world

ACCOUNT = "62000000000"


def to_the_bank(**answers):
    """Somebody who has signed and given an account: next, the bank asks."""
    person = applied(**answers)
    person.says("activate", PIN, "then", "sign", "on", ACCOUNT, "1")
    return person


def test_what_the_bank_will_show_is_said_before():
    person = to_the_bank()
    assert person.at == "collect.ready"
    for said in ("R1\xa0230,75", "R820,50", "120 seconds", "until 20:00", ACCOUNT, "470010"):
        assert said in person.screen.text


def test_it_is_asked_approved_and_then_paid_out():
    person = to_the_bank()
    assert person.says("ask").step == "collect.asked"
    assert [value for value, _ in person.screen.options] == ["then", "menu"]
    assert person.says("then").step == "payout.where"
    assert person.says("same").step == "payout.confirm"
    assert ACCOUNT in person.screen.text
    assert "on its way" in person.says("yes").text
    assert person.sent[-5:] == ["AskMandate", "ReadMandate", "ReadCollection", "ReadMandate", "PayOut"]


@pytest.mark.parametrize(
    ("status", "said"),
    [("rejected", "was not approved"), ("expired", "not answered in time"), ("pending", "no answer from you yet")],
)
def test_each_answer_of_the_bank_has_its_words(status, said):
    person = to_the_bank(ReadMandate=MandateFound(mandate_status=status))
    assert said in person.says("ask", "then").text
    assert "PayOut" not in person.sent


def test_the_bank_can_ask_again_and_another_account_can_be_given():
    person = to_the_bank(ReadMandate=MandateFound(mandate_status="rejected"))
    assert person.says("ask", "then", "again").step == "collect.ready"
    assert person.says("ask", "then", "other").step == "collect.account"
    person.says("62 0000-00077", "other", "250 655")
    assert (person.at, person.facts["account"], person.facts["branch"]) == ("collect.ready", "62000000077", "250655")


def test_the_bank_may_ask_later_where_it_does_that():
    person = to_the_bank()
    person.says("delayed")
    assert person.facts["mandate_type"] == "delayed"
    none = KIND["ReadCollection"].model_copy(update={"mandate_until": "none", "mandate_branch": "none"})
    person = to_the_bank(ReadCollection=none)
    assert [value for value, _ in person.screen.options] == ["ask", "change", "menu"]


def test_by_card_and_pin_it_is_said_where():
    assert "to Long Street" in to_the_bank().says("card").text


def test_an_account_the_bank_takes_no_debit_orders_from():
    person = to_the_bank(AskMandate=Declined(reason="This account takes no debit orders"))
    assert "This account takes no debit orders" in person.says("ask").text
    assert person.says("other").step == "collect.account"


def test_a_lender_that_cannot_now_is_said_and_loses_nothing():
    person = to_the_bank(AskMandate=Trouble(note="?"))
    assert person.says("ask").text.startswith("The lender cannot set up the debit order now.")
    person.answers["AskMandate"] = KIND["AskMandate"]
    assert person.says("again").step == "collect.ready"


@pytest.mark.parametrize("words", ["12", "abcdefgh", "1" * 21, ""])
def test_what_is_no_account_is_asked_for_again(words):
    person = applied()
    person.says("activate", PIN, "then", "sign", "on")
    assert person.says(words).sorry.startswith("An account number has digits only")


def test_whoever_comes_back_goes_on_where_the_bank_has_answered():
    person = to_the_bank(short=True)
    person.says("ask")
    assert person.dials().step == "payout.where"


def test_the_last_screen_before_the_bank_asks_ends_our_session():
    person = to_the_bank(short=True)
    person.session.state = "collect.ask"
    person.facts["mandate_type"] = "realtime"
    shown = apart(person.session)
    assert shown.ends
    assert "dial us again" in shown.text.lower()


def test_under_my_loan_stands_what_comes_next():
    person = applying(WHO, MONEY, LOAN, ("accept",), ReadApplication=LOANED)
    person.answers["ReadMandate"] = MandateFound(mandate_status="pending")

    def offered():
        return [value for value, _ in person.screen.options]

    person.says("00", "mine")
    assert "collect" in offered()
    person.says("collect", ACCOUNT, "1", "ask", "menu", "mine")
    assert "bank" in offered()
    assert "collect" not in offered()
    person.answers["ReadMandate"] = MandateFound(mandate_status="approved")
    person.says("bank", "menu", "mine")
    assert "payout" in offered()
    person.says("payout", "same", "yes", "menu", "mine")
    assert "arrival" in offered()
    assert "payout" not in offered()
    assert "The money is there" in person.says("arrival").text
    person.says("menu", "mine")
    assert not {"payout", "arrival", "collect", "bank"} & set(offered())


def test_nothing_is_paid_out_before_the_mandate_is_approved():
    person = to_the_bank(ReadMandate=MandateFound(mandate_status="pending"))
    person.says("ask")
    person.session.state = "payout.unready"
    assert person.says("again").step == "payout.waits"
    person.answers["ReadMandate"] = MandateFound(mandate_status="approved")
    assert person.says("look").step == "payout.where"


def test_a_payout_that_failed_goes_elsewhere():
    person = applying(WHO, MONEY, LOAN, ("accept",), ReadApplication=LOANED)
    person.says("00", "mine", "collect", ACCOUNT, "1", "ask", "then", "same", "yes", "menu", "mine")
    person.answers["ReadPayout"] = PayoutFound(payout_status="failed")
    assert "failed" in person.says("arrival").text
    person.says("other", "wallet", "0821234567")
    assert person.at == "payout.confirm"
    assert "wallet 0821234567" in person.screen.text
    assert (person.facts["method"], person.facts["branch"]) == ("wallet", "")


def test_what_may_have_been_done_is_not_asked_for_again_before_a_person_has_looked():
    person = to_the_bank(PayOut=Trouble(note="?", doubt=True))
    assert person.says("ask", "then", "same", "yes").step == "home.doubt"
    person.answers |= {"ReadApplication": LOANED, "ReadAgreement": KIND["ReadAgreement"]}
    for _ in range(2):
        assert person.says("menu", "mine", "payout").step == "payout.doubt"
    assert person.says("settled").step == "payout.where"


def test_a_lender_without_mandates_pays_out_at_once():
    known = everything()
    without = {"ReadPapers", "AskMandate", "ReadMandate", "ReadCollection"}
    person = applied(serves=replace(known, errands=known.errands - without), ReadAgreement=UNSIGNED)
    assert person.says("activate", PIN, "then", "sign", "on").step == "payout.where"
    assert [value for value, _ in person.screen.options] == ["account", "wallet", "menu"]
    assert person.says("account", ACCOUNT).step == "payout.branch"
    assert person.says("250655").step == "payout.confirm"


async def signed(phone, around):
    """From the offer to a signed agreement; what is shown then."""
    await to_the_offer(phone)
    await phone.say("1")
    await (phone.dial() if isinstance(phone, Ussd) else phone.say("Main menu"))
    await phone.say("My loan")
    await phone.say("Activate my loan")
    [application] = around.lender.books.applications
    shown = await read_on(phone, await phone.say(around.lender.activation.otp(application["application"])))
    return await phone.say(next(label for label in shown.labels if "I have read it" in label))


async def until(phone, around, said, shown):
    """What is shown once what was asked for is done; a worker does its work meanwhile."""
    for _ in range(8):
        if said in shown.text:
            return shown
        await at_work(around)
        if "Look again" in shown.labels:
            shown = await phone.say("Look again")
        else:
            shown = await (phone.dial() if isinstance(phone, Ussd) else phone.see())
    raise AssertionError(shown.text)


def bank_answers(around):
    """Time passes at the banks."""
    for entry in (*around.lender.books.mandates, *around.lender.books.payouts):
        entry["at"] = float(entry["at"]) - 200


@pytest.mark.parametrize(
    ("kind", "fault"), [(Ussd, None), (Telegram, None), (Ussd, LOST), (Telegram, LOST), (Telegram, SLOW)]
)
async def test_on_each_phone_one_mandate_and_one_payout_whatever_happens(redis_url, tmp_path, monkeypatch, kind, fault):
    monkeypatch.setattr("bot.finishing.FINISH_AFTER", 0)
    monkeypatch.setattr("bot.finishing.PAUSES", (0.0,))
    async with world(redis_url, tmp_path, role="web", lender_settle=0) as around:
        phone = kind(around)
        assert "is signed" in (await signed(phone, around)).text
        await phone.say("Go on")
        await phone.say(ACCOUNT)
        shown = await phone.say("FNB")
        assert "may be collected at a time" in shown.text or "the most it may ever collect" in shown.text
        if fault:
            around.lender.faults.set(method="debicheck_request", next=1, **fault)
        shown = await phone.say("Ask me now")
        if kind is Ussd:
            assert phone.ended
            assert around.lender.books.mandates == []
            await at_work(around)
            assert not any("answer for you" in sms for sms in around.inbox.messages.get(phone.number, []))
        else:
            await until(phone, around, "asking you now", shown)
        bank_answers(around)
        shown = await (phone.dial() if kind is Ussd else phone.say("I have answered my bank"))
        shown = await until(phone, around, "to go?", shown)
        await phone.say(next(label for label in shown.labels if "account of the debit order" in label.lower()))
        if fault:
            around.lender.faults.set(method="allps_payout", next=1, **fault)
        shown = await until(phone, around, "on its way", await phone.say("Yes, pay out"))
        [mandate] = around.lender.books.mandates
        [payout] = around.lender.books.payouts
        assert (mandate["status"], mandate["account"], payout["account"]) == ("approved", ACCOUNT, ACCOUNT)
        bank_answers(around)
        await (phone.dial() if isinstance(phone, Ussd) else phone.say("Main menu"))
        await phone.say("My loan")
        assert "The money is there" in (await phone.say("Where is my payout?")).text
