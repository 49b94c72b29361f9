"""MO's lender against its stand-in, over HTTP."""

from decimal import Decimal

import pytest
from structlog.testing import capture_logs

from adapters.lenders.account import Account
from adapters.lenders.late import Denied
from adapters.lenders.mo import Mo
from adapters.lenders.mo_api import Api
from adapters.lenders.mo_settings import FILE, settings
from adapters.lenders.mo_words import Loan
from adapters.lending import Late
from adapters.stand_ins.mo import StandIn
from flows.errands import (
    Activate,
    Activated,
    ApplicationFound,
    Applied,
    Apply,
    ClientAdded,
    ClientFound,
    Declined,
    FindClient,
    ListLoans,
    ListProducts,
    LoanFound,
    NoApplication,
    NoClient,
    NoLoan,
    NoLoans,
    Offer,
    Paid,
    Pay,
    Quote,
    ReadApplication,
    ReadLoan,
    Trouble,
)
from tests.at_mo import SOMEONE, Desk, changed, desk, ready_to_activate, ready_to_apply, ready_to_pay

PRICE = Quote(product="2769", amount=Decimal(500_000), instalments=6)


@pytest.mark.parametrize("integers", [False, True], ids=["uuids", "sandbox integers"])
async def test_a_loan_from_the_first_look_to_the_last_payment(integers):
    async with desk(StandIn(integers=integers)) as it:
        assert await it.run(FindClient(id_number=SOMEONE.id_number, phone=SOMEONE.phone)) == NoClient()
        added = await it.run(SOMEONE, "add")
        found = await it.run(FindClient(id_number=SOMEONE.id_number))
        assert found == ClientFound(client=added.client, first_name="Yolanda", last_name="Cardona")
        product = (await it.run(ListProducts())).products[0]
        assert (product.id, product.currency, product.max_instalments) == ("2769", "COP", 12)
        offer = await it.run(PRICE)
        assert isinstance(offer, Offer)
        apply = Apply(client=added.client, product=product.id, amount=PRICE.amount, instalments=6)
        applied = await it.run(apply, "apply")
        assert isinstance(applied, Applied)
        read = ReadApplication(application=applied.application)
        assert await it.run(read) == ApplicationFound(
            reference=applied.reference,
            status="pending",
            applied_amount=Decimal(500_000),
            applied_instalments=6,
            currency="COP",
        )
        assert await it.run(ListLoans(client=added.client)) == NoLoans()
        activated = await it.run(Activate(application=applied.application), "activate")
        assert isinstance(activated, Activated)
        assert (await it.run(read)).status == "active"
        loans = await it.run(ListLoans(client=added.client))
        assert [(loan.id, loan.label) for loan in loans.loans] == [(activated.loan, "MO000001")]
        pay = Pay(client=added.client, loan=activated.loan, pay_amount=offer.total)
        assert isinstance(await it.run(pay, "pay"), Paid)
        assert (await it.run(ReadLoan(loan=activated.loan))).loan_status == "paid"


async def test_every_field_of_the_documents_is_sent_required_or_not():
    async with desk() as it:
        pay = await ready_to_pay(it)
        await it.run(pay, "pay")
        books = it.stand_in.books
        assert {word: type(books.customers[-1][word]) for word in ("precustomer_id", "external_id", "email")} == {
            "precustomer_id": str,
            "external_id": str,
            "email": str,
        }
        request, loan, payment = books.loan_requests[0], books.loans[0], books.payments[0]
        assert (request["amount"], request["number_of_installments"]) == (Decimal("500000.5"), 6)
        assert (request["downpayment_amount"], request["taken_at"]) == (0, "2026-01-31")
        assert (request["customer_id"], request["offer_id"]) == (pay.client, "2769")
        assert (loan["pre_loan_id"], loan["aggregator_id"]) == (request["id"], "6914")
        assert loan["disbursed_at"] == "2026-01-31"
        assert (payment["loan_id"], payment["amount"]) == (pay.loan, Decimal("50000.25"))
        assert payment["application_mode"] == "installment"
        keys = {len(kept["external_id"]) for kept in (request, loan, payment, books.precustomers[0])}
        assert keys == {32}


