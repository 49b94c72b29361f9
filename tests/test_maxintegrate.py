"""The MAXINTEGRATE lender against its stand-in, over HTTP."""

import asyncio
import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adapters.lenders.mapping_file import BadMapping
from adapters.lenders.maxintegrate_api import SPELLING, spelling
from adapters.lenders.maxintegrate_methods import METHODS
from adapters.lending import Late
from flows.errands import (
    Activate,
    ActivateByOtp,
    Activated,
    AddClient,
    AddEmployer,
    ApplicationFound,
    Applied,
    BudgetItemsSet,
    BudgetSet,
    CheckCredit,
    Claim,
    Claimed,
    ClientAdded,
    ClientFound,
    ClientUpdated,
    CreditPassed,
    Declined,
    DocumentUploaded,
    EmployerAdded,
    EmployersFound,
    FindClient,
    FindEmployer,
    ListApplications,
    ListBeneficiaries,
    ListLoans,
    ListPaybackTypes,
    ListProducts,
    ListPurposes,
    MandateFound,
    NoApplication,
    NoClient,
    NoEmployer,
    NoProducts,
    Offer,
    OtpSent,
    PaidOut,
    PayoutFound,
    Quote,
    ReadAgreement,
    ReadApplication,
    ReadCollection,
    ReadLoan,
    ReadMandate,
    ReadPayout,
    ReadSchedule,
    SendOtp,
    SetBudget,
    SetBudgetItems,
    Sign,
    Signed,
    Trouble,
    Unpriced,
    UpdateClient,
    UploadDocument,
)
from tests.at_the_lender import NEW, desk, mandate_for, payout_for, person, ready_to_apply

KNOWN = "8001015009087"
SCAN = bytes(range(256)) * 5000
MONEY = {"income": Decimal(20000), "take_home": Decimal(16000), "living": Decimal(6000), "debts": Decimal("500.25")}


async def whole_workflow(it) -> None:
    assert await it.run(FindClient(id_number=NEW)) == NoClient()
    assert await it.run(FindEmployer(employer="Nowhere Mines")) == NoEmployer()
    employer = await it.run(AddEmployer(employer="Nowhere Mines"), "employer")
    assert isinstance(employer, EmployerAdded)
    payback = await it.run(ListPaybackTypes())
    assert [way.label for way in payback.payback_types] == ["Debit order", "EFT", "Cash at branch"]
    added = await it.run(
        AddClient(
            id_number=NEW,
            first_name="Lerato",
            last_name="Dlamini",
            phone="+27821234567",
            employer_id=employer.employer_id,
            payback_type=payback.payback_types[1].id,
        ),
        "client",
    )
    assert isinstance(added, ClientAdded)
    found = await it.run(FindClient(id_number=NEW))
    assert found == ClientFound(
        client=added.client, first_name="Lerato", last_name="Dlamini", employer="Nowhere Mines", payback_type="PB-EFT"
    )
    assert await it.run(CheckCredit(client=added.client, id_number=NEW), "credit") == CreditPassed()
    budget = await it.run(SetBudget(client=added.client, **MONEY))
    # Gross 20 000, less the 6 000 declared (above the table's 2 405.38), 4 000 of deductions and 500.25 of debts.
    assert budget == BudgetSet(budget=budget.budget, available=Decimal("9499.75"))
    assert await it.run(SetBudgetItems(client=added.client, budget=budget.budget, **MONEY)) == BudgetItemsSet()
    purposes = (await it.run(ListPurposes())).purposes
    products = (await it.run(ListProducts(client=added.client))).products
    assert [product.id for product in products] == ["P-SHORT", "P-TERM"]
    chosen = {"product": products[0].id, "amount": Decimal("2000.50"), "instalments": 3}
    assert isinstance(await it.run(Quote(**chosen)), Offer)
    apply = (await ready_to_apply(it)).model_copy(update={"purpose": purposes[0].id, "budget": budget.budget})
    applied = await it.run(apply.model_copy(update={"client": added.client}), "apply")
    assert isinstance(applied, Applied)
    assert await it.run(ReadApplication(application=applied.application)) == ApplicationFound(
        reference=applied.reference,
        status="pending",
        applied_amount=Decimal("2000.50"),
        applied_instalments=3,
        currency="ZAR",
    )
    assert len(it.applications) == 1
    assert await it.run(UpdateClient(client=added.client, phone="+27820000009")) == ClientUpdated()
    await the_loan_of(it, applied.application, added.client)


