"""The MO stand-in: what it shows of itself, how strict it is, and what staff can do in it."""

from decimal import Decimal

import httpx
import pytest

from adapters.stand_ins.mo import KEY, StandIn
from flows.errands import Declined, ReadLoan, Trouble
from tests.at_mo import desk, ready_to_activate, ready_to_pay

REQUEST = {"amount": 500000, "number_of_installments": 6, "offer_id": 2769, "taken_at": "2023-12-27"}


def client(url: str, key: str = KEY) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=url, headers={"x-api-key": key})


async def test_everything_comes_in_the_envelope():
    async with StandIn(clock=lambda: 1_693_413_000) as url, client(url) as http:
        answer = (await http.get("/customers/", params={"document_number": "1020304050"})).json()
        assert [row["first_name"] for row in answer["data"]] == ["Marisol"]
        assert answer["metadata"] == {"timestamp": "2023-08-30T16:30:00Z", "version": "2"}
        assert answer["errors"] == []


async def test_a_payment_is_answered_as_documented():
    async with desk() as it, client(it.url) as http:
        pay = await ready_to_pay(it)
        said = {"customer_id": pay.client, "loan_id": pay.loan, "amount": 100, "external_id": "P-1"}
        answer = await http.post("/payments/", json={**said, "application_mode": "installment"})
        (part,) = answer.json()["data"]["loan_payments"]
        assert answer.status_code == 201
        assert (part["amount"], part["loan"].keys()) == (100, {"id", "reference", "external_id"})
        again = await http.post("/payments/", json={**said, "application_mode": "installment"})
        assert again.status_code == 400
        assert again.json()["errors"] == [{"name": "Invalid Payment", "message": "payment external id already exists"}]


async def test_nobody_is_answered_without_the_key():
    async with StandIn() as url, client(url, "wrong") as http:
        refused = await http.get("/customers/")
        assert (refused.status_code, refused.json()["data"]) == (401, None)


@pytest.mark.parametrize(
    ("path", "body", "name"),
    [
        ("/precustomers/", {"first_name": "A", "last_name": "B"}, "email"),
        ("/customers/", {"first_name": "A", "last_name": "B", "email": "a@b.c"}, "precustomer_id"),
        ("/customers/", {"precustomer_id": "x", "first_name": "A", "last_name": "B", "email": "a@b.c"}, "Precustomer"),
        ("/loan-requests/", REQUEST, "customer_id"),
        ("/loan-requests/", {**REQUEST, "customer_id": "x"}, "Invalid Customer"),
        ("/loan-requests/", {**REQUEST, "customer_id": "x", "amount": "500000"}, "must be a number"),
        ("/loan-requests/", {**REQUEST, "customer_id": "x", "taken_at": "soon"}, "taken_at"),
        ("/loan-requests/", {**REQUEST, "customer_id": "x", "colour": "blue"}, "colour"),
        ("/loans/", {"aggregator_id": 6914}, "pre_loan_id"),
        ("/loans/", {"pre_loan_id": "x", "aggregator_id": 6914}, "Invalid Preloan"),
        ("/payments/", {"customer_id": "x", "loan_id": "x", "amount": 1}, "application_mode"),
        ("/payments/", [], "Invalid Field"),
    ],
)
async def test_what_is_required_is_required_and_unknown_ids_are_refused(path, body, name):
    async with StandIn() as url, client(url) as http:
        refused = await http.post(path, json=body)
        assert refused.status_code == 400
        assert name in str(refused.json()["errors"])


async def test_nonsense_is_refused_and_breaks_nothing():
    async with StandIn() as url, client(url) as http:
        for body in (b"", b"{", b'"x"', b"\xff\xfe"):
            assert (await http.post("/precustomers/", content=body)).status_code == 400
        assert (await http.get("/customers/", params={"page": "two"})).status_code == 200
        assert (await http.get("/loans/x/")).status_code == 404


@pytest.mark.parametrize("reason", ["rejected", "returned", "fraud", "death", "refinanced"])
async def test_staff_cancel_a_loan_for_a_reason(reason):
    async with desk() as it, client(it.url) as http:
        loan = (await it.run(await ready_to_activate(it), "activate")).loan
        said = {"book": "loans", "id": loan, "status": "cancelled", "reason": reason}
        assert (await http.post("/control", json=said)).json()["status_reason"] == reason
        found = await it.run(ReadLoan(loan=loan))
        assert (found.loan_status, found.loan_reason) == ("cancelled", reason)
        assert (await http.post("/control", json={**said, "reason": ""})).status_code == 400


@pytest.mark.parametrize("status", ["frozen", "in_dispute", "cancelled"])
async def test_a_loan_that_allows_no_payment_takes_none(status):
    async with desk() as it:
        pay = await ready_to_pay(it)
        it.stand_in.books.control("loans", pay.loan, status, "fraud" if status == "cancelled" else "")
        refused = await it.run(pay, "pay")
        assert (type(refused), f"loan is {status}" in refused.note) == (Trouble, True)


async def test_a_loan_paid_back_owes_nothing():
    async with desk() as it:
        pay = await ready_to_pay(it)
        it.stand_in.books.control("loans", pay.loan, "paid")
        refused = await it.run(pay, "pay")
        assert (type(refused), "No Debt" in refused.reason) == (Declined, True)


async def test_the_books_outlive_a_restart(tmp_path):
    kept = tmp_path / "books.json"
    async with desk(StandIn(kept=kept)) as it:
        pay = await ready_to_pay(it)
        await it.run(pay, "pay")
    async with desk(StandIn(kept=kept)) as it:
        assert (await it.run(ReadLoan(loan=pay.loan))).loan_status == "active"
        assert it.stand_in.books.loans[0]["paid"] == Decimal("50000.25")


async def test_the_ledger_shows_everything_in_order():
    async with desk() as it, client(it.url) as http:
        await it.run(await ready_to_pay(it), "pay")
        ledger = (await http.get("/ledger")).json()
        assert {book: len(ledger[book]) for book in ledger if book != "calls"} == {
            "precustomers": 1,
            "customers": 4,
            "loan_requests": 1,
            "loans": 1,
            "payments": 1,
        }
        assert ledger["calls"]["create_loan"] == 1


async def test_a_forgetful_lender_makes_a_second_record_of_a_taken_external_id():
    async with desk() as it:
        pay = await ready_to_pay(it)
        it.stand_in.faults.set("duplicate")
        await it.run(pay, "pay")
        await it.run(pay, "pay")
        assert len(it.stand_in.books.payments) == 2
