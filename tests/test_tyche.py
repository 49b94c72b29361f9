"""The Tyche lender against its stand-in, over HTTP."""

from datetime import date
from decimal import Decimal

import pytest

from adapters.lenders.mapping_file import BadMapping
from adapters.lenders.tyche_file import FILE, load
from adapters.lending import Late
from adapters.stand_ins.tyche import POLICIES, StandIn
from flows.errands import (
    Activate,
    Activated,
    AddClient,
    ApplicationFound,
    Applied,
    AppliedOtherwise,
    Apply,
    ClientFound,
    ClientUpdated,
    Declined,
    DocumentUploaded,
    FindClient,
    Instalments,
    ListLoans,
    ListProducts,
    LoanFound,
    NoApplication,
    NoClient,
    NoLoan,
    NoLoans,
    NoProducts,
    NoSchedule,
    Offer,
    Paid,
    PaidOut,
    Pay,
    PayOut,
    Quote,
    ReadApplication,
    ReadLoan,
    ReadSchedule,
    Trouble,
    Unpriced,
    UpdateClient,
    UploadDocument,
    Withdraw,
    Withdrawn,
)
from tests.at_tyche import ADVANCE, NEW, SAMPLE, a_client, desk, ready_to_apply

QUOTE = Quote(product=ADVANCE, amount=Decimal(60000), instalments=3)


async def test_the_whole_life_of_a_loan():
    async with desk() as it:
        assert await it.run(FindClient(id_number=NEW)) == NoClient()
        client = await a_client(it)
        found = ClientFound(client=client, first_name="Ngozi", last_name="Adeyemi")
        assert await it.run(FindClient(id_number=NEW)) == found
        assert await it.run(UpdateClient(client=client, phone="+2348099999999")) == ClientUpdated()
        assert it.stand_in.books.clients[-1]["phoneNumber"] == "+2348099999999"
        assert await it.run(ListLoans(client=client)) == NoLoans()
        offer = await it.run(QUOTE)
        # 60 000 flat at 5 % a month over 3 months: 20 000 and 3 000 each time, 200 each time, 1 % the first time.
        assert offer.plan == [Instalments(count=1, amount=Decimal(23800)), Instalments(count=2, amount=Decimal(23200))]
        apply = Apply(client=client, product=ADVANCE, amount=Decimal(60000), instalments=3, total=offer.total)
        applied = await it.run(apply, "apply")
        assert isinstance(applied, Applied)
        loan = applied.application
        assert await it.run(ReadApplication(application=loan)) == ApplicationFound(
            reference=applied.reference,
            status="pending",
            applied_amount=Decimal(60000),
            currency="NGN",
            applied_instalments=3,
        )
        assert await it.run(Activate(application=loan), "activate") == Activated(loan=loan)
        paid_out = await it.run(PayOut(loan=loan, method="account", account="0123456789", branch="044"), "payout")
        assert paid_out == PaidOut(payout=loan, payout_status="pending")
        schedule = await it.run(ReadSchedule(loan=loan))
        assert [(row.due, row.amount) for row in schedule.schedule] == [
            (date(2024, 2, 1), Decimal(23800)),
            (date(2024, 3, 1), Decimal(23200)),
            (date(2024, 4, 1), Decimal(23200)),
        ]
        assert isinstance(await it.run(Pay(client=client, loan=loan, pay_amount=Decimal("10000.50")), "pay"), Paid)
        assert await it.run(ReadLoan(loan=loan)) == LoanFound(
            loan=loan,
            loan_status="active",
            currency="NGN",
            outstanding=Decimal("49999.50"),
            next_due=date(2024, 2, 1),
            actions=["pay"],
        )
        assert [row.id for row in (await it.run(ListLoans(client=client))).loans] == [loan]
        assert it.stand_in.books.calls["create_loan"] == 1


async def test_what_is_sent_to_apply_is_what_the_documents_ask_for():
    async with desk() as it:
        apply = await ready_to_apply(it)
        await it.run(apply, "apply")
        kept = it.loans[0]
        assert (kept["amount"], kept["interestRate"], kept["tenure"], kept["moratorium"]) == (60000, 5, 3, None)
        assert (kept["accountHolder"], kept["accountHolderType"]) == (apply.client, "clients")
        assert len(kept["loanName"]) == 32