async def the_loan_of(it, application: str, client: str) -> None:
    """The second half: documents, activation, agreement, mandate, payout, status, third parties."""
    for kind in ("id", "payslip", "bank_statement"):
        scan = UploadDocument(client=client, id_number=NEW, kind=kind, filename="scan.pdf", content=SCAN)
        assert await it.run(scan, kind) == DocumentUploaded()
        assert await it.lender.look_up(scan, kind) == DocumentUploaded()
    assert await it.run(SendOtp(application=application)) == OtpSent(sent_to="*** 0009")
    otp = it.stand_in.activation.otp(application)
    loan = (await it.run(ActivateByOtp(application=application, otp=otp), "otp")).loan
    found = await it.run(Activate(application=application), "again")
    assert found == Activated(loan=loan)
    paper = await it.run(ReadAgreement(loan=loan))
    assert paper.address.endswith(paper.agreement)
    assert await it.run(Sign(loan=loan, agreement=paper.agreement), "sign") == Signed()
    terms = await it.run(ReadCollection(loan=loan))
    assert terms.ceiling >= terms.mandate_instalment > 0
    mandate = await it.run(mandate_for(loan), "mandate")
    assert await it.run(ReadMandate(mandate=mandate.mandate)) == MandateFound(mandate_status="pending")
    it.watch.at += 10
    assert await it.run(ReadMandate(mandate=mandate.mandate)) == MandateFound(mandate_status="approved")
    someone = (await it.run(ListBeneficiaries())).beneficiaries[0]
    claim = Claim(loan=loan, beneficiary=someone.id, claim_amount=Decimal("500.50"), claim_reference="Term 1")
    claimed = await it.run(claim, "claim")
    assert claimed == Claimed(claim=claimed.claim, remaining=Decimal(1500))
    assert await it.lender.look_up(claim, "claim") == claimed
    paid = await it.run(payout_for(loan), "payout")
    assert paid == PaidOut(payout=paid.payout, payout_status="pending")
    it.watch.at += 10
    assert (await it.lender.look_up(payout_for(loan), "payout")) == PaidOut(payout=paid.payout, payout_status="paid")
    assert await it.run(ReadPayout(loan=loan, payout=paid.payout)) == PayoutFound(payout_status="paid")
    found = await it.run(ReadLoan(loan=loan))
    assert (found.loan_status, found.currency, found.actions) == ("active", "ZAR", ["collect", "pay_outside"])
    dues = (await it.run(ReadSchedule(loan=loan))).schedule
    assert sum(due.amount for due in dues) == found.repayable == found.outstanding
    assert (dues[0].due, dues[0].amount, dues[0].paid) == (found.next_due, found.next_amount, 0)
    filed = await it.run(ListApplications(day=date(2026, 1, 31)))
    assert client in [each.client for each in filed.applications]
    listed = (await it.run(ListLoans(client=client))).loans
    assert [one.id for one in listed] == [loan]
    assert (await it.run(ReadApplication(application=application))).status == "active"


async def test_the_whole_workflow_ends_in_one_application():
    async with desk() as it:
        await whole_workflow(it)


async def test_what_a_definite_error_looks_like_on_the_wire_makes_no_difference():
    async with desk(refused=200) as it:
        await whole_workflow(it)
        assert isinstance(await it.run(UpdateClient(client="C-nobody")), Trouble)


def renamed(tree: Any) -> Any:
    """The mapping file with every path, field, header and code changed; our own words stay."""
    if isinstance(tree, list):
        return [f"Z_{word}" for word in tree]
    return tree.replace(".", "_.") + "_x"


def other_spelling() -> str:
    lines = []
    tables = tomllib.loads(SPELLING.read_text())
    del tables["collection"]  # figures, and no spelling
    for name, table in tables.items():
        plain = {key: value for key, value in table.items() if not isinstance(value, dict)}
        deep = {key: value for key, value in table.items() if isinstance(value, dict)}
        for heading, part in {name: plain, **{f"{name}.{key}": value for key, value in deep.items()}}.items():
            lines.append(f"[{heading}]")
            for key, value in part.items():
                if heading == "headers":
                    lines.append(f'X-Other-{key} = "Other {value}"')
                elif heading.endswith(".words"):
                    lines.append(f'Z_{key} = "{value}"')
                elif key in ("form", "verb"):
                    lines.append(f"{key} = {value!r}")
                else:
                    lines.append(f"{key} = {renamed(value)!r}")
    return "\n".join(lines)


async def test_everything_works_when_every_path_and_field_is_renamed_on_both_sides(tmp_path):
    file = tmp_path / "other.toml"
    file.write_text(other_spelling())
    async with desk(file=file) as it:
        await whole_workflow(it)
        assert it.stand_in.books.calls.keys() == METHODS.keys()
        paths = {method.path for method in spelling(file).methods.values()}
        assert "/api/login_x" in paths
        assert "/api/login" not in paths


