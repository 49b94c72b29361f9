"""The life of a MAXINTEGRATE loan after its application: what comes in which order, and what the amounts do."""

import json
import re
from datetime import date, time
from decimal import ROUND_UP, Decimal
from typing import Any

import httpx
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from adapters.lenders.collection import Collection
from adapters.lenders.mapping_file import BadMapping
from adapters.lenders.maxintegrate_api import SPELLING, spelling
from adapters.lending import Late
from adapters.stand_ins.serving import serving
from flows.errands import (
    Activate,
    ActivateByOtp,
    Activated,
    Applied,
    Claim,
    Claimed,
    Declined,
    ListBeneficiaries,
    ListLoans,
    LoanFound,
    MandateAsked,
    MandateFound,
    NameNeeded,
    NoLoan,
    NoLoans,
    OtpExpired,
    OtpWrong,
    PaidOut,
    PayoutFound,
    ReadAgreement,
    ReadCollection,
    ReadLoan,
    ReadMandate,
    ReadPayout,
    ReadSchedule,
    SendOtp,
    Sign,
    Signed,
    Trouble,
    UploadDocument,
)
from tests.at_the_lender import (
    Desk,
    active,
    authorised,
    desk,
    mandate_for,
    paid_out,
    payout_for,
    person,
    ready_to_apply,
    signed,
)

# 2000.50, with 165 + 10 % of 1000.50 added to it; 3 x 5 % of 2265.55 (113.28, 113.28, 113.27); 3 x 60 of service.
REPAYABLE = Decimal("2785.38")
FINANCED = Decimal("2265.55")


async def applied(it: Desk) -> str:
    application: str = (await it.run(await ready_to_apply(it), "apply")).application
    return application


def other(otp: str) -> str:
    return f"{(int(otp) + 1) % 10**6:06}"


# The one-time PIN.


async def test_a_wrong_pin_costs_a_try_and_after_three_it_is_spent_but_another_can_be_sent():
    async with desk() as it:
        application = await applied(it)
        await it.run(SendOtp(application=application))
        otp = it.stand_in.activation.otp(application)
        wrong = ActivateByOtp(application=application, otp=other(otp))
        assert [await it.run(wrong, f"w{n}") for n in range(3)] == [OtpWrong(otp_left=left) for left in (2, 1, 0)]
        right = ActivateByOtp(application=application, otp=otp)
        assert await it.run(right, "right") == OtpExpired()
        await it.run(SendOtp(application=application))
        fresh = ActivateByOtp(application=application, otp=it.stand_in.activation.otp(application))
        assert isinstance(await it.run(fresh, "fresh"), Activated)


async def test_a_pin_holds_five_minutes_and_is_the_same_when_sent_again():
    async with desk() as it:
        application = await applied(it)
        assert await it.run(ActivateByOtp(application=application, otp="123456"), "early") == OtpExpired()
        await it.run(SendOtp(application=application))
        otp = it.stand_in.activation.otp(application)
        it.watch.at += 299
        await it.run(SendOtp(application=application))
        assert it.stand_in.activation.otp(application) == otp
        it.watch.at += 2
        assert await it.run(ActivateByOtp(application=application, otp=otp), "late") == OtpExpired()


async def test_a_try_whose_answer_was_lost_is_counted_once():
    async with desk() as it:
        application = await applied(it)
        await it.run(SendOtp(application=application))
        wrong = ActivateByOtp(application=application, otp=other(it.stand_in.activation.otp(application)))
        it.stand_in.faults.set("drop", "otp_activate", after=True, next=1)
        with pytest.raises(Late):
            await it.run(wrong, "otp")
        it.now[0] += 91
        assert await it.run(wrong, "otp", sent=1000) == OtpWrong(otp_left=2)


