"""What a secret looks like. Letters in brackets keep a pattern from finding itself."""

import re
from collections import Counter
from math import log2
from typing import NamedTuple


class Pattern(NamedTuple):
    """A kind of secret. `at_random`: bits a character that its last group must have, which tells keys from words."""

    name: str
    looks: re.Pattern[str]
    at_random: float = 0.0


def is_random(word: str, bits: float) -> bool:
    """Whether a word has that many bits a character (Shannon); 3.5 is prose, a random key in base64 about 5."""
    counts = Counter(word).values()
    return -sum(count / len(word) * log2(count / len(word)) for count in counts) >= bits


def _pattern(name: str, looks: str, at_random: float = 0.0) -> Pattern:
    return Pattern(name, re.compile(looks), at_random)


PATTERNS = (
    # Ours
    _pattern("Telegram bot token", r"(?<![\d:])\d{8,10}:([A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])", 3.5),
    _pattern("key of DATA_KEYS", r"(?<![A-Za-z0-9+/_-])([A-Za-z0-9+/_-]{43}=)(?![A-Za-z0-9=])", 4.2),
    _pattern("secret in a gateway's path", r"/(?:ussd|sms)/[a-z]+/([A-Za-z0-9_-]{20,})", 3.6),
    _pattern(
        "named secret",
        r"(?i)(?:secret|passw(?:or)?d|token|pepper|api_?key|access_?key|[_\"'\s]key)[\"']?\s*[:=]\s*[\"']?"
        r"(?=[a-z+_-][a-z+/_-]*\d|\d)([a-z0-9+/_=-]{20,200})(?![a-z0-9(.\[])",
        3.3,
    ),
    _pattern(
        "password in an address", r"[a-z][a-z0-9+.-]{1,20}://[^/\s:@\"'\[{]{0,64}:([^/\s:@\"'{}\]]{8,})@[\w\[]", 2.8
    ),
    # Lenders', SMS providers' and networks' keys
    _pattern("Africa's Talking key", r"[a]tsk_[0-9a-f]{40,}"),
    _pattern("Infobip key", r"\b[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"),
    _pattern("Twilio key", r"\b(?:SK|AC)([0-9a-f]{32})\b", 3.0),
    _pattern("SendGrid key", r"[S]G\.[\w-]{16,}\.[\w-]{16,}"),
    _pattern("payment key", r"\b(?:sk|rk)_[l]ive_[0-9A-Za-z]{16,}"),
    # What anybody's repository may hold
    _pattern("private key", r"-----[B]EGIN (?:[A-Z]+ )*PRIVATE KEY-----"),
    _pattern("JSON web token", r"[e]yJ[\w-]{10,}\.[e]yJ[\w-]{10,}\.[\w-]{10,}"),
    _pattern("AWS key", r"\b(?:AKIA|ASIA)([0-9A-Z]{16})\b", 2.5),
    _pattern("Google key", r"[A]Iza[\w-]{35}"),
    _pattern("GitHub token", r"(?:gh[pousr]_\w{36,}|github_[p]at_\w{40,})"),
    _pattern("GitLab token", r"[g]lpat-[\w-]{20,}"),
    _pattern("Slack token", r"[x]ox[abeoprs]-[\w-]{10,}"),
    _pattern("package index token", r"(?:[p]ypi-AgE[\w-]{20,}|[n]pm_\w{36})"),
    # Where we were made, which is nobody's business
    _pattern("path of a machine", r"(?<![\w.])/(?:[w]ork|[r]oot|[o]pt/pypi|[o]pt/wheels|[t]mp/(?:ci|wt|venv|briefs))/"),
    _pattern("home of a person", r"(?<![\w.])/(?:[h]ome|[U]sers)/(?!you\b|app\b)[a-z][\w-]+/"),
    _pattern(
        "package index's address",
        r"(?i)--?(?:extra-)?[i]ndex-url[= ]|PIP_(?:EXTRA_)?[I]NDEX_URL|[f]ind-links ?=|[f]iles\.pythonhosted",
    ),
)
