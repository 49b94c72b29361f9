"""Where each step leads, as the machine has it."""

from functools import cache
from typing import NamedTuple

from flows.steps import STEPS, rows
from flows.words import BACK, SKIP


class Route(NamedTuple):
    """A route out of a step: the trigger that leads along it, and the step it leads to (`BACK`: wherever one was)."""

    trigger: str
    to: str

    @property
    def passes(self) -> bool:
        """Whether it is only taken where the step is passed over."""
        return self.trigger == SKIP


@cache
def routes() -> dict[str, list[Route]]:
    """The routes out of every step, in the order the flow has them."""
    found: dict[str, list[Route]] = {name: [] for name in STEPS}
    for row in rows():
        found[row["source"]].append(Route(row["trigger"], row["dest"]))
    for name, step in STEPS.items():
        found[name] += [Route(trigger, BACK) for trigger, to in step.routes.items() if to == BACK]
    return found