async def test_documents_travel_in_json_too(tmp_path):
    file = tmp_path / "json.toml"
    text = SPELLING.read_text().replace('form = "multipart"\n', "").replace('content = "file"', 'content = "scan.data"')
    file.write_text(text)
    async with desk(file=file) as it:
        await whole_workflow(it)


async def test_a_lender_that_lists_no_documents_is_no_obstacle(tmp_path):
    file = tmp_path / "silent.toml"
    file.write_text("\n".join(line for line in SPELLING.read_text().splitlines() if "client.documents" not in line))
    async with desk(file=file) as it:
        scan = UploadDocument(client="C-1", id_number=KNOWN, kind="id", filename="id.jpg", content=SCAN)
        assert (await it.run(FindClient(id_number=KNOWN))).client == "C-1"
        assert await it.run(scan) == DocumentUploaded()
        assert await it.lender.look_up(scan, "k") is None


async def test_words_in_paths_and_queries_work_too(tmp_path):
    file = tmp_path / "verbs.toml"
    text = SPELLING.read_text()
    text = text.replace('path = "/api/loan_product_list"', 'verb = "GET"\npath = "/api/products"')
    text = text.replace('path = "/api/update_client"', 'verb = "PATCH"\npath = "/api/clients/{client}"')
    file.write_text(text.replace('[update_client.send]\nclient = "clientId"', "[update_client.send]"))
    async with desk(file=file) as it:
        await whole_workflow(it)
        assert await it.run(UpdateClient(client="C-1", phone="+27820000009")) == ClientUpdated()
        assert it.stand_in.books.clients[0]["phone"] == "+27820000009"


async def test_a_known_client_is_found_and_brought_up_to_date():
    async with desk() as it:
        found = await it.run(FindClient(id_number=KNOWN))
        assert (found.client, found.first_name, found.employer) == ("C-1", "Thandi", "Karoo Wool Mill")
        assert await it.run(UpdateClient(client="C-1", employer_id="E-4")) == ClientUpdated()
        assert (await it.run(FindClient(id_number=KNOWN))).employer == "Highveld Bakery"
        products = (await it.run(ListProducts(client="C-1"))).products
        assert "P-AGAIN" in [product.id for product in products]


async def test_employers_are_found_by_part_of_their_name():
    async with desk() as it:
        found = await it.run(FindEmployer(employer="karoo"))
        assert isinstance(found, EmployersFound)
        assert [employer.id for employer in found.employers] == ["E-1", "E-3"]


@pytest.mark.parametrize(
    "errand",
    [
        FindClient(id_number="8813053807087"),
        UpdateClient(client="C-nobody"),
        UpdateClient(client="C-1", payback_type="PB-NONE"),
        CheckCredit(client="C-nobody"),
        SetBudget(client="C-nobody", **MONEY),
        SetBudgetItems(client="C-1", budget="B-none", **MONEY),
        ListProducts(client="C-nobody"),
        Quote(product="P-NONE", amount=Decimal(1000), instalments=1),
        AddClient(id_number=NEW, first_name="A", last_name="B", phone="+27820000003", employer_id="E-none"),
    ],
    ids=lambda errand: type(errand).__name__,
)
async def test_a_definite_error_is_trouble_and_says_why(errand):
    async with desk() as it:
        answer = await it.run(errand)
        assert isinstance(answer, Trouble)
        assert answer.note
        assert not answer.doubt


async def test_a_note_never_carries_a_number_that_names_a_person():
    async with desk() as it:
        answer = await it.run(Quote(product="P-NONE", amount=Decimal(1000), instalments=1))
        assert answer == Trouble(note="no such product")
        it.stand_in.faults.set("status", status=400)
        assert await it.run(FindClient(id_number=KNOWN)) == Trouble(note="HTTP 400")


@pytest.mark.parametrize(("digits", "reason"), [("4111", "Adverse listing"), ("4222", "Under debt review")])
async def test_the_bureau_declines_some_people_and_says_why(digits, reason):
    async with desk() as it:
        details = {"first_name": "Sam", "last_name": "Botha", "phone": "+27821234568"}
        client = (await it.run(AddClient(id_number=person(digits), **details), "add")).client
        declined = await it.run(CheckCredit(client=client, id_number=person(digits)), "check")
        assert isinstance(declined, Declined)
        assert declined.reason.startswith(reason)


