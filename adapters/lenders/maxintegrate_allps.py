"""MAXINTEGRATE on Allps: the DebiCheck mandate that collects a loan, and its payout to a bank account or a wallet."""

from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_loan_words import Mandate, Payout
from adapters.lenders.maxintegrate_means import declined
from adapters.lenders.told import doubt
from flows.errands import (
    AskMandate,
    Declined,
    MandateAsked,
    MandateFound,
    PaidOut,
    PayOut,
    PayoutFound,
    ReadMandate,
    ReadPayout,
    Trouble,
)


async def ask_mandate(api: Api, errand: AskMandate, reference: str) -> MandateAsked | Declined | Trouble:
    """Have the borrower's bank ask for their yes to the debit order."""
    kind = api.word("debicheck_request", errand.mandate_type)
    words = {**errand.model_dump(), "mandate_type": kind, "reference": reference}
    return _asked(api, errand, reference, await api.one("debicheck_request", Mandate, words))


async def mandate_asked(api: Api, errand: AskMandate, reference: str) -> MandateAsked | Declined | Trouble:
    """The mandate under our reference; raises Missing if there is none."""
    return _asked(api, errand, reference, await api.one("debicheck_status", Mandate, {"reference": reference}))


async def read_mandate(api: Api, errand: ReadMandate) -> MandateFound | Trouble:
    """Where a mandate stands."""
    kept = await api.one("debicheck_status", Mandate, errand.model_dump())
    word = api.meaning("debicheck_status", kept.status) or "other"
    found = MandateFound(mandate_status="rejected" if word == "declined" else word)
    return doubt({"mandate": errand.mandate}, kept) or found


async def pay_out(api: Api, errand: PayOut, reference: str) -> PaidOut | Declined | Trouble:
    """Pay the loan out."""
    words = {**errand.model_dump(), "method": api.word("allps_payout", errand.method), "reference": reference}
    return _paid_out(api, errand, reference, await api.one("allps_payout", Payout, words))


async def paid_out(api: Api, errand: PayOut, reference: str) -> PaidOut | Declined | Trouble:
    """The payout under our reference; raises Missing if there is none."""
    return _paid_out(api, errand, reference, await api.one("payout_status", Payout, {"reference": reference}))


async def read_payout(api: Api, errand: ReadPayout) -> PayoutFound | Trouble:
    """Where a payout stands."""
    kept = await api.one("payout_status", Payout, {"payout": errand.payout})
    status = api.meaning("allps_payout", kept.status) or "other"
    found = PayoutFound(payout_status="failed" if status == "declined" else status)
    return doubt(errand.model_dump(), kept) or found


def _asked(api: Api, errand: AskMandate, reference: str, kept: Mandate) -> MandateAsked | Declined | Trouble:
    meant = errand.model_dump(exclude={"mandate_type"})
    if wrong := doubt({**meant, "reference": reference}, kept):
        return wrong
    if api.meaning("debicheck_status", kept.status) == "declined":
        return declined(kept.reason)
    return MandateAsked(mandate=kept.mandate)


def _paid_out(api: Api, errand: PayOut, reference: str, kept: Payout) -> PaidOut | Declined | Trouble:
    meant = {**errand.model_dump(), "method": api.word("allps_payout", errand.method), "reference": reference}
    if wrong := doubt(meant, kept):
        return wrong
    status = api.meaning("allps_payout", kept.status)
    if status == "declined":
        return declined(kept.reason)
    return PaidOut(payout=kept.payout, payout_status=status or "other")
