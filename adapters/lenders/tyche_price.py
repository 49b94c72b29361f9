"""What a Tyche product costs, in the terms loans are reckoned by. What its documents leave open an operator says.

Nothing is guessed: a product that needs a policy nobody has set is refused with the setting's name. Two things are
read as their words say: REPAYMENT_PERIOD is interest for each period whatever its days, and UP_TO_NEAREST_WHOLE_UNIT
rounds an instalment up.
"""

from decimal import Decimal

from pydantic import ValidationError

from adapters.lenders.tyche_file import Policies
from adapters.lenders.tyche_product import Fee as TycheFee
from adapters.lenders.tyche_product import Interest, Product, Scheduling
from adapters.lenders.tyche_products import DifferingFees, fees
from flows.loans import CannotQuote, Collection, Fee, Grace, Penalty, Rounding, Terms
from flows.loans.kinds import Basis, DayCount, How, Late, Method, Part, Payments, Period, Way, When

PER = {"%_PER_YEAR": Period.YEAR, "%_PER_MONTH": Period.MONTH}
UNITS = {"WEEK": Period.WEEK, "MONTH": Period.MONTH, "YEAR": Period.YEAR}
WHEN = {"ON_EVERY_REPAYMENT": When.EVERY, "ONE_OFF_ON_FIRST_REPAYMENT": When.FIRST}
BASIS = {"FLAT": Basis.AMOUNT, "PERCENTAGE_0F_DISBURSE_AMOUNT": Basis.DISBURSED}
ROUND = {
    None: Rounding(),
    "NO_ROUNDING": Rounding(),
    "UP_TO_NEAREST_WHOLE_UNIT": Rounding(how=How.UP),
}
OVERDUE = "OVERDUE_PRINCIPAL_*#_OF_LATE_DAYS_*_PENALTY_RATE"
WAYS = {"HORIZONTAL": Way.HORIZONTAL, "VERTICAL": Way.VERTICAL}
FREE = "INTEREST_FREE_TERM_LOAN"


class Lacks(list[str]):
    """What stops a quote, gathered so that the operator reads all of it at once."""

    def unless(self, value: object, name: str) -> None:
        """Note a name unless there is a value."""
        if value is None:
            self.append(name)


def terms(product: Product, policies: Policies, currency: str) -> Terms:
    """The terms of a product; raises CannotQuote, naming each setting or field that is missing."""
    lacks = Lacks()
    plan = product.scheduling or Scheduling()
    every = plan.payment_made
    unit = UNITS.get((every.period if every else None) or "")
    lacks.unless(unit, "scheduling.paymentMade.period")
    lacks.unless(policies.tenure, "[policies] tenure")
    known = {
        **_interest(product, policies, unit, lacks),
        **_payments(plan, policies, lacks),
        "currency": product.currency or currency,
        "every": every.value if every else 1,
        "unit": unit,
        "offset": plan.default_due_date_offset or 0,
        "month_end": plan.payment_interval == "END_OF_MONTH",
        "fees": tuple(_fee(fee, policies, lacks) for fee in _fees(product, policies, lacks)),
        "penalty": _penalty(product, policies),
        "settling": policies.settling,
        "collection": _collection(product),
    }
    if lacks:
        raise CannotQuote(*dict.fromkeys(lacks))
    try:
        return Terms.model_validate(known)
    except ValidationError as error:
        raise CannotQuote(*(f"{'.'.join(map(str, at['loc']))}: {at['msg']}" for at in error.errors())) from error


def _interest(product: Product, policies: Policies, unit: Period | None, lacks: Lacks) -> dict[str, object]:
    """Rate, method and day count; a loan without interest needs none of them."""
    if product.type == FREE:
        return {"rate": 0}
    told = product.interest or Interest()
    lacks.unless(_rate(told), "interest.defaultInterestRate")
    lacks.unless(PER.get(told.interest_charged or ""), "interest.interestCharged")
    if told.interest_type not in (None, "SIMPLE_INTEREST"):
        lacks.append("interest.interestType")
    return {
        "rate": told.default_interest_rate,
        "per": PER.get(told.interest_charged or ""),
        "method": _method(told, policies, lacks),
        "day_count": _day_count(told, policies, unit, lacks),
    }


def _rate(told: Interest) -> Decimal | None:
    """The usual rate, if it lies within the limits the product sets for it."""
    rate, least, most = told.default_interest_rate, told.min_interest_rate, told.max_interest_rate
    if rate is None or (least is not None and rate < least) or (most is not None and rate > most):
        return None
    return rate


