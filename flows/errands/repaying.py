"""Repayment, and what is paid to third parties out of a loan."""

from decimal import Decimal
from typing import ClassVar

from flows.errands.core import Answer, Declined, Errand, Listed


class Paid(Answer):
    """The payment is booked. `payment` is the lender's id of it."""

    payment: str
    paid_amount: Decimal


class Pay(Errand[Paid | Declined]):
    """Book a voluntary payment on a loan."""

    once: ClassVar[bool] = True
    client: str = ""
    loan: str
    pay_amount: Decimal


class Beneficiaries(Answer):
    """Who may be paid directly out of a loan: at least one, the first of `beneficiary_count` who fit."""

    beneficiaries: list[Listed]
    beneficiary_count: int = 0


class NameNeeded(Answer):
    """There are too many to be listed, or none of that name: part of another is to be asked for."""

    beneficiary_count: int = 0


class ListBeneficiaries(Errand[Beneficiaries | NameNeeded]):
    """Ask who may be paid directly out of a loan; those with these letters in their name, where any are given."""

    beneficiary_name: str = ""


class Claimed(Answer):
    """The third-party payment is noted. `remaining` is what is left for the borrower, where the lender says."""

    claim: str
    remaining: Decimal | None = None


class Claim(Errand[Claimed | Declined]):
    """Have part of the loan paid to a beneficiary."""

    once: ClassVar[bool] = True
    loan: str
    beneficiary: str
    claim_amount: Decimal
    claim_reference: str = ""
