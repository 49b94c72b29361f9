"""What a channel is to the desk: it listens, it draws, and the desk knows no more of it."""

import math
from collections.abc import Awaitable, Callable
from typing import Protocol, runtime_checkable

from flows.heard import File, Heard
from flows.screen import Screen
from flows.session import Session
from flows.text import DEFAULT, say


class Door(Protocol):
    """How one channel listens and draws."""

    @property
    def name(self) -> str:
        """What keys the channel's own memory in `session.lines`."""

    @property
    def short(self) -> bool:
        """Whether it asks for the short wording."""

    @property
    def patience(self) -> float:
        """Seconds a turn may take before the borrower is told that we are working on it."""

    def listen(self, session: Session, heard: Heard) -> Heard:
        """What the person said, once we know where they stand. May turn a page, and remember in `session.lines`."""

    def draw(self, session: Session, screen: Screen) -> bytes:
        """The reply in the channel's own format; kept, and given again to a message delivered twice."""


@runtime_checkable
class Bringing(Door, Protocol):
    """A door through which files come."""

    async def bring(self, file: File) -> bytes:
        """The file itself, whole. Raises NotBrought."""


@runtime_checkable
class Giving(Door, Protocol):
    """A door through which documents go to the borrower."""

    async def give(self, session: Session, name: str, content: bytes) -> bool:
        """Give a PDF under this name, in ten seconds at most; whether it was given."""


class NotBrought(Exception):
    """A file could not be fetched. `key`: `large` (more than we take), `gone` (the channel has it no more), `slow`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


Converse = Callable[[Heard, Door], Awaitable[bytes]]
"""One turn: what a door hands a message to, and gets the reply from (`bot.converse.Desk.converse`)."""


class Away(Exception):
    """We cannot hear anyone now (Redis is away, or a lane is held too long). Nothing was done; say so, kindly."""


class Slower(Away):
    """Too much at once: from this person, or through this whole `door`. Nothing was done; it may be said again.

    `wait`: seconds until that is of use. `who` and `lang` are the person's, where they are known.
    """

    def __init__(self, wait: float, *, door: bool = False, who: str = "", lang: str = DEFAULT) -> None:
        super().__init__("more at once than is let through")
        self.wait, self.door, self.who, self.lang = wait, door, who, lang

    @property
    def seconds(self) -> int:
        """The wait as it is said to a person: whole seconds, at least one."""
        return max(1, math.ceil(self.wait))

    def words(self, *, short: bool) -> str:
        """The sentence to answer with, in the person's language; `short` for a small screen."""
        return say(self.lang, "way-full" if self.door else "way-slower", {"seconds": self.seconds}, short=short)
