"""Counting what happens in this process, and adding it every few seconds to what all processes count together.

So no turn waits for it, and none makes a round trip more. Of each turn its steps are counted, for the funnel: how one
left the step one stood on, and which one one reached.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from adapters.channels.door import Away
from adapters.tally import Batch, Tally
from bot.noted import Noted
from flows.steps import HOME, NOTICES, PERSON, STEPS

PAUSE = 2.0
"""Seconds counts may wait to be added. Whoever is killed loses those of that time."""

TURN, ERRANDS, PARKED, SMS = "turn:", "errands", "parked:", "sms:"
CAME, ON, BACK, ASIDE, STAYED = MOVES = ("came:", "on:", "back:", "aside:", "stayed:")
"""What begins the names of the figures: after it stand a channel, why it was parked, an outcome, or a step."""

LOOKS = (HOME, NOTICES, PERSON)
"""Where somebody turns aside to: the menu, help, trouble, reminders, a person."""

MEETING = "start."
"""The first meeting, from which the menu is the way on."""

PLACES = {name: at for at, name in enumerate(STEPS)}
"""Where each step stands in the conversation as it is spoken."""


def move(came: str, step: str) -> str:
    """How a turn that began on one step and ended on another left the first: one of MOVES."""
    if came == step:
        return STAYED
    if came.startswith(LOOKS):
        return ON
    if step.startswith(LOOKS):
        return ON if came.startswith(MEETING) else ASIDE
    return BACK if PLACES.get(step, 0) < PLACES.get(came, 0) else ON


class Tallying:
    """What this process has counted and not yet added. `clock`: seconds since 1970."""

    def __init__(self, tally: Tally, clock: Callable[[], float] = time.time) -> None:
        self.tally, self._clock = tally, clock
        self._turns, self._counts = Counter[tuple[str, str, str, str]](), Counter[str]()
        self._number = 0
        self._batch: Batch | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._adding: asyncio.Task[None] | None = None

    def turn(self, note: Noted) -> None:
        """Count a turn."""
        self._turns[note.channel, note.came, note.step, note.parked] += 1
        self._counts[ERRANDS] += note.errands
        self._call()

    def moved(self, came: str, step: str) -> None:
        """Count a move from one step to another, or to itself."""
        self._counts.update(dict.fromkeys(_moves(came, step), 1))
        self._call()

    def sms(self, outcome: str) -> None:
        """Count what came of an SMS."""
        self._counts[SMS + outcome] += 1
        self._call()

    async def add(self) -> None:
        """Add what has been counted. Where Redis is away it is kept, and added as the same batch the next time."""
        if self._batch is None and (self._turns or self._counts):
            self._number += 1
            self._batch = Batch(self._number, self._clock(), self._taken())
        if batch := self._batch:
            with suppress(Away):
                await self.tally.add(batch)
                self._batch = None if self._batch is batch else self._batch

    async def close(self) -> None:
        """Add what is left, the last time."""
        if self._timer:
            self._timer.cancel()
        if self._adding:
            await asyncio.wait({self._adding})
        await self.add()
        await self.add()  # a batch that was kept, and then what came after it

    def _taken(self) -> Counter[str]:
        """What has been counted, by its names; from here on it is counted anew. Turns alike are named only once."""
        turns, counts = self._turns, self._counts
        self._turns, self._counts = Counter(), Counter()
        for (channel, came, step, parked), by in turns.items():
            names = [TURN + channel, *([PARKED + parked] if parked else []), *_moves(came, step)]
            counts.update(dict.fromkeys(names, by))
        return +counts

    def _call(self) -> None:
        """The first count after a pause calls for the adding."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(PAUSE, self._begin)

    def _begin(self) -> None:
        self._timer = None
        if self._adding is None or self._adding.done():
            self._adding = asyncio.ensure_future(self.add())


def _moves(came: str, step: str) -> list[str]:
    """The names under which a move is counted: how one left, and where one arrived."""
    if not came:
        return [CAME + step]
    how = move(came, step)
    return [how + came, *([] if how == STAYED else [CAME + step])]
