"""What a loan costs, as a borrower should read it before agreeing to anything."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from flows.loans import apr
from flows.loans.interest import NOMINAL, a_year
from flows.loans.kinds import Method, Period
from flows.loans.money import ZERO
from flows.loans.schedule import Row, Schedule, schedule
from flows.loans.terms import Terms
from flows.loans.undefined import known

PLACES = Decimal("1e-10")


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a loan. Money is in the major unit of `currency`, rates are percentages to ten decimals.

    `received` is in hand, after fees deducted; `total` all that is paid, up-front fees included; `cost` the difference.
    `instalment` is the usual one; `groups` lists them all in order, each with how many there are of it in a row.
    `apr` is the internal rate of the cash flow times the periods of a year (Regulation Z, Appendix J); `effective` the
    same compounded over the year. `monthly_rate` is the product's own rate, for a month. `method` is the policy by
    which interest was reckoned (None where there is none).
    """

    currency: str
    amount: Decimal
    received: Decimal
    total: Decimal
    cost: Decimal
    interest: Decimal
    fees: tuple[tuple[str, Decimal], ...]
    instalments: int
    instalment: Decimal
    highest: Decimal
    last_instalment: Decimal
    groups: tuple[tuple[int, Decimal], ...]
    first_due: date
    last_due: date
    method: Method | None
    monthly_rate: Decimal
    apr: Decimal
    effective: Decimal


def quote(terms: Terms, amount: Decimal, instalments: int, granted: date, first: date | None = None) -> Cost:
    """Work out what a loan costs. Raises CannotQuote where the terms do not say."""
    return cost(terms, schedule(terms, amount, instalments, granted, first))


def cost(terms: Terms, plan: Schedule) -> Cost:
    """Work out what a schedule costs."""
    flow = apr.flow(terms, plan)
    rate = apr.period_rate(flow)
    totals = [row.total for row in plan.rows]
    total = plan.total
    return Cost(
        currency=terms.currency,
        amount=plan.amount,
        received=plan.received,
        total=total,
        cost=total - plan.received,
        interest=plan.interest,
        fees=_named(plan),
        instalments=len(totals),
        instalment=_usual(totals),
        highest=max(totals),
        last_instalment=totals[-1],
        groups=tuple((len(list(same)), total) for total, same in groupby(totals)),
        first_due=_first_paid(plan.rows).due,
        last_due=plan.rows[-1].due,
        method=terms.method if terms.rate else None,
        monthly_rate=monthly_rate(terms, plan).quantize(PLACES),
        apr=apr.percent_a_year(flow, rate).quantize(PLACES),
        effective=apr.effective_a_year(flow, rate).quantize(PLACES),
    )


def _named(plan: Schedule) -> tuple[tuple[str, Decimal], ...]:
    """Each fee by its name, those of one name together."""
    sums: dict[str, Decimal] = {}
    for fee in plan.fees:
        sums[fee.name] = sums.get(fee.name, ZERO) + fee.sum
    return tuple(sums.items())


def _usual(totals: Sequence[Decimal]) -> Decimal:
    """The commonest instalment before the last one, the greater of two equally common; of a single one, itself."""
    counts = Counter(totals[:-1] or totals)
    return max(counts, key=lambda total: (counts[total], total))


def _first_paid(rows: Sequence[Row]) -> Row:
    """The first row on which money is due: in a grace period none is."""
    return next(row for row in rows if row.total)


def monthly_rate(terms: Terms, plan: Schedule) -> Decimal:
    """The product's own rate for a month, in percent; a rate for the whole term is spread over its months."""
    if not terms.rate:
        return ZERO
    count, per = known("day_count", terms.day_count), known("per", terms.per)
    if per is Period.TERM:
        years = Decimal(terms.every * len(plan.rows)) / NOMINAL[known("unit", terms.unit)]
        return terms.rate / (12 * years)
    return terms.rate * a_year(count, per) / 12
