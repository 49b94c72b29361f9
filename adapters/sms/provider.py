"""What a provider of SMS is to us, and how we reach one: the settings SMS_URL, SMS_USER, SMS_KEY, SMS_SENDER."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, runtime_checkable

from adapters.sms.outcomes import Message, NotNow, Outcome, Refused, Report, Taken, Unknown


@dataclass(frozen=True, slots=True)
class Account:
    """An address ("": the provider's own) and what opens it. `sender`: whom messages come from.

    `reports`: where reports of delivery are to be sent, our secret in it ("": nowhere). `read`: seconds to wait for an
    answer.
    """

    url: str = ""
    user: str = ""
    key: str = field(default="", repr=False)
    sender: str = ""
    reports: str = field(default="", repr=False)
    read: float = 10.0


class Posted(NamedTuple):
    """What came to our door: the path as it was asked for, with its query; the headers; the body."""

    path: str
    headers: Mapping[str, str]
    body: bytes


class Forged(Exception):
    """It does not come from the provider."""


class Unreadable(Exception):
    """It is no report as we know them."""


class Provider(Protocol):
    """Carries messages. A call of `send` lasts four times `Account.read` at the longest, and is never cancelled."""

    @property
    def name(self) -> str:
        """The word in the setting SMS, the figures and our address for its reports."""

    async def send(self, message: Message) -> Outcome:
        """Hand it over, once."""

    def reports(self, posted: Posted) -> Sequence[Report]:
        """What it tells of messages; words of its that tell nothing are left out. Raises Forged, Unreadable."""

    async def close(self) -> None:
        """Close the connections."""


@runtime_checkable
class Asked(Provider, Protocol):
    """A provider that can be asked what it has. What it does not have may be sent once more."""

    async def find(self, message: Message, since: float) -> Sequence[Taken | Refused] | NotNow | Unknown:
        """What it has that may be this message, sent since then (seconds since 1970), the oldest first."""
