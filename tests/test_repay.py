"""Paying on a loan: how much, what that does, once, and a receipt; and never by an old figure."""

from decimal import Decimal

import pytest

from flows.errands import Declined, LoanFound, NoLoan, Paid, Trouble
from tests.at_a_loan import LOST, SLOW, amounts, look_at_it, paid_out, seen_through, spoil, struck, to_my_loan
from tests.phones import Telegram, Ussd
from tests.test_plan import FIGURES, TOLD, with_a_loan
from tests.world import world


def loan(**fields):
    return LoanFound.model_validate(TOLD | FIGURES | fields)


def test_an_amount_its_effect_yes_and_a_receipt():
    person = with_a_loan(FIGURES)
    asked = person.says("pay")
    assert (asked.step, "besides your instalments" in asked.text) == ("repay.pay_amount", True)
    effect = person.says("500").text.replace("\xa0", " ")
    assert "You pay R500 on your loan A-1. After this you still owe about R2 900." in effect
    assert "The lender works out what that does to your instalments." in effect
    assert "Pay" not in person.sent
    person.answers["ReadLoan"] = None
    person.says("pay")
    person.turn(loan())
    receipt = person.turn(loan(outstanding="2900")).text.replace("\xa0", " ")
    assert person.sent[-1] == "Pay"
    assert "The lender has booked R500 on your loan A-1." in receipt
    assert "Receipt: P-1\nDate: 2 Feb 2026\nStill owed: R2 900" in receipt
    assert person.screen.back == ""


def test_no_more_can_be_paid_than_pays_all_of_it_back_and_no_less_than_something():
    person = with_a_loan(FIGURES)
    person.says("pay")
    for words in ("0.50", "3001", "nothing"):
        assert (
            person.says(words).sorry.replace("\xa0", " ").startswith("Please type an amount between R1 and R3 000,50")
        )
    assert person.says("3000,50").step == "repay.effect"


def test_what_cannot_be_known_is_not_said():
    person = with_a_loan()
    assert "paid back" not in person.says("pay").text
    assert "still owe" not in person.says("500").text
    assert "Still owed" not in person.says("pay").text
    above = with_a_loan({"outstanding": "900", "settlement": "1000"})
    assert "still owe" not in above.says("pay", "950").text


def test_in_arrears_every_amount_helps():
    assert "every amount helps" in with_a_loan({"loan_status": "arrears", **FIGURES}).says("pay").text


def test_another_amount_and_not_now_are_one_choice_away():
    person = with_a_loan(FIGURES)
    assert person.says("pay", "500", "change").step == "repay.pay_amount"
    assert person.says("600", "no").step == "mine.loan"
    assert "Pay" not in person.sent


def test_all_of_it_is_paid_back_and_the_loan_is_paid():
    person = with_a_loan(FIGURES, Pay=Paid(payment="P-9", paid_amount="3000.50"))
    shown = person.says("settle").text.replace("\xa0", " ")
    assert "R3 000,50 (this holds until 2 Feb 2026)" in shown
    assert "at any time, without notice" in shown
    person.answers["ReadLoan"] = None
    person.says("pay")
    person.turn(loan())
    receipt = person.turn(loan(loan_status="paid", outstanding=None, settlement=None, actions=[]))
    assert "paid back in full" in receipt.text
    assert "Still owed" not in receipt.text


def test_outside_south_africa_no_law_of_it_is_quoted():
    assert "without notice" not in with_a_loan({**FIGURES, "currency": "NGN"}).says("settle").text


@pytest.mark.parametrize(
    "now", [loan(settlement="3010.75"), loan(settlement=None), loan(actions=[]), loan(outstanding="0", settlement=None)]
)
def test_a_settlement_that_has_changed_is_not_paid_but_shown_again(now):
    person = with_a_loan(FIGURES)
    person.says("settle")
    person.answers["ReadLoan"] = now
    assert person.says("pay").text.startswith("Nothing was paid: what is owed")
    assert "Pay" not in person.sent
    again = person.says("again")
    assert again.step in ("repay.whole", "repay.pay_amount", "repay.closed", "repay.outside")
    if now.settlement and "pay" in now.actions:
        assert "R3\xa0010,75" in again.text
        assert person.says("pay").step == "repay.receipt"


def test_who_comes_back_to_a_settlement_is_told_the_figure_of_the_day():
    person = with_a_loan(FIGURES)
    person.says("settle")
    person.dials()
    person.answers["ReadLoan"] = loan(settlement="3010.75")
    assert "R3\xa0010,75" in person.says("continue").text


def test_an_amount_that_is_too_much_by_now_is_not_paid():
    person = with_a_loan(FIGURES)
    person.says("pay", "2000")
    person.answers["ReadLoan"] = loan(outstanding="1500", settlement="1500")
    assert person.says("pay").step == "repay.moved"
    assert person.says("again").step == "repay.pay_amount"


