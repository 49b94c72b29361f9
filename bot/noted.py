"""What a turn leaves behind besides its reply: a line in the log and three figures. No person and no fact in either.

Every turn pays for both, so they are only noted then, and written many at a time, which costs a third.
"""

import asyncio
import logging
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import structlog

from bot import metrics

log = structlog.get_logger()

PAUSE = 0.05
"""Seconds a turn may wait to be written. Whoever is killed loses the lines of that time, and nothing else."""


LATE, APART, LONG = "late", "apart", "long"
"""Why a turn ends with an errand under way: no answer in time, it calls the same phone, or it is one too many."""


class Noted(NamedTuple):
    """One turn: where it came and where it went, the errands it took, how long in seconds, and when it was over.

    `came` is "" where the conversation began with it; `parked` says why it ended with an errand under way ("": none).
    """

    channel: str
    came: str
    step: str
    errands: int
    seconds: float
    parked: str
    over: float


class Notes:
    """The turns noted and not yet written. `count` is told of each when it is."""

    def __init__(self, count: Callable[[Noted], None] | None = None) -> None:
        self._notes: list[Noted] = []
        self._count = count

    def turn(self, channel: str, came: str, step: str, errands: int, seconds: float, parked: str) -> None:
        """Note a turn. The first one after a pause calls for the writing."""
        if not self._notes:
            asyncio.get_running_loop().call_later(PAUSE, self.write)
        self._notes.append(Noted(channel, came, step, errands, seconds, parked, time.time()))

    def write(self) -> None:
        """Write what has been noted; to be called once more when we stop."""
        notes, self._notes = self._notes, []
        for note in notes:
            metrics.turn(note.channel, note.step, note.errands, note.seconds)
            if note.parked:
                metrics.parked(note.channel, note.parked)
            if self._count:
                self._count(note)
        if notes and log.is_enabled_for(logging.INFO):
            sys.stdout.write("".join(map(_line, notes)))
            sys.stdout.flush()


def _line(note: Noted) -> str:
    """As structlog would write it, at a tenth of the price. Steps and channels are our own words: nothing to escape."""
    second, rest = divmod(note.over, 1)
    return (
        f'{{"channel": "{note.channel}", "came": "{note.came}", "step": "{note.step}", "errands": {note.errands}, '
        f'"ms": {note.seconds * 1000:.1f}, "event": "turn", "level": "info", "timestamp": "{_stamp(int(second))}'
        f'.{int(rest * 1e6):06}Z"}}\n'
    )


@lru_cache(maxsize=2)
def _stamp(second: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
