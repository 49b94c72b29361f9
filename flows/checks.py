"""Turning what a person typed into a fact, or saying sorry. Forgiving of form, strict about meaning."""

import re
from decimal import Decimal, InvalidOperation

from pydantic import JsonValue

from flows.id_numbers import fault
from flows.session import Session
from flows.words import Check, Sorry

Limit = int | str
"""A number, or the name of the fact that holds it."""

AMOUNT = re.compile(r"(?:[^\W\d_]{1,4}\.? ?|[$₦₵] ?)?(\d[\d .,'\xa0\u202f]*)(?: ?[^\W\d_]{1,4})?")
DECIMALS = re.compile(r"[.,](\d{1,2})$")
NAME = re.compile(r"[^\W\d_][^\W\d_ '’.-]*(?:[ '’.-]+[^\W\d_]+)*\.?")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
LONGEST = 60


def _limit(session: Session, limit: Limit) -> Decimal:
    return Decimal(str(session.facts[limit])) if isinstance(limit, str) else Decimal(limit)


def _plain(digits: str) -> Decimal:
    """The number in `digits`: a last separator with one or two digits behind it is the decimal one, others group."""
    tidy = digits.strip(" .,'\xa0\u202f")
    decimals = DECIMALS.search(tidy)
    head = tidy[: decimals.start()] if decimals else tidy
    return Decimal(re.sub(r"\D", "", head) + (f".{decimals[1]}" if decimals else ""))


def money(low: Limit, high: Limit) -> Check:
    """An amount between `low` and `high`, inclusive, as a decimal string. `5000` and `R5,000.00` are the same."""

    def check(words: str, session: Session) -> JsonValue:
        least, most = _limit(session, low), _limit(session, high)
        found = AMOUNT.fullmatch(words.strip())
        try:
            amount = _plain(found[1]) if found else None
        except InvalidOperation:
            amount = None
        if amount is None or not least <= amount <= most:
            raise Sorry("money", low=str(least), high=str(most))
        return str(amount)

    return check


def whole(low: Limit, high: Limit) -> Check:
    """A whole number between `low` and `high`, inclusive."""

    def check(words: str, session: Session) -> JsonValue:
        least, most = _limit(session, low), _limit(session, high)
        digits = words.strip()
        if not (digits.isdecimal() and len(digits) <= 9 and least <= int(digits) <= most):
            raise Sorry("whole", low=str(least), high=str(most))
        return int(digits)

    return check


def name(words: str, session: Session) -> JsonValue:
    """A person's name: letters of any script, spaces, hyphens, apostrophes."""
    tidy = " ".join(words.split())
    if len(tidy) > LONGEST or not NAME.fullmatch(tidy):
        raise Sorry("name")
    return tidy.title() if tidy.islower() or tidy.isupper() else tidy


def title(words: str, session: Session) -> JsonValue:
    """The name of a firm or a place: two to sixty characters with a letter or a digit among them."""
    tidy = " ".join(words.split())
    if not 2 <= len(tidy) <= LONGEST or not any(c.isalnum() for c in tidy) or not tidy.isprintable():
        raise Sorry("title")
    return tidy


def id_number(words: str, session: Session) -> JsonValue:
    """A South African or Namibian ID number, spaces forgiven."""
    digits = re.sub(r"[\s.-]", "", words)
    if not (digits.isascii() and digits.isdecimal()):
        raise Sorry("id-length")
    if wrong := fault(digits, session.now):
        raise Sorry(f"id-{wrong}")
    return digits


def email(words: str, session: Session) -> JsonValue:
    """An e-mail address, as far as its form goes."""
    tidy = words.strip()
    if len(tidy) > 120 or not EMAIL.fullmatch(tidy):
        raise Sorry("email")
    return tidy


def code(words: str, session: Session) -> JsonValue:
    """A six-digit code, spaces forgiven."""
    digits = re.sub(r"[\s-]", "", words)
    if not (len(digits) == 6 and digits.isascii() and digits.isdecimal()):
        raise Sorry("code")
    return digits


def contact(words: str, session: Session) -> JsonValue:
    """Nothing typed can prove a number; only the channel's own button can, and that is not heard as words."""
    raise Sorry("contact")
