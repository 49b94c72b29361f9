"""Paying, settling and being late."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from flows.loans import (
    CannotQuote,
    Collection,
    Fee,
    Grace,
    Penalty,
    Terms,
    allocate,
    owed,
    penalties,
    schedule,
    settlement,
)
from flows.loans.kinds import DayCount, Late, Method, Part, Period, Settling, Unit, Way, When

D = Decimal

NEW_YEAR = date(2024, 1, 1)
E14 = Terms(
    currency="USD",
    method=Method.EQUAL_INSTALMENTS,
    rate="7",
    per=Period.YEAR,
    day_count=DayCount.THIRTY_360,
    unit=Period.MONTH,
)
FLAT = E14.model_copy(update={"method": Method.FLAT, "rate": D(12)})
FREE = E14.model_copy(update={"rate": D(0)})


def late(plan, days, **rule):
    """Penalties so many days after the first due date."""
    terms = FLAT.model_copy(update={"penalty": Penalty(**rule)})
    return penalties(terms, owed(plan), plan.rows[0].due + timedelta(days))


def paid(plan, terms, amount, on):
    return allocate(terms.collection, owed(plan), amount, on).owed


def shares(allocation):
    return ", ".join(f"{number} {part} {amount}" for number, part, amount in allocation.paid)


def test_e14_settling_in_the_middle_of_a_month():
    """Fineract, Loan.feature: after row 1, on 15 February, 83.57 and 14/29 of a month's interest."""
    plan = schedule(E14, D(100), 6, NEW_YEAR)
    got = settlement(E14, plan, date(2024, 2, 15), paid(plan, E14, D("17.01"), date(2024, 2, 1)))
    assert (got.principal, got.interest, got.total) == (D("83.57"), D("0.24"), D("83.81"))


def test_settling_on_the_day_of_the_grant_is_the_principal():
    plan = schedule(E14, D(100), 6, NEW_YEAR)
    assert settlement(E14, plan, NEW_YEAR).total == 100


def test_interest_that_was_paid_ahead_is_not_asked_for_twice():
    plan = schedule(FLAT, D(3000), 3, NEW_YEAR)
    left = paid(plan, FLAT, D(2060), date(2024, 1, 2))
    assert settlement(FLAT, plan, date(2024, 2, 1), left).interest == 0
    assert settlement(FLAT, plan, date(2024, 4, 1), left).total == 1030


def test_postponed_interest_accrues_all_the_same():
    terms = FLAT.model_copy(update={"grace": Grace(postponed=2)})
    plan = schedule(terms, D(3000), 3, NEW_YEAR)
    assert settlement(terms, plan, date(2024, 3, 1)).interest == 60


def test_fees_count_up_to_the_day():
    terms = FLAT.model_copy(update={"fees": (Fee(name="service", value="5", when=When.EVERY),)})
    assert settlement(terms, schedule(terms, D(3000), 3, NEW_YEAR), date(2024, 3, 1)).fees == 10


def test_a_loan_of_fixed_interest_asks_for_all_of_it():
    plan = schedule(FLAT, D(3000), 3, NEW_YEAR)
    whole = FLAT.model_copy(update={"settling": Settling.ALL})
    assert settlement(whole, plan, date(2024, 2, 1)).interest == 90
    with pytest.raises(CannotQuote, match="settling"):
        settlement(FLAT.model_copy(update={"settling": None}), plan, date(2024, 2, 1))


def test_nothing_settles_before_the_grant():
    with pytest.raises(CannotQuote, match="before"):
        settlement(FLAT, schedule(FLAT, D(3000), 3, NEW_YEAR), date(2023, 12, 31))


def test_e29_a_payment_pays_the_penalty_first():
    """Fineract, LoanRepayment.feature: due penalty and due principal."""
    plan = schedule(FREE, D(3000), 3, NEW_YEAR)
    got = allocate(Collection(), owed(plan, {1: D(50)}), D(500), date(2024, 2, 1))
    assert shares(got) == "1 penalty 50, 1 principal 450"
    assert got.owed[0].total == 550
    assert got.left == 0


def test_e29_what_exceeds_the_due_instalment_pays_the_next():
    """Fineract, LoanRepayment.feature: due and in advance."""
    plan = schedule(FREE, D(3000), 3, NEW_YEAR)
    got = allocate(Collection(), owed(plan), D(1500), date(2024, 2, 1))
    assert [row.total for row in got.owed] == [0, 500, 1000]


def test_a_product_without_prepayment_leaves_the_rest():
    plan = schedule(FREE, D(3000), 3, NEW_YEAR)
    got = allocate(Collection(ahead=False), owed(plan), D(1500), date(2024, 2, 1))
    assert [row.total for row in got.owed] == [0, 1000, 1000]
    assert got.left == 500


