"""The last thing done to a line of the log: what must never stand in one is taken out, whoever wrote it.

Our own lines are made of words chosen by hand. This is for what libraries say, and for the day on which one of ours
says too much: secrets of the settings by their very letters, and whatever looks like one, or like a telephone number.
"""

import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, urlsplit

HIDDEN = "***"
LEAST = 8
"""Letters of a secret that is looked for: a shorter one would blot out half of what is said."""

_NAMES = r"(?:authorization|x-api-key|api-?key|x-telegram-bot-api-secret-token|secret_?token|password)"
_SCHEMES = r"(?:bearer|basic|app|token)"
_SECRETS = (
    r"(?<!\d)\d{6,12}(?::|%3A)[A-Za-z0-9_-]{30,}",  # a bot's token, as in the address of each call
    r"(?:\+|%2B|\btel:|\btg:)\d{6,15}",
    r"(?<=/ussd/)(?P<gateway>[\w-]+/)[^/\s\"'\\?#&<>]+",
    r"(?<=/sms/)(?P<provider>[\w-]+/)[^/\s\"'\\?#&<>]+",
    r"(?<=/u/)[A-Za-z0-9_-]{8,}",
    r"(?<=://)[^/\s\"'\\@]+@",
    rf"(?i:(?P<name>\b{_NAMES}[\"'\\]*\s*[:=,]\s*(?:b(?=[\"']))?[\"'\\]*(?:{_SCHEMES}\s+)?)[^\s\"'\\,;)}}\]&]+)",
    r"(?i:(?P<scheme>\b(?:bearer|basic)\s+)[\w.~+/=:-]{6,})",
)
KEPT = ("gateway", "provider", "scheme", "name")
"""Groups of these that may stay."""

_NUMBER = re.compile(r"(?<![\w.])-?\d{9,15}(?!\w|\.\d)")
"""A telephone number, or the id of a chat; years, ports, sizes and seconds are shorter."""

Redact = Callable[[str], str]


def redactor(secrets: Iterable[str] = ()) -> Redact:
    """What takes these secrets out of a text, as they are and as they stand in an address, and what looks like one."""
    known = {part for secret in secrets for part in _forms(secret) if len(part) >= LEAST}
    literal = "|".join(re.escape(part) for part in sorted(known, key=len, reverse=True))
    pattern = re.compile("|".join(([literal] if literal else []) + list(_SECRETS)))
    return lambda text: pattern.sub(_hidden, text)


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


def _hidden(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return next((groups[name] for name in KEPT if groups[name]), "") + HIDDEN
