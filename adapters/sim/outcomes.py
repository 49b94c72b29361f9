"""What may come of asking when the SIM of a number was changed."""

from typing import NamedTuple


class Found(NamedTuple):
    """When it was changed last (`changed`, seconds since 1970); 0 where the network knows of no change.

    Where only the day is told it is the end of that day.
    """

    changed: float


class Asked(NamedTuple):
    """The provider is looking, and tells us later, at our door, under this `mark` of its own."""

    mark: str


class Unknown(NamedTuple):
    """Nobody can say. `why`, in a word that is fit for a log.

    `heard`: the provider let us in and answered; of this number it has nothing to tell.
    """

    why: str
    heard: bool = False