async def test_an_unwanted_application_is_declined_and_twice_is_once():
    async with desk() as it:
        applied = await it.run(await ready_to_apply(it), "apply")
        for _ in range(2):
            assert await it.run(Withdraw(application=applied.application)) == Withdrawn()
        assert (await it.run(ReadApplication(application=applied.application))).status == "declined"
        found = await it.run(ReadLoan(loan=applied.application))
        assert (found.loan_status, found.loan_reason, found.actions) == ("cancelled", "rejected", [])


async def test_a_schedule_of_another_total_is_shown_before_anybody_commits():
    async with desk() as it:
        it.stand_in.faults.set("lie", "schedule", word="totalDue")
        applied = await it.run(await ready_to_apply(it), "apply")
        assert isinstance(applied, AppliedOtherwise)
        assert (applied.schedule_total, applied.schedule_instalment) == (Decimal(70500), Decimal(23900))


async def test_a_schedule_that_does_not_come_is_looked_at_once_more_and_holds_nobody_up():
    async with desk() as it:
        it.stand_in.faults.set("status", "schedule", status=500)
        apply = await ready_to_apply(it)
        with pytest.raises(Late, match="schedule"):
            await it.run(apply, "apply", patience=0.5)
        assert isinstance(await it.run(apply, "apply", sent=1000), Applied)
        assert len(it.loans) == 1


@pytest.mark.parametrize("method", ["create_loan", "loans"])
@pytest.mark.parametrize(
    ("word", "said"), [("amount", "amount"), ("accountHolder", "account_holder"), ("loanProductId", "loan_product_id")]
)
async def test_a_lender_that_lies_about_a_loan_is_caught(method, word, said):
    async with desk() as it:
        apply = await ready_to_apply(it)
        if method == "loans":
            it.stand_in.faults.set("drop", "create_loan", after=True, next=1)
            with pytest.raises(Late):
                await it.run(apply, "apply")
        it.stand_in.faults.set("lie", method, word=word)
        answer = await it.run(apply, "apply", sent=1000 if method == "loans" else 0)
        assert answer == Trouble(note=f"came back with another {said}", doubt=True)


@pytest.mark.parametrize("heeds", [True, False], ids=["heeding queries", "heeding none"])
@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "drop", "after": True},
        {"kind": "drop"},
        {"kind": "status", "after": True},
        {"kind": "status", "status": 409},
        {"kind": "status", "status": 429, "retry_after": "30"},
        {"kind": "html"},
        {"kind": "truncated"},
        {"kind": "wrong_types"},
        {"kind": "slow", "seconds": 0.8, "after": True},
    ],
    ids=str,
)
async def test_whatever_happens_once_happens_once(heeds, fault):
    async with desk(StandIn(heeds=heeds), read=0.5) as it:

        async def once(errand, key):
            sent = 0
            for passing in (0, 1, 91):
                it.now[0] += passing
                try:
                    return await it.run(errand, key, sent=sent)
                except Late:
                    sent = sent or int(it.now[0])
            raise AssertionError("still late")

        for method in ("add_client", "create_loan", "update_loan", "disburse", "repay"):
            it.stand_in.faults.set(method=method, next=1, **fault)
        errand = AddClient(id_number=NEW, first_name="Ngozi", last_name="Adeyemi", phone="+2348012345678")
        client = (await once(errand, "add")).client
        applied = await once(Apply(client=client, product=ADVANCE, amount=Decimal(60000), instalments=3), "apply")
        loan = applied.application
        assert await once(Activate(application=loan), "activate") == Activated(loan=loan)
        assert isinstance(await once(PayOut(loan=loan, method="account", account="0123456789"), "payout"), PaidOut)
        assert isinstance(await once(Pay(loan=loan, pay_amount=Decimal(500)), "pay"), Paid)
        books = it.stand_in.books
        assert (len(books.clients), len(books.loans), len(books.transactions)) == (2, 1, 1)


async def test_a_bad_key_is_403_with_code_92_and_is_trouble():
    async with desk(key="sk-wrong") as it:
        assert await it.run(ListProducts()) == Trouble(note="92 unauthorized")


