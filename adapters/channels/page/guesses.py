"""Counting tokens nobody was given, and wrong passwords, so that whoever tries them is told to stop."""

import time
from collections import OrderedDict
from collections.abc import Callable

MOST_PEERS = 10_000


class Guesses:
    """`most` unknown tokens in `span` seconds from one address, in this process; the oldest address is forgotten first.

    A link that is known opens all the same: a whole mobile network may share one address, and so may everybody behind
    a proxy. Guessing is hopeless at 128 bits; this is only so that it does not look otherwise.
    """

    def __init__(self, most: int = 30, span: float = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._span, self._clock = most, span, clock
        self._peers: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def shut_out(self, peer: str) -> bool:
        """Whether there have been too many from this address: where what it knows should not help it any more."""
        return self._known(peer)[1] >= self._most

    def too_many(self, peer: str) -> bool:
        """Count one more unknown token from this address, and say whether that is too many."""
        since, count = self._known(peer)
        self._peers[peer] = (since, count + 1)
        if len(self._peers) > MOST_PEERS:
            self._peers.popitem(last=False)
        return count >= self._most

    def _known(self, peer: str) -> tuple[float, int]:
        """Since when, and how many; what is older than the span is forgotten."""
        now = self._clock()
        since, count = self._peers.get(peer, (now, 0))
        if now - since < self._span:
            return since, count
        self._peers.pop(peer)
        return now, 0
