"""Who and what the MAXINTEGRATE stand-in knows when it starts. All of it is invented."""

from decimal import Decimal
from typing import Any

CLIENTS: tuple[dict[str, Any], ...] = (
    {
        "client": "C-1",
        "id_number": "8001015009087",
        "first_name": "Thandi",
        "last_name": "Mokoena",
        "employer": "Karoo Wool Mill",
        "employer_id": "E-1",
        "payback_type": "PB-DEBIT",
        "phone": "+27820000001",
    },
    {
        "client": "C-2",
        "id_number": "8909025012083",
        "first_name": "Pieter",
        "last_name": "Jacobs",
        "employer": "Table Bay Ferries",
        "employer_id": "E-2",
        "payback_type": "PB-CASH",
        "phone": "+27820000002",
    },
)

EMPLOYERS: tuple[dict[str, Any], ...] = (
    {"employer_id": "E-1", "employer": "Karoo Wool Mill"},
    {"employer_id": "E-2", "employer": "Table Bay Ferries"},
    {"employer_id": "E-3", "employer": "Karoo District Clinic"},
    {"employer_id": "E-4", "employer": "Highveld Bakery"},
)

PAYBACK_TYPES: tuple[dict[str, Any], ...] = (
    {"id": "PB-DEBIT", "label": "Debit order"},
    {"id": "PB-EFT", "label": "EFT"},
    {"id": "PB-CASH", "label": "Cash at branch"},
)

PURPOSES: tuple[dict[str, Any], ...] = (
    {"id": "LP-SCHOOL", "label": "School fees"},
    {"id": "LP-MEDICAL", "label": "Medical"},
    {"id": "LP-HOME", "label": "Home repairs"},
    {"id": "LP-STOCK", "label": "Stock for a business"},
    {"id": "LP-OTHER", "label": "Other"},
)

_FEES: dict[str, Any] = {
    "currency": "ZAR",
    "fee": Decimal(165),
    "fee_percent": Decimal(10),
    "fee_above": Decimal(1000),
    "fee_cap": Decimal(1050),
    "fee_share": Decimal(15),
    "service": Decimal(60),
}

PRODUCTS: tuple[dict[str, Any], ...] = (
    {
        "product": "P-SHORT",
        "label": "Short-term loan",
        "min_amount": Decimal(500),
        "max_amount": Decimal(8000),
        "min_instalments": 1,
        "max_instalments": 6,
        "rate": Decimal(5),
        **_FEES,
    },
    {
        "product": "P-TERM",
        "label": "Term loan",
        "min_amount": Decimal(5000),
        "max_amount": Decimal(50_000),
        "min_instalments": 6,
        "max_instalments": 24,
        "rate": Decimal("2.25"),
        **_FEES,
    },
    {
        "product": "P-AGAIN",
        "label": "Loan for returning clients",
        "min_amount": Decimal(500),
        "max_amount": Decimal(12_000),
        "min_instalments": 1,
        "max_instalments": 12,
        "rate": Decimal(3),
        "returning": True,
        **_FEES,
    },
)

CREDIT_DECLINED: dict[str, str] = {"4111": "Adverse listing at the credit bureau", "4222": "Under debt review"}
"""The four digits after the birth date in an ID number whose owner's credit check is declined, and why."""

NEVER_GRANTED = {"4333": "Against our lending policy"}
"""The same, of people whose applications are always declined."""

NO_PRODUCTS = {"4444"}
"""The same, of people no product is for."""


def digits(id_number: str) -> str:
    """The four digits after the birth date, by which the people above are told."""
    return id_number[6:10]


BENEFICIARIES: tuple[dict[str, Any], ...] = (
    {"id": "BN-1", "label": "Karoo High School"},
    {"id": "BN-2", "label": "Bay Street Pharmacy"},
    {"id": "BN-3", "label": "Highveld Building Supplies"},
)
"""Who may be paid directly out of a loan."""

BANKS: dict[str, str] = {
    "01": "rejects",
    "02": "never answers",
    "03": "no debit orders",
    "04": "fails",
    "05": "bounces",
}
"""The last two digits of an account number, and what its bank does: with the mandate, the payout, the debit orders.

01: the borrower says no at the bank. 02: and this one does not look at the phone. 03: the account takes no debit
orders. 04: a payout to it fails. 05: each debit order comes back unpaid. At all others everything goes well.
"""
