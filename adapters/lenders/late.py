"""What a lender's silence is called, and how sure we are of it.

    Late            no answer we can use, this time; whether it was done is unknown
    ├── NotSent     it certainly never reached the lender: asking again is safe
    └── Clash       something of that name is there or under way: look it up

    Refused         a definite no: nothing was done
    ├── Denied      the login is not accepted (any more)
    ├── Duplicate   it exists already: look it up
    └── Missing     the lender does not know what was asked about

Late leaves the lender's module; Refused becomes an answer inside it (mostly Trouble).
"""

import re

LONGEST_NOTE = 160
"""Characters of a lender's own words that go into a log line."""


class Late(Exception):
    """No answer we can use, this time; the outcome is unknown.

    `wait`: seconds the lender asked us to stay away. `asked`: when the errand was last sent, in seconds since 1970 (0:
    not by this process); whoever keeps an errand keeps this as its `sent`, since the settle time counts from there.
    """

    def __init__(self, note: str = "", wait: float = 0.0, *, asked: int = 0) -> None:
        super().__init__(note)
        self.wait = wait
        self.asked = asked


class NotSent(Late):
    """It certainly never reached the lender (no connection, no room in the pool): asking again is safe."""


class Clash(Late):
    """Something of that name is there already, or under way: it must be looked up.

    `sure`: it is there, and if it is not ours then nothing was done.
    """

    def __init__(self, note: str = "", wait: float = 0.0, *, sure: bool = False) -> None:
        super().__init__(note, wait)
        self.sure = sure


class Refused(Exception):
    """The lender says no, and nothing was done. `note` is its reason, without numbers that could name a person."""

    def __init__(self, note: str = "") -> None:
        self.note = discreet(note)
        super().__init__(self.note)


class Denied(Refused):
    """The login is not accepted, or not any more."""


class Duplicate(Refused):
    """The lender has it already."""


class Missing(Refused):
    """The lender does not know what was asked about."""


def discreet(note: str) -> str:
    """A note fit for a log: one line, not long, and long digit runs (ID numbers, phones, accounts) struck out."""
    return re.sub(r"\d(?:[ -]?\d){5,}", "…", " ".join(note.split()))[:LONGEST_NOTE]
