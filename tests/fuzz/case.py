"""What a door is to the fuzzer: it makes cases, and tries them."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NamedTuple

KEPT = Path(__file__).parent / "kept"
"""Cases that failed once, one file each, in a folder a door."""

Try = Callable[[bytes], Awaitable[None]]
"""Tries one case. Whatever it raises is a failure: what may happen it takes, and holds to what must be true."""


@dataclass(frozen=True)
class Door:
    """One way in. `share`: so many of a hundred cases are tried here.

    `make`: a case from chance alone, as bytes, so that it can be kept in a file. `opened`: what stands behind the door,
    for as long as it is open.
    """

    name: str
    share: float
    make: Callable[[Random], bytes]
    opened: Callable[[], AbstractAsyncContextManager[Try]]

    def case(self, seed: int, number: int) -> bytes:
        """The case of that number: the same for the same seed, whatever was tried before."""
        return self.make(Random(f"{seed} {self.name} {number}"))

    def kept(self) -> list[Path]:
        """The cases of this door that failed once."""
        return sorted(path for path in (KEPT / self.name).glob("*") if path.is_file())


class Broken(NamedTuple):
    """A case that failed, by its seed and number, and why."""

    door: str
    seed: int
    number: int
    case: bytes
    why: str

    @property
    def again(self) -> str:
        """How to see it again."""
        return f"python -m tests.fuzz --door {self.door} --seed {self.seed} --only {self.number}"