async def test_a_pin_is_in_the_inbox_of_the_stand_in_and_nowhere_else(tmp_path):
    kept = tmp_path / "books.json"
    async with desk(kept=kept) as it, httpx.AsyncClient() as client:
        application = await applied(it)
        with capture_logs() as lines:
            await it.run(SendOtp(application=application))
            otp = it.stand_in.activation.otp(application)
            activation = ActivateByOtp(application=application, otp=otp)
            it.stand_in.faults.set("wrong_types", "otp_activate", next=1)
            with pytest.raises(Late) as late:
                await it.run(activation, "otp")
            await it.run(activation, "otp", sent=1000)
        inbox = (await client.get(f"{it.url}/sms")).json()
        assert "stand-in" in inbox["what"]
        assert [(message["to"], otp in message["text"]) for message in inbox["messages"]] == [("+27821234567", True)]
        ledger = (await client.get(f"{it.url}/ledger")).text
        for seen in (str(lines), repr(late.value), repr(activation), ledger, kept.read_text()):
            assert otp not in seen


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"error": {"code": "BAD", "message": "PIN 4711 is wrong"}}),
        (409, {"error": {"code": "BUSY", "message": "PIN 4711 is being looked at"}}),
        (503, {"error": {"code": "BUSY", "message": "PIN 4711 is being looked at"}}),
        (200, {"activation": {"outcome": "PIN 4711"}}),
    ],
)
async def test_a_lender_that_repeats_the_pin_does_not_get_it_logged(status, body):
    async def login(_: web.Request) -> web.Response:
        return web.json_response({"sessionToken": "t", "cashboxes": [{"cashboxId": "C"}]})

    async def repeat(_: web.Request) -> web.Response:
        return web.json_response(body, status=status)

    app = web.Application()
    app.router.add_post("/api/otp_activate", repeat)
    app.router.add_post("/api/{rest}", login)
    async with serving(app) as url, desk(url=url) as it:
        with capture_logs() as lines:
            try:
                said = repr(await it.run(ActivateByOtp(application="A-1", otp="4711"), patience=0.3))
            except Late as error:
                said = repr(error)
        assert len(lines) >= 1
        assert "4711" not in said + str(lines)


# What comes before what.


async def sign_early(it: Desk) -> Any:
    return Sign(loan="L-none", agreement="AG-none")


async def sign_another(it: Desk) -> Any:
    return Sign(loan=await active(it), agreement="AG-none")


async def mandate_unsigned(it: Desk) -> Any:
    return mandate_for(await active(it))


async def second_mandate(it: Desk) -> Any:
    return mandate_for(await authorised(it), "62000000077")


async def payout_unasked(it: Desk) -> Any:
    return payout_for(await signed(it))


async def payout_unanswered(it: Desk) -> Any:
    loan = await signed(it)
    await it.run(mandate_for(loan), "mandate")
    return payout_for(loan)


async def payout_rejected(it: Desk) -> Any:
    return payout_for(await authorised(it, "62000000001"))


async def second_payout(it: Desk) -> Any:
    return payout_for(await paid_out(it), "62000000077")


async def unknown_application(it: Desk) -> Any:
    return Activate(application="A-none")


async def cancelled_application(it: Desk) -> Any:
    application = await applied(it)
    it.applications[0]["status"] = "cancelled"
    return Activate(application=application)


async def unknown_beneficiary(it: Desk) -> Any:
    return Claim(loan=await active(it), beneficiary="BN-none", claim_amount=Decimal(1))


def document(**changed: Any) -> UploadDocument:
    scan: dict[str, Any] = {"client": "C-1", "kind": "payslip", "filename": "pay.jpg", "content": b"scan"}
    return UploadDocument(**scan | changed)


async def document_of_nobody(it: Desk) -> Any:
    return document(client="C-none")


async def document_of_no_kind(it: Desk) -> Any:
    return document(kind="poem")


async def document_with_nothing_in_it(it: Desk) -> Any:
    return document(content=b"")


@pytest.mark.parametrize(
    ("prepare", "why"),
    [
        (sign_early, "NOT_FOUND"),
        (sign_another, "WRONG_AGREEMENT"),
        (mandate_unsigned, "NOT_SIGNED"),
        (second_mandate, "ALREADY_EXISTS"),
        (payout_unasked, "MANDATE_NEEDED"),
        (payout_unanswered, "MANDATE_NEEDED"),
        (payout_rejected, "MANDATE_NEEDED"),
        (second_payout, "ALREADY_EXISTS"),
        (unknown_application, "NOT_FOUND"),
        (cancelled_application, "NOT_READY"),
        (unknown_beneficiary, "NOT_FOUND"),
        (document_of_nobody, "NOT_FOUND"),
        (document_of_no_kind, "UNKNOWN_DOCUMENT_TYPE"),
        (document_with_nothing_in_it, "EMPTY_DOCUMENT"),
    ],
)
async def test_what_comes_out_of_order_is_refused_and_says_why(prepare, why):
    async with desk() as it:
        answer = await it.run(await prepare(it), "out of order")
        assert isinstance(answer, Trouble)
        assert why in answer.note
        assert not answer.doubt


