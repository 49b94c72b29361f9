"""MAXINTEGRATE on the loan: its lists, create_loan_application, and the loan status inquiry."""

from adapters.lenders.late import Late, Missing, Refused
from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_loan_words import Application
from adapters.lenders.maxintegrate_means import declined
from adapters.lenders.maxintegrate_words import Option
from adapters.lenders.told import doubt
from flows.errands import (
    ApplicationFound,
    Applications,
    Applied,
    Apply,
    Declined,
    Filed,
    ListApplications,
    Listed,
    NoApplication,
    PaybackTypes,
    Purposes,
    ReadApplication,
    Trouble,
)


async def payback_types(api: Api) -> PaybackTypes:
    """The ways a loan may be paid back."""
    return PaybackTypes(payback_types=await _options(api, "payback_type_list"))


async def purposes(api: Api) -> Purposes:
    """What a loan may be for."""
    return Purposes(purposes=await _options(api, "loan_purpose_list"))


async def apply(api: Api, errand: Apply, reference: str) -> Applied | Declined | Trouble:
    """Apply for the loan, under our reference."""
    words = {**errand.model_dump(), "reference": reference}
    return _applied(api, errand, reference, await api.one("create_loan_application", Application, words))


async def applied(api: Api, errand: Apply, reference: str) -> Applied | Declined | Trouble:
    """What became of the application under our reference; raises Missing if there is none."""
    return _applied(api, errand, reference, await api.one("loan_status", Application, {"reference": reference}))


async def read_application(
    api: Api, errand: ReadApplication, currency: str
) -> ApplicationFound | NoApplication | Trouble:
    """Read an application back; `currency` where it names none."""
    try:
        kept = await api.one("loan_status", Application, {"application": errand.application})
    except Missing:
        return NoApplication()
    if kept.amount is None or kept.instalments is None:
        raise Late("an application without its amount or instalments")
    found = ApplicationFound(
        reference=kept.number or kept.application,
        status=api.meaning("loan_status", kept.status) or "other",
        reason=kept.reason,
        loan=kept.loan,
        applied_amount=kept.amount,
        applied_instalments=kept.instalments,
        currency=kept.currency or currency,
    )
    return doubt({"application": errand.application}, kept) or found


async def list_applications(api: Api, errand: ListApplications) -> Applications:
    """All applications of a day."""
    rows = await api.rows("application_list", Application, errand.model_dump(mode="json"))
    words = {"application", "reference", "client", "product", "amount"}
    filed = (
        Filed(**row.model_dump(include=words), status=api.meaning("loan_status", row.status) or "other") for row in rows
    )
    return Applications(applications=list(filed))


async def _options(api: Api, method: str) -> list[Listed]:
    rows = await api.rows(method, Option)
    if not rows:
        raise Refused(f"{method} is empty")
    return [Listed(id=row.id, label=row.label) for row in rows]


def _applied(api: Api, errand: Apply, reference: str, kept: Application) -> Applied | Declined | Trouble:
    meant = errand.model_dump(include={"client", "product", "amount", "instalments"})
    if wrong := doubt({**meant, "reference": reference}, kept):
        return wrong
    if api.meaning("loan_status", kept.status) == "declined":
        return declined(kept.reason)
    return Applied(application=kept.application, reference=kept.number or kept.application)