@pytest.mark.parametrize(
    ("id_number", "changed", "reason"),
    [
        (person("4333"), {}, "Against our lending policy"),
        (NEW, {"amount": Decimal(9000)}, "Amount outside the product's limits"),
        (NEW, {"instalments": 7}, "Term outside the product's limits"),
        (NEW, {"product": "P-AGAIN"}, "This product is for returning clients"),
        (NEW, {"product": "P-TERM", "amount": Decimal(50000), "instalments": 6}, "more than the budget leaves"),
    ],
)
async def test_an_application_is_declined_with_its_reason(id_number, changed, reason):
    async with desk() as it:
        declined = await it.run(await ready_to_apply(it, id_number, **changed), "apply")
        assert isinstance(declined, Declined)
        assert reason in declined.reason
        assert [kept["status"] for kept in it.applications] == ["declined"]


async def test_a_second_open_application_is_trouble():
    async with desk() as it:
        apply = await ready_to_apply(it)
        assert isinstance(await it.run(apply, "one"), Applied)
        assert isinstance(await it.run(apply, "two"), Trouble)
        assert len(it.applications) == 1


async def test_an_application_needs_a_passed_credit_check():
    async with desk() as it:
        apply = await ready_to_apply(it)
        it.stand_in.books.credit_checks.clear()
        answer = await it.run(apply, "apply")
        assert isinstance(answer, Trouble)
        assert "CREDIT_CHECK_NEEDED" in answer.note


async def test_a_client_who_exists_already_is_added_once():
    async with desk() as it:
        details = {"first_name": "Thandi", "last_name": "Mokoena", "phone": "+27820000001"}
        assert await it.run(AddClient(id_number=KNOWN, **details)) == ClientAdded(client="C-1")
        assert await it.run(AddEmployer(employer="highveld bakery")) == EmployerAdded(employer_id="E-4")


async def test_no_products_and_no_application_are_answers():
    async with desk() as it:
        details = {"first_name": "Sam", "last_name": "Botha", "phone": "+27821234568"}
        client = (await it.run(AddClient(id_number=person("4444"), **details), "add")).client
        assert await it.run(ListProducts(client=client)) == NoProducts()
        assert await it.run(ReadApplication(application="A-none")) == NoApplication()


async def test_a_quote_is_priced_to_the_cent_and_needs_the_list_only_once():
    async with desk() as it:
        quote = Quote(product="P-SHORT", amount=Decimal(2000), instalments=3)
        offer = await it.run(quote)
        # Initiation 165 + 10 % of 1 000, added to the loan; interest 3 x 5 % of 2 265; service 3 x 60.
        assert isinstance(offer, Offer)
        assert (offer.received, offer.total, offer.cost) == (2000, Decimal("2784.75"), Decimal("784.75"))
        assert [(fee.name, fee.sum) for fee in offer.fees] == [("Initiation fee", 265), ("Service fee", 180)]
        assert (offer.instalment, offer.last_instalment) == (Decimal("928.25"), Decimal("928.25"))
        assert (offer.first_due, offer.last_due) == (date(2026, 2, 28), date(2026, 4, 30))
        assert isinstance(await it.run(quote.model_copy(update={"amount": Decimal(1)})), Declined)
        assert it.stand_in.books.calls["loan_product_list"] == 1


async def test_a_product_without_a_rate_is_not_quoted(tmp_path):
    file = tmp_path / "norate.toml"
    text = SPELLING.read_text()
    file.write_text("\n".join(line for line in text.splitlines() if not line.startswith("rate =")))
    async with desk(file=file) as it:
        answer = await it.run(Quote(product="P-SHORT", amount=Decimal(2000), instalments=3))
        assert answer == Unpriced(missing="rate")


async def test_an_unknown_status_is_other_and_no_crash(tmp_path):
    async with desk() as it:
        applied = await it.run(await ready_to_apply(it), "apply")
        it.applications[0]["status"] = "UNDER_A_TREE"
        assert (await it.run(ReadApplication(application=applied.application))).status == "other"


async def test_twenty_calls_log_in_once_and_renew_once():
    async with desk() as it:
        await asyncio.gather(*(it.run(FindEmployer(employer="a"), f"a{n}") for n in range(20)))
        assert it.stand_in.books.calls["login"] == 1
        it.stand_in.log_everyone_out()
        answers = await asyncio.gather(*(it.run(FindEmployer(employer="a"), f"b{n}") for n in range(20)))
        assert all(isinstance(answer, EmployersFound) for answer in answers)
        assert it.stand_in.books.calls["login"] == 2
        assert it.stand_in.books.calls["cashbox_preselect"] == 2


