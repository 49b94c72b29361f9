"""What we remember of one borrower between two messages: one small JSON document."""

from dataclasses import dataclass
from typing import cast

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from flows.line import Line
from flows.screen import Screen

Facts = dict[str, JsonValue]

START = "start.language"


@dataclass(frozen=True, slots=True)
class Serves:
    """What the configured lender takes: the names of its errands, and of the facts they carry.

    A question is asked only if its fact is among `facts`, an errand sent only if among `errands`. `ids` says which
    ID numbers it knows people by: southern (South Africa's and Namibia's, whose digits can be checked) or any. `ways`
    are those by which photos can come that this phone cannot send (link, telegram), file where this phone can be
    sent documents, and person where staff can be asked for: that is ours to know. `hours`: how far its clock is ahead
    of UTC. `contact`: how a borrower reaches the lender, in a few words ("" where nobody has said).
    """

    errands: frozenset[str]
    facts: frozenset[str]
    ids: str = "southern"
    ways: frozenset[str] = frozenset()
    hours: float = 0
    contact: str = ""


NOTHING = Serves(frozenset(), frozenset())


class Session(BaseModel):
    """One borrower's place in the conversation, and the facts learnt so far.

    `id` names the conversation, `turn` counts its turns; together with the step they make the key of an errand
    (`errand`), the same however often it is sent. `sent` is when the present errand was first sent (seconds since 1970;
    0: not yet), kept only for errands that must happen once. `trail` holds the steps one can go back to, newest last.
    `heard` is when this person was heard last (seconds since 1970). `agreed` is the screen to which the person has said
    yes in this turn. `lines` is each channel's own memory, `accounts` are those that speak for this person (`tg:4711`).
    `owner` says who has the conversation (`flows.handover`), `desk` since when, and which member of staff; `passed` is
    what this turn says to them, or they to the person. `asked` counts the errands of which one person may ask for so
    many a day (`flows.often`). `laid` is an errand under way, and when it was sent, laid by while one of ours is run.
    What is marked exclude is set anew each turn and not kept.
    """

    model_config = ConfigDict(extra="ignore")
    # What is set here is ours and right already; pydantic's own way costs seven times as much, a dozen times a turn.
    __setattr__ = object.__setattr__

    id: str
    state: str = START
    lang: str = "en"
    phone: str = ""
    facts: Facts = Field(default_factory=dict)
    trail: list[str] = Field(default_factory=list)
    turn: int = 0
    errand: str = ""
    sent: int = 0
    sorrys: int = 0
    page: int = 0
    unseen: bool = False
    heard: int = 0
    lines: dict[str, JsonValue] = Field(default_factory=dict)
    accounts: list[str] = Field(default_factory=list)
    owner: str = ""
    desk: Facts = Field(default_factory=dict)
    asked: dict[str, tuple[str, int]] = Field(default_factory=dict)

    short: bool = Field(default=False, exclude=True)
    channel: str = Field(default="", exclude=True)
    now: int = Field(default=0, exclude=True)
    serves: Serves | None = Field(default=None, exclude=True)
    agreed: Screen | None = Field(default=None, exclude=True)
    passed: list[Line] = Field(default_factory=list, exclude=True)
    laid: tuple[str, int] | None = Field(default=None, exclude=True)

    @property
    def hours(self) -> float:
        """How far the lender's clock is ahead of UTC."""
        return self.serves.hours if self.serves else 0

    @property
    def known(self) -> Facts:
        """The facts, and what a guard may need besides.

        The person's `phone`, `now` (seconds since 1970), the `ways` and the names of the `errands` there are, how many
        `hours` the lender's clock is ahead of UTC, who the `owner` of the conversation is, whether the phone is `short`
        of room, and whether an errand is `under_way`.
        """
        serves = self.serves or NOTHING
        found = {"phone": self.phone, "now": self.now, "hours": self.hours, "ways": serves.ways}
        found |= {"owner": self.owner, "short": self.short, "under_way": bool(self.errand)}
        return {**self.facts, **cast("Facts", {**found, "errands": serves.errands})}
