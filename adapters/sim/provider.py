"""What tells of changed SIMs is to us, and how we reach it: the settings SIM_SWAP_URL, SIM_SWAP_USER, SIM_SWAP_KEY."""

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from adapters.sim.outcomes import Asked, Found, Unknown

NOBODY = "+999000000000"
"""A number nobody has, since its country code is kept free: asked about to see whether we are let in."""


@dataclass(frozen=True, slots=True)
class Account:
    """An address ("": the provider's own) and what opens it. `read`: seconds to wait for an answer."""

    url: str = ""
    user: str = ""
    key: str = field(default="", repr=False)
    read: float = 4.0


class Unreadable(Exception):
    """It is no answer as we know them."""


class Provider(Protocol):
    """Knows of changed SIMs. A call of `look` is never cancelled."""

    @property
    def name(self) -> str:
        """The word in the setting SIM_SWAP, and in the figures."""

    async def look(self, number: str) -> Found | Asked | Unknown:
        """Ask about a number (`+27821234567`), once."""

    async def close(self) -> None:
        """Close the connections."""


@runtime_checkable
class TellsLater(Provider, Protocol):
    """A provider that may answer at our door."""

    def told(self, body: bytes) -> tuple[str, Found | Unknown]:
        """Under which mark, and what. Raises Unreadable."""
