"""Known holes in dependencies we live with for a while: why, and until when."""

from datetime import date
from typing import NamedTuple


class Accepted(NamedTuple):
    """One advisory, by any of its names, that does not fail the check before `until`; `because` is for who reads it."""

    advisory: str
    until: date
    because: str


ACCEPTED: tuple[Accepted, ...] = ()
"""At most three months each: after that somebody looks again."""
