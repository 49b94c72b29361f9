"""The lending adapter under faults: whatever the lender does, an errand that happens once happens once."""

import asyncio
import socket
from decimal import Decimal
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from adapters.lenders.late import Denied, Refused, discreet
from adapters.lenders.wire import read, verdict, written
from adapters.lending import Clash, Late, NotSent
from flows.errands import (
    Activate,
    ActivateByOtp,
    Activated,
    AddClient,
    AddEmployer,
    Applied,
    CheckCredit,
    Claim,
    Claimed,
    ClientAdded,
    CreditPassed,
    DocumentUploaded,
    EmployerAdded,
    EmployersFound,
    Errand,
    FindEmployer,
    ListPurposes,
    MandateAsked,
    PaidOut,
    Purposes,
    ReadAgreement,
    ReadLoan,
    SendOtp,
    Sign,
    Signed,
    Trouble,
    UploadDocument,
)
from tests.at_the_lender import NEW, Desk, desk, mandate_for, payout_for, person, ready_to_apply

LOOK = FindEmployer(employer="karoo")
SPOILT = [
    {"kind": "drop", "after": True},
    {"kind": "drop"},
    {"kind": "status", "after": True},
    {"kind": "status"},
    {"kind": "status", "status": 503, "after": True},
    {"kind": "status", "status": 408},
    {"kind": "status", "status": 409},
    {"kind": "status", "status": 409, "after": True},
    {"kind": "status", "status": 429, "retry_after": "30"},
    {"kind": "status", "status": 302, "after": True},
    {"kind": "html"},
    {"kind": "truncated"},
    {"kind": "wrong_types"},
    {"kind": "slow", "seconds": 0.3},
    {"kind": "slow", "seconds": 0.3, "after": True},
    {"kind": "slow", "seconds": 0.3, "after": True, "then_duplicate": True},
]


def named(fault: dict) -> str:
    return "-".join(str(value) for value in fault.values())


async def once_whatever_happens(it: Desk, errand: Errand[Any], key: str) -> Any:
    """As the desk and its worker do it: ask, and when it is late ask again, first too early and then in good time."""
    sent = 0
    for passing in (0, 1, 91):
        it.now[0] += passing
        try:
            return await it.run(errand, key, patience=2, sent=sent)
        except Late:
            sent = sent or int(it.now[0])
    raise AssertionError("still late")


Made = dict[str, Any]
"""The answers so far, by the class of their errand."""


async def applying(it: Desk, made: Made) -> Errand[Any]:
    return await ready_to_apply(it)


async def uploading(it: Desk, made: Made) -> Errand[Any]:
    client = it.applications[0]["client"]
    return UploadDocument(client=client, id_number=NEW, kind="payslip", filename="pay.jpg", content=b"scanned")


async def activating(it: Desk, made: Made) -> Errand[Any]:
    return Activate(application=made["Apply"].application)


async def activating_by_otp(it: Desk, made: Made) -> Errand[Any]:
    application = made["Apply"].application
    await it.run(SendOtp(application=application))
    return ActivateByOtp(application=application, otp=it.stand_in.activation.otp(application))


async def signing(it: Desk, made: Made) -> Errand[Any]:
    loan = it.stand_in.books.loans[0]["loan"]
    return Sign(loan=loan, agreement=(await it.run(ReadAgreement(loan=loan))).agreement)


async def claiming(it: Desk, made: Made) -> Errand[Any]:
    return Claim(loan=it.stand_in.books.loans[0]["loan"], beneficiary="BN-1", claim_amount=Decimal("200.50"))


async def mandating(it: Desk, made: Made) -> Errand[Any]:
    return mandate_for(it.stand_in.books.loans[0]["loan"])


async def paying_out(it: Desk, made: Made) -> Errand[Any]:
    it.watch.at += 10
    return payout_for(it.stand_in.books.loans[0]["loan"])


LIFE = [
    (applying, "create_loan_application", Applied, "applications"),
    (uploading, "file_upload", DocumentUploaded, "documents"),
    (activating_by_otp, "otp_activate", Activated, "loans"),
    (signing, "agreement_sign", Signed, "agreements"),
    (claiming, "third_party_claim", Claimed, "claims"),
    (mandating, "debicheck_request", MandateAsked, "mandates"),
    (paying_out, "allps_payout", PaidOut, "payouts"),
]
"""What happens once in the life of a loan, in its order: the errand, its method, its answer, and its book."""

BY_STAFF = [LIFE[0], (activating, "loan_activate", Activated, "loans")]


