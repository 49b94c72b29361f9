"""Where borrowers stop: for each step, how many came to it and what became of them.

Counted are arrivals, not people: who comes to a step twice is counted twice. Who came and neither went on nor back nor
aside is where they were: thinking, gone to fetch a document, or gone for good. Nobody is followed for that; it is
arrivals less departures, so somebody who came before the time shown and left within it makes it smaller, though never
less than nobody. A step where a worker heard the lender's answer is left by that; what staff do with a conversation is
not counted.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.tallying import ASIDE, BACK, CAME, ON, STAYED
from flows.steps import FLOWS, STEPS
from flows.words import End, Send


class Level(NamedTuple):
    """One step: how often somebody came to it, went on, back, or aside (the menu, help, a person), or was asked again.

    `ends`: the conversation closes here for now, so nobody is expected to go on. `waits`: it is an errand, on which one
    stands while the lender has not answered.
    """

    step: str
    came: int
    on: int
    back: int
    aside: int
    stayed: int
    ends: bool
    waits: bool

    @property
    def still(self) -> int:
        """How many came and have not moved since."""
        return max(self.came - self.on - self.back - self.aside, 0)


def funnel(counts: Mapping[str, int]) -> dict[str, list[Level]]:
    """The steps somebody came to or stood on, flow by flow, in the order they are spoken."""
    found = {flow.name: list(_levels(flow.steps, counts)) for flow in FLOWS}
    return {flow: levels for flow, levels in found.items() if levels}


def _levels(steps: Mapping[str, object], counts: Mapping[str, int]) -> Iterator[Level]:
    for name in steps:
        came, on, back, aside, stayed = (counts.get(how + name, 0) for how in (CAME, ON, BACK, ASIDE, STAYED))
        if came or on or back or aside or stayed:
            step = STEPS[name]
            yield Level(name, came, on, back, aside, stayed, isinstance(step, End), isinstance(step, Send))