async def test_code_90_leads_to_what_is_there_already():
    async with desk() as it:
        client = await a_client(it)
        errand = AddClient(id_number=NEW, first_name="Ngozi", last_name="Adeyemi", phone="+2348012345678")
        assert (await it.run(errand, "another")).client == client
        assert len(it.stand_in.books.clients) == 2


@pytest.mark.parametrize("refused", [200, 400, 409, 422])
async def test_the_status_a_code_comes_with_makes_no_difference(refused):
    async with desk(StandIn(refused=refused)) as it:
        client = await a_client(it)
        errand = AddClient(id_number=NEW, first_name="Ngozi", last_name="Adeyemi", phone="+2348012345678")
        assert (await it.run(errand, "another")).client == client


async def test_products_are_those_active_for_clients_and_pages_end():
    async with desk() as it:
        listed = await it.run(ListProducts())
        assert [product.label for product in listed.products] == [
            "Salary advance",
            "Market stall loan",
            "School fees, interest-free",
            "testing new",
        ]
        assert it.stand_in.books.calls["list_products"] == 1
        for product in it.products:
            product["status"] = "inactive"
        assert await it.run(ListProducts()) == NoProducts()


async def test_a_thousand_products_are_read_in_ten_pages_and_forty_shown():
    async with desk() as it:
        model = it.product(ADVANCE)
        it.products[:] = [{**model, "id": f"p-{n}", "name": f"Product {n}"} for n in range(1000)]
        assert len((await it.run(ListProducts())).products) == 40
        assert it.stand_in.books.calls["list_products"] == 10


async def test_limits_that_allow_nothing_and_rows_that_make_no_sense_are_left_out():
    async with desk() as it:
        good = it.product(ADVANCE)
        upside_down = {**good, "id": "p-up", "minAmount": 500000}
        nonsense = {**good, "id": "p-bad", "minAmount": {"?": 1}}
        it.products[:] = [upside_down, nonsense, good]
        assert [product.id for product in (await it.run(ListProducts())).products] == [ADVANCE]
        assert await it.run(QUOTE.model_copy(update={"product": "p-up"})) == Declined(reason="not on offer")
        it.products[:] = [nonsense]
        with pytest.raises(Late):
            await it.run(ListProducts(), patience=0.3)
        it.products[:] = []
        assert await it.run(ListProducts()) == NoProducts()


async def test_seven_groups_of_the_same_fees_count_once():
    async with desk() as it:
        offer = await it.run(Quote(product=SAMPLE, amount=Decimal(50000), instalments=4))
        assert isinstance(offer, Offer)
        assert [(group.count, int(group.amount)) for group in offer.plan] == [(1, 8700), (2, 7700), (1, 57700)]
        assert (offer.total, offer.first_due) == (Decimal(81800), date(2024, 4, 5))


async def test_groups_of_fees_that_differ_are_not_quoted_until_somebody_says_which_counts(tmp_path):
    async with desk() as it:
        groups = it.product(SAMPLE)["productFees"]
        groups[3]["fees"] = [{**groups[3]["fees"][0], "value": 900}]
        asked = Quote(product=SAMPLE, amount=Decimal(50000), instalments=4)
        assert await it.run(asked) == Unpriced(missing="[policies] differing_fees")
        file = tmp_path / "tyche.toml"
        file.write_text(POLICIES.read_text() + 'differing_fees = "newest"\n')
        it.products.append({})
    async with desk(file=file) as it:
        groups = it.product(SAMPLE)["productFees"]
        groups[3]["fees"] = [{**groups[3]["fees"][0], "value": 900}]
        assert (await it.run(asked)).total == Decimal(81800)