@pytest.mark.parametrize("word", ["pay", "settle"])
def test_a_loan_that_is_gone_takes_no_payment(word):
    person = with_a_loan(FIGURES)
    person.answers["ReadLoan"] = NoLoan()
    assert person.says(word).step == "repay.closed"
    person = with_a_loan(FIGURES)
    person.says(word, *(["500"] if word == "pay" else []))
    person.answers["ReadLoan"] = NoLoan()
    assert person.says("pay").step == "repay.closed"
    assert "Pay" not in person.sent


def test_where_the_lender_takes_payments_itself_we_say_how():
    person = with_a_loan({**FIGURES, "actions": ["collect", "pay_outside"]})
    assert "pay there, and give the reference A-1" in person.says("pay").text
    whole = person.says("loan", "settle").text.replace("\xa0", " ")
    assert "today you need R3 000,50 (this holds until 2 Feb 2026)" in whole
    late = with_a_loan({"loan_status": "arrears", "actions": ["pay_outside"]}).says("pay").text
    assert "every amount helps" in late
    assert "Pay" not in person.sent


@pytest.mark.parametrize("told", [{"loan_status": "paid", "actions": []}, {"actions": ["collect"]}])
def test_where_nothing_can_be_paid_nothing_is_offered(told):
    assert {"pay", "settle"}.isdisjoint(dict(with_a_loan({**FIGURES, **told}).screen.options))


def test_a_no_gives_its_reason_and_another_amount():
    person = with_a_loan(FIGURES, Pay=Declined(reason="No less than R100"))
    assert "Its reason: No less than R100." in person.says("pay", "50", "pay").text
    assert person.says("change").step == "repay.pay_amount"


def test_a_payment_in_doubt_is_not_made_again_before_somebody_has_looked():
    person = with_a_loan(FIGURES, Pay=Trouble(note="another amount", doubt=True))
    assert person.says("pay", "500", "pay").step == "home.doubt"
    for _ in range(2):
        assert person.says("menu", "mine", "pay").step == "repay.doubt"
    assert person.says("settled").step == "repay.pay_amount"


def test_a_receipt_does_not_quote_what_was_owed_before():
    person = with_a_loan(FIGURES)
    person.says("pay", "500")
    person.answers["ReadLoan"] = None
    person.says("pay")
    person.turn(loan())
    shown = person.turn(Trouble(note="?"))
    assert shown.step == "repay.receipt"
    assert "Still owed" not in shown.text


def test_nothing_of_a_payment_is_kept_after_its_receipt():
    person = with_a_loan(FIGURES)
    person.says("pay", "500", "pay", "menu")
    assert person.facts.keys().isdisjoint({"pay_amount", "pay_most", "payment", "paid_amount", "paying"})


def test_what_one_applies_for_is_not_touched_by_what_one_pays():
    person = with_a_loan(FIGURES)
    person.facts["amount"] = "2000"
    person.says("pay", "500", "pay")
    assert person.facts["amount"] == "2000"


PHONES = [(Ussd, None), (Telegram, None), (Ussd, LOST), (Telegram, LOST), (Telegram, SLOW)]


METHODS = {"mo": ("create_payment", "payments"), "tyche": ("repay", "transactions")}


@pytest.mark.parametrize(("kind", "fault"), PHONES)
@pytest.mark.parametrize("lender", METHODS)
async def test_on_each_phone_a_payment_is_booked_once_whatever_happens(redis_url, tmp_path, lender, kind, fault):
    method, book = METHODS[lender]
    async with world(redis_url, tmp_path, lender=lender, lender_settle=0) as around:
        phone = kind(around)
        shown = await to_my_loan(around, phone, lender)
        assert "Pay" in shown.labels or shown.more
        await phone.say("Pay")
        shown = await phone.say("12000,50")
        assert "12,000.50" in shown.text
        await spoil(around, method, fault)
        shown = await phone.say("Yes, pay")
        shown = await seen_through(around, phone, shown, "ooked")
        assert await struck(around) == bool(fault)
        [payment] = (await around.ledger())[book]
        assert amounts([payment]) == [Decimal("12000.50")]
        if lender == "tyche":
            assert "37,999.50" in shown.text
        assert "Pay" in (await look_at_it(phone)).labels or isinstance(phone, Ussd)
        assert len((await around.ledger())[book]) == 1


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_a_lender_that_takes_payments_itself_is_named_with_the_sum_and_the_day(
    redis_url, tmp_path, monkeypatch, kind
):
    monkeypatch.setattr("bot.finishing.FINISH_AFTER", 0)
    async with world(redis_url, tmp_path, role="web") as around:
        phone = kind(around)
        await to_my_loan(around, phone)
        await paid_out(around, phone)
        number = around.lender.books.applications[-1]["number"]
        shown = await phone.say("Pay it all back")
        assert number in shown.text
        assert "R2\xa0" in shown.text.replace("R2 ", "R2\xa0")
        assert "until" in shown.text
        assert "directly" in shown.text