async def test_what_is_done_already_by_another_hand_is_done():
    async with desk() as it:
        loan = await signed(it)
        application = it.applications[0]["application"]
        assert await it.run(Activate(application=application), "staff") == Activated(loan=loan)
        assert await it.run(ActivateByOtp(application=application, otp="123456"), "otp") == Activated(loan=loan)
        agreement = (await it.run(ReadAgreement(loan=loan))).agreement
        assert await it.run(Sign(loan=loan, agreement=agreement), "second") == Signed()
        assert (len(it.stand_in.books.loans), len(it.stand_in.books.agreements)) == (1, 1)


async def test_a_declined_application_is_not_activated():
    async with desk() as it:
        await it.run(await ready_to_apply(it, person("4333")), "apply")
        declined = await it.run(Activate(application=it.applications[0]["application"]), "activate")
        assert declined == Declined(reason="Against our lending policy")


# The banks.


@pytest.mark.parametrize(
    ("digits", "after", "status"),
    [
        ("00", 0, "pending"),
        ("00", 5, "approved"),
        ("01", 5, "rejected"),
        ("02", 119, "pending"),
        ("02", 120, "expired"),
    ],
)
async def test_a_mandate_stands_where_the_borrowers_bank_leaves_it(digits, after, status):
    async with desk() as it:
        asked = await it.run(mandate_for(await signed(it), f"620000000{digits}"), "mandate")
        assert "collect up to 1500 a month" in it.stand_in.books.sms[-1]["text"]
        it.watch.at += after
        assert await it.run(ReadMandate(mandate=asked.mandate)) == MandateFound(mandate_status=status)


async def test_a_rejected_mandate_can_be_asked_for_again():
    async with desk() as it:
        loan = await authorised(it, "62000000001")
        assert isinstance(await it.run(mandate_for(loan), "again"), MandateAsked)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"account": "62000000003"}, "takes no debit orders"), ({"ceiling": Decimal(900)}, "below the instalment")],
)
async def test_some_mandates_are_declined_outright(changed, reason):
    async with desk() as it:
        asked = mandate_for(await signed(it)).model_copy(update=changed)
        declined = await it.run(asked, "mandate")
        assert isinstance(declined, Declined)
        assert reason in declined.reason
        assert await it.lender.look_up(asked, "mandate") == declined


async def test_a_payout_that_failed_can_be_made_elsewhere_and_a_wallet_needs_no_branch():
    async with desk() as it:
        loan = await authorised(it)
        failing = payout_for(loan, "62000000004")
        assert (await it.run(failing, "first")).payout_status == "pending"
        it.watch.at += 5
        failed = await it.lender.look_up(failing, "first")
        assert isinstance(failed, PaidOut)
        assert failed.payout_status == "failed"
        wallet = payout_for(loan).model_copy(update={"method": "wallet", "branch": ""})
        assert isinstance(await it.run(wallet, "second"), PaidOut)


async def test_a_failed_payout_is_read_as_failed():
    async with desk() as it:
        loan = await authorised(it)
        made = await it.run(payout_for(loan, "62000000004"), "payout")
        it.watch.at += 5
        assert await it.run(ReadPayout(loan=loan, payout=made.payout)) == PayoutFound(payout_status="failed")


async def test_a_delayed_mandate_waits_for_longer_than_one_that_is_asked_at_once():
    async with desk() as it:
        later = mandate_for(await signed(it), "62000000002").model_copy(update={"mandate_type": "delayed"})
        asked = await it.run(later, "mandate")
        it.watch.at += 3600
        assert await it.run(ReadMandate(mandate=asked.mandate)) == MandateFound(mandate_status="pending")
        it.watch.at += 86_400
        assert await it.run(ReadMandate(mandate=asked.mandate)) == MandateFound(mandate_status="expired")


async def test_how_a_loan_is_collected_is_its_highest_instalment_and_the_files_table(tmp_path):
    async with desk() as it:
        loan = await signed(it)
        dues = (await it.run(ReadSchedule(loan=loan))).schedule
        terms = await it.run(ReadCollection(loan=loan))
        assert terms.mandate_instalment == max(due.amount for due in dues)
        assert terms.ceiling == (terms.mandate_instalment * Decimal("1.5")).quantize(Decimal("0.01"), ROUND_UP)
        assert {bank.label: bank.branch for bank in terms.mandate_banks}["FNB"] == "250655"