async def test_what_ships_guesses_nothing_and_names_what_to_set():
    async with desk(file=None) as it:
        assert await it.run(QUOTE) == Unpriced(missing="[policies] tenure")
        asked = Quote(product=SAMPLE, amount=Decimal(50000), instalments=4)
        assert await it.run(asked) == Unpriced(missing="[policies] tenure")


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"interest": {"interestCalculation": "DECLINING_BALANCE"}}, "declining_balance"),
        ({"scheduling": {"paymentMethod": "BALLOON_PAYMENT"}}, "balloon"),
        ({"scheduling": {"principalCollected": 3}}, "principal_collected"),
        ({"scheduling": {"enableGracePeriod": True, "defaultGracePeriod": 1}}, "grace; [policies] moratorium"),
        ({"scheduling": {"paymentMade": {"value": 1, "period": "WEEK"}}}, "days_365"),
        ({"interest": {"daysInAYear": 360, "repaymentInterest": "ACTUAL_DAYS"}}, "days_360"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_each_thing_left_open_is_refused_by_the_name_of_its_setting(tmp_path, changes, missing):
    file = tmp_path / "tyche.toml"
    file.write_text('[policies]\ntenure = "instalments"\n')
    async with desk(file=file) as it:
        product = it.product(ADVANCE)
        for table, words in changes.items():
            product[table] = {**product[table], **words}
        assert await it.run(QUOTE) == Unpriced(missing=f"[policies] {missing}")


async def test_a_fee_on_disbursement_is_what_the_operator_says(tmp_path):
    file = tmp_path / "tyche.toml"
    fee = {
        "value": 75,
        "feeName": "Stamp",
        "feeType": "ON_DISBURSEMENT",
        "feePayment": "FLAT",
    }
    for policy, received in (("", None), ("deducted from the payout", 59925), ("added to the loan", 60000)):
        file.write_text(f'[policies]\ntenure = "instalments"\non_disbursement = "{policy}"\n')
        async with desk(file=file) as it:
            it.product(ADVANCE)["productFees"][0]["fees"] = [fee]
            offer = await it.run(QUOTE)
            if received is None:
                assert offer == Unpriced(missing="[policies] on_disbursement")
            else:
                assert offer.received == received


async def test_words_nobody_knows_are_refused_by_their_field():
    async with desk() as it:
        it.product(ADVANCE)["scheduling"]["paymentMade"]["period"] = "WEEK/MONTH/YEAR"
        it.product(ADVANCE)["interest"]["interestCharged"] = "%_PER_FULL_MOON"
        missing = "scheduling.paymentMade.period; interest.interestCharged"
        assert await it.run(QUOTE) == Unpriced(missing=missing)


@pytest.mark.parametrize(
    ("top", "nested", "late"),
    [(False, False, "none"), (True, True, "charged"), (True, False, "unknown"), (None, None, "unknown")],
)
async def test_a_penalty_is_spoken_of_only_where_both_levels_say_the_same(top, nested, late):
    async with desk() as it:
        product = it.product(ADVANCE)
        rule = "OVERDUE_PRINCIPAL_*_#_OF_LATE_DAYS_*_PENALTY_RATE"
        product["enablePenalty"] = top
        product["penalty"] = {"enablePenalty": nested, "defaultPenaltyRate": 3, "penaltyCalculationMethod": rule}
        assert (await it.run(QUOTE)).late == late


async def test_a_usual_rate_outside_its_own_limits_is_not_quoted():
    async with desk() as it:
        it.product(ADVANCE)["interest"]["defaultInterestRate"] = 50
        assert await it.run(QUOTE) == Unpriced(missing="interest.defaultInterestRate")


@pytest.mark.parametrize(("unit", "tenure"), [("instalments", 3), ("days", 90), ("months", 3)])
async def test_the_tenure_is_in_the_unit_the_operator_says_and_reads_back(tmp_path, unit, tenure):
    file = tmp_path / "tyche.toml"
    file.write_text(f'[policies]\ntenure = "{unit}"\n')
    async with desk(StandIn(file=file), file=file) as it:
        applied = await it.run(await ready_to_apply(it), "apply")
        assert it.loans[0]["tenure"] == tenure
        assert (await it.run(ReadApplication(application=applied.application))).applied_instalments == 3


async def test_an_unknown_state_is_other_and_what_is_not_there_is_said_so():
    async with desk() as it:
        applied = await it.run(await ready_to_apply(it), "apply")
        it.loans[0]["state"] = "UNDER_A_TREE"
        assert (await it.run(ReadApplication(application=applied.application))).status == "other"
        assert (await it.run(ReadLoan(loan=applied.application))).loan_status == "other"
        assert await it.run(ReadApplication(application="nobody")) == NoApplication()
        assert await it.run(ReadLoan(loan="nobody")) == NoLoan()
        assert await it.run(ReadSchedule(loan="nobody")) == NoSchedule()


async def test_what_has_no_path_is_not_served(tmp_path):
    file = tmp_path / "tyche.toml"
    file.write_text('[paths]\nschedule = ""\ntransactions = ""\nrepay = ""\ndisburse = ""\n[client]\nemail = ""\n')
    async with desk(file=file) as it:
        assert not {"ReadSchedule", "Pay", "PayOut", "UploadDocument"} & it.lender.serves.errands
        assert {"Apply", "Withdraw", "ListLoans"} <= it.lender.serves.errands
        assert "email" not in it.lender.serves.facts
        answer = await it.run(PayOut(loan="x", method="account", account="1"), "payout")
        assert answer == Trouble(note="[paths] disburse is not set")


async def test_nobody_is_asked_what_tyche_has_no_use_for():
    async with desk() as it:
        assert not {"employer", "income", "purpose", "payback_type", "employer_id"} & it.lender.serves.facts
        assert {"id_number", "first_name", "email", "amount", "product"} <= it.lender.serves.facts


async def test_a_document_is_put_where_the_lender_can_fetch_it(tmp_path):
    file = tmp_path / "tyche.toml"
    file.write_text(f'[documents]\nfolder = "{tmp_path}"\naddress = "https://documents.example/{{file}}"\n')
    async with desk(file=file) as it:
        assert "UploadDocument" in it.lender.serves.errands
        client = await a_client(it)
        errand = UploadDocument(client=client, kind="payslip", filename="slip.PDF", content=b"%PDF-")
        for _ in range(2):
            assert await it.run(errand, "upload") == DocumentUploaded()
        (kept,) = it.stand_in.books.documents
        name = kept["file"].removeprefix("https://documents.example/")
        assert (kept["docType"], kept["clientId"], name[-4:]) == ("PAYSLIP", client, ".pdf")
        assert (tmp_path / name).read_bytes() == b"%PDF-"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[policies]\ntenure = "moons"\n', r"line 2: \[policies.tenure\]"),
        ('[policies]\ntenuer = "days"\n', r"line 2: \[policies.tenuer\]"),
        ('[paths]\nloan = "/v1/loans"\n', "must name {id}"),
        ('[paths]\ntransactions = ""\n', "repay needs transactions"),
        ('[documents]\nfolder = "/x"\n', "both folder and address"),
        ("[paths\n", "line 1"),
    ],
)
def test_a_file_that_cannot_work_is_refused_with_its_line(tmp_path, text, complaint):
    file = tmp_path / "broken.toml"
    file.write_text(text)
    with pytest.raises(BadMapping, match=complaint):
        load(file)


