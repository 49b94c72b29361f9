"""The borrowers: invented, with generated ID numbers, each with figures of their own."""

import random
from dataclasses import dataclass, field
from typing import Any

UNLUCKY = ("4111", "4222", "4333", "4444")
"""Digits by which the stand-in declines; every so many borrowers has them."""

PURPOSES = {"School fees": "LP-SCHOOL", "Medical": "LP-MEDICAL", "Home repairs": "LP-HOME", "Other": "LP-OTHER"}
PAYBACK = {"Debit order": "PB-DEBIT", "EFT": "PB-EFT", "Cash at branch": "PB-CASH"}
FIRST = ("Anna", "Sipho", "Lerato", "Johan", "Naledi", "Pieter", "Zanele", "Thabo", "Maria", "Kagiso")
LAST = ("Botha", "Dlamini", "Nkosi", "Mokoena", "Jacobs", "Khumalo", "Naidoo", "Van Wyk", "Sithole", "Pillay")


@dataclass
class Borrower:
    """One borrower: who they are, what they want, and what became of it.

    `answers` is what they mean to say at each step: a label, or words to type. `said` is what they said last there, and
    `told` every reference they were told. `credits` and `accepts` are the rounds in which they wished for a credit
    check and for the loan; a second round begins when they choose "Apply" at the menu again.
    """

    number: int
    phone: str
    channel: str
    id_number: str
    answers: dict[str, Any]
    lucky: bool
    said: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    credits: set[int] = field(default_factory=set)
    accepts: set[int] = field(default_factory=set)
    round: int = 0
    acked: int = 0
    marks: int = 0
    outcome: str = ""
    last: str = ""
    breaches: list[str] = field(default_factory=list)

    @property
    def who(self) -> str:
        """The name their session is kept under."""
        return f"tel:{self.phone}"


def borrower(number: int, chance: random.Random) -> Borrower:
    """The borrower of this number, with figures by chance."""
    unlucky = number % 17 == 0
    serial = UNLUCKY[number // 17 % len(UNLUCKY)] if unlucky else f"{chance.choice('012356789')}{number % 1000:03}"
    born = f"{60 + number // 1000 % 40:02}{number % 12 + 1:02}{number // 12 % 28 + 1:02}"
    person_id = with_luhn(f"{born}{serial}0{number % 7 + 1 if unlucky else 8}")
    answers: dict[str, Any] = {
        "borrower.id_number": person_id,
        "borrower.first_name": chance.choice(FIRST),
        "borrower.last_name": chance.choice(LAST),
        "borrower.employer": "Karoo Wool",
        "borrower.payback_type": chance.choice(list(PAYBACK)),
        "budget.income": str(chance.randrange(30_000, 60_000)),
        "budget.take_home": str(chance.randrange(22_000, 29_000)),
        "budget.living": str(chance.randrange(7_000, 9_000)),
        "budget.debts": str(chance.randrange(100, 900)),
        "apply.purpose": chance.choice(list(PURPOSES)),
        "apply.amount": str(chance.randrange(600, 8_000)),
        "apply.instalments": str(chance.randrange(3, 7)),
    }
    channel = ("ussd", "telegram")[chance.random() < 0.5]
    return Borrower(number, f"+2771{number:07}", channel, person_id, answers, not unlucky)


def with_luhn(body: str) -> str:
    """Twelve digits and the check digit that makes them a South African ID number."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in body[-1::-2])
    return body + str(-(doubled + sum(map(int, body[-2::-2]))) % 10)
