"""What an operator sets for MO: what is refused with its line, what is not guessed, and what is priced."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from adapters.lenders.account import Account
from adapters.lenders.mapping_file import BadMapping
from adapters.lenders.mo import Mo
from adapters.lenders.mo_settings import FILE, settings
from flows.errands import Declined, ListProducts, NoProducts, Offer, Products, Quote, Trouble, Unpriced
from tests.at_mo import changed, desk

PRICE = Quote(product="2769", amount=Decimal(500_000), instalments=6)


async def test_an_offer_is_priced_to_the_cent_by_its_settings():
    async with desk() as it:
        offer = await it.run(PRICE)
        # 500 000 at 2 % a month over 6: 89 263 each to the peso, and 5 000 administration with every one.
        assert (offer.instalment, offer.received, offer.fees[0].sum) == (94_263, 500_000, 30_000)
        assert (offer.method, offer.late, offer.late_days) == ("equal_instalments", "charged", 3)
        assert isinstance(await it.run(PRICE.model_copy(update={"amount": Decimal(1)})), Declined)
        assert await it.run(PRICE.model_copy(update={"product": "1"})) == Trouble(note="no such offer")
        assert it.stand_in.books.calls.total() == 0


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("rate = 2.0\n", "", "rate"),
        ('method = "equal instalments"\n', "", "method"),
        ('day_count = "nominal"\n', "", "day_count"),
        (', basis = "amount" }', " }", ""),
        ('when = "every repayment", ', "", "fees[0].when"),
        ("downpayment = 0", "downpayment = 1000", "downpayment: MO does not say whether it is a part of the amount"),
    ],
)
async def test_what_the_settings_leave_out_is_not_guessed(tmp_path, old, new, missing):
    async with desk(file=changed(tmp_path, old, new)) as it:
        answer = await it.run(PRICE)
        assert answer == Unpriced(missing=missing) if missing else isinstance(answer, Offer)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("max_amount = 2_000_000", "max_amount = 2", "[offers.example]"),
        ("min_amount = 100_000", "min_amount = -1", "[offers.example.min_amount]"),
        ("max_instalments = 12", "max_instalments = 'many'", "[offers.example.max_instalments]"),
        ('label = "Example loan"', 'lable = "Example loan"', "[offers.example.lable]"),
        ('per = "month"', 'per = "moon"', "[offers.example.terms.per]"),
        ('when = "every repayment"', 'when = "often"', "[offers.example.terms.fees.0.when]"),
        ("aggregator_id = 6914", "", "[aggregator_id]"),
        ("fees = [", "fines = [", "[offers.example.terms.fees]"),
        ('path = "/loans/{id}/"', 'path = "/loans/"', "[methods.read_loan.path]"),
        ('path = "/payments/"', 'path = "payments/"', "[methods.create_payment.path]"),
        ('path = "/payments/"', 'verb = "GET"\npath = "/payments/"', "[methods.create_payment.verb]"),
        ("[methods.list_loans]", "[methods.list_debts]", "[methods.list_loans]"),
        ('duplicate = ["already"]', "duplicate = ", "line"),
    ],
)
def test_settings_that_cannot_work_are_refused_with_their_line(tmp_path, old, new, complaint):
    file = changed(tmp_path, old, new)
    with pytest.raises(BadMapping) as refused:
        settings(file)
    assert complaint in str(refused.value)
    assert "line" in str(refused.value)


def test_a_complaint_names_the_very_line(tmp_path):
    file = changed(tmp_path, 'per = "month"', 'per = "moon"')
    line = file.read_text().splitlines().index('per = "moon"') + 1
    with pytest.raises(BadMapping, match=rf"other\.toml, line {line}: "):
        settings(file)


def test_two_offers_of_one_id_are_refused(tmp_path):
    text = FILE.read_text()
    example = text[text.index("[offers.example]") :]
    file = tmp_path / "twice.toml"
    file.write_text(text + example.replace("offers.example", "offers.again"))
    with pytest.raises(BadMapping, match="share the offer_id 2769"):
        settings(file)


def many_offers(folder, count: int):
    text = FILE.read_text()
    at = text.index("[offers.example]")
    offers = (text[at:].replace("example", f"o{n}").replace("2769", str(n)) for n in range(count))
    file = folder / "many.toml"
    file.write_text(text[:at] + "\n".join(offers))
    return file


async def test_no_offers_and_a_thousand_have_an_outcome(tmp_path):
    for count, shown in ((0, 0), (1000, 40)):
        lender = Mo(Account("http://127.0.0.1:9", file=many_offers(tmp_path, count)))
        answer = await lender.ask(ListProducts(), "k")
        await lender.close()
        assert len(answer.products) == shown if isinstance(answer, Products) else answer == NoProducts()


async def test_what_being_late_or_settling_early_costs_is_not_assumed(tmp_path):
    file = changed(tmp_path, "penalty = {", "# ", 'settling = "accrued interest"', "")
    async with desk(file=file) as it:
        offer = await it.run(PRICE)
        assert (offer.late, offer.settling) == ("unknown", "unknown")


def test_today_is_the_day_where_mo_is():
    assert abs(settings().today() - datetime.now(UTC).date()) <= timedelta(days=1)
