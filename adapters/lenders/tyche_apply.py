"""Applying to Tyche for a loan, once, and comparing its own schedule with what the borrower was shown.

Tyche has no key by which asking twice is asking once. Our reference goes into the loan's name, and is looked for among
the holder's loans before anything is sent again.
"""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import structlog

from adapters.lenders.late import Late, NotSent, Refused
from adapters.lenders.told import doubt, told
from adapters.lenders.tyche_api import Api
from adapters.lenders.tyche_loan import Loan
from adapters.lenders.tyche_loans import loans_of, schedule_of
from adapters.lenders.tyche_product import Product
from adapters.lenders.tyche_shelf import Shelf
from adapters.lenders.tyche_tenure import length
from flows.errands import Applied, AppliedOtherwise, Apply, Due, Trouble
from flows.loans import CannotQuote

log = structlog.get_logger()


async def apply(
    api: Api, shelf: Shelf, errand: Apply, reference: str, on: date
) -> Applied | AppliedOtherwise | Trouble:
    """Apply for the loan under our reference; then compare the lender's own schedule with what was quoted."""
    words = await _application(api, shelf, errand, reference, on)
    kept = await api.send("POST", api.path("loans"), words)
    if not kept:
        raise Late("a loan was made without telling which")
    return await _applied(api, errand, reference, told(Loan, kept), again=False)


async def applied(api: Api, errand: Apply, reference: str) -> Applied | AppliedOtherwise | Trouble | None:
    """What became of the application under our reference; None where the holder has no such loan."""
    rows, whole = await loans_of(api, errand.client)
    found = [loan for loan in rows if loan.name == reference]
    if not found and not (whole and all(loan.name for loan in rows)):
        raise Late("the list of loans is not whole")
    if len(found) > 1:
        return Trouble(note="several loans of one reference", doubt=True)
    return await _applied(api, errand, reference, found[0], again=True) if found else None


async def _application(api: Api, shelf: Shelf, errand: Apply, reference: str, on: date) -> dict[str, Any]:
    """What is sent. Until it is, nothing has happened, whatever reading the product comes to."""
    try:
        product = await shelf.one(errand.product)
    except Late as late:
        raise NotSent(f"product not read: {late}", late.wait) from late
    try:
        rate = product.interest.default_interest_rate if product.interest else None
        return {
            "loanProductId": errand.product,
            "name": reference,
            "amount": errand.amount,
            **({} if rate is None else {"interestRate": rate}),
            **_length(api, product, errand.instalments),
            "accountHolder": errand.client,
            "accountHolderType": "clients",
            "loanApplicationDate": on.isoformat(),
        }
    except CannotQuote as missing:
        raise Refused(f"not set: {missing}") from missing


def _length(api: Api, product: Product, count: int) -> dict[str, int]:
    """The tenure, and the moratorium of a product that has a grace period, in the units the operator has set."""
    policies, plan = api.reading.policies, product.scheduling
    words = {"tenure": length(product, count, policies.tenure, "tenure")}
    if plan and plan.enable_grace_period and plan.default_grace_period:
        words["moratorium"] = length(product, plan.default_grace_period, policies.moratorium, "moratorium")
    return words


async def _applied(
    api: Api, errand: Apply, reference: str, kept: Loan, *, again: bool
) -> Applied | AppliedOtherwise | Trouble:
    meant = {"account_holder": errand.client, "loan_product_id": errand.product, "amount": errand.amount}
    if wrong := doubt({**meant, "name": reference}, kept):
        return wrong
    done = Applied(application=kept.id, reference=kept.reference)
    if errand.total is None or api.reading.paths.schedule is None:
        return done
    rows = await _own_schedule(api, kept.id, again=again)
    total = sum((row.amount for row in rows), Decimal(0))
    if not rows or total == errand.total:
        return done
    log.warning("lender's schedule differs", lender="tyche", quoted=str(errand.total), lenders=str(total))
    usual = Counter(row.amount for row in rows[:-1] or rows).most_common(1)[0][0]
    return AppliedOtherwise(**done.model_dump(), schedule_total=total, schedule_instalment=usual)


async def _own_schedule(api: Api, loan: str, *, again: bool) -> list[Due]:
    """The schedule of a loan just made. No answer is Late once, to be looked at again; then we go on without."""
    try:
        return await schedule_of(api, loan)
    except (Late, Refused) as why:
        if isinstance(why, Late) and not again:
            raise Late(f"applied, but its schedule is not told: {why}", why.wait) from why
        log.warning("lender's schedule not compared", lender="tyche", why=str(why))
        return []
