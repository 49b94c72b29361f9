"""What comes of handing a message to a provider, and what a provider tells of it later.

    Taken     it is theirs now, under this id
    Refused   a definite no that another try would not change
    NotNow    it is certainly not theirs: another try is safe
    Unknown   it may be theirs: another try could send it twice

`why` is made of our words and a provider's codes, never of its sentences, which repeat the number or the text.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

State = Literal["taken", "sent", "delivered", "failed"]
"""What a report says: the provider has it; the network has it; the phone has it; nobody will have it."""


@dataclass(frozen=True, slots=True)
class Message:
    """An SMS on its way. `mark` is our name for it: 32 hexadecimal digits, the same at every try."""

    to: str = field(repr=False)
    text: str = field(repr=False)
    mark: str


@dataclass(frozen=True, slots=True)
class Taken:
    """The provider has it, under this id of its own."""

    id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It will not be sent. `id`: the provider's, where it gave one nevertheless."""

    why: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class NotNow:
    """It was not taken this time. `wait`: seconds we were asked to stay away, or had better."""

    why: str
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been taken."""

    why: str


Outcome = Taken | Refused | NotNow | Unknown


class Report(NamedTuple):
    """What became of a message: by our mark where the provider repeats it, else by its id ("": not told)."""

    state: State
    mark: str = ""
    id: str = ""