@pytest.mark.parametrize("life", [LIFE, BY_STAFF], ids=["by otp", "by staff"])
@pytest.mark.parametrize("fault", SPOILT, ids=named)
async def test_each_step_of_a_loan_happens_once_whatever_happens_to_it(fault, life):
    fault = dict(fault)
    forgets = fault.pop("then_duplicate", False)
    async with desk(read=0.2) as it:
        made: Made = {}
        for prepare, method, answer, book in life:
            errand = await prepare(it, made)
            if forgets:
                it.stand_in.faults.set("duplicate", method)
            it.stand_in.faults.set(method=method, next=1, **fault)
            made[type(errand).__name__] = said = await once_whatever_happens(it, errand, method)
            await asyncio.sleep(0.3 if fault["kind"] == "slow" else 0)
            it.stand_in.faults.clear()
            assert isinstance(said, answer), (method, said)
            assert len(getattr(it.stand_in.books, book)) == 1
        loan = it.stand_in.books.loans[0]["loan"]
        assert (await it.run(ReadLoan(loan=loan))).loan_status == "active"


@pytest.mark.parametrize("fault", [{"kind": "drop", "after": True}, {"kind": "drop"}, {"kind": "html"}], ids=named)
async def test_clients_employers_and_credit_checks_are_made_once_too(fault):
    async with desk() as it:
        for method in ("employer_create", "client_create", "credit_check"):
            it.stand_in.faults.set(method=method, next=1, **fault)
        employer = await once_whatever_happens(it, AddEmployer(employer="Nowhere Mines"), "employer")
        assert isinstance(employer, EmployerAdded)
        details = {"first_name": "Lerato", "last_name": "Dlamini", "phone": "+27821234567"}
        added = await once_whatever_happens(it, AddClient(id_number=NEW, **details), "client")
        assert isinstance(added, ClientAdded)
        check = CheckCredit(client=added.client, id_number=NEW)
        assert await once_whatever_happens(it, check, "check") == CreditPassed()
        books = it.stand_in.books
        assert (len(books.employers), len(books.clients), len(books.credit_checks)) == (5, 3, 1)


LIES = {
    "create_loan_application": "client product amount instalments reference",
    "loan_status": "client product amount instalments reference",
    "file_upload": "client kind reference size sha256",
    "client_search": "client kind size sha256",
    "otp_activate": "application",
    "agreement_sign": "loan agreement",
    "agreement_read": "loan agreement",
    "third_party_claim": "loan beneficiary claim_amount reference",
    "claim_list": "loan beneficiary claim_amount",
    "debicheck_request": "loan account branch ceiling reference",
    "debicheck_status": "loan account branch ceiling reference",
    "allps_payout": "loan method account branch reference",
    "payout_status": "loan method account branch reference",
}
"""What is compared with what was meant, in the answer of each method; a look-up's lies come after a lost answer."""

LOOKED_UP = {
    "loan_status": "create_loan_application",
    "client_search": "file_upload",
    "agreement_read": "agreement_sign",
    "claim_list": "third_party_claim",
    "debicheck_status": "debicheck_request",
    "payout_status": "allps_payout",
}
"""The method that reads, and the one whose answer was lost."""


@pytest.mark.parametrize("method", LIES)
async def test_a_lender_that_lies_is_caught(method):
    step = LOOKED_UP.get(method, method)
    async with desk() as it:
        made: Made = {}
        for prepare, asked, _, _ in LIFE:
            errand = await prepare(it, made)
            if asked == step:
                break
            made[type(errand).__name__] = await it.run(errand, asked)
        if method != step:
            it.stand_in.faults.set("drop", step, after=True, next=1)
            with pytest.raises(Late):
                await it.run(errand, step)
        for word in LIES[method].split():
            it.stand_in.faults.set("lie", method, word=word)
            answer = await it.run(errand, step, sent=1000 if method != step else 0)
            it.stand_in.faults.clear()
            assert isinstance(answer, Trouble), word
            assert answer.doubt
            assert word in answer.note


async def test_what_is_not_known_yet_is_not_asked_again_before_it_has_settled():
    async with desk() as it:
        apply = await ready_to_apply(it)
        it.now[0] = 1050
        with pytest.raises(Late, match="too early"):
            await it.run(apply, "apply", sent=1000)
        assert it.applications == []
        it.now[0] = 1091
        assert isinstance(await it.run(apply, "apply", sent=1000), Applied)


async def test_the_settle_time_counts_from_the_last_sending():
    async with desk(read=0.2) as it:
        apply = await ready_to_apply(it)
        it.stand_in.faults.set("drop", "create_loan_application")
        with pytest.raises(Late) as first:
            await it.run(apply, "apply")
        assert first.value.asked == 1000
        it.now[0] = 1091
        with pytest.raises(Late) as second:
            await it.run(apply, "apply", sent=1000)
        assert second.value.asked == 1091
        it.now[0] = 1092
        with pytest.raises(Late, match="too early"):
            await it.run(apply, "apply", sent=1000)
        assert it.stand_in.books.calls["create_loan_application"] == 2


