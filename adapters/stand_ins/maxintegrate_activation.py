"""The MAXINTEGRATE stand-in on making a loan of an application: one-time PIN or staff, then the agreement.

Our reading: a pending or approved application can be activated, once; an agreement is there from then on, and is signed
once. A PIN has six digits, holds five minutes and bears three tries; sent again while it holds, it is the same.
"""

from dataclasses import dataclass, field
from secrets import randbelow

from adapters.stand_ins.maxintegrate_books import Books, Refusal, Words, must, new_id, one
from flows.errands import Activate, ActivateByOtp, ReadAgreement, SendOtp, Sign

OTP_HOLDS = 300.0
"""Seconds."""

OTP_TRIES = 3

READY = ("pending", "approved")
"""States an application can be activated in."""


@dataclass
class Otp:
    """A PIN that was sent, until when it holds, and the tries it has left. It is in no book and in no file."""

    code: str = field(repr=False)
    until: float
    left: int = OTP_TRIES


class Activation:
    """Those of the lender's methods that make an application a signed loan."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._otps: dict[str, Otp] = {}
        self.origin = "https://maxmoney.example"
        """Where agreements are to be read: where we are reached."""

    def otp(self, application: str) -> str:
        """The PIN sent last for an application; "" where none holds. For tests: over HTTP it is only in `GET /sms`."""
        otp = self._holding(application)
        return otp.code if otp else ""

    def otp_send(self, said: SendOtp) -> Words:
        """Send the client a PIN."""
        application = self._ready(said.application)
        otp = self._holding(said.application)
        if otp is None:
            otp = Otp(f"{randbelow(10**6):06}", self._books.clock() + OTP_HOLDS)
            self._otps[said.application] = otp
        words = f"MAXMONEY: {otp.code} activates your loan {application['number']}. Only use it if you agree to it."
        sent_to = self._books.text(application, words)
        return self._books.enter(self._books.otps, {"application": said.application, "sent_to": sent_to})

    def otp_activate(self, said: ActivateByOtp, reference: str) -> Words:
        """Activate if the PIN is right. The same reference gets the same outcome, whatever was tried since."""
        if known := self._books.repeated(self._books.otp_tries, reference):
            return known
        application = self._ready(said.application)
        entry = {"application": said.application, "reference": reference, **self._tried(said)}
        if entry["outcome"] == "activated":
            entry["loan"] = self._activated(application, "otp", reference)["loan"]
        return self._books.enter(self._books.otp_tries, entry)

    def loan_activate(self, said: Activate, reference: str) -> Words:
        """Activate as staff do; a declined application answers that it is."""
        if known := self._books.repeated(self._books.loans, reference):
            return {**must(self._books.applications, "application", known["application"]), "loan": known["loan"]}
        application = must(self._books.applications, "application", said.application)
        if application["status"] == "declined":
            return application
        loan = self._activated(self._ready(said.application), "staff", reference)
        return {**application, "loan": loan["loan"]}

    def agreement_read(self, said: ReadAgreement) -> Words:
        """The agreement of a loan."""
        return must(self._books.agreements, "loan", said.loan)

    def agreement_sign(self, said: Sign, reference: str) -> Words:
        """Sign the agreement of an active loan."""
        if known := self._books.repeated(self._books.agreements, reference):
            return known
        agreement = must(self._books.agreements, "loan", said.loan)
        if agreement["agreement"] != said.agreement:
            raise Refusal("WRONG_AGREEMENT", "this is not the loan's agreement")
        if agreement["status"] == "signed" and not self._books.forgetful:
            raise Refusal("duplicate", "it is signed already")
        agreement |= {"status": "signed", "reference": reference, "signed_at": self._books.clock()}
        return agreement

    def _ready(self, application: str) -> Words:
        kept = must(self._books.applications, "application", application)
        if one(self._books.loans, "application", application) and not self._books.forgetful:
            raise Refusal("duplicate", "this application is active already")
        if kept["status"] not in (*READY, *(("active",) if self._books.forgetful else ())):
            raise Refusal("NOT_READY", "this application cannot be activated")
        return kept

    def _holding(self, application: str) -> Otp | None:
        otp = self._otps.get(application)
        return otp if otp and otp.until > self._books.clock() and otp.left else None

    def _tried(self, said: ActivateByOtp) -> Words:
        otp = self._holding(said.application)
        if otp is None:
            return {"outcome": "expired"}
        if otp.code == said.otp:
            del self._otps[said.application]
            return {"outcome": "activated"}
        otp.left -= 1
        return {"outcome": "wrong", "left": otp.left}

    def _activated(self, application: Words, by: str, reference: str) -> Words:
        """The loan an application becomes, with its agreement."""
        application["status"] = "active"
        entry = {"application": application["application"], "client": application["client"], "activated_by": by}
        loan = self._books.enter(self._books.loans, {"loan": new_id("L"), **entry, "reference": reference})
        agreement = new_id("AG")
        address = f"{self.origin}/agreements/{agreement}"
        paper = {"agreement": agreement, "loan": loan["loan"], "address": address}
        self._books.enter(self._books.agreements, {**paper, "status": "unsigned", "reference": ""})
        return loan