async def test_only_what_mo_takes_is_asked_for():
    assert {"email", "id_number", "amount", "instalments"} <= Mo.serves.facts
    never = {"employer_id", "payback_type", "purpose", "budget", "income", "available", "kind", "otp"}
    assert not never & Mo.serves.facts
    assert not {"SetBudget", "CheckCredit", "UploadDocument", "ListPurposes"} & Mo.serves.errands


async def test_a_customer_is_found_by_phone_only_where_no_document_says_otherwise():
    async with desk() as it:
        assert await it.run(FindClient(id_number="1", phone="+573000000001")) == NoClient()
        found = await it.run(FindClient(id_number="1", phone="+573000000002"))
        assert (found.first_name, found.last_name) == ("Efrain", "Arbelaez")


async def test_a_deleted_customer_is_not_found_and_the_living_one_behind_is():
    async with desk() as it:
        first = it.stand_in.books.customers[0]
        it.stand_in.books.customers.insert(0, {**first, "id": "gone", "status": "deleted"})
        assert (await it.run(FindClient(id_number=first["document_number"]))).client == first["id"]
        first["status"] = "deleted"
        assert await it.run(FindClient(id_number=first["document_number"])) == NoClient()


async def test_without_an_e_mail_nobody_is_added():
    async with desk() as it:
        answer = await it.run(SOMEONE.model_copy(update={"email": ""}), "add")
        assert isinstance(answer, Trouble)
        assert "email" in answer.note
        assert it.stand_in.books.precustomers == []


async def test_who_exists_already_is_added_once():
    async with desk() as it:
        known = it.stand_in.books.customers[0]
        someone = SOMEONE.model_copy(update={"id_number": known["document_number"]})
        assert await it.run(someone, "add") == ClientAdded(client=known["id"], own_client=False)
        assert len(it.stand_in.books.customers) == 3


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("create_customer", {"kind": "status", "status": 503}),
        ("create_customer", {"kind": "drop"}),
        ("create_customer", {"kind": "drop", "after": True}),
        ("create_precustomer", {"kind": "drop", "after": True}),
        ("create_precustomer", {"kind": "truncated"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())),
)
async def test_half_a_customer_is_finished_and_never_doubled(method, fault):
    async with desk() as it:
        it.stand_in.faults.set(method=method, next=1, **fault)
        with pytest.raises(Late):
            await it.run(SOMEONE, "add")
        it.now[0] += 91
        added = await it.run(SOMEONE, "add", sent=1000)
        books = it.stand_in.books
        assert isinstance(added, ClientAdded)
        assert (len(books.precustomers), len(books.customers)) == (1, 4)
        assert books.customers[-1]["precustomer_id"] == books.precustomers[0]["id"]


async def test_what_exists_already_is_looked_up_and_not_made_again():
    async with desk() as it:
        pay = await ready_to_pay(it)
        first = await it.run(pay, "pay")
        assert await it.run(pay, "pay") == first
        books = it.stand_in.books
        assert [len(books.loan_requests), len(books.loans), len(books.payments)] == [1, 1, 1]
        activate = Activate(application=books.loan_requests[0]["id"])
        assert await it.run(activate, "by staff, in the portal") == Activated(loan=pay.loan)


@pytest.mark.parametrize("word", ["amount", "customer_id", "offer_id", "number_of_installments", "external_id"])
@pytest.mark.parametrize("method", ["create_loan_request", "list_loan_requests"])
async def test_a_loan_request_that_came_back_as_another_is_doubted(method, word):
    async with desk() as it:
        apply = await ready_to_apply(it)
        if method == "list_loan_requests":
            await it.run(apply, "apply")
        it.stand_in.faults.set("lie", method, word=word)
        try:
            answer = await it.run(apply, "apply", sent=999 if method == "list_loan_requests" else 0)
        except Late:
            assert (method, word) == ("list_loan_requests", "external_id")
        else:
            assert (answer.doubt, word in answer.note) == (True, True)
        assert len(it.stand_in.books.loan_requests) == 1


@pytest.mark.parametrize(("method", "word"), [("create_payment", "amount"), ("create_loan", "pre_loan_id")])
async def test_a_payment_or_a_loan_that_came_back_as_another_is_doubted(method, word):
    async with desk() as it:
        it.stand_in.faults.set("lie", method, word=word)
        ready = ready_to_pay if method == "create_payment" else ready_to_activate
        answer = await it.run(await ready(it), "once")
        assert (type(answer), answer.doubt) == (Trouble, True)


