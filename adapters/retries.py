"""A budget for asking again: where much fails, tries on top of tries would be the better part of a lender's load."""

import time
from collections import deque
from collections.abc import Callable


class Retries:
    """At most `share` of the calls of the last `window` seconds may be tried again, and `floor` of them in any case.

    `clock` counts seconds and never goes back. Counted by the second, so that a busy minute is 60 small entries.
    """

    def __init__(
        self, share: float = 0.1, floor: int = 10, window: float = 60.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._share = share
        self._floor = floor
        self._window = window
        self._clock = clock
        self._seconds: deque[list[int]] = deque()  # second, calls, of which again

    def call(self) -> None:
        """Note a first try."""
        self._now()[1] += 1

    def again(self) -> bool:
        """Whether one more try is within the budget; notes it if so."""
        now = self._now()
        calls, tried = (sum(second[place] for second in self._seconds) for place in (1, 2))
        if tried >= max(self._floor, self._share * calls):
            return False
        now[2] += 1
        return True

    def _now(self) -> list[int]:
        """The entry of this second, with what is too old thrown away."""
        second = int(self._clock())
        while self._seconds and self._seconds[0][0] <= second - self._window:
            self._seconds.popleft()
        if not self._seconds or self._seconds[-1][0] != second:
            self._seconds.append([second, 0, 0])
        return self._seconds[-1]