def _method(told: Interest, policies: Policies, lacks: Lacks) -> Method | None:
    match told.interest_calculation:
        case "FLAT":
            return Method.FLAT
        case "DECLINING_BALANCE":
            lacks.unless(policies.declining_balance, "[policies] declining_balance")
            return policies.declining_balance
    lacks.append("interest.interestCalculation")
    return None


def _day_count(told: Interest, policies: Policies, unit: Period | None, lacks: Lacks) -> DayCount | None:
    """A repayment period of months or years is a part of a year by itself; all else is the operator's to say."""
    if told.repayment_interest == "REPAYMENT_PERIOD" and unit in (None, Period.MONTH, Period.YEAR):
        return DayCount.NOMINAL
    counts = {360: policies.days_360, 365: policies.days_365}
    if told.days_in_a_year not in counts:
        lacks.append("interest.daysInAYear")
        return None
    lacks.unless(counts[told.days_in_a_year], f"[policies] days_{told.days_in_a_year}")
    return counts[told.days_in_a_year]


def _payments(plan: Scheduling, policies: Policies, lacks: Lacks) -> dict[str, object]:
    """What the instalments repay, and how they are rounded."""
    for name in ("currency_rounding_schedule", "principal_rounding_schedule"):
        if getattr(plan, name) not in ROUND:
            lacks.append(f"scheduling.{Scheduling.model_fields[name].alias}")
    return {
        "payments": _what(plan, policies, lacks),
        "principal_every": plan.principal_collected or 1,
        "rounding": ROUND.get(plan.currency_rounding_schedule),
        "principal_rounding": ROUND.get(plan.principal_rounding_schedule),
        "grace": _grace(plan, policies, lacks),
    }


def _what(plan: Scheduling, policies: Policies, lacks: Lacks) -> Payments | None:
    match plan.payment_method:
        case "STANDARD_PAYMENT":
            if plan.principal_collected not in (None, 1):
                lacks.unless(policies.principal_collected, "[policies] principal_collected")
            return Payments.STANDARD
        case "BALLON_PAYMENT":
            lacks.unless(policies.balloon, "[policies] balloon")
            return Payments.INTEREST_ONLY if policies.balloon == "interest only" else Payments.STANDARD
    lacks.append("scheduling.paymentMethod")
    return None


def _grace(plan: Scheduling, policies: Policies, lacks: Lacks) -> Grace | None:
    """Grace as the product has it by default; where it is switched off, what else is said of it does not count."""
    if not plan.enable_grace_period or not plan.default_grace_period:
        return Grace()
    lacks.unless(policies.grace, "[policies] grace")
    lacks.unless(policies.moratorium, "[policies] moratorium")
    return Grace.model_validate({policies.grace: plan.default_grace_period}) if policies.grace else None


def _fees(product: Product, policies: Policies, lacks: Lacks) -> list[TycheFee]:
    try:
        return fees(product, policies.differing_fees)
    except DifferingFees:
        lacks.append("[policies] differing_fees")
        return []


def _fee(fee: TycheFee, policies: Policies, lacks: Lacks) -> Fee:
    when = WHEN.get(fee.fee_type)
    if fee.fee_type == "ON_DISBURSEMENT":
        when = policies.on_disbursement
        lacks.unless(when, "[policies] on_disbursement")
    else:
        lacks.unless(when, "fees.feeType")
    lacks.unless(BASIS.get(fee.fee_payment), "fees.feePayment")
    return Fee(name=fee.fee_name, value=fee.value, when=when, basis=BASIS.get(fee.fee_payment))


def _penalty(product: Product, policies: Policies) -> Penalty | None:
    """What being late costs; None where neither level says, the two disagree, or the rule is one we do not know."""
    told = product.penalty
    levels = {product.enable_penalty, told.enable_penalty if told else None} - {None}
    if levels != {True}:
        return Penalty() if levels == {False} else None
    if told is None or told.penalty_calculation_method != OVERDUE:
        return None
    return Penalty(
        on=Late.PRINCIPAL,
        rate=told.default_penalty_rate,
        unit=policies.penalty,
        tolerance=told.penalty_tolerance_period or 0,
    )


def _collection(product: Product) -> Collection:
    told = product.collection
    way = WAYS.get((told.payment_allocation if told else None) or "", Way.HORIZONTAL)
    if told is None or told.prepayment_allocation_order is None:
        return Collection(way=way, ahead=not told or bool(told.accept_prepayment))
    order = told.prepayment_allocation_order
    places = {
        Part.FEES: order.fee,
        Part.PENALTY: order.penalty,
        Part.INTEREST: order.interest,
        Part.PRINCIPAL: order.principal,
    }
    return Collection(
        way=way, order=tuple(sorted(places, key=lambda part: places[part])), ahead=bool(told.accept_prepayment)
    )
