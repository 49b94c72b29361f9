"""Before a turn: whether the door is full, how many turns a person may have, and what language to say no in."""

from collections.abc import Callable

from adapters.channels.door import Slower
from adapters.limits import Rate
from adapters.permits import Permits
from adapters.remembered import Remembered

REMEMBERED = 10_000
"""People whose language a process remembers."""

PERSON = Rate(40, 40)
"""Forty turns at once, an album and more, and then one a second."""

Count = Callable[[str], None]
"""Counts one that was not let through, by the word for what was too much."""


def nobody(_: str) -> None:
    """Count nothing."""


class Gate:
    """Lets turns through. Without `permits` every door is open; `rate` is a person's (None: as often as they like)."""

    def __init__(
        self, permits: Permits | None = None, rate: Rate | None = None, count: Count = nobody, lang: str = "en"
    ) -> None:
        self._permits, self.rate, self._count, self._lang = permits, rate, count, lang
        self._langs = Remembered[str, str](REMEMBERED)

    async def enter(self, door: str) -> None:
        """One message comes in through this door. Raises Slower where it is full."""
        if self._permits:
            await self._permits.spend(door)

    def heard(self, who: str, lang: str) -> None:
        """Remember the language of one whose turn it is."""
        self._langs[who] = lang

    def often(self) -> None:
        """Count an errand that one person has asked for too often."""
        self._count("often")

    def refused(self, refusal: Slower, who: str) -> None:
        """Count a refusal, and add whose it is and in what language to say it."""
        refusal.who, refusal.lang = who, self._langs.get(who, self._lang)
        self._count("door" if refusal.door else "person")
