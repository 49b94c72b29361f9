"""How an SMS goes over the air: in which alphabet, cut into which parts. Each part is paid for.

One character outside the alphabet of GSM-7 turns the whole message into UCS-2 and leaves room for less than half. So
quotes, dashes and spaces as typesetters write them are written as a telephone does, where that alone is in the way.
Letters are never exchanged: a name in Ethiopic, or a Portuguese vowel with its tilde, goes as it is written.
Source: 3GPP TS 23.040, 9.2.3.24.1 (six octets of every part say which part it is), and TS 23.038.
"""

import string
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from adapters.gsm7 import DEFAULT, EXTENDED, OURS, septets, to_gsm7

ALPHABET = frozenset(DEFAULT + EXTENDED)
MARKS = frozenset(string.punctuation + " \n")
INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff")
"""Hints to a typesetter: where to break, which way to write. Joiners are not among them: emoji are made of those."""

MINUS = "\u2212"


class Room(NamedTuple):
    """What fits a message of one part, and each part of a longer one: septets of GSM-7, or units of UCS-2."""

    whole: int
    part: int


GSM7, UCS2 = Room(160, 153), Room(70, 67)


def is_gsm7(text: str) -> bool:
    """Whether the alphabet holds all of it."""
    return ALPHABET.issuperset(text)


def plain(text: str) -> str:
    """The text in GSM-7, where only marks, spaces and signs of money are in the way of that; else as it came, composed.

    Three dots for one may need a part more: then, too, it stays as it came.
    """
    text = unicodedata.normalize("NFC", text)
    if is_gsm7(text):
        return text
    spelt = "".join(char if char in ALPHABET else _spelt(char) for char in text)
    return spelt if is_gsm7(spelt) and len(cut(spelt)) <= len(cut(text)) else text


def cut(text: str) -> tuple[str, ...]:
    """The parts it goes in, at least one; no character of two septets, or of two units, is cut in half."""
    room, cost = (GSM7, septets) if is_gsm7(text) else (UCS2, _units)
    return (text,) if cost(text) <= room.whole else tuple(_parts(text, room.part, cost))


def _parts(text: str, room: int, cost: Callable[[str], int]) -> list[str]:
    parts, begun, left = [], 0, room
    for at, char in enumerate(text):
        if (needs := cost(char)) > left:
            parts.append(text[begun:at])
            begun, left = at, room
        left -= needs
    return [*parts, text[begun:]]


def _units(text: str) -> int:
    """Units of UTF-16: two for a character beyond the first plane, as most emoji are."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@lru_cache(maxsize=1024)
def _spelt(char: str) -> str:
    """The character as a telephone writes it; itself where its meaning would go."""
    if char in INVISIBLE:
        return ""
    if char in OURS:
        return OURS[char]
    if char == MINUS:
        return "-"
    mark = unicodedata.category(char)[0] in "PZ"
    spelt = to_gsm7(char) if mark else ""
    return spelt if spelt and MARKS.issuperset(spelt) else char
