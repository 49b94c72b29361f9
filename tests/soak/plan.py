"""How hard, how long, and with what the soak is run."""

from dataclasses import dataclass
from typing import get_args

from bot.settings import Settings


@dataclass(frozen=True)
class Plan:
    """Times are in seconds; `kills` and `squalls` are the mean time between two of them.

    `settle` is the assistant's LENDER_SETTLE; it must outlast `slow` (the lender) + `stop` (a process) + what the wires
    add. `faults` is how often, of a hundred calls, a lender's fault strikes; `together` the share of messages delivered
    twice at once. `without` names what is switched off to see whether the soak notices; `dawdle` is how often, of a
    hundred, a process falls asleep past its lease just before it keeps an intent, `doze` just before it sends
    (see tests/soak/crippled.py). `silence` is the assistant's WORKER_SILENCE; some stops outlast it. `forked` processes
    start in a moment, and need not import everything first (see tests/nursery.py).
    """

    seed: int
    seconds: float = 600.0
    grace: float = 90.0
    people: int = 60
    webs: int = 2
    workers: int = 2
    pause: float = 0.4
    kills: float = 1.6
    squalls: float = 0.7
    settle: float = 12.0
    slow: float = 2.5
    stop: float = 4.0
    faults: float = 12.0
    together: float = 0.05
    without: str = ""
    dawdle: float = 0.0
    doze: float = 0.0
    silence: float = 3.0
    forked: bool = False

    @classmethod
    def short(cls, seed: int, **other: object) -> "Plan":
        """The one that is part of `make test`: the same, small."""
        small = {"seconds": 12.0, "grace": 60.0, "people": 16, "pause": 0.03, "kills": 1.2, "squalls": 0.4}
        quick = {"settle": 3.0, "slow": 0.6, "stop": 1.2, "silence": 1.0, "workers": 1}
        return cls(seed, forked=True, **{**small, **quick, **other})  # type: ignore[arg-type]  # as dataclasses.replace takes them


def has_workers() -> bool:
    """Whether the assistant knows the role of a worker."""
    return "worker" in get_args(Settings.model_fields["role"].annotation)
