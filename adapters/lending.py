"""One door to every lending system: an errand goes in, an answer comes out, or Late.

Nothing is sent blindly a second time: an errand that happens once is looked up under its key before it is asked again.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any, Protocol, TypeVar

import structlog

from adapters.lenders.late import Clash, Late, NotSent
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
        """Ask once. Raises Late where the outcome is unknown."""

    async def look_up(self, errand: Errand[A], key: str) -> A | Trouble | None:
        """Has an errand under this key happened already? None: not (yet). Raises Late where it cannot be known."""

    async def close(self) -> None:
        """Let go of the connections."""


class _Call:
    """One errand under way, whoever waits for it. Its answer goes to a waiting caller, or to `late`, never to both."""

    def __init__(self, task: asyncio.Task[Any]) -> None:
        self.task = task
        self.waiting = 0
        self.heard = False

    def missed(self) -> bool:
        """Whether the answer is there and nobody waits for it: true once at most."""
        missed = self.task.done() and not self.waiting and not self.heard
        self.heard = self.heard or missed
        return missed


class Lending:
    """The lender we are set up with, and what is under way with it.

    `settle`: seconds after which something the lender does not know has not happened; longer than its slowest commit.
    """

    def __init__(self, lender: Lender, *, settle: float = 90.0, clock: Callable[[], float] = time.time) -> None:
        self._lender = lender
        self._settle = settle
        self._clock = clock
        self._under_way: dict[str, _Call] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def serves(self) -> Serves:
        """What the lender takes."""
        return self._lender.serves

    async def run(self, errand: Errand[A], key: str, *, patience: float, sent: int = 0, late: WhenLate) -> A | Trouble:
        """The lender's answer, within `patience` seconds; else Late, and `late` is awaited with it when it comes.

        The call itself is never cancelled. The same key while it is under way joins it. `sent`: when an earlier try
        whose outcome is unknown was first sent, in seconds since 1970 (0: never).
        """
        call = self._under_way.get(key) or self._start(errand, key, sent, patience)
        call.waiting += 1
        try:
            await asyncio.wait({call.task}, timeout=patience)
            if not call.task.done():
                raise Late("no answer yet")
            call.heard = True
            answer: A | Trouble = call.task.result()
            return answer
        finally:
            call.waiting -= 1
            call.task.add_done_callback(lambda _: self._deliver(call, late))

    async def close(self, bound: float = 5) -> None:
        """Wait at most `bound` seconds for what is under way, then let the lender go."""
        until = time.monotonic() + bound
        while self._tasks and (left := until - time.monotonic()) > 0:
            await asyncio.wait(self._tasks, timeout=left)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._lender.close()

    def _start(self, errand: Errand[A], key: str, sent: int, patience: float) -> _Call:
        """Send the errand on its way, as a task of its own."""
        call = _Call(self._spawn(self._logged(errand, key, sent, time.monotonic() + patience)))
        self._under_way[key] = call
        call.task.add_done_callback(lambda _: self._under_way.pop(key))
        return call

    def _deliver(self, call: _Call, late: WhenLate) -> None:
        """Hand an answer nobody waited for to `late`."""
        if call.missed() and not call.task.cancelled() and call.task.exception() is None:
            self._spawn(late(call.task.result()))

    def _spawn(self, work: Awaitable[T]) -> asyncio.Task[T]:
        """Start a task and keep hold of it, so that it is neither lost nor its failure unheard."""
        task = asyncio.create_task(_awaited(work))
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error and not isinstance(error, Late):
            log.error("lending failed", exc_info=error)

    async def _logged(self, errand: Errand[A], key: str, sent: int, until: float) -> A | Trouble:
        """Run the errand and leave one line about it, without a word of what was said."""
        began, outcome, note = time.monotonic(), "failed", ""
        try:
            answer = await self._run(errand, key, sent, until)
            outcome, note = type(answer).__name__, answer.note if isinstance(answer, Trouble) else ""
        except Late as error:
            outcome, note = type(error).__name__, str(error)
            raise
        finally:
            ms = round((time.monotonic() - began) * 1000)
            log.info(
                "errand", lender=self._lender.name, errand=type(errand).__name__, outcome=outcome, ms=ms, note=note
            )
        return answer

    async def _run(self, errand: Errand[A], key: str, sent: int, until: float) -> A | Trouble:
        """Look up what may have happened; ask for what has not."""
        if errand.once and sent:
            found = await self._look_up(errand, key, until)
            if found is not None:
                return found
            if self._clock() < sent + self._settle:
                raise Late("not known to the lender, and too early to ask again")
        again = NotSent if errand.once else Late
        try:
            return await self._tries(lambda: self._lender.ask(errand, key), again, until)
        except Clash as clash:
            found = await self._look_up(errand, key, until)
            if found is None and not (sent or clash.sure):
                raise
            return Trouble(note=str(clash)) if found is None else found

    async def _look_up(self, errand: Errand[A], key: str, until: float) -> A | Trouble | None:
        return await self._tries(lambda: self._lender.look_up(errand, key), Late, until)

    async def _tries(self, ask: Callable[[], Coroutine[Any, Any, T]], again: type[Late], until: float) -> T:
        """Ask, and where it fails in a way that asking again cannot harm, at most twice more before `until`."""
        for pause in _pauses():
            try:
                return await ask()
            except Late as error:
                wait = max(pause, error.wait)
                if isinstance(error, Clash) or not isinstance(error, again) or time.monotonic() + wait > until:
                    raise
                await asyncio.sleep(wait)
        return await ask()


def _pauses() -> Iterator[float]:
    """The pauses between tries, jittered so that many who failed together do not come back together."""
    return (pause * (1 + random.random()) for pause in PAUSES)  # noqa: S311 - spreads load, guards nothing


async def _awaited(work: Awaitable[T]) -> T:
    """Make a coroutine of anything awaitable, as tasks want one."""
    return await work