@pytest.mark.parametrize("word", ["document_number", "external_id"])
@pytest.mark.parametrize(("method", "customers"), [("create_precustomer", 3), ("create_customer", 4)])
async def test_somebody_else_is_doubted(method, customers, word):
    async with desk() as it:
        it.stand_in.faults.set("lie", method, word=word)
        answer = await it.run(SOMEONE, "add")
        assert (type(answer), answer.doubt, word in answer.note) == (Trouble, True, True)
        assert len(it.stand_in.books.customers) == customers


async def test_a_payment_that_went_to_no_loan_is_doubted():
    async with desk() as it:
        pay = await ready_to_pay(it)
        await it.run(pay, "pay")
        it.stand_in.books.payments[0]["loan_payments"] = []
        assert (await it.run(pay, "pay", sent=999)).doubt


@pytest.mark.parametrize("status", ["rejected", "Reversed"])
async def test_a_payment_that_was_undone_is_declined(status):
    async with desk() as it:
        pay = await ready_to_pay(it)
        await it.run(pay, "pay")
        it.stand_in.books.payments[0]["status"] = status
        assert await it.run(pay, "pay", sent=999) == Declined(reason=status.lower())


@pytest.mark.parametrize(
    ("told", "status", "reason", "actions"),
    [
        ("Active", "active", "none", ["pay", "collect"]),
        ("frozen", "frozen", "none", ["pay_outside"]),
        ("PAID", "paid", "none", []),
        ("In dispute", "in_dispute", "none", []),
        ("in_dispute", "in_dispute", "none", []),
        ("In-Dispute", "in_dispute", "none", []),
        ("Cancelled", "cancelled", "none", []),
        ("Refinanced", "cancelled", "refinanced", []),
        ("Under a tree", "other", "none", []),
        ("", "other", "none", []),
    ],
)
async def test_where_a_loan_stands_and_what_that_allows(told, status, reason, actions):
    async with desk() as it:
        loan = (await it.run(await ready_to_activate(it), "activate")).loan
        it.stand_in.books.loans[0]["status"] = told
        found = LoanFound(loan=loan, loan_status=status, loan_reason=reason, currency="COP", actions=actions)
        assert await it.run(ReadLoan(loan=loan)) == found


@pytest.mark.parametrize("reason", ["Rejected", "returned", "fraud", "Death", "refinanced"])
async def test_a_cancelled_loan_says_why(reason):
    async with desk() as it:
        loan = (await it.run(await ready_to_activate(it), "activate")).loan
        it.stand_in.books.loans[0] |= {"status": "Cancelled", "status_reason": reason}
        found = await it.run(ReadLoan(loan=loan))
        assert (found.loan_status, found.loan_reason, found.actions) == ("cancelled", reason.lower(), [])


@pytest.mark.parametrize(
    ("told", "ours"),
    [("Pending", "pending"), ("rejected", "declined"), ("COMPLETED", "active"), ("Under a tree", "other")],
)
async def test_where_a_loan_request_stands(told, ours):
    async with desk() as it:
        application = (await it.run(await ready_to_apply(it), "apply")).application
        it.stand_in.books.loan_requests[0]["status"] = told
        with capture_logs() as lines:
            assert (await it.run(ReadApplication(application=application))).status == ours
        assert ("unknown word" in str(lines)) == (ours == "other")


async def test_what_mo_does_not_know_is_an_answer():
    async with desk() as it:
        assert await it.run(ReadLoan(loan="no/such?loan")) == NoLoan()
        assert await it.run(ReadApplication(application="none")) == NoApplication()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"amount": Decimal(1)}, "Invalid Amount"), ({"instalments": 13}, "Invalid Amount")],
)
async def test_a_loan_request_may_be_declined(changed, reason):
    async with desk() as it:
        declined = await it.run(await ready_to_apply(it, **changed), "apply")
        assert isinstance(declined, Declined)
        assert reason in declined.reason


async def test_a_rejected_request_is_declined_and_never_becomes_a_loan():
    async with desk() as it:
        client = (await it.run(SOMEONE.model_copy(update={"id_number": "10334333"}), "add")).client
        apply = Apply(client=client, product="2769", amount=Decimal(500_000), instalments=6)
        assert await it.run(apply, "apply") == Declined()
        application = it.stand_in.books.loan_requests[0]["id"]
        declined = await it.run(Activate(application=application), "activate")
        assert (type(declined), "rejected" in declined.reason) == (Declined, True)


