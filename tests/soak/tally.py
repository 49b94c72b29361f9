"""What is counted while it runs."""

import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts and times (seconds) of the whole run, and the breaches seen under way."""

    faults: Counter[str] = field(default_factory=Counter)
    kills: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    recovery: dict[str, list[float]] = field(default_factory=dict)
    answered: dict[str, list[float]] = field(default_factory=dict)
    repeats: int = 0
    unanswered: int = 0
    compared: int = 0
    breaches: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    @property
    def turns(self) -> int:
        """Messages that were answered."""
        return sum(map(len, self.answered.values()))

    def recovered(self, what: str, seconds: float) -> None:
        """Something was there again so many seconds after it had been killed."""
        self.recovery.setdefault(what, []).append(seconds)
