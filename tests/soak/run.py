"""The run itself: a house, a crowd walking about in it, chaos, a time of grace, and the verdict."""

import asyncio
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.chaos import Chaos
from tests.soak.gateway import Gateway
from tests.soak.house import House, house
from tests.soak.people import Borrower, borrower
from tests.soak.phones import Chat, Phone, Ussd
from tests.soak.plan import Plan
from tests.soak.tally import Tally
from tests.soak.verdict import Verdict, judge
from tests.soak.walk import Walk

Say = Callable[[str], None]
PHONES: dict[str, Callable[[Gateway, Borrower, random.Random], Phone]] = {"ussd": Ussd, "telegram": Chat}
TELLS_EVERY = 5.0
AGAIN = "query is too old"
"""What Telegram says to one who answers a pressed button twice; so does who hears it twice, after a kill."""


@dataclass
class Crowd:
    """So many borrowers at a time; who has come to an end makes room for the next, until the doors close."""

    plan: Plan
    gateway: Gateway
    chance: random.Random
    all: list[Borrower] = field(default_factory=list)
    closing: bool = False

    @property
    def ended(self) -> int:
        return sum(1 for person in self.all if person.outcome)

    async def come(self) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(self.plan.people):
                group.create_task(self._one_after_another())

    async def _one_after_another(self) -> None:
        await asyncio.sleep(self.chance.uniform(0, 10 * self.plan.pause))
        while not self.closing:
            person = borrower(len(self.all) + 1, self.chance)
            self.all.append(person)
            phone = PHONES[person.channel](self.gateway, person, self.chance)
            await Walk(person, phone, self.plan, self.chance, lambda: self.gateway.over).go()


@dataclass
class Outcome:
    """What came of a run."""

    plan: Plan
    tally: Tally
    verdict: Verdict
    people: list[Borrower]
    folder: Path


async def soak(plan: Plan, say: Say, folder: Path | None = None) -> Outcome:
    """Run the plan; `say` hears a line every few seconds."""
    folder = folder or Path(tempfile.mkdtemp(prefix="soak-"))
    tally, chance = Tally(), random.Random(plan.seed)
    async with house(plan, folder) as built:
        gateway = Gateway(built.front, built.telegram, built.sms, tally, chance, plan.together)
        crowd = Crowd(plan, gateway, chance)
        chaos = Chaos(built, plan, tally, chance)
        walking = asyncio.create_task(crowd.come())
        telling = asyncio.create_task(_tell(say, crowd, tally, built))
        try:
            await _rage(chaos, walking, plan.seconds)
            crowd.closing = True
            say("calm: no more faults, everybody may come to an end")
            await asyncio.wait({walking}, timeout=plan.grace)
            gateway.over = True
            await walking
            verdict = await judge(built, crowd.all)
            await chaos.count()
        finally:
            telling.cancel()
            gateway.over = True
            walking.cancel()
            await asyncio.gather(walking, telling, return_exceptions=True)
            await gateway.close()
        tally.ended.update(f"{program.name} ({code})" for program in built.programs for code in program.ended)
        tally.breaches += [f"the Bot API's rules: {fault}" for fault in built.telegram.faults if AGAIN not in fault]
    return Outcome(plan, tally, verdict, crowd.all, folder)


async def _rage(chaos: Chaos, walking: "asyncio.Task[None]", seconds: float) -> None:
    """Chaos for so long; a mistake of our own ends it at once."""
    raging = asyncio.create_task(chaos.rage())
    await asyncio.wait({raging, walking}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    if raging.done():
        raging.result()
    if walking.done():
        walking.result()
    raging.cancel()
    await asyncio.gather(raging, return_exceptions=True)
    await chaos.calm()


async def _tell(say: Say, crowd: Crowd, tally: Tally, built: House) -> None:
    while True:
        await asyncio.sleep(TELLS_EVERY)
        for calls in (built.telegram.calls, built.telegram.rejected):
            calls.clear()
        say(
            f"{time.monotonic() - tally.began:5.0f} s  {len(crowd.all)} borrowers, {crowd.ended} at an end; "
            f"{tally.turns} messages answered, {tally.unanswered} not, {tally.repeats} repeats compared; "
            f"{tally.kills.total()} kills and stops, {tally.faults.total()} wire faults; "
            f"{len(tally.breaches)} breaches so far"
        )
