"""Counting wrong passwords, so that what is guessed after too many is not even looked at; also while Redis is away."""

import time
from collections.abc import Callable

from adapters.remembered import Remembered

MOST_PEERS = 10_000


class Guesses:
    """`most` wrong passwords in `span` seconds from one address; who has not tried for longest is forgotten first."""

    def __init__(self, most: int = 30, span: float = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._span, self._clock = most, span, clock
        self._peers = Remembered[str, tuple[float, int]](MOST_PEERS)

    def shut_out(self, peer: str) -> bool:
        """Whether there have been too many from this address: where what it knows should not help it any more."""
        return self._known(peer)[1] >= self._most

    def too_many(self, peer: str) -> bool:
        """Count one more wrong password from this address, and say whether that is too many."""
        since, count = self._known(peer)
        self._peers[peer] = (since, count + 1)
        return count >= self._most

    def _known(self, peer: str) -> tuple[float, int]:
        """Since when, and how many; what is older than the span is forgotten."""
        now = self._clock()
        since, count = self._peers.get(peer, (now, 0))
        if now - since < self._span:
            return since, count
        self._peers.pop(peer)
        return now, 0