def test_the_shipped_file_sets_no_policy():
    assert set(load(FILE).policies.model_dump().values()) == {None}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"kind": "html"}, Late),
        ({"kind": "truncated"}, Late),
        ({"kind": "wrong_types"}, Late),
        ({"kind": "status", "status": 401}, Trouble(note="HTTP 401")),
        ({"kind": "status", "status": 403}, Trouble(note="HTTP 403")),
        ({"kind": "status", "status": 404}, Trouble(note="HTTP 404")),
        ({"kind": "status", "status": 409}, Late),
        ({"kind": "status", "status": 429, "retry_after": "30"}, Late),
        ({"kind": "status", "status": 500}, Late),
        ({"kind": "status", "status": 503}, Late),
    ],
    ids=str,
)
@pytest.mark.parametrize("errand", [ListProducts, FindClient, ListLoans], ids=lambda errand: errand.__name__)
async def test_bad_answers_have_a_clear_outcome(fault, said, errand):
    async with desk() as it:
        await it.run(apply := await ready_to_apply(it), "apply")
        asked = errand(id_number=NEW, client=apply.client)
        it.stand_in.faults.set(**fault)
        if said is Late:
            with pytest.raises(Late):
                await it.run(asked, patience=0.3)
        else:
            assert await it.run(asked) == said
