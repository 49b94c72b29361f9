"""What is kept in Redis of conversations that a person has."""

from typing import NamedTuple

from adapters.handovers import Handovers
from adapters.queue import Queue
from adapters.sessions import Sessions


class Kept(NamedTuple):
    """The sessions, the hand-overs, and the queue of those who wait."""

    sessions: Sessions
    handovers: Handovers
    queue: Queue
