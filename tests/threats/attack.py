"""What an attack is, for a test that tries it twice."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import pytest


class Ground(NamedTuple):
    """Where an attack takes place: a real Redis, empty, and a folder of its own."""

    redis_url: str
    folder: Path


class Attack(NamedTuple):
    """One attack. `name` is its row's in docs/threats.md.

    `attempt` builds what it attacks, attacks it, and says whether the attacker got what they wanted. It also asserts
    what an honest person gets there, so that a door shut to all is no control. `without` takes the control out.
    """

    name: str
    attempt: Callable[[Ground], Awaitable[bool]]
    without: Callable[[pytest.MonkeyPatch], None]
