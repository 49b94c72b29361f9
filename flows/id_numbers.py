"""National ID numbers: what can be said of one without asking anybody.

South Africa: 13 digits YYMMDD SSSS C A Z, Z the Luhn digit over all 13. Namibia: 11 digits beginning with YYMMDD, no
published check digit. A two-digit year is read as the latest century that does not lie in the future.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

ADULT = 18
OLDEST = 120


def luhn(digits: str) -> bool:
    """Whether the digits end in their Luhn check digit."""
    doubled = "0246813579"
    return sum(int(d if i % 2 == 0 else doubled[int(d)]) for i, d in enumerate(reversed(digits))) % 10 == 0


def born(digits: str, today: date) -> date | None:
    """The date of birth in the first six digits, or None where there is no such day."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    for century in (2000, 1900):
        try:
            found = date(century + year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def age(birth: date, today: date) -> int:
    """Completed years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


KINDS: dict[int, Callable[[str], bool]] = {13: luhn, 11: lambda _: True}
"""The lengths we know, and what is checked besides the date."""


def fault(digits: str, now: int) -> str:
    """What is wrong with an ID number: "" (nothing), "length", "date", "check", "young". `now`: seconds since 1970."""
    if len(digits) not in KINDS:
        return "length"
    today = datetime.fromtimestamp(now, UTC).date()
    birth = born(digits, today)
    if birth is None or age(birth, today) > OLDEST:
        return "date"
    if not KINDS[len(digits)](digits):
        return "check"
    return "young" if age(birth, today) < ADULT else ""