async def test_no_room_in_the_pool_is_not_sent_so_even_what_happens_once_is_tried_again():
    async with desk(connections=1) as it:
        await it.run(ListPurposes())
        it.stand_in.faults.set("slow", "employer_search", seconds=1.2)
        slow = asyncio.create_task(it.run(LOOK, "slow"))
        await asyncio.sleep(0.05)
        assert isinstance(await it.run(AddEmployer(employer="Nowhere Mines"), "add"), EmployerAdded)
        assert isinstance(await slow, EmployersFound)
        assert it.stand_in.books.calls["employer_create"] == 1


async def test_many_applications_through_a_storm_of_faults_are_each_made_once():
    async with desk(read=0.2) as it:
        people = [person(str(5000 + n)) for n in range(12)]
        applies = [await ready_to_apply(it, each, key=each) for each in people]
        for method in ("create_loan_application", "loan_status"):
            for kind in ("drop", "status", "truncated", "wrong_types", "html"):
                it.stand_in.faults.set(kind, method, percent=8)
                it.stand_in.faults.set(kind, method, percent=8, after=True)
            it.stand_in.faults.set("slow", method, percent=8, seconds=0.3)
        sent, made = dict.fromkeys(people, 0), dict[str, Any]()
        for _ in range(40):
            left = [who for who in people if who not in made]
            runs = (it.run(applies[people.index(who)], f"{who}:apply", sent=sent[who], patience=0.3) for who in left)
            for who, answer in zip(left, await asyncio.gather(*runs, return_exceptions=True), strict=True):
                if isinstance(answer, Late):
                    sent[who] = answer.asked or sent[who]
                else:
                    made[who] = answer
            it.now[0] += 50
        assert {type(answer) for answer in made.values()} == {Applied}
        assert sorted(answer.application for answer in made.values()) == sorted(
            kept["application"] for kept in it.applications
        )
        assert len(it.applications) == len(people)


async def test_an_answer_past_patience_comes_late_and_exactly_once():
    async with desk() as it:
        await it.run(ListPurposes())
        it.stand_in.faults.set("slow", "employer_search", seconds=0.2)
        with pytest.raises(Late):
            await it.run(LOOK, patience=0.05)
        with pytest.raises(Late):
            await it.run(LOOK, patience=0.05)
        await it.lending.close()
        assert [type(answer) for answer in it.late] == [EmployersFound]
        assert it.stand_in.books.calls["employer_search"] == 1


async def test_a_second_run_joins_the_first_and_nothing_comes_late():
    async with desk() as it:
        apply = await ready_to_apply(it)
        it.stand_in.faults.set("slow", "create_loan_application", seconds=0.2)
        with pytest.raises(Late):
            await it.run(apply, "apply", patience=0.05)
        joined = await asyncio.gather(*(it.run(apply, "apply", sent=1000) for _ in range(3)))
        await asyncio.sleep(0.05)
        assert joined == [joined[0]] * 3
        assert it.late == []
        assert it.stand_in.books.calls["create_loan_application"] == 1


async def test_a_caller_who_is_gone_leaves_the_answer_to_come_late():
    async with desk() as it:
        apply = await ready_to_apply(it)
        it.stand_in.faults.set("slow", "create_loan_application", seconds=0.1)
        caller = asyncio.create_task(it.run(apply, "apply"))
        await asyncio.sleep(0.05)
        caller.cancel()
        await asyncio.gather(caller, return_exceptions=True)
        await it.lending.close()
        assert [type(answer) for answer in it.late] == [Applied]


async def test_a_lender_that_is_away_was_not_sent_anything():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
        async with desk(url=nobody) as it:
            with pytest.raises(NotSent):
                await it.run(LOOK, patience=0.3)


async def test_a_look_up_that_was_not_sent_does_not_make_the_errand_unsent():
    async with desk() as it:
        apply = await ready_to_apply(it)
        it.stand_in.faults.set("drop", "create_loan_application", after=True)
        with pytest.raises(Late):
            await it.run(apply, "apply")
        it.stand_in.log_everyone_out()
        it.stand_in.faults.set("status", "login")
        with pytest.raises(Late) as late:
            await it.run(apply, "apply", patience=0.3)
        assert type(late.value) is Late
        assert late.value.asked == 1000


async def test_a_login_that_does_not_answer_leaves_the_errand_not_sent_and_one_made_later_works():
    async with desk() as it:
        it.stand_in.faults.set("status", "login", next=1)
        assert isinstance(await it.run(AddEmployer(employer="Nowhere Mines")), EmployerAdded)
        assert it.stand_in.books.calls["login"] == 2


