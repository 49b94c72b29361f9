"""The words a conversation is written in: Ask, Choose, Upload, Send, Talk, End; and the Flow that holds them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import JsonValue

from flows.errands import Answer, Errand, TooOften, Trouble
from flows.session import Facts, Session

Check = Callable[[str, Session], JsonValue]
Guard = Callable[[Facts], bool]
Change = Callable[[Facts, Any], None]
"""What the facts become by an option chosen (its value) or by an answer, besides the fact of the step's name.

The fact `heard_at` is when an answer came (seconds since 1970); with either, `hours` is how far the lender's clock is
ahead of UTC. What a guard has besides, `Session.known` says.
"""

BACK = "<back>"
"""A route that leads one step back, wherever the person came from."""

SKIP = "skip"
"""The outcome of a step that is passed over: nobody needs its answer."""


DOUBT = "doubt"
OFTEN = "home.often"
"""Where an errand leads that one person has asked for too often."""
"""The outcome of an errand that may have been done after all: a person must look before anything is asked again."""


class Sorry(Exception):
    """The person's words do not fit. `key` names the sentence to answer with (`sorry-<key>`), `facts` fill it."""

    def __init__(self, key: str, **facts: JsonValue) -> None:
        super().__init__(key)
        self.key = f"sorry-{key}"
        self.facts: Facts = facts


@dataclass(frozen=True)
class Ask:
    """Ask for something typed. `check` turns the words into the fact of the step's name, or says Sorry.

    `secret`: the answer is passed on and never kept. `contact`: the answer is the person's own number, shared by
    button. `when` guards the step; where it is False the step is passed over. `ours`: we need the answer ourselves,
    whatever the lender takes. `anew`, `drops`: as for a Choose.
    """

    name: str
    check: Check
    then: str
    secret: bool = False
    contact: bool = False
    ours: bool = False
    when: Guard | None = None
    anew: str = ""
    drops: tuple[str, ...] = ()

    @cached_property
    def routes(self) -> Mapping[str, str]:
        """Where each outcome leads."""
        return {"then": self.then, SKIP: self.then}


@dataclass(frozen=True)
class Choose:
    """Offer options: a table from value to the step it leads to, or the name of the fact that lists them.

    Listed options are mappings with `id` and `label`; the other fields of the one chosen become facts. `extra` are
    options shown after the listed ones. With `then`, every listed option leads there, and a single one is taken
    without asking. A table of routes is a fork of our own; a list is a question whose answer some errand must take.
    A fork that only makes sense `before` an errand is passed over, towards `then`, where the lender has no such errand.
    `needs` is the fact that must be of use to the lender for a list to be asked, where it is not the step's own name.
    `change` is made to the facts by the option chosen. `agrees` is the option that says yes to what the screen says:
    the trail keeps what was shown to whoever takes it. `only` are options of the table not always offered: only where
    the lender has the errands listed for one, and the guards listed hold. `extra` are ways on and leave no fact; of a
    table, an option leaves the fact of the step's name, unless it `leaves` none.

    What was read a moment ago is not kept: whoever comes back here is led to the errand `anew` first, which reads it
    again, and the facts it `drops` are forgotten as the person leaves, whichever way they go. Where one `rests` nothing
    is half done: who comes again later finds the menu, and is not asked whether to go on. One that `closes` ends what
    led to it, like an End that one can choose at: nothing leads back beyond it.
    """

    name: str
    options: Mapping[str, str] | str
    then: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    before: type[Errand[Any]] | None = None
    when: Guard | None = None
    change: Change | None = None
    agrees: str = ""
    needs: str = ""
    only: Mapping[str, tuple[Guard | type[Errand[Any]], ...]] = field(default_factory=dict)
    leaves: bool = True
    rests: bool = False
    closes: bool = False
    anew: str = ""
    drops: tuple[str, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether this is a fork in the conversation rather than a question for the lender."""
        return not isinstance(self.options, str)

    @property
    def table(self) -> Mapping[str, str]:
        """The options known beforehand, and where they lead."""
        return self.extra if isinstance(self.options, str) else self.options

    @cached_property
    def routes(self) -> Mapping[str, str]:
        """Where each outcome leads."""
        listed = {"then": self.then, SKIP: self.then} if self.then else {}
        return {**self.table, **listed}


@dataclass(frozen=True)
class Talk(Choose):
    """A person is asked for here, or speaks: whatever is said that is none of the options is passed on to them.

    While they have the conversation nothing of ours is shown in a chat; where it goes back from here, the step below is
    shown again.
    """


@dataclass(frozen=True)
class Upload:
    """Ask for photos or files: the pages of one document after another (`flows.uploading`), until none is missing.

    `give` is where a document leads that is whole, `then` where the way goes on after the last. `ways` are for phones
    that cannot send a photo.
    """

    name: str
    give: str
    then: str
    ways: Mapping[str, str]

    @cached_property
    def table(self) -> Mapping[str, str]:
        """All options there may be, and where they lead; which of them are shown, `flows.uploading.offered` says."""
        here = self.name
        return {"use": here, "done": self.give, "retake": here, **self.ways, "skip": here, "later": here}

    @cached_property
    def routes(self) -> Mapping[str, str]:
        """Where each outcome leads."""
        return {**self.table, "then": self.then, SKIP: self.then}


@dataclass(frozen=True)
class Send:
    """Send an errand. The class of its answer picks the next step; `trouble` is where a definite error leads.

    `doubt` is where it leads that nobody knows whether it was done. `closes`: what was done once closes the way back.
    `change` is made to the facts by its answer. `without`: fields of the errand that are left as they are by birth.
    `instead`: answers of ours in the lender's place, to an errand that was not sent, and where they lead. `apart`: it
    calls the borrower's phone, so on a phone that can hold one such session only it is sent when ours is over; what the
    phone shows last are the words of this step.
    """

    name: str
    errand: type[Errand[Any]]
    to: Mapping[type[Answer], str]
    skip: str = ""
    trouble: str = "home.trouble"
    doubt: str = "home.doubt"
    when: Guard | None = None
    closes: bool = True
    change: Change | None = None
    apart: bool = False
    without: tuple[str, ...] = ()
    instead: Mapping[type[Answer], str] = field(default_factory=dict)

    @cached_property
    def routes(self) -> Mapping[str, str]:
        """Where each answer leads."""
        known = {answer.__name__: step for answer, step in {**self.instead, **self.to}.items()}
        over = {SKIP: self.skip or next(iter(self.to.values()))}
        often = {TooOften.__name__: OFTEN} if self.errand.a_day else {}
        return {Trouble.__name__: self.trouble, DOUBT: self.doubt, **often, **known, **over}


@dataclass(frozen=True)
class End:
    """Say something and close the conversation for now.

    `aside`: it was only a look at something; what was begun before goes on afterwards. `then`: something outside has to
    happen now; whoever comes back, or presses on, goes there to see.
    """

    name: str
    aside: bool = False
    then: str = ""

    @cached_property
    def routes(self) -> Mapping[str, str]:
        """Nowhere, or onward: else whatever comes next starts from the menu."""
        return {"then": self.then} if self.then else {}


Step = Ask | Choose | Upload | Send | End
"""A Talk is a Choose."""


class Flow:
    """One part of the conversation: its steps in the order they are spoken, the first one first."""

    def __init__(self, name: str, *steps: Step, forgets: tuple[str, ...] = ()) -> None:
        self.name = name
        self.steps: dict[str, Step] = {f"{name}.{step.name}": step for step in steps}
        if len(self.steps) != len(steps):
            raise ValueError(f"{name}: two steps share a name")
        self.forgets = forgets
