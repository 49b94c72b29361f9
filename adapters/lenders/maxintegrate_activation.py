"""MAXINTEGRATE on making a loan of an application: activation by one-time PIN or by staff, and the agreement."""

from typing import Any

from adapters.lenders.late import Late, Refused
from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_loan_words import Agreement, Application, OtpMade, OtpTried
from adapters.lenders.maxintegrate_means import declined
from adapters.lenders.told import doubt
from flows.errands import (
    Activate,
    ActivateByOtp,
    Activated,
    AgreementFile,
    AgreementFound,
    Declined,
    FetchAgreement,
    OtpExpired,
    OtpSent,
    OtpWrong,
    ReadAgreement,
    SendOtp,
    Sign,
    Signed,
    Trouble,
)


async def send_otp(api: Api, errand: SendOtp) -> OtpSent | Trouble:
    """Have a one-time PIN sent to the client's phone."""
    made = await api.one("otp_send", OtpMade, errand.model_dump())
    return doubt({"application": errand.application}, made) or OtpSent(sent_to=made.sent_to)


async def activate_by_otp(
    api: Api, errand: ActivateByOtp, reference: str
) -> Activated | OtpWrong | OtpExpired | Trouble:
    """Activate by the PIN. Should the lender repeat the PIN where we log what it said, it is struck out."""
    try:
        tried = await api.one("otp_activate", OtpTried, {**errand.model_dump(), "reference": reference})
    except (Late, Refused) as error:
        _strike(error, errand.otp)
        raise
    if wrong := doubt({"application": errand.application}, tried):
        return wrong
    match api.meaning("otp_activate", tried.outcome.replace(errand.otp, "…")):
        case "activated":
            return _activated(tried.loan)
        case "wrong":
            return OtpWrong() if tried.left is None else OtpWrong(otp_left=tried.left)
        case "expired":
            return OtpExpired()
        case _:
            return Trouble(note="the PIN's outcome is not among [otp_activate.words]", doubt=True)


async def activate(api: Api, errand: Activate, reference: str) -> Activated | Declined | Trouble:
    """Activate without a PIN, as the lender's staff do."""
    kept = await api.one("loan_activate", Application, {**errand.model_dump(), "reference": reference})
    return _outcome(api, errand, kept) or Trouble(note="neither active nor declined", doubt=True)


async def activated(api: Api, errand: Activate | ActivateByOtp) -> Activated | Declined | Trouble | None:
    """Whether the application is a loan by now, whoever made it one; raises Missing if there is none."""
    found = _outcome(api, errand, await api.one("loan_status", Application, {"application": errand.application}))
    return None if isinstance(errand, ActivateByOtp) and isinstance(found, Declined) else found


async def read_agreement(api: Api, errand: ReadAgreement) -> AgreementFound | Trouble:
    """Where the agreement is to be read."""
    kept = await api.one("agreement_read", Agreement, errand.model_dump())
    signed = api.meaning("agreement_read", kept.status) == "signed"
    found = AgreementFound(agreement=kept.agreement, address=kept.address, signed=signed)
    return doubt({"loan": errand.loan}, kept) or found


async def fetch_agreement(api: Api, errand: FetchAgreement) -> AgreementFile | Trouble:
    """The agreement's document, from where the lender says it keeps it."""
    kept = await api.one("agreement_read", Agreement, {"loan": errand.loan})
    if wrong := doubt({"loan": errand.loan, "agreement": errand.agreement}, kept):
        return wrong
    if not kept.address:
        return Trouble(note="the agreement has no address")
    return AgreementFile(content=await api.file(kept.address))


async def sign(api: Api, errand: Sign, reference: str) -> Signed | Trouble:
    """Sign the agreement."""
    kept = await api.one("agreement_sign", Agreement, {**errand.model_dump(), "reference": reference})
    return _signed(api, errand, kept) or Trouble(note="came back unsigned", doubt=True)


async def signed(api: Api, errand: Sign) -> Signed | Trouble | None:
    """Whether the agreement is signed; raises Missing if there is no such loan."""
    return _signed(api, errand, await api.one("agreement_read", Agreement, {"loan": errand.loan}))


def _strike(error: Late | Refused, otp: str) -> None:
    """Strike the PIN out of what is on its way to the log."""
    error.args = (str(error).replace(otp, "…"),)
    if isinstance(error, Refused):
        error.note = error.args[0]


def _outcome(api: Api, errand: Activate | ActivateByOtp, kept: Application) -> Activated | Declined | Trouble | None:
    if wrong := doubt({"application": errand.application}, kept):
        return wrong
    match api.meaning("loan_status", kept.status):
        case "active" | "arrears" | "paid":
            return _activated(kept.loan)
        case "declined":
            return declined(kept.reason)
        case _:
            return None


def _activated(loan: str) -> Activated:
    if not loan:
        raise Late("active, and no loan named")
    return Activated(loan=loan)


def _signed(api: Api, errand: Sign, kept: Agreement) -> Signed | Trouble | None:
    meant: dict[str, Any] = {"loan": errand.loan, "agreement": errand.agreement}
    if wrong := doubt(meant, kept):
        return wrong
    return Signed() if api.meaning("agreement_read", kept.status) == "signed" else None
