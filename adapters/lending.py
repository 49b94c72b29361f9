"""One door to every lending system: an errand goes in, an answer comes out, or Late.

Nothing is sent blindly a second time: an errand that happens once is looked up under its key before it is asked again.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import Any, Protocol, TypeVar

import structlog

from adapters.holds import Hold
from adapters.lenders.late import Clash, Late, NotSent
from adapters.under_way import UnderWay
from flows.errands import Answer, Errand, Trouble
from flows.session import Serves

__all__ = ["Clash", "Late", "Lender", "Lending", "NotSent", "WhenLate"]

A = TypeVar("A", bound=Answer)
T = TypeVar("T")
WhenLate = Callable[[Answer], Awaitable[None]]
"""What is awaited with an answer that came after its caller had gone."""

PAUSES = (0.1, 0.4)
"""Before the second and the third try, in seconds: the least; up to as much again is added by chance."""

log = structlog.get_logger()


class Lender(Protocol):
    """One lending system."""

    @property
    def name(self) -> str:
        """The word `LENDER` is set to."""

    @property
    def serves(self) -> Serves:
        """What it takes."""

    async def ask(self, errand: Errand[A], key: str) -> A | Trouble:
        """Ask once. Raises Late where the outcome is unknown, NotSent only where nothing of the errand was sent."""

    async def look_up(self, errand: Errand[A], key: str) -> A | Trouble | None:
        """Has an errand under this key happened already? None: not (yet). Raises Late where it cannot be known."""

    async def close(self) -> None:
        """Let go of the connections."""


class Lending:
    """The lender we are set up with, and what is under way with it.

    `settle`: seconds after which something the lender does not know has not happened; longer than its slowest commit.
    """

    def __init__(self, lender: Lender, *, settle: float = 90.0, clock: Callable[[], float] = time.time) -> None:
        self._lender = lender
        self._settle = settle
        self._clock = clock
        self._under_way: UnderWay[Any] = UnderWay(quiet=Late)
        self._asked: dict[str, int] = {}

    @property
    def serves(self) -> Serves:
        """What the lender takes."""
        return self._lender.serves

    async def run(
        self,
        errand: Errand[A],
        key: str,
        *,
        patience: float,
        sent: int = 0,
        late: WhenLate,
        hold: Hold | None = None,
    ) -> A | Trouble:
        """The lender's answer, within `patience` seconds; else Late, and `late` is awaited with it when it comes.

        The call itself is never cancelled. The same key while it is under way joins it. `sent`: when an earlier try
        whose outcome is unknown was last sent, in seconds since 1970 (0: never). `hold`: what keeps other processes
        from sending it too; kept for as long as the errand is under way, and asked right before each sending.
        """
        until = time.monotonic() + patience
        try:
            answer: A | Trouble = await self._under_way.wait(
                key, lambda: self._held(errand, key, sent, until, hold), patience, late
            )
        except TimeoutError as error:
            raise Late("no answer yet", asked=self._asked.get(key, 0)) from error
        return answer

    async def close(self, bound: float = 5) -> None:
        """Wait at most `bound` seconds for what is under way, then let the lender go."""
        await self._under_way.close(bound)
        await self._lender.close()

    async def _held(self, errand: Errand[A], key: str, sent: int, until: float, hold: Hold | None) -> A | Trouble:
        async with hold or nullcontext():
            return await self._logged(errand, key, sent, until, hold)

    async def _logged(self, errand: Errand[A], key: str, sent: int, until: float, hold: Hold | None) -> A | Trouble:
        """Run the errand and leave one line about it, without a word of what was said."""
        began, outcome, note = time.monotonic(), "failed", ""
        try:
            answer = await self._run(errand, key, sent, until, hold)
            outcome, note = type(answer).__name__, answer.note if isinstance(answer, Trouble) else ""
        except Late as error:
            error.asked = self._asked.get(key, 0)
            outcome, note = type(error).__name__, str(error)
            raise
        finally:
            ms, name = round((time.monotonic() - began) * 1000), type(errand).__name__
            log.info("errand", lender=self._lender.name, errand=name, outcome=outcome, ms=ms, note=note)
        return answer

    async def _run(self, errand: Errand[A], key: str, sent: int, until: float, hold: Hold | None) -> A | Trouble:
        """Look up what may have happened; ask for what has not."""
        if not errand.once:
            return await self._tries(lambda: self._lender.ask(errand, key), Late, until)
        sent = max(sent, self._asked.get(key, 0))
        if sent:
            found = await self._look_up(errand, key, until)
            if found is not None:
                return found
            if self._clock() < sent + self._settle:
                raise Late("not known to the lender, and too early to ask again")
        return await self._ask_once(errand, key, until, hold, settled=bool(sent))

    async def _ask_once(
        self, errand: Errand[A], key: str, until: float, hold: Hold | None, *, settled: bool
    ) -> A | Trouble:
        """Send what must not happen twice; again only where the first try certainly never left."""
        self._mark(key)
        try:
            answer = await self._tries(lambda: self._send(errand, key, hold), NotSent, until)
        except Clash as clash:
            found = await self._look_up(errand, key, until)
            if found is None and not (settled or clash.sure):
                raise
            answer = Trouble(note=str(clash)) if found is None else found
        except NotSent:
            self._asked.pop(key, None)
            raise
        self._asked.pop(key, None)
        return answer

    async def _send(self, errand: Errand[A], key: str, hold: Hold | None) -> A | Trouble:
        """Send it, if it is still ours to send."""
        if hold is not None and not await hold.may_send(int(self._clock())):
            raise NotSent("held by another process, or we cannot know")
        return await self._lender.ask(errand, key)

    def _mark(self, key: str) -> None:
        """Remember when an errand was last sent, for as long as that can matter."""
        now = int(self._clock())
        self._asked = {known: at for known, at in self._asked.items() if at + self._settle > now}
        self._asked[key] = now

    async def _look_up(self, errand: Errand[A], key: str, until: float) -> A | Trouble | None:
        """Whether it has happened. A look-up that was not sent says nothing of the errand itself: that is just Late."""
        try:
            return await self._tries(lambda: self._lender.look_up(errand, key), Late, until)
        except NotSent as error:
            raise Late(f"not looked up: {error}", error.wait) from error

    async def _tries(self, ask: Callable[[], Awaitable[T]], again: type[Late], until: float) -> T:
        """Ask, and where it fails in a way that asking again cannot harm, at most twice more before `until`."""
        for pause in PAUSES:
            try:
                return await ask()
            except Late as error:
                wait = max(pause * (1 + random.random()), error.wait)  # noqa: S311 - spreads load, guards nothing
                if isinstance(error, Clash) or not isinstance(error, again) or time.monotonic() + wait > until:
                    raise
                await asyncio.sleep(wait)
        return await ask()
