"""Who one can be on the page: three invented people, and what each would type."""

import random
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from flows.id_numbers import luhn


@dataclass(frozen=True)
class Someone:
    """A borrower: their account in Telegram, their phone, and hints of what to type, label and words."""

    key: str
    name: str
    user: int
    number: str
    about: str
    hints: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, str]:
        """By what sessions know them: their number, and their account."""
        return f"tel:{self.number}", f"tg:{self.user}"

    @property
    def wire(self) -> dict[str, Any]:
        """As the page is told."""
        return asdict(self) | {"user": None}


MONEY = (
    ("Pay", "15000"),
    ("Take-home", "12500"),
    ("Living", "4000"),
    ("Amount", "2000"),
    ("Instalments", "3"),
)


def people() -> tuple[Someone, ...]:
    """Two whom the lender knows, with their phones, and one whom it does not, with an ID number nobody had before."""
    return (
        Someone(
            "thandi",
            "Thandi Mokoena",
            7001,
            "+27820000001",
            "the lender knows her",
            (("ID", "8001015009087"), *MONEY, ("Bank account", "1234567800")),
        ),
        Someone(
            "pieter",
            "Pieter Jacobs",
            7002,
            "+27820000002",
            "the lender knows him too",
            (("ID", "8909025012083"), *MONEY),
        ),
        Someone(
            "naledi",
            "Naledi Khumalo",
            7003,
            "+27820000003",
            "new to the lender",
            (
                ("ID", new_id_number()),
                ("Name", "Naledi"),
                ("Surname", "Khumalo"),
                ("Employer", "Karoo"),
                *MONEY,
            ),
        ),
    )


MEMBERS = ((9001, "Anna"), (9002, "Ben"), (9003, "Zanele"))
"""The staff: their accounts in Telegram, and their names."""


def new_id_number() -> str:
    """A valid South African ID number of a grown-up woman, none of those whose credit check fails."""
    birth = date(random.randint(1975, 2000), random.randint(1, 12), random.randint(1, 28))  # noqa: S311 - no secret
    body = f"{birth:%y%m%d}{random.randint(100, 3999):04}08"  # noqa: S311 - as above
    return next(number for check in range(10) if luhn(number := f"{body}{check}"))