def test_horizontal_fills_instalments_and_vertical_fills_parts():
    plan = schedule(FLAT, D(3000), 3, NEW_YEAR)
    rows, on = owed(plan), date(2024, 3, 1)
    across = allocate(Collection(way=Way.HORIZONTAL), rows, D(1050), on)
    down = allocate(Collection(way=Way.VERTICAL), rows, D(1050), on)
    assert shares(across) == "1 interest 30.00, 1 principal 1000.00, 2 interest 20.00"
    assert shares(down) == "1 interest 30.00, 2 interest 30.00, 1 principal 990.00"


def test_the_order_of_parts_is_the_product_s():
    """MO's card core pays principal first."""
    order = (Part.PRINCIPAL, Part.INTEREST, Part.PENALTY, Part.FEES)
    got = allocate(Collection(order=order), owed(schedule(FLAT, D(3000), 3, NEW_YEAR)), D(1010), date(2024, 2, 1))
    assert shares(got) == "1 principal 1000.00, 1 interest 10.00"


def test_an_order_names_every_part():
    with pytest.raises(ValueError, match="each part once"):
        Collection(order=(Part.PRINCIPAL, Part.FEES))


@pytest.mark.parametrize(("days", "charged"), [(34, {}), (40, {}), (41, {1: D("410.00")})])
def test_mambu_a_penalty_starts_after_the_tolerance_and_counts_from_the_due_date(days, charged):
    """Its documentation: tolerance 40 days; 34 days late pays nothing, 41 days late pays for all 41."""
    plan = schedule(FLAT, D(1000), 1, NEW_YEAR)
    assert late(plan, days, on=Late.PRINCIPAL, rate=1, unit=Unit.DAY, tolerance=40) == charged


@pytest.mark.parametrize(("on", "each"), [(Late.PRINCIPAL, "15.00"), (Late.PRINCIPAL_AND_INTEREST, "15.45")])
def test_e11_e12_a_penalty_once_for_each_late_instalment(on, each):
    """Fineract, LoanCharge.feature FEE04 and FEE05: 1.5 %, unpaid to 1 May 2023."""
    plan = schedule(FLAT, D(3000), 3, date(2023, 1, 1))
    terms = FLAT.model_copy(update={"penalty": Penalty(on=on, rate="1.5", unit=Unit.ONCE)})
    got = penalties(terms, owed(plan), date(2023, 5, 1))
    assert got == dict.fromkeys([1, 2, 3], D(each))
    assert sum(row.total for row in owed(plan, got)) == 3090 + 3 * D(each)


def test_the_unit_of_a_penalty_is_a_day_a_month_of_30_or_a_year_of_365():
    plan = schedule(FLAT, D(1000), 1, NEW_YEAR)
    costs = {unit: late(plan, 73, on=Late.PRINCIPAL, rate=30, unit=unit)[1] for unit in Unit}
    assert costs == {Unit.DAY: 21900, Unit.MONTH: 730, Unit.YEAR: 60, Unit.ONCE: 300}


def test_a_penalty_on_all_that_is_outstanding_is_charged_once():
    plan = schedule(FLAT, D(3000), 3, NEW_YEAR)
    assert late(plan, 40, on=Late.OUTSTANDING, rate=1, unit=Unit.ONCE) == {1: 30}


def test_a_penalty_on_everything_counts_fees():
    terms = FLAT.model_copy(
        update={
            "fees": (Fee(name="service", value="70", when=When.EVERY),),
            "penalty": Penalty(on=Late.EVERYTHING, rate=1, unit=Unit.ONCE),
        }
    )
    assert penalties(terms, owed(schedule(terms, D(3000), 3, NEW_YEAR)), date(2024, 2, 2)) == {1: 11}


def test_in_duplum_stops_penalties_at_the_unpaid_principal():
    """The seed's 30 % (a day, if it is that) of 1000 for 10 days would be 3000."""
    plan = schedule(FLAT, D(1000), 1, NEW_YEAR)
    rule = {"on": Late.PRINCIPAL, "rate": 30, "unit": Unit.DAY}
    assert late(plan, 10, **rule) == {1: 3000}
    assert late(plan, 10, **rule, in_duplum=True) == {1: 990}


def test_a_penalty_whose_unit_nobody_set_gets_no_number():
    with pytest.raises(CannotQuote) as refused:
        late(schedule(FLAT, D(1000), 1, NEW_YEAR), 60, on=Late.PRINCIPAL, rate=30, tolerance=50)
    assert refused.value.what == ("penalty.unit",)


def test_what_was_paid_is_not_late():
    plan = schedule(FLAT, D(3000), 3, NEW_YEAR)
    terms = FLAT.model_copy(update={"penalty": Penalty(on=Late.PRINCIPAL, rate=1, unit=Unit.ONCE)})
    assert penalties(terms, paid(plan, terms, D(1030), date(2024, 2, 1)), date(2024, 3, 2)) == {2: 10}
    assert penalties(FLAT, owed(plan), date(2025, 1, 1)) == {}