async def test_look_ups_are_tried_three_times_and_no_more():
    async with desk() as it:
        it.stand_in.faults.set("status", "employer_search", next=2, status=503)
        assert isinstance(await it.run(LOOK), EmployersFound)
        it.stand_in.faults.set("status", "employer_search", status=500)
        with pytest.raises(Late):
            await it.run(LOOK)
        assert it.stand_in.books.calls["employer_search"] == 6


async def test_what_happens_once_is_never_sent_again_by_itself():
    async with desk() as it:
        apply = await ready_to_apply(it)
        it.stand_in.faults.set("status", "create_loan_application", status=500)
        with pytest.raises(Late):
            await it.run(apply, "apply")
        assert it.stand_in.books.calls["create_loan_application"] == 1


async def test_retry_after_is_obeyed_within_patience_and_else_late():
    async with desk() as it:
        it.stand_in.faults.set("status", "employer_search", status=429, retry_after="1", next=1)
        assert isinstance(await it.run(LOOK, patience=10), EmployersFound)
        it.stand_in.faults.set("status", "employer_search", status=503, retry_after="60", next=1)
        with pytest.raises(Late) as late:
            await it.run(LOOK, patience=10)
        assert late.value.wait == 60
        assert it.stand_in.books.calls["employer_search"] == 3


async def test_the_pool_never_leaks():
    async with desk(connections=2, read=0.1) as it:
        await it.run(ListPurposes())
        for fault in ({"kind": "slow", "seconds": 0.3}, {"kind": "drop", "after": True}, {"kind": "truncated"}):
            it.stand_in.faults.clear()
            it.stand_in.faults.set(method="employer_search", **fault)
            asks = (it.run(LOOK, f"{fault['kind']}{n}", patience=0.02) for n in range(8))
            assert all(isinstance(error, Late) for error in await asyncio.gather(*asks, return_exceptions=True))
        it.stand_in.faults.clear()
        await asyncio.sleep(0.5)
        answers = await asyncio.gather(*(it.run(ListPurposes(), f"ok{n}") for n in range(10)))
        assert {type(answer) for answer in answers} == {Purposes}


async def test_closing_waits_for_what_is_under_way_but_not_for_ever():
    async with desk() as it:
        apply = await ready_to_apply(it)
        it.stand_in.faults.set("slow", "create_loan_application", seconds=0.1)
        with pytest.raises(Late):
            await it.run(apply, "apply", patience=0.01)
        await it.lending.close()
        assert [type(answer) for answer in it.late] == [Applied]
    async with desk() as it:
        apply = await ready_to_apply(it)
        it.stand_in.faults.set("slow", "create_loan_application", seconds=3)
        with pytest.raises(Late):
            await it.run(apply, "apply", patience=0.01)
        await it.lending.close(0.05)
        assert it.late == []


async def test_the_log_says_what_was_asked_and_nothing_of_the_person():
    async with desk() as it:
        with capture_logs() as lines:
            await ready_to_apply(it)
        errands = [line for line in lines if line["event"] == "errand"]
        assert [(line["errand"], line["outcome"]) for line in errands] == [
            ("AddClient", "ClientAdded"),
            ("CheckCredit", "CreditPassed"),
            ("SetBudget", "BudgetSet"),
        ]
        assert all(line["ms"] >= 0 for line in errands)
        assert not any(word in str(lines) for word in (NEW, "Lerato", "Dlamini", "821234567", "open-sesame"))


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        (302, Late),
        (400, Refused),
        (401, Denied),
        (403, Denied),
        (404, Refused),
        (408, Late),
        (409, Clash),
        (418, Refused),
        (425, Late),
        (429, Late),
        (500, Late),
        (503, Late),
    ],
)
def test_a_status_means_one_thing(status, meant):
    assert type(verdict(status)) is meant


def test_amounts_stay_decimal_on_the_wire():
    assert read(b'{"amount": 0.1, "id": 6914}') == {"amount": Decimal("0.1"), "id": 6914}
    assert written({"amount": Decimal("2000.10"), "whole": Decimal("500.00")}) == b'{"amount": 2000.1, "whole": 500}'
    with pytest.raises(ValueError, match="digits"):
        written({"amount": Decimal("12345678901234567.89")})


@pytest.mark.parametrize("body", [b"<html>", b'{"a": ', b'{"a": NaN}', b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_none(body):
    assert read(body) is None


def test_a_note_is_one_short_line_without_long_numbers():
    assert discreet("no client\n 8001015009087,\tcall 082 123 4567") == "no client …, call …"
    assert len(discreet("x" * 999)) == 160


def test_no_url_of_a_lender_is_logged(caplog):
    assert not httpx._client.logger.isEnabledFor(20)