async def test_a_refused_login_is_trouble_and_is_not_knocked_at_again_and_again():
    async with desk() as it:
        it.stand_in.faults.set("status", "login", status=403)
        answers = [await it.run(ListPurposes(), f"k{n}") for n in range(5)]
        assert answers == [Trouble(note="HTTP 403")] * 5
        assert it.stand_in.books.calls["login"] == 1


async def test_a_question_nobody_takes_the_answer_of_is_not_asked(tmp_path):
    async with desk() as it:
        assert "email" not in it.lender.serves.facts
        assert {"id_number", "employer", "purpose", "income"} <= it.lender.serves.facts
        assert "Apply" in it.lender.serves.errands
    file = tmp_path / "email.toml"
    file.write_text(SPELLING.read_text().replace("[client_create.send]\n", '[client_create.send]\nemail = "mail"\n'))
    async with desk(file=file) as it:
        assert "email" in it.lender.serves.facts


PAYBACK = """[payback_type_list]
path = "/api/payback_type_list"
rows = "paybackTypes"
[payback_type_list.row]
id = "paybackTypeId"
label = "description"
"""


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[client_search.get]", 'fax = "fax"\n[client_search.get]', "[client_search.send] has no word 'fax'"),
        ('path = "/api/login"', 'path = "api/login"', "[login.path]"),
        ('path = "/api/login"', 'verb = "FETCH"\npath = "/api/login"', "[login.verb]"),
        ('user = "username"\n', "", "[login.send] must say where 'user' stands"),
        ('password = "password"', 'password = "username"', "taken by another word"),
        (PAYBACK, "", "[payback_type_list] is missing"),
        ("[errors]", '[fax_send]\npath = "/fax"\n[errors]', "[fax_send] is no method we call"),
        ('content = "file"', 'content = "a.file"', "a form has no tables"),
        ('path = "/api/otp_activate"', 'path = "/otp/{otp}"', "otp is a secret"),
        ('path = "/api/login"', 'verb = "GET"\npath = "/api/login"', "password is a secret"),
        ('PASSED = "passed"', 'PASSED = "past"', "'past' is no word of ours"),
        ('form = "multipart"', 'form = "pigeon"', "[file_upload.form]"),
        ('"{cashbox}"', '"{branch}"', "nothing is known as {branch}"),
        ("[errors]", "[mistakes]", "errors"),
        ('code = "error.code"', "code = ", "line 22"),
    ],
)
def test_a_mapping_file_that_cannot_work_is_refused_with_its_line(tmp_path, old, new, complaint):
    text = SPELLING.read_text()
    assert old in text
    file = tmp_path / "broken.toml"
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(BadMapping) as refused:
        spelling(file)
    assert complaint in str(refused.value)
    assert "line" in str(refused.value)


def test_a_complaint_names_the_very_line(tmp_path):
    text = SPELLING.read_text().replace(
        'cellNumber"\nemployer_id', 'cellNumber"\nshoe_size = "shoeSize"\nemployer_id', 1
    )
    file = tmp_path / "broken.toml"
    file.write_text(text)
    line = text.splitlines().index('shoe_size = "shoeSize"') + 1
    with pytest.raises(BadMapping, match=rf"line {line}: \[client_create\.send\] has no word 'shoe_size'"):
        spelling(file)


async def test_a_product_that_allows_nothing_or_makes_no_sense_is_left_out():
    async with desk() as it:
        good = it.stand_in.books.products[0]
        upside_down = {**good, "product": "P-UP", "min_amount": Decimal(9000)}
        nameless = {**good, "product": "P-NAMELESS", "label": None}
        it.stand_in.books.products = [upside_down, nameless, good]
        assert [product.id for product in (await it.run(ListProducts())).products] == ["P-SHORT"]
        it.stand_in.books.products = [nameless]
        with pytest.raises(Late):
            await it.run(ListProducts(), patience=0.3)


async def test_empty_lists_and_endless_ones_have_an_outcome():
    async with desk() as it:
        books = it.stand_in.books
        books.products = [{**books.products[0], "product": f"P-{n}"} for n in range(1000)]
        assert len((await it.run(ListProducts())).products) == 40
        books.products, books.purposes = [], []
        assert await it.run(ListProducts()) == NoProducts()
        assert await it.run(ListPurposes()) == Trouble(note="loan_purpose_list is empty")


async def test_a_lender_of_nonsense_is_late_and_never_a_crash():
    async with desk() as it:
        await it.run(ListPurposes())
        it.stand_in.faults.set("wrong_types")
        for errand in (FindClient(id_number=KNOWN), FindEmployer(employer="a"), ListProducts(client="C-1")):
            with pytest.raises(Late):
                await it.run(errand, patience=0.3)
