"""How we reach one lending system: the settings LENDER_URL, LENDER_USER, LENDER_KEY, LENDER_FILE."""

from dataclasses import dataclass, field
from pathlib import Path

from flows.loans.afford import Norm


@dataclass(frozen=True, slots=True)
class Account:
    """An address and what opens it. `key` is the password, API key or secret; `file` the lender's own settings.

    `currency` is assumed where the lender names none. `norm`: minimum expenses that hold besides what the lender says
    is left for an instalment. `read`: seconds to wait for an answer; `connections`: at most so many at once.
    """

    url: str
    key: str = field(default="", repr=False)
    user: str = ""
    file: Path | None = None
    currency: str = "ZAR"
    read: float = 10.0
    connections: int = 50
    norm: Norm | None = None