@pytest.mark.parametrize(("at", "until"), [(time(19, 59), "20:00"), (time(20, 0), "none")])
def test_the_bank_asks_later_only_while_there_is_a_later(at, until):
    assert Collection(until=time(20)).terms(Decimal("10.01"), "ZAR", at).mandate_until == until
    assert Collection().terms(Decimal("10.01"), "ZAR", at).mandate_until == "none"
    assert Collection().terms(Decimal("10.01"), "ZAR", at).ceiling == Decimal("15.02")


@pytest.mark.parametrize("line", ["most = 0.5", "seconds = 5", 'banks = {"FNB" = "12"}', 'colour = "red"'])
def test_a_collection_that_makes_no_sense_is_refused_with_its_line(tmp_path, line):
    file = tmp_path / "other.toml"
    key = line.split()[0]
    text = re.sub(rf"^{key} = .*$", line, SPELLING.read_text(), count=1, flags=re.MULTILINE)
    text = text.replace("[collection.banks]", "[collection.spare]") if key == "banks" else text
    file.write_text(text if line in text else text.replace("[collection]", f"[collection]\n{line}", 1))
    with pytest.raises(BadMapping, match=r"other\.toml, line \d+: \[collection"):
        spelling(file)


async def test_a_payout_to_a_bank_account_without_its_branch_is_declined():
    async with desk() as it:
        loan = await authorised(it)
        declined = await it.run(payout_for(loan).model_copy(update={"branch": ""}), "payout")
        assert declined == Declined(reason="A bank account needs its branch code")
        assert isinstance(await it.run(payout_for(loan), "better"), PaidOut)


# Amounts.


async def test_amounts_move_with_the_days_until_the_loan_is_paid_and_another_may_be_had():
    async with desk() as it:
        loan = await paid_out(it)
        found = await it.run(ReadLoan(loan=loan))
        assert (found.repayable, found.outstanding, found.settlement) == (REPAYABLE, REPAYABLE, FINANCED)
        assert (found.next_due, found.settlement_until) == (date(2026, 2, 28), date(2026, 1, 31))
        it.watch.at += 14 * 86_400  # half of February: half of its interest
        found = await it.run(ReadLoan(loan=loan))
        assert (found.outstanding, found.settlement) == (REPAYABLE, FINANCED + Decimal("56.64"))
        it.watch.at += 14 * 86_400  # the first instalment is collected
        found, dues = await it.run(ReadLoan(loan=loan)), (await it.run(ReadSchedule(loan=loan))).schedule
        assert [due.paid for due in dues] == [dues[0].amount, 0, 0]
        assert found.outstanding == REPAYABLE - dues[0].amount
        assert found.settlement == FINANCED - Decimal("755.18")
        it.watch.at += 90 * 86_400
        found = await it.run(ReadLoan(loan=loan))
        assert (found.loan_status, found.outstanding, found.settlement, found.next_due) == ("paid", 0, 0, None)
        assert found.actions == []
        again = await ready_to_apply(it)
        assert isinstance(await it.run(again, "another"), Applied)


async def test_debit_orders_that_come_back_leave_the_loan_in_arrears():
    async with desk() as it:
        loan = await paid_out(it, "62000000005")
        it.watch.at += 29 * 86_400
        found = await it.run(ReadLoan(loan=loan))
        assert (found.loan_status, found.outstanding) == ("arrears", REPAYABLE)
        assert found.next_due == date(2026, 3, 31)


async def test_third_parties_take_their_part_before_the_payout_and_five_are_the_most():
    async with desk() as it:
        loan = await authorised(it)
        claim = Claim(loan=loan, beneficiary="BN-2", claim_amount=Decimal(300))
        claims = [await it.run(claim, f"c{n}") for n in range(6)]
        assert [made.remaining for made in claims[:5]] == [Decimal("2000.50") - 300 * n for n in range(1, 6)]
        assert claims[5] == Declined(reason="A loan has room for five third parties")
        await it.run(payout_for(loan), "payout")
        assert it.stand_in.books.payouts[0]["amount"] == Decimal("500.50")
        assert await it.run(claim, "late") == Declined(reason="The loan is paid out")


async def test_a_third_party_cannot_have_more_than_there_is():
    async with desk() as it:
        claim = Claim(loan=await active(it), beneficiary="BN-1", claim_amount=Decimal("2000.51"))
        assert await it.run(claim, "more") == Declined(reason="More than is left of the loan")
        whole = await it.run(claim.model_copy(update={"claim_amount": Decimal("2000.50")}), "all")
        assert isinstance(whole, Claimed)
        assert whole.remaining == 0


