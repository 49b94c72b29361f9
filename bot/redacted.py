"""The last thing done to a line of the log: what must never stand in one is taken out, whoever wrote it.

Our own lines are made of words chosen by hand. This is for what libraries say, and for the day on which one of ours
says too much: secrets of the settings by their very letters, and whatever looks like one, or like a telephone number.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote, urlsplit

HIDDEN = "***"
LEAST = 8
"""Letters of a secret that is looked for: a shorter one would blot out half of what is said."""

_VALUE = r"[\"'\\]*\s*[:=,]\s*(?:b(?=[\"']))?[\"'\\]*(?:(?:bearer|basic|app|token)\s+)?)[^\s\"'\\,;)}\]&]+"
_LOOKS: Mapping[str, str] = {
    ":": r"(?<!\d)()\d{6,12}:[a-z0-9_-]{30,}",  # a bot's token, as in the address of each call
    "%3a": r"(?<!\d)()\d{6,12}%3A[a-z0-9_-]{30,}",
    "+": r"()\+\d{6,15}",
    "%2b": r"()%2B\d{6,15}",
    "tel:": r"(tel:)\d{6,15}",
    "tg:": r"(tg:)\d{5,15}",
    "/ussd/": r"(/ussd/[\w-]+/)[^/\s\"'\\?#&<>]+",
    "/sms/": r"(/sms/[\w-]+/)[^/\s\"'\\?#&<>]+",
    "/sim/": r"(/sim/[\w-]+/)[^/\s\"'\\?#&<>]+",
    "/u/": r"(/u/)[a-z0-9_-]{8,}",
    "@": r"(://)[^/\s\"'\\@]+@",
    "authorization": rf"(authorization{_VALUE}",
    "password": rf"(password{_VALUE}",
    "key": rf"(api[-_]?key{_VALUE}",
    "token": rf"(secret[-_]?token{_VALUE}",
    "basic ": r"(basic\s+)[\w~+/=]{6,}",
    "bearer ": r"(bearer\s+)[\w.~+/=:-]{6,}",
}
"""What looks like a secret: of a text that has the one in it, all that the other finds after its first group."""

_NUMBER = re.compile(r"(?<![\w.])-?\d{9,15}(?!\w|\.\d)")
"""A telephone number, or the id of a chat; years, ports, sizes and seconds are shorter."""

Redact = Callable[[str], str]


def redactor(secrets: Iterable[str] = ()) -> Redact:
    """What takes these secrets out of a text, as they are and as they stand in an address, and what looks like one."""
    known = {part for secret in secrets for part in _forms(secret) if len(part) >= LEAST}
    longest_first = sorted(known, key=len, reverse=True)
    looks = [(sign, re.compile(pattern, re.IGNORECASE)) for sign, pattern in _LOOKS.items()]

    def redact(text: str) -> str:
        for secret in longest_first:
            text = text.replace(secret, HIDDEN)
        small = text.lower()
        for sign, pattern in looks:
            if sign in small:
                text = pattern.sub(rf"\1{HIDDEN}", text)
        return text

    return redact


def without_numbers(text: str) -> str:
    """The same for telephone numbers and chats: of what libraries say, where a number is hardly ever our own."""
    return _NUMBER.sub(HIDDEN, text)


def _forms(secret: str) -> Iterable[str]:
    """A secret, each of several; and the password of an address."""
    yield secret
    yield quote(secret, safe="")
    yield json.dumps(secret)[1:-1]
    yield from (part.strip() for part in secret.split(","))
    if "://" in secret:
        yield urlsplit(secret).password or ""
