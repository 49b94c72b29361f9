"""What a person says this time, out of the text a gateway sends.

We never keep the text itself, for it may hold a PIN: only its length and a short digest.
"""

from collections.abc import Callable
from hashlib import blake2b

Begins = Callable[[str], bool]
"""The text so far to whether a session that we do not know may begin with it."""

Reads = Callable[[int, str, str], str | None]
"""(length so far, digest so far, text now) to the words of this turn; None: nothing new was said, show again."""


def digest(text: str) -> str:
    """Eight letters that tell one text from another."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def cumulative(length: int, known: str, text: str) -> str | None:
    """The words of gateways that send all answers so far joined by `*`: whatever was added to the text we know.

    A `*` typed inside an answer survives, and an empty answer, which adds the separator alone, is "". A separator
    before the very first answer means that an empty one went before it.
    """
    added = text[length:]
    if not added or digest(text[:length]) != known:
        return None
    if added[0] == "*":
        return added[1:]
    return None if length else added


def anything(_text: str) -> bool:
    """When a session may begin, with gateways that do not say so, or pass on what was dialled after the code."""
    return True


def not_a_word(text: str) -> bool:
    """When a session may begin, with gateways whose first message of it says nothing yet."""
    return not text


def last(_length: int, _known: str, text: str) -> str | None:
    """The words of gateways that send the present answer alone."""
    return text


def mark(line: str, text: str) -> str:
    """The mark of a message of a cumulative gateway: its session and the text so far. Not to be logged: see above."""
    return blake2b(f"{line}\n{text}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
