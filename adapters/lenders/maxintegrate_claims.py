"""MAXINTEGRATE on third parties paid out of a loan: beneficiary_list, third_party_claim."""

from adapters.lenders.late import Refused
from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_loan_words import ThirdParty
from adapters.lenders.maxintegrate_means import declined
from adapters.lenders.maxintegrate_words import Option
from adapters.lenders.told import doubt
from flows.errands import Beneficiaries, Claim, Claimed, Declined, ListBeneficiaries, Listed, NameNeeded, Trouble

MOST = 8
"""Beneficiaries shown at once; of more, part of the name is asked for."""


async def list_beneficiaries(api: Api, errand: ListBeneficiaries) -> Beneficiaries | NameNeeded:
    """Who may be paid directly out of a loan. The list is searched here: the workflow names no search."""
    rows = await api.rows("beneficiary_list", Option)
    if not rows:
        raise Refused("beneficiary_list is empty")
    part = " ".join(errand.beneficiary_name.split()).casefold()
    fitting = [Listed(id=row.id, label=row.label) for row in rows if part in row.label.casefold()]
    if not fitting or (len(fitting) > MOST and not part):
        return NameNeeded(beneficiary_count=len(fitting))
    return Beneficiaries(beneficiaries=fitting[:MOST], beneficiary_count=len(fitting))


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
