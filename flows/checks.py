"""Turning what a person typed into a fact, or saying sorry. Forgiving of form, strict about meaning."""

import re
from decimal import Decimal
from unicodedata import category, normalize

from pydantic import JsonValue

from flows.id_numbers import fault
from flows.session import Session
from flows.words import Check, Sorry

Limit = int | str
"""A number, or the name of the fact that holds it."""

MARK = r"(?:(?:[^\W\d_]{1,4}\.?)?[$€£₦₵]?\s?)"
"""What may stand before an amount: `R`, `KSh `, `Rs.`, `US$`."""
GROUPED = r"\d{1,3}(?P<by>[.,'’\s])\d{3}(?:(?P=by)\d{3})*"
UNITS = (
    "r|zar|rand|nad|kes|kshs?|tzs|tshs?|ugx|ushs?|shs?|ngn|naira|ghs|cedis?|cop|usd|eur|mzn|mt|f?cfa|xof|xaf|[$€£₦₵]"
)
"""What may stand behind one. Not just any letters: `5k` and `5 mil` are no five."""
AMOUNT = re.compile(
    rf"{MARK}(?P<whole>{GROUPED}|\d+)(?:(?!(?P=by))[.,](?P<part>\d{{1,2}}))?(?:\s?(?:{UNITS}))?\.?(?:/[=-]?)?",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
ANY_ID = re.compile(r"(?=[A-Za-z]{0,4}\d)[A-Za-z0-9]{5,20}", re.ASCII)
REFERENCE = re.compile(r"(?=.*[A-Za-z0-9])[A-Za-z0-9 ./_-]{1,30}", re.ASCII)
LONGEST = 60
LONGEST_MESSAGE = 1000


def _limit(session: Session, limit: Limit) -> Decimal:
    return Decimal(str(session.facts[limit])) if isinstance(limit, str) else Decimal(limit)


def _plain(words: str) -> Decimal | None:
    """The number in `words`: separators with three digits behind each group, one with one or two is the decimal one."""
    found = AMOUNT.fullmatch(words) if len(words) <= LONGEST else None
    return Decimal(re.sub(r"\D", "", found["whole"]) + f".{found['part'] or 0}") if found else None


def _tidy(amount: Decimal) -> str:
    """The amount without the noughts behind the point that say nothing."""
    return f"{amount.normalize():f}"


def money(low: Limit, high: Limit) -> Check:
    """An amount between `low` and `high`, inclusive, as a decimal string. `5000` and `R5,000.00` are the same."""

    def check(words: str, session: Session) -> JsonValue:
        least, most = _limit(session, low), _limit(session, high)
        amount = _plain(words.strip())
        if amount is None or not least <= amount <= most:
            # Before a loan is chosen there is no currency; an amount can be said without.
            raise Sorry("money", low=_tidy(least), high=_tidy(most), currency=session.facts.get("currency", ""))
        return _tidy(amount)

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
    tidy = normalize("NFC", " ".join(words.split()))
    if len(tidy) > LONGEST or not tidy[:1].isalpha() or not all(_in_a_name(c) for c in tidy):
        raise Sorry("name")
    return tidy.title() if tidy.islower() or tidy.isupper() else tidy


def _in_a_name(char: str) -> bool:
    """A letter, or a mark upon one: Yoruba and Hindi names have marks that are no letters by themselves."""
    return char in " '’.-" or category(char)[0] in "LM"


def title(words: str, session: Session) -> JsonValue:
    """The name of a firm or a place: two to sixty characters with a letter or a digit among them."""
    tidy = " ".join(words.split())
    if not 2 <= len(tidy) <= LONGEST or not any(c.isalnum() for c in tidy) or not tidy.isprintable():
        raise Sorry("title")
    return tidy


def id_number(words: str, session: Session) -> JsonValue:
    """An ID number of a kind the lender knows people by, spaces forgiven."""
    digits = re.sub(r"[\s.-]", "", words)
    if session.serves is not None and session.serves.ids == "any":
        return _any_id(digits)
    if not (digits.isascii() and digits.isdecimal()):
        raise Sorry("id-length")
    if wrong := fault(digits, session.now):
        raise Sorry(f"id-{wrong}")
    return digits


def _any_id(number: str) -> JsonValue:
    if not ANY_ID.fullmatch(number):
        raise Sorry("id-any")
    return number.upper()


def email(words: str, session: Session) -> JsonValue:
    """An e-mail address, as far as its form goes."""
    tidy = words.strip()
    if len(tidy) > 120 or not EMAIL.fullmatch(tidy):
        raise Sorry("email")
    return tidy


def reference(words: str, session: Session) -> JsonValue:
    """What a payment is to be known by at its receiver: up to thirty letters, digits, and what stands between them."""
    tidy = " ".join(words.split())
    if not REFERENCE.fullmatch(tidy):
        raise Sorry("reference")
    return tidy


def code(words: str, session: Session) -> JsonValue:
    """A six-digit code, spaces forgiven."""
    digits = re.sub(r"[\s-]", "", words)
    if not (len(digits) == 6 and digits.isascii() and digits.isdecimal()):
        raise Sorry("code")
    return digits


def pin(words: str, session: Session) -> JsonValue:
    """A lender's one-time PIN: four to eight digits, spaces forgiven."""
    digits = re.sub(r"[\s-]", "", words)
    if not (4 <= len(digits) <= 8 and digits.isascii() and digits.isdecimal()):
        raise Sorry("pin")
    return digits


def account(words: str, session: Session) -> JsonValue:
    """The number of a bank account or a wallet: 6 to 20 digits, spaces forgiven. Whether it exists its bank knows."""
    digits = re.sub(r"[\s-]", "", words)
    if not (6 <= len(digits) <= 20 and digits.isascii() and digits.isdecimal()):
        raise Sorry("account")
    return digits


def branch(words: str, session: Session) -> JsonValue:
    """The branch code of a bank: six digits, spaces forgiven."""
    digits = re.sub(r"[\s-]", "", words)
    if not (len(digits) == 6 and digits.isascii() and digits.isdecimal()):
        raise Sorry("branch")
    return digits


def contact(words: str, session: Session) -> JsonValue:
    """Nothing typed can prove a number; only the channel's own button can, and that is not heard as words."""
    raise Sorry("contact")


def message(words: str, session: Session) -> JsonValue:
    """A message to a person, in whatever words."""
    said = words.strip()
    if not 2 <= len(said) <= LONGEST_MESSAGE:
        raise Sorry("message")
    return said
