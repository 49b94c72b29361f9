"""Sentences staff have ready, in every language: ours, and those an operator adds or puts in their place."""

from collections.abc import Mapping
from typing import NamedTuple

from flows.text import LANGUAGES, say

NAMES = (
    *("hello", "wait", "documents", "id_photo", "payslip", "statement"),
    *("otp_never", "branch", "thanks", "closing"),
)
"""Ours, in the order they are offered; their words are the messages `canned-<name>`."""


def canned(lang: str, name: str, *, short: bool = False) -> str:
    """The sentence of ours under this name; the short one, for an SMS, where there is one. Raises KeyError."""
    return say(lang, f"canned-{name}", {}, short=short)


class Canned(NamedTuple):
    """All there are. `own`: the operator's, by name and language; they have one wording, for an SMS too."""

    own: Mapping[str, Mapping[str, str]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names, ours first."""
        return tuple(dict.fromkeys((*NAMES, *self.own)))

    def say(self, lang: str, name: str, *, short: bool = False) -> str:
        """The sentence under this name. Raises KeyError where there is none."""
        return self.own[name][lang] if name in self.own else canned(lang, name, short=short)


def check() -> None:
    """Every sentence of ours stands in every language and needs no fact; else ValueError."""
    for lang, speaks in LANGUAGES.items():
        for name in NAMES:
            if not isinstance(speaks.patterns.get(f"canned-{name}"), str):
                raise ValueError(f"{lang}/canned.ftl: canned-{name} is missing, or needs a fact")  # noqa: TRY004 - as above


check()
