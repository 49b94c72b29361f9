"""One borrower's way through an application: answers what is asked, slips, hangs up, comes back, and takes notes."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from functools import cache

from tests import pictures
from tests.soak.people import Borrower
from tests.soak.phones import Chat, Phone
from tests.soak.plan import Plan
from tests.soak.screens import WAY, Shown, reference

CHOICES: dict[str, tuple[str, ...]] = {
    "start.language": ("English",),
    "start.consent": ("I agree",),
    "start.spent": ("Send a new code",),
    "start.rest": ("Type the code I have", "Send a new code"),
    "start.unsent": ("Try again",),
    "home.again": ("Continue",),
    "home.trouble": ("Try again",),
    "borrower.confirm": ("Yes, all the same",),
    "borrower.employer_id": ("Karoo Wool Mill",),
    "borrower.new_employer": ("Type the name again", "Type it again"),
    "borrower.review": ("Yes", "Yes, that is right"),
    "papers.send": ("Later", "The rest later"),
    "papers.unread": ("Go on",),
    "papers.loose": ("Yes",),
    "papers.refused": ("Later",),
    "papers.unsure": ("Go on",),
    "papers.over": ("Go on",),
    "papers.counter": ("Go on",),
    "papers.arrived": ("Go on",),
    "budget.credit": ("Yes, ask", "Yes"),
    "budget.has_debts": ("Yes",),
    "apply.product": ("Short-term loan",),
    "apply.offer": ("Accept", "I accept, apply"),
    "late": ("Look again",),
}
ENDS = {
    "home.doubt": "doubt",
    "borrower.doubt": "doubt",
    "budget.declined": "declined",
    "apply.declined": "declined",
    "apply.nothing": "declined",
    "apply.done": "done",
}
PATIENT = 5
"""How often somebody tries again before they begin anew: a lender that lied of a client's id is asked for it again."""
NONSENSE = "?!"
DONE = "Done, that is all"
PHOTOS = 8
SLIPS = {"apply.amount": "701", "budget.income": "30001", "budget.take_home": "20001", "budget.living": "7001"}
"""What fits a question too and is put right one screen later."""


@cache
def photo(number: int) -> bytes:
    """A statement somebody has scanned: light to send, good to read."""
    return pictures.jpeg(pictures.statement(seed=number))


class Walk:
    """`over` says that the soak has ended and that this walk is to be given up."""

    def __init__(
        self, borrower: Borrower, phone: Phone, plan: Plan, chance: random.Random, over: Callable[[], bool]
    ) -> None:
        self.borrower, self.phone, self.plan, self.chance, self.over = borrower, phone, plan, chance, over
        self.at, self.far, self.owed, self.tired = "", 0, "", False
        self.times: Counter[str] = Counter()

    async def go(self) -> None:
        """Walk to an end. What became of it stands in the borrower."""
        shown, tries = await self.phone.come(), 0
        while not self.over():
            await asyncio.sleep(self.plan.pause * self.chance.expovariate(1))
            tries = 0 if shown else tries + 1
            if shown is None:
                await asyncio.sleep(min(0.2 * tries, 1.5))
                shown = await self.phone.come()
                continue
            self._look(shown)
            if self.at in ENDS or self.at in ("mine.shown", "mine.nothing"):
                self.borrower.outcome = ENDS.get(self.at, self.at)
                return
            shown = await self._next(shown)

    def _look(self, shown: Shown) -> None:
        """Notice where one is, what one is told, and whether one was led back."""
        self.borrower.last = shown.text
        self.at = shown.step or self.at
        if told := reference(shown.text):
            self.borrower.told.append(told)
        if self.at in WAY and shown.step:
            here = WAY.index(self.at)
            if here < self.far:
                self.borrower.breaches.append(f"led back from {WAY[self.far]} to {self.at}")
            self.far = here
        elif self.at in ("home.trouble", "home.menu"):
            self.far = 0

    async def _next(self, shown: Shown) -> Shown | None:
        """Do what this borrower does here."""
        self.times[self.at] += 1
        mood = self.chance.random()
        if not shown.open or mood < 0.03 or self.times[self.at] % 12 == 0:
            return await self.phone.come()
        if mood < 0.06 and self.at in WAY:
            return await self.phone.say(NONSENSE)
        if self.owed:
            return await self._put_right(shown)
        if mood < 0.16 and self.at in SLIPS and self.times[self.at] < 3:
            self.owed = self.at
            return await self._answer(SLIPS[self.at])
        if self.at == "late":
            await asyncio.sleep(min(1, self.plan.settle / 6))
        if self.at == "start.phone" and isinstance(self.phone, Chat):
            return await self.phone.share()
        if self.at == "start.code" and isinstance(self.phone, Chat):
            return await self.phone.read_the_sms()
        return await self._choose(shown) if self.at not in self.borrower.answers else await self._say_mine(shown)

    async def _put_right(self, shown: Shown) -> Shown | None:
        """Go back to the question one has answered wrongly, where there is a way back."""
        wrong, self.owed = self.owed, ""
        back = next((label for label in shown.labels if "Back" in label), "")
        if not back or self.at not in WAY or self.at == wrong:
            return await self._next(shown)
        self.far = 0
        return await self.phone.back()

    async def _say_mine(self, shown: Shown) -> Shown | None:
        mine = str(self.borrower.answers[self.at])
        if shown.labels and mine not in shown.labels and self.at in ("borrower.payback_type", "apply.purpose"):
            return await self._more(shown)
        return await self._answer(mine)

    async def _choose(self, shown: Shown) -> Shown | None:
        """Choose the label that leads on; turn the page where it is not on this one."""
        if self.at == "home.menu":
            return await self._from_the_menu()
        if self.at == "home.trouble" and self.times[self.at] % PATIENT == 0:
            self.tired = True
            return await self._answer("Main menu")
        if self.at == "home.again" and self.tired:
            self.tired = False
            return await self._answer("Start over")
        if self.at == "papers.send" and isinstance(self.phone, Chat):
            return await self._documents(self.phone, shown)
        label = next((label for label in CHOICES.get(self.at, ()) if label in shown.labels), "")
        if not label:
            return await self._more(shown)
        if self.at == "budget.credit":
            self.borrower.credits.add(self.borrower.round)
        if self.at == "apply.offer":
            self.borrower.accepts.add(self.borrower.round)
        return await self._answer(label)

    async def _documents(self, chat: Chat, shown: Shown) -> Shown | None:
        """Send photos of some, and the rest never; what is whole is given."""
        fate = self.chance.random()
        if DONE in shown.labels and fate < 0.7:
            return await chat.say(DONE)
        if fate < 0.9 and self.times[self.at] < 12:
            return await chat.photo(photo(self.chance.randrange(PHOTOS)))
        return await self._answer("The rest later")

    async def _from_the_menu(self) -> Shown | None:
        """Apply; but one who has applied and heard nothing looks what became of it."""
        if self.borrower.accepts:
            return await self.phone.say("My loan")
        self.borrower.round += 1
        return await self.phone.say("Apply for a loan")

    async def _more(self, shown: Shown) -> Shown | None:
        return await (self.phone.say("More") if "More" in shown.labels else self.phone.come())

    async def _answer(self, words: str) -> Shown | None:
        self.borrower.said[self.at] = words
        return await self.phone.say(words)
