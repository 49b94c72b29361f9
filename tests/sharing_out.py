"""How the suite is shared out among processes: how many there are, and who begins with what takes longest.

pytest-xdist gives each process an equal run of the tests as they stand, and who has done theirs takes over half of what
another has left, from the end. What takes a minute must so be begun first: nobody can help with it at the end.
"""

import os

import pytest

LONG = ("test_soak", "test_walk", "test_killed", "test_redis_high", "test_documents_sent", "test_program")
"""Modules with tests that take many seconds, nearly all of it waiting, the longest first."""


def processes() -> int:
    """Two more than there are processors: most of a test is waiting, for a lease to run out or a worker to look."""
    return (os.cpu_count() or 1) + 2


def share_out(items: list[pytest.Item], among: int) -> None:
    """Deal out what takes long, so that each process has as much of it, and begins with it."""
    long, rest = [item for item in items if _name(item) in LONG], [item for item in items if _name(item) not in LONG]
    long.sort(key=lambda item: LONG.index(_name(item)))
    items[:] = [
        item
        for number in range(among)
        for item in (*long[number::among], *rest[len(rest) * number // among : len(rest) * (number + 1) // among])
    ]


def _name(item: pytest.Item) -> str:
    return item.path.stem
