"""What holds of every loan, whatever its terms."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from flows.loans import (
    CannotQuote,
    Collection,
    Fee,
    Grace,
    Rounding,
    Terms,
    allocate,
    apr,
    owed,
    quote,
    schedule,
    settlement,
    undefined,
)
from flows.loans.kinds import Basis, DayCount, How, Method, Part, Payments, Period, Way, When

D = Decimal
UNITS = [Period.DAY, Period.WEEK, Period.FORTNIGHT, Period.MONTH, Period.YEAR]
TOP_RATE = {Period.DAY: 1, Period.WEEK: 5, Period.FORTNIGHT: 10, Period.MONTH: 20, Period.YEAR: 240, Period.TERM: 200}
hundredths = st.integers(0, 10_000).map(lambda cents: D(cents).scaleb(-2))


def cent_of(terms):
    return D(1).scaleb(-terms.minor)


@st.composite
def rates(draw):
    per = draw(st.sampled_from(Period))
    return {"per": per, "rate": D(draw(st.integers(0, TOP_RATE[per] * 1000))).scaleb(-3)}


@st.composite
def roundings(draw):
    rule = st.builds(Rounding, how=st.sampled_from(How), to=st.sampled_from([D("0.05"), D(1), D(10), D(50)]))
    return {draw(st.sampled_from(["rounding", "principal_rounding"])): draw(rule)}


@st.composite
def fees(draw):
    """Fees that leave the borrower something: at most 20 % or 20 in all."""
    when, basis = draw(st.sampled_from(When)), draw(st.sampled_from(Basis))
    assume((when, basis) != (When.CAPITALISED, Basis.PRINCIPAL_AND_INTEREST))
    return Fee(
        name=draw(st.sampled_from(["service", "initiation"])), value=draw(hundredths) / 10, when=when, basis=basis
    )


small = st.integers(0, 3)


@st.composite
def products(draw):
    unit = draw(st.sampled_from(UNITS))
    return Terms(
        currency="ZAR",
        minor=draw(st.sampled_from([0, 2])),
        method=draw(st.sampled_from(Method)),
        day_count=draw(st.sampled_from(DayCount)),
        unit=unit,
        every=draw(st.integers(1, 3)),
        offset=draw(st.integers(0, 40)),
        month_end=unit in {Period.MONTH, Period.YEAR} and draw(st.booleans()),
        grace=draw(st.builds(Grace, principal=small, postponed=small, free=small)),
        payments=draw(st.sampled_from([Payments.STANDARD, Payments.INTEREST_ONLY])),
        principal_every=draw(st.sampled_from([1, 1, 2, 3, 99])),
        fees=tuple(draw(st.lists(fees(), max_size=2))),
        even_out=draw(st.booleans()),
        **draw(rates()),
        **draw(roundings()),
    )


@st.composite
def loans(draw):
    """A product, an amount, a number of instalments and a date, such that they work out."""
    terms = draw(products())
    asked = (
        terms,
        D(draw(st.integers(100, 10**7))),
        draw(st.integers(1, 36)),
        draw(st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    )
    try:
        return terms, schedule(*asked), asked
    except CannotQuote:
        assume(False)


many = settings(max_examples=3000, deadline=None)


@many
@given(loans())
def test_every_row_adds_up(loan):
    _, plan, (_, amount, instalments, _) = loan
    added = sum(fee.sum for fee in plan.fees if fee.when is When.CAPITALISED)
    assert plan.financed == amount + added == sum(row.principal for row in plan.rows)
    assert plan.rows[-1].balance == 0
    assert len(plan.rows) == instalments
    balance = plan.financed
    for row in plan.rows:
        balance -= row.principal
        assert row.balance == balance
        assert min(row.principal, row.interest, row.fees, row.balance) >= 0


@many
@given(loans())
def test_the_totals_are_the_sums_of_their_parts(loan):
    _, plan, asked = loan
    assume(plan.received - plan.up_front > 0)
    cost = quote(*asked)
    assert cost.total - cost.cost == cost.received
    assert cost.total == sum(row.total for row in plan.rows) + plan.up_front
    assert cost.cost == cost.interest + sum(fee for _, fee in cost.fees)
    assert sum(count * each for count, each in cost.groups) == sum(row.total for row in plan.rows)
    assert sum(count for count, _ in cost.groups) == cost.instalments


@many
@given(loans())
def test_every_amount_is_in_whole_cents(loan):
    terms, plan, _ = loan
    amounts = [part for row in plan.rows for part in (row.principal, row.interest, row.fees)]
    assert all(amount == amount.quantize(cent_of(terms)) for amount in amounts)


@many
@given(loans())
def test_due_dates_rise(loan):
    _, plan, (_, _, _, granted) = loan
    dues = [granted, *(row.due for row in plan.rows)]
    assert dues == sorted(set(dues))


@many
@given(loans())
def test_the_apr_makes_the_payments_worth_what_was_lent(loan):
    terms, plan, _ = loan
    assume(plan.received - plan.up_front > 0)
    flow = apr.flow(terms, plan)
    i = apr.period_rate(flow)
    worth = sum(
        payment / ((1 + flow.broken * i) * (1 + i) ** (flow.start + place)) for place, payment in enumerate(flow.paid)
    )
    assert abs(worth / flow.lent - 1) < D("1e-10")
    assert i > D("-1e-10")
    assert 0 <= flow.broken <= D("1.1")


@many
@given(loans())
def test_settling_on_the_last_due_date_is_paying_what_remains(loan):
    terms, plan, _ = loan
    rows = owed(plan)
    for left in (rows, rows[len(rows) // 2 :]):
        assert settlement(terms, plan, plan.rows[-1].due, left).total == sum(row.total for row in left)


@many
@given(loans(), st.integers(0, 2000), st.integers(0, 400))
def test_settling_a_day_later_never_costs_less_interest(loan, day, more):
    terms, plan, (_, _, _, granted) = loan
    early, late = granted + timedelta(day), granted + timedelta(day + more)
    assert settlement(terms, plan, early).interest <= settlement(terms, plan, late).interest + cent_of(terms)
    assert settlement(terms, plan, late).interest <= plan.interest


@many
@given(loans())
def test_equal_principal_never_costs_more_interest_than_equal_instalments(loan):
    """Up to the roundings of the rows themselves."""
    terms, _, (_, amount, instalments, granted) = loan
    plain = terms.model_copy(update={"rounding": Rounding(), "principal_rounding": Rounding(), "fees": ()})
    interest = {}
    for method in (Method.EQUAL_PRINCIPAL, Method.EQUAL_INSTALMENTS):
        try:
            interest[method] = schedule(
                plain.model_copy(update={"method": method}), amount, instalments, granted
            ).interest
        except CannotQuote:
            assume(False)
    slack = instalments * cent_of(terms)
    assert interest[Method.EQUAL_PRINCIPAL] <= interest[Method.EQUAL_INSTALMENTS] + slack


@many
@given(loans(), st.sampled_from(Way), st.permutations(list(Part)), st.booleans(), st.integers(0, 2000), hundredths)
def test_a_payment_is_spread_without_loss(loan, way, order, ahead, day, amount):
    _, plan, (_, _, _, granted) = loan
    before = owed(plan, {1: D(7)})
    got = allocate(Collection(way=way, order=tuple(order), ahead=ahead), before, amount, granted + timedelta(day))
    assert sum(share for _, _, share in got.paid) + got.left == amount
    assert sum(row.total for row in before) - sum(row.total for row in got.owed) == amount - got.left
    assert all(row.of(part) >= 0 for row in got.owed for part in Part)


@given(products(), st.sampled_from(["rate", "method", "per", "day_count", "unit", "grace", "payments"]))
@many
def test_whatever_is_left_undefined_is_named_and_refused(terms, name):
    lacking = terms.model_copy(update={name: None, "rate": terms.rate + 1 if name != "rate" else None})
    assert name in undefined(lacking)
    with pytest.raises(CannotQuote) as refused:
        schedule(lacking, D(1000), 6, date(2024, 1, 1))
    assert name in refused.value.what
