"""Every wording of a step in a language, with the longest facts, as both phones show it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from adapters.gsm7 import to_gsm7
from bot.seen import Said, in_chat, pages, screen_of
from flows.longest import FACTS, standing
from flows.options import options
from flows.session import START, Facts, Session
from flows.steps import STEPS
from flows.text import LANGUAGES, SHORT, say
from flows.variants import variants
from flows.words import Choose, Send

MANY = 3
"""Options in a list of the lender's own: enough to see how it looks."""


SENTENCES = {
    "sorry": "What is said when an answer does not fit. On a small screen it stands in the place of the question.",
    "notice": "What a borrower is told unasked: in the chat, or by SMS.",
    "canned": "Sentences that staff have ready.",
    "way": "Signposts, and what is said while an answer is late.",
}
"""Sentences that belong to no one step, by what their keys begin with."""


class Wording(NamedTuple):
    """One wording: which facts call for it (none: the longest ones), the USSD pages, and what the chat shows."""

    facts: Facts
    pages: list[str]
    said: Said | None


def has_words(step: str) -> bool:
    """Whether anything is shown on this step: an errand has no words but where it calls the borrower's phone."""
    what = STEPS[step]
    return not isinstance(what, Send) or what.apart


def wordings(step: str, lang: str) -> list[Wording]:
    """Each wording of a step once, the one with the longest facts first."""
    return _once(_shown(step, lang, facts) for facts in _lives(lang, step.replace(".", "-")))


def withheld(step: str, lang: str) -> list[str]:
    """The labels of a step's options that its first wording does not offer: there they would make no sense."""
    what = STEPS.get(step)
    if not isinstance(what, Choose) or not what.only:
        return []
    session = standing(step, lang, short=False, many=MANY)
    offered = {value for value, _ in options(session, what)}
    key = step.replace(".", "-")
    return [say(lang, f"{key}.{value}", FACTS) for value in what.table if value not in offered]


def sentences(kind: str) -> list[str]:
    """The keys of the sentences of this kind, in the order of the language files."""
    return [key for key in LANGUAGES["en"].patterns if key.startswith(f"{kind}-") and not key.endswith(SHORT)]


def spoken(key: str, lang: str) -> list[Wording]:
    """Each wording of a sentence once; the short one, of a small screen or an SMS, stands for its pages."""
    return _once(_said(key, lang, facts) for facts in _lives(lang, key))


def _lives(lang: str, key: str) -> Iterator[Facts]:
    """The facts to try: the longest ones as they are, and what would change the words."""
    yield {}
    yield from variants(lang, key)


def _once(found: Iterable[Wording]) -> list[Wording]:
    """Each wording once, as it came first."""
    kept: dict[str, Wording] = {}
    for wording in found:
        kept.setdefault(repr(wording[1:]), wording)
    return list(kept.values())


def _shown(step: str, lang: str, facts: Facts) -> Wording:
    small, large = (_standing(step, lang, facts, short=short) for short in (True, False))
    # An errand that calls the borrower's own phone has last words on that phone only: in a chat nothing has to end.
    chat = not isinstance(STEPS[step], Send)
    return Wording(facts, list(pages(small, screen_of(small))), in_chat(large, screen_of(large)) if chat else None)


def _standing(step: str, lang: str, facts: Facts, *, short: bool) -> Session:
    session = standing(step, lang, short=short, many=MANY)
    session.facts |= facts
    if step == START:
        session.trail = []
    return session


def _said(key: str, lang: str, facts: Facts) -> Wording:
    short, full = (say(lang, key, FACTS | facts, short=short) for short in (True, False))
    return Wording(facts, [to_gsm7(short)], Said([full], []))