@pytest.mark.parametrize(
    ("changed", "answer", "note"),
    [
        ({"pay_amount": Decimal(9_000_000)}, Declined, "Invalid Amount"),
        ({"client": "nobody"}, Trouble, "Invalid Customer"),
        ({"loan": "none"}, Trouble, "Invalid Payment"),
    ],
)
async def test_a_payment_may_be_refused(changed, answer, note):
    async with desk() as it:
        pay = (await ready_to_pay(it)).model_copy(update=changed)
        refused = await it.run(pay, "pay")
        assert isinstance(refused, answer)
        assert note in str(refused)


async def test_a_blocked_customer_gets_no_loan():
    async with desk() as it:
        blocked = await it.run(FindClient(id_number="1099999999"))
        answer = await it.run(await ready_to_apply(it, client=blocked.client), "apply")
        assert answer == Trouble(note="HTTP 400 Invalid Customer: customer is blocked")


def crowd(it: Desk, count: int) -> None:
    """So many other customers, listed before those who are known."""
    books = it.stand_in.books
    others = [{**books.customers[0], "id": f"c{n}", "document_number": f"9{n}"} for n in range(count)]
    books.customers = [*others, *books.customers]


@pytest.mark.parametrize(
    ("obeys", "found"), [((), NoClient), (("pages",), ClientFound), (("filters",), ClientFound)], ids=str
)
async def test_a_list_is_read_to_its_end_whatever_it_obeys_and_never_round_and_round(obeys, found):
    async with desk() as it:
        crowd(it, 50)
        it.stand_in.books.obeys = obeys
        assert isinstance(await it.run(FindClient(id_number="1020304050")), found)
        assert it.stand_in.books.calls["list_customers"] <= 4


async def test_a_list_without_an_end_is_trouble():
    async with desk() as it:
        crowd(it, 1100)
        it.stand_in.books.obeys = ("pages",)
        assert isinstance(await it.run(FindClient(id_number="1020304050")), Trouble)
        assert it.stand_in.books.calls["list_customers"] == 50


async def test_a_row_that_makes_no_sense_is_left_out():
    async with desk() as it:
        books = it.stand_in.books
        books.customers.insert(0, {**books.customers[0], "id": None})
        assert (await it.run(FindClient(id_number="1020304050"))).first_name == "Marisol"


async def test_a_refused_key_is_trouble_and_is_not_knocked_with_again():
    async with desk(key="wrong") as it:
        answers = [await it.run(FindClient(id_number="1"), f"k{n}") for n in range(5)]
        assert {type(answer) for answer in answers} == {Trouble}
        assert it.stand_in.books.calls["list_customers"] == 1


async def test_after_a_rest_the_key_is_tried_again():
    now = [0.0]
    async with StandIn() as url:
        api = Api(Account(url, "wrong"), settings(), lambda: now[0])
        notes = []
        for passing in (0, 1, 15):
            now[0] += passing
            with pytest.raises(Denied) as denied:
                await api.read("read_loan", Loan, "L")
            notes.append(denied.value.note)
        await api.close()
    assert notes[0] == notes[2]
    assert notes[1] == "the key was refused a moment ago"


async def test_a_list_that_is_not_there_is_not_an_empty_list(tmp_path):
    file = changed(tmp_path, '[methods.list_customers]\npath = "/customers/"', '[methods.list_customers]\npath = "/x/"')
    async with StandIn() as url:
        lender = Mo(Account(url, "k", file=file))
        assert await lender.ask(FindClient(id_number="1"), "k") == Trouble(note="HTTP 404")
        await lender.close()


async def test_everything_works_on_other_paths(tmp_path):
    text = FILE.read_text()
    file = tmp_path / "other.toml"
    file.write_text(text.replace('path = "/', 'path = "/core/v3/').replace("_id = 6914", '_id = "9c1d"'))
    async with desk(file=file) as it:
        assert isinstance(await it.run(await ready_to_pay(it), "pay"), Paid)
        assert it.stand_in.books.loans[0]["aggregator_id"] == "9c1d"
