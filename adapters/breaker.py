"""A breaker for each errand: a lender that keeps failing at something is left alone for a while.

While it is open an errand is answered at once with LeftAlone, a NotSent, which is the truth: nothing was sent. So a
borrower reads within milliseconds that they will be told, and a lender in trouble is not asked by all who wait for it.

One breaker stands before one errand of one lender (`Apply`, and `Apply look-up` for looking it up): that is as near to
an endpoint as we can come without knowing the lender's paths, and its name is a word of ours, fit for a metric. What
counts is the outcome: Late is a failure, whatever came back; an answer, a definite no and a Clash are none.
Every process has breakers of its own.
"""

import time
from collections import deque
from collections.abc import Awaitable, Callable
from enum import IntEnum
from typing import NamedTuple, TypeVar

from adapters.lenders.late import Clash, Late, NotSent

T = TypeVar("T")
Clock = Callable[[], float]


class LeftAlone(NotSent):
    """The breaker is open: nothing was sent, and there is no use in asking again before `wait` seconds are over."""


class State(IntEnum):
    """What a breaker lets through. The numbers are those of the metric."""

    CLOSED = 0
    HALF_OPEN = 1
    OPEN = 2


class Limits(NamedTuple):
    """When a breaker opens: after `row` failures in a row, or once half of the last `seen` failed; for `rest` s."""

    row: int = 5
    seen: int = 20
    rest: float = 15.0


LIMITS = Limits()


class Breaker:
    """One breaker. `clock` counts seconds, from anywhere, and never goes back."""

    def __init__(self, clock: Clock = time.monotonic, limits: Limits = LIMITS) -> None:
        self._clock = clock
        self._limits = limits
        self._last: deque[bool] = deque(maxlen=limits.seen)
        self._row = 0
        self._until = float("-inf")
        self._opened = False
        self._probing = False

    @property
    def state(self) -> State:
        """Closed lets everything through, half-open one call at a time, open none."""
        if self._left > 0:
            return State.OPEN
        return State.HALF_OPEN if self._opened else State.CLOSED

    async def through(self, call: Callable[[], Awaitable[T]]) -> T:
        """What the call gives. Raises LeftAlone where it was not made: the breaker is open."""
        probe = self._admit()
        try:
            answer = await call()
        except Late as error:
            self._heard(probe, well=isinstance(error, Clash), wait=error.wait)
            raise
        finally:
            self._probing = self._probing and not probe
        self._heard(probe, well=True)
        return answer

    @property
    def _left(self) -> float:
        """Seconds until we may ask again."""
        return self._until - self._clock()

    def _admit(self) -> bool:
        """Whether this call is the probe."""
        if self._left > 0:
            raise LeftAlone("left alone for a while", self._left)
        if self._probing:
            raise LeftAlone("left alone while one asks", self._limits.rest)
        self._probing = self._opened
        return self._probing

    def _heard(self, probe: bool, *, well: bool, wait: float = 0.0) -> None:
        """Count an outcome. What was asked before the breaker opened and is answered since says nothing new."""
        if wait > 0:  # the lender's own wish, whatever our count
            self._until = max(self._until, self._clock() + wait)
        if self._opened and not probe:
            return
        self._last.append(well)
        self._row = 0 if well else self._row + 1
        if well and probe:
            self._close()
        elif not well and (probe or self._too_many()):
            self._opened, self._until = True, max(self._until, self._clock() + self._limits.rest)

    def _too_many(self) -> bool:
        full = len(self._last) == self._limits.seen
        return self._row >= self._limits.row or (full and 2 * self._last.count(False) >= self._limits.seen)

    def _close(self) -> None:
        self._opened, self._row = False, 0
        self._last.clear()


class Breakers:
    """The breakers of one lender, made as they are first needed."""

    def __init__(self, clock: Clock = time.monotonic, limits: Limits = LIMITS) -> None:
        self._clock = clock
        self._limits = limits
        self._all: dict[str, Breaker] = {}

    def of(self, name: str) -> Breaker:
        """The breaker of this name."""
        return self._all.setdefault(name, Breaker(self._clock, self._limits))

    @property
    def states(self) -> dict[str, State]:
        """Where each stands."""
        return {name: breaker.state for name, breaker in sorted(self._all.items())}