# What a lender may say besides.


async def test_third_parties_are_found_by_a_part_of_their_name_where_there_are_many():
    async with desk() as it:
        assert len((await it.run(ListBeneficiaries())).beneficiaries) == 3
        it.stand_in.books.beneficiaries += [{"id": f"S-{number}", "label": f"Shop {number}"} for number in range(40)]
        assert await it.run(ListBeneficiaries()) == NameNeeded(beneficiary_count=43)
        assert await it.run(ListBeneficiaries(beneficiary_name="nobody")) == NameNeeded(beneficiary_count=0)
        found = await it.run(ListBeneficiaries(beneficiary_name=" KAROO  high "))
        assert ([one.id for one in found.beneficiaries], found.beneficiary_count) == (["BN-1"], 1)
        many = await it.run(ListBeneficiaries(beneficiary_name="shop"))
        assert (len(many.beneficiaries), many.beneficiary_count) == (8, 40)


async def test_a_lender_that_does_not_tell_what_is_paid_is_not_taken_to_say_nothing_is(tmp_path):
    file = tmp_path / "unpaid.toml"
    file.write_text(SPELLING.read_text().replace('paid = "amountPaid"\n', ""))
    async with desk(file=file) as it:
        dues = (await it.run(ReadSchedule(loan=await active(it)))).schedule
        assert [due.paid for due in dues] == [None] * 3


async def test_what_there_is_none_of_is_an_answer():
    async with desk() as it:
        assert await it.run(ReadLoan(loan="L-none")) == NoLoan()
        assert await it.run(ListLoans(client="C-1")) == NoLoans()
        it.stand_in.books.beneficiaries = []
        assert await it.run(ListBeneficiaries()) == Trouble(note="beneficiary_list is empty")
        assert isinstance(await it.run(ReadSchedule(loan="L-none")), Trouble)


async def test_a_state_nobody_knows_is_other_and_logged():
    async with desk() as it:
        loan = await authorised(it)
        it.stand_in.faults.set("lie", "loan_status", word="status")
        with capture_logs() as lines:
            found = await it.run(ReadLoan(loan=loan))
        assert (found.loan_status, found.actions) == ("other", [])
        assert (lines[0]["event"], lines[0]["method"], lines[0]["word"]) == ("unknown word", "loan_status", "X-1")
        it.stand_in.faults.clear()
        mandate = it.stand_in.books.mandates[0]
        mandate["status"] = "ASLEEP"
        assert await it.run(ReadMandate(mandate=mandate["mandate"])) == MandateFound(mandate_status="other")


async def test_a_date_that_is_none_costs_the_date_and_not_the_answer():
    async with desk() as it:
        loan = await paid_out(it)
        it.stand_in.faults.set("lie", "loan_status", word="next_due")
        found = await it.run(ReadLoan(loan=loan))
        assert isinstance(found, LoanFound)
        assert (found.next_due, found.repayable) == (None, REPAYABLE)


@pytest.mark.parametrize("kind", ["html", "truncated", "wrong_types"])
async def test_nonsense_is_late_and_never_a_crash(kind):
    async with desk() as it:
        loan = await authorised(it)
        made = it.applications[0]
        mandate = it.stand_in.books.mandates[0]["mandate"]
        reads = (ReadLoan(loan=loan), ListLoans(client=made["client"]), ReadSchedule(loan=loan), ListBeneficiaries())
        it.stand_in.faults.set(kind)
        for errand in (*reads, ReadAgreement(loan=loan), ReadMandate(mandate=mandate)):
            with pytest.raises(Late):
                await it.run(errand, patience=0.05)


async def test_the_books_are_kept_over_a_restart(tmp_path):
    kept = tmp_path / "books.json"
    async with desk(kept=kept) as it:
        loan = await authorised(it)
        before = json.loads(kept.read_text())
    async with desk(kept=kept) as it:
        it.watch.at += 10
        assert isinstance(await it.run(payout_for(loan), "payout"), PaidOut)
        it.watch.at += 40 * 86_400
        found = await it.run(ReadLoan(loan=loan))
        assert (found.loan_status, found.repayable) == ("active", REPAYABLE)
        assert found.outstanding < REPAYABLE
        assert before["loans"][0]["loan"] == loan
