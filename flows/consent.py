"""What a person has agreed to: to which words, when and where; and whether the words have changed since."""

from functools import cache
from hashlib import sha256

from pydantic import JsonValue

from flows.session import Facts, Session
from flows.text import LANGUAGES

MEETING = "start."
"""The flow in which consent is asked for."""

CHANGED = "start.changed"
"""The question asked anew of one who agreed to other words."""

WORDS = "start-consent"

AGREED = "agreed_to"
"""The fact that keeps what was agreed to: `version`, `lang`, `short`, `channel`, and `at` (seconds since 1970)."""


@cache
def version(lang: str, *, short: bool) -> str:
    """A name for the wording of our question, 8 hexadecimal digits; "" where there is none (any more).

    Each language has two wordings, each with a version of its own: whoever agreed to one is asked anew when that one
    has changed. However the lines are broken, it is the same wording.
    """
    speak = LANGUAGES.get(lang)
    words = speak.say(WORDS, {}, short=short) if speak else ""
    return sha256(" ".join(words.split()).encode()).hexdigest()[:8] if words else ""


@cache
def current() -> frozenset[str]:
    """The versions of all wordings there are. Whoever agreed to one of them has nothing to agree to anew."""
    return frozenset(version(lang, short=short) for lang in LANGUAGES for short in (False, True)) - {""}


def note(session: Session) -> None:
    """Keep what this person has just agreed to."""
    lang, short = session.lang, session.short
    kept: dict[str, JsonValue] = {"version": version(lang, short=short), "lang": lang, "short": short}
    session.facts["consent"] = "yes"
    session.facts[AGREED] = {**kept, "channel": session.channel, "at": session.now}


def version_agreed(session: Session) -> str:
    """The version agreed to, "" where nobody agreed to any."""
    kept = session.facts.get(AGREED)
    return str(kept.get("version", "")) if isinstance(kept, dict) else ""


def is_outdated(facts: Facts) -> bool:
    """Whether a person has agreed, and to other words than ours are now."""
    if facts.get("consent") != "yes":
        return False
    kept = facts.get(AGREED)
    return not isinstance(kept, dict) or kept.get("version") not in current()
