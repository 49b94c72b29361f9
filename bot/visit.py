"""A turn under way at the desk."""

import asyncio
from dataclasses import dataclass

from adapters.channels.door import Door
from adapters.turn import Turn
from flows.session import Session


@dataclass(slots=True)
class Visit:
    """One turn under way: our claim, the session under it, and until when (loop time) the person will wait.

    `page` is the one of the screen they were on when they spoke (from 0). `account` is the claim of an account (a
    Telegram user) that has just been joined to this person. `parked` says why it ends with an errand still waiting for
    its answer, in a word of `bot.noted`. `erased`: the person has everything deleted.
    """

    turn: Turn
    session: Session
    deadline: float
    door: Door
    page: int
    account: Turn | None = None
    errands: int = 0
    parked: str = ""
    erased: bool = False

    @property
    def patience(self) -> float:
        """Seconds the person will still wait."""
        return max(self.deadline - asyncio.get_running_loop().time(), 0)
