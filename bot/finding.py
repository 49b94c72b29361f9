"""What `python -m bot check` finds: one thing it has looked at."""

from typing import NamedTuple


class Finding(NamedTuple):
    """One thing looked at: whether it is well, and in a sentence what was found or what to do."""

    well: bool
    what: str
    words: str
