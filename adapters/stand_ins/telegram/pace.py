"""How many messages Telegram takes from a bot in a while, and how long it is to wait after one too many.

From documents: about 20 a minute to one group, one a second to one chat with short bursts, 30 a second in all; that the
wait is told and is to be kept; and, from the maintainers of the Bot API's server, that edits count as messages do, and
so does opening a topic, which is a message about it. Our reading: that closing, renaming and pinning count for the same
reason, that each limit is a window that slides, what a short burst is, and that asking too soon does not lengthen the
wait.
"""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import NamedTuple


class Flood(NamedTuple):
    """A message too many: the chat, the seconds it is to wait, and whether it came before such a wait was over."""

    chat: int
    wait: int
    early: bool


@dataclass
class Pace:
    """At most so many messages in any so many seconds, for each key by itself."""

    messages: int
    seconds: float
    on: bool = False
    sent: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    until: dict[int, float] = field(default_factory=dict)

    def flood(self, key: int, now: float) -> Flood | None:
        """What is wrong with another message now; None: nothing is."""
        sent = self.sent[key]
        while sent and sent[0] + self.seconds <= now:
            sent.popleft()
        early = now < self.until.get(key, now)
        if not self.on or not (early or len(sent) >= self.messages):
            return None
        if not early:
            self.until[key] = now + math.ceil(sent[0] + self.seconds - now)
        return Flood(key, math.ceil(self.until[key] - now), early)


@dataclass
class Limits:
    """Which limits are on: those of groups, unless a test puts it otherwise."""

    group: Pace = field(default_factory=lambda: Pace(20, 60, on=True))
    private: Pace = field(default_factory=lambda: Pace(5, 5))
    every: Pace = field(default_factory=lambda: Pace(30, 1))

    def flood(self, chat: int, *, private: bool, now: float) -> Flood | None:
        """What is wrong with another message to a chat; one that nothing is wrong with is counted."""
        paces = [(self.private if private else self.group, chat), (self.every, 0)]
        for pace, key in paces:
            if flood := pace.flood(key, now):
                return flood._replace(chat=chat)
        for pace, key in paces:
            pace.sent[key].append(now)
        return None
