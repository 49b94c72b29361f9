"""What a gateway is told: screens for those that read CON and END, and the sentences for when there is no screen."""

from collections.abc import Callable

Answers = Callable[[str, bool], bytes]
"""A page, and whether the conversation goes on after it, to the body of a reply."""

AWAY = "We cannot answer just now. Nothing is lost: please dial again in a minute."
PHONE = "Your network sent no phone number we can read. Please dial again, and do not hide your number."
LACKING = "Your network's message lacks {}. Please dial again."
TOO_LONG = "That message is too long for us. Please dial again and answer in a few words."
UNKNOWN = "We do not know this call. Please dial the code again, and nothing after it."
UNREADABLE = "Your network's message cannot be read. Please dial again."


class Unclear(Exception):
    """A gateway's message makes no sense to us; its text is the sentence to answer with, and holds no personal data."""


def con_end(page: str, goes_on: bool) -> bytes:
    """A page as plain text: `CON` keeps the gateway's session open, `END` closes it."""
    return f"{'CON' if goes_on else 'END'} {page}".encode()
