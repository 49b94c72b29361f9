"""How we reach one lending system: the settings LENDER_URL, LENDER_USER, LENDER_KEY, LENDER_FILE."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Account:
    """An address and what opens it. `key` is the password, API key or secret; `file` the lender's own settings.

    `currency` is assumed where the lender names none. `read`: seconds to wait for an answer; `connections`: at most so
    many at once.
    """

    url: str
    key: str = field(default="", repr=False)
    user: str = ""
    file: Path | None = None
    currency: str = "ZAR"
    read: float = 10.0
    connections: int = 50
