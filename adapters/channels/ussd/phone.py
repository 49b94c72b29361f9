"""Phone numbers as gateways send them."""

import re

_DIGITS = re.compile(r"\s?\+?([1-9][0-9]{8,14})")


def e164(sent: str) -> str:
    """The number as +254711000111, or "" where it is none in international form.

    A form that does not escape its `+` sends a space instead; some gateways leave it out.
    """
    found = _DIGITS.fullmatch(sent)
    return f"+{found[1]}" if found else ""
