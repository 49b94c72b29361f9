"""A turn: our claim on a person's lane from loading to saving, and how long what it leaves behind is kept."""

from dataclasses import dataclass, field
from typing import NamedTuple

from adapters.job import Job
from adapters.names import Keys
from adapters.vault import Vault
from flows.session import Session

DAY = 24 * 60 * 60 * 1000

Due = tuple[int, Job]
"""A job, and in how many milliseconds it falls due, by Redis' own clock."""


class Fenced(Exception):
    """We held the lane past our lease and another has taken it. Nothing was written; what we meant to say is void."""


class Lives(NamedTuple):
    """How long things are kept, in milliseconds. `lease` must outlast the longest stretch of a turn between two calls.

    `hold` is how long a process that has an errand under way may be silent before another takes it over.
    `session` counts from the last turn, `reply` from when it was given (Telegram delivers again for up to a day),
    `pointer` from when it was last read. `fence` is what stays of somebody forgotten or never saved; it must outlast
    any turn under way.
    """

    lease: int = 15_000
    hold: int = 6_000
    session: int = 90 * DAY
    reply: int = DAY
    pointer: int = 365 * DAY
    fence: int = DAY


LIVES = Lives()


@dataclass(slots=True)
class Turn:
    """Our claim on a person's lane, got by loading. What is personal is left out of its repr.

    `session` is None for somebody we do not know. `reply` is the very reply this message got the first time: then
    nothing must run, and there is nothing to save or free. `moved` is the person this account speaks for, "" if it
    speaks for itself: then nothing is locked, and that person is to be loaded instead.
    """

    who: str = field(repr=False)
    mark: str = field(repr=False)
    token: str
    fence: int = 0
    session: Session | None = field(default=None, repr=False)
    reply: bytes | None = field(default=None, repr=False)
    moved: str = field(default="", repr=False)
    keys: Keys = field(kw_only=True)
    vault: Vault = field(kw_only=True, repr=False)  # seals and opens what is this person's
    wrapped: bytes | None = field(default=None, kw_only=True, repr=False)  # their data key, where it was sealed anew
    place: str = field(kw_only=True)  # the key of this message's reply
    open: set[str] = field(default_factory=set, kw_only=True)  # errands held in this turn, or answered in it
    erased: bool = field(default=False, kw_only=True)  # whether this person was erased of late
    loan: tuple[str, ...] = field(default=(), kw_only=True, repr=False)  # what the session knew of its loan
    pages: set[str] = field(default_factory=set, kw_only=True)  # ids of the session's pages that waited when it began
