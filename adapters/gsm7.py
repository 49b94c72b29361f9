"""The alphabet of every phone: what a USSD screen or an SMS may hold, what each character costs, how the rest is spelt.

One foreign character turns a whole screen into UCS-2 and leaves room for 80 characters, so names and words from
anywhere are spelt in this alphabet before they are fitted. Source: 3GPP TS 23.038, sections 6.2.1 and 6.2.1.1.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

DEFAULT = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The default alphabet in code order, escape aside: 127 characters of one septet each."""

EXTENDED = "\f^{}\\[~]|€"
"""The extension table: each an escape and a code, so two septets."""

OURS = {
    **dict.fromkeys("\r\f", " "),
    **dict.fromkeys("\u2028\u2029", "\n"),
    **dict.fromkeys("`\u02bb", "'"),
    **dict.fromkeys("\u2022\u25cf", "-"),
    "\u00d7": "x",
    "\u20a6": "NGN ",
    "\u20b5": "GHS ",
    "\u20b9": "INR ",
}
"""What we spell our own way: layout, marks a menu would mistake for something else, and currencies by their code."""

_ODD = re.compile(r"[^\n -_a-~]")
_PICTURES = "\u2600"  # from here on a symbol is a picture, and its English name in a screen helps nobody


def septets(text: str) -> int:
    """What a text of the alphabet (see `to_gsm7`) takes on the air: one for each character, two for an extended one."""
    return len(text) + sum(map(text.count, EXTENDED))


def to_gsm7(text: str) -> str:
    """Spell a text in the alphabet, so that nothing foreign remains and no word is lost.

    Marks the alphabet lacks are dropped, other scripts are spelt in Latin letters, a letter nobody can spell becomes
    "?". Emoji and invisible characters are left out; a text of nothing else becomes "?", never an empty screen.
    """
    if text.isascii() and not _ODD.search(text):
        return text
    return unicodedata.normalize("NFC", text).translate(_TABLE) or "?"


@lru_cache(maxsize=4096)
def _spell(char: str) -> str:
    if char.isspace():
        return " "
    if char.isascii() or (char >= _PICTURES and unicodedata.category(char)[0] == "S"):
        return ""
    return anyascii(char).replace("`", "'") or ("?" if char.isalnum() else "")


class _Table(dict[int, str]):
    """A table for `str.translate` that learns what it meets, up to the bound of `_spell`'s cache."""

    __slots__ = ()

    def __missing__(self, code: int) -> str:
        return _spell(chr(code))


_TABLE = _Table({ord(char): char for char in DEFAULT + EXTENDED} | {ord(char): plain for char, plain in OURS.items()})
