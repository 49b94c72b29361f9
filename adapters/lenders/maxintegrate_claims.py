"""MAXINTEGRATE on third parties paid out of a loan: beneficiary_list, third_party_claim."""

from adapters.lenders.late import Refused
from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_loan_words import ThirdParty
from adapters.lenders.maxintegrate_means import declined
from adapters.lenders.maxintegrate_words import Option
from adapters.lenders.told import doubt
from flows.errands import Beneficiaries, Claim, Claimed, Declined, Listed, Trouble

MOST = 40
"""Beneficiaries shown to one person."""


async def list_beneficiaries(api: Api) -> Beneficiaries:
    """Who may be paid directly out of a loan."""
    rows = await api.rows("beneficiary_list", Option)
    if not rows:
        raise Refused("beneficiary_list is empty")
    return Beneficiaries(beneficiaries=[Listed(id=row.id, label=row.label) for row in rows[:MOST]])


async def claim(api: Api, errand: Claim, reference: str) -> Claimed | Declined | Trouble:
    """Have a part of the loan paid to a beneficiary."""
    words = {**errand.model_dump(), "reference": reference}
    return _claimed(api, errand, reference, await api.one("third_party_claim", ThirdParty, words))


async def claimed(api: Api, errand: Claim, reference: str) -> Claimed | Declined | Trouble | None:
    """The claim under our reference among those of the loan; raises Missing if there is no such loan."""
    rows = await api.rows("claim_list", ThirdParty, {"loan": errand.loan})
    ours = [row for row in rows if row.reference == reference]
    return _claimed(api, errand, reference, ours[0]) if ours else None


def _claimed(api: Api, errand: Claim, reference: str, kept: ThirdParty) -> Claimed | Declined | Trouble:
    meant = errand.model_dump(include={"loan", "beneficiary", "claim_amount"})
    if wrong := doubt({**meant, "reference": reference}, kept):
        return wrong
    if kept.status and api.meaning("third_party_claim", kept.status) == "declined":
        return declined(kept.reason)
    return Claimed(claim=kept.claim, remaining=kept.remaining)
