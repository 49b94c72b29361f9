"""A process that hears one borrower up to the application, and is killed where it is told to be: run by test_killed.

python -m tests.dying before|after|parked|never
"""

import asyncio
import os
import signal
import sys
from typing import Any

from adapters.channels.terminal import Terminal
from adapters.lenders.open import LENDERS
from adapters.lending import Lender
from bot.app import assemble
from bot.settings import Settings
from flows.errands import Apply
from flows.heard import Heard

WHO = "tel:+27821234567"
TO_THE_OFFER = ("1", "1", "1", "8001015009087", "1", "later", "1", "30000", "24000", "9000", "1", "1", "1", "2000", "3")
"""Language, consent, apply, ID number, it is me, documents later, ask the bureau, ..., the instalments."""


def die() -> None:
    """As the kernel kills: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly:
    """The real lender's door, at which this process dies `before` the application is sent, or `after` it was taken."""

    def __init__(self, lender: Lender, when: str) -> None:
        self._lender, self._when = lender, when

    def __getattr__(self, name: str) -> Any:
        return getattr(self._lender, name)

    async def ask(self, errand: Any, key: str) -> Any:
        deadly = isinstance(errand, Apply)
        if deadly and self._when == "before":
            die()
        answer = await self._lender.ask(errand, key)
        if deadly and self._when == "after":
            die()
        return answer


async def talk(when: str) -> None:
    settings = Settings(_env_file=None)
    make = LENDERS[settings.lender]
    LENDERS[settings.lender] = lambda account: Deadly(make(account), when)  # type: ignore[index]  # a dict underneath
    door = Terminal()
    door.patience = 0.8 if when == "parked" else 10.0
    async with assemble(settings) as assistant:
        for number, words in enumerate((None,) if when == "look" else (None, *TO_THE_OFFER, "1")):
            reply = await assistant.desk.converse(Heard(WHO, f"{when}:{number}", words, new=not number), door)
        sys.stdout.write(reply.decode())
        if when == "parked":
            die()


if __name__ == "__main__":
    asyncio.run(talk(sys.argv[1]))
