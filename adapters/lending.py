"""One door to every lending system: an errand goes in, an answer comes out, or Late.

Nothing is sent blindly a second time: an errand that happens once is looked up under its key before it is asked again.
"""

import time
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import Any, NamedTuple, Protocol, TypeVar

import structlog

from adapters.breaker import LIMITS, Breakers, Limits, State
from adapters.holds import Hold
from adapters.lenders.late import Clash, Late, NotSent
from adapters.noting import Note, Noting
from adapters.retries import Retries
from adapters.trail import Trail
from adapters.trail_line import LATE, MEANT, NOT_SENT, Entry
from adapters.under_way import UnderWay
from flows.errands import Answer, Errand, Trouble
from flows.session import Serves

__all__ = ["Clash", "Late", "Lender", "Lending", "NotSent", "WhenLate"]

A = TypeVar("A", bound=Answer)
WhenLate = Callable[[Answer], Awaitable[None]]
"""What is awaited with an answer that came after its caller had gone."""

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


class _Way(NamedTuple):
    """An errand on its way: under which key, until when (monotonic) somebody waits, who holds it; for whom, where."""

    errand: Errand[Any]
    key: str
    until: float
    hold: Hold | None
    who: str
    channel: str

    @property
    def name(self) -> str:
        """The errand's name, for the log and the breaker."""
        return type(self.errand).__name__


class Lending:
    """The lender we are set up with, and what is under way with it.

    `settle`: seconds after which something the lender does not know has not happened; longer than its slowest commit.
    `trail`: where errands leave their lines (through `noting`). `clock` tells seconds since 1970, `steady` seconds that
    never go back. `limits`: when the lender is left alone.
    """

    def __init__(
        self,
        lender: Lender,
        *,
        settle: float = 90.0,
        trail: Trail | None = None,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
        limits: Limits = LIMITS,
    ) -> None:
        self._lender = lender
        self._settle = settle
        self._clock = clock
        self._under_way: UnderWay[Any] = UnderWay(quiet=Late)
        self._asked: dict[str, int] = {}
        self._breakers, self._retries = Breakers(steady, limits), Retries(clock=steady)
        self.noting = Noting(trail, clock)

    @property
    def name(self) -> str:
        """The lender's name."""
        return self._lender.name

    @property
    def breakers(self) -> dict[str, State]:
        """Which errands the lender is asked for now, by the errand's name (see `adapters.breaker`)."""
        return self._breakers.states

    @property
    def serves(self) -> Serves:
        """What the lender takes."""
        return self._lender.serves

    async def run(  # noqa: PLR0913 - what is asked, and six things about who asks it
        self,
        errand: Errand[A],
        key: str,
        *,
        patience: float,
        sent: int = 0,
        late: WhenLate,
        hold: Hold | None = None,
        who: str = "",
        channel: str = "command",
    ) -> A | Trouble:
        """The lender's answer, within `patience` seconds; else Late, and `late` is awaited with it when it comes.

        The call itself is never cancelled. The same key while it is under way joins it. `sent`: when an earlier try
        whose outcome is unknown was last sent, in seconds since 1970 (0: never). `hold`: what keeps other processes
        from sending it too; kept for as long as the errand is under way, and asked right before each sending. `who`:
        the person's hashed name, and `channel` where they asked, for the trail.
        """
        until = time.monotonic() + patience
        try:
            answer: A | Trouble = await self._under_way.wait(
                key, lambda: self._held(_Way(errand, key, until, hold, who, channel), sent), patience, late
            )
        except TimeoutError as error:
            raise Late("no answer yet", asked=self._asked.get(key, 0)) from error
        return answer

    async def close(self, bound: float = 5) -> None:
        """Wait at most `bound` seconds for what is under way, then let the lender go."""
        await self._under_way.close(bound)
        await self.noting.settle()
        await self._lender.close()

    async def _held(self, way: _Way, sent: int) -> Any:
        async with way.hold or nullcontext():
            return await self._logged(way, sent)

    async def _logged(self, way: _Way, sent: int) -> Any:
        """Run the errand and leave one line about it, without a word of what was said."""
        began, outcome, note = time.monotonic(), "failed", ""
        try:
            answer = await self._run(way, sent)
            outcome, note = type(answer).__name__, answer.note if isinstance(answer, Trouble) else ""
        except Late as error:
            error.asked = self._asked.get(way.key, 0)
            outcome, note = type(error).__name__, str(error)
            self.noting.beside(self._line(way, NOT_SENT if isinstance(error, NotSent) else LATE))
            raise
        finally:
            ms = round((time.monotonic() - began) * 1000)
            log.info("errand", lender=self._lender.name, errand=way.name, outcome=outcome, ms=ms, note=note)
        return answer

    async def _run(self, way: _Way, sent: int) -> Any:
        """Look up what may have happened; ask for what has not."""
        errand, key = way.errand, way.key
        if not errand.once:
            answer = await self._ask(way, lambda: self._lender.ask(errand, key), Late)
            self.noting.beside(self._line(way, answer))
            return answer
        sent = max(sent, self._asked.get(key, 0))
        if sent:
            found = await self._look_up(way)
            if found is not None:
                await self.noting.end(self.noting.begin(self._line(way, found)))
                return found
            if self._clock() < sent + self._settle:
                raise Late("not known to the lender, and too early to ask again")
        meant: list[Note] = []

        def send() -> Awaitable[Any]:
            meant.append(self.noting.begin(self._line(way, MEANT)))
            return self._lender.ask(errand, key)

        answer = await self._ask_once(way, send, settled=bool(sent))
        await self.noting.end(meant[-1])
        self._asked.pop(key, None)
        self.noting.begin(self._line(way, answer))
        return answer

    async def _ask_once(self, way: _Way, send: Callable[[], Awaitable[Any]], *, settled: bool) -> Any:
        """Send what must not happen twice; again only where the first try certainly never left."""
        self._mark(way.key)
        try:
            answer = await self._ask(way, send, NotSent)
        except Clash as clash:
            found = await self._look_up(way)
            if found is None and not (settled or clash.sure):
                raise
            answer = Trouble(note=str(clash)) if found is None else found
        except NotSent:
            self._asked.pop(way.key, None)
            raise
        return answer

    def _line(self, way: _Way, outcome: Answer | str) -> Entry:
        """The errand's line on the trail."""
        return self.noting.line(way.errand, way.key, way.who, way.channel, outcome)

    def _mark(self, key: str) -> None:
        """Remember when an errand was last sent, for as long as that can matter."""
        now = int(self._clock())
        self._asked = {known: at for known, at in self._asked.items() if at + self._settle > now}
        self._asked[key] = now

    async def _look_up(self, way: _Way) -> Any:
        """Whether it has happened. A look-up that was not sent says nothing of the errand itself: that is just Late."""
        breaker = self._breakers.of(f"{way.name} look-up")
        try:
            return await self._retries.tries(
                lambda: breaker.through(lambda: self._lender.look_up(way.errand, way.key)), Late, way.until
            )
        except NotSent as error:
            raise Late(f"not looked up: {error}", error.wait) from error

    async def _ask(self, way: _Way, send: Callable[[], Awaitable[Any]], again: type[Late]) -> Any:
        """Send, and again after what `again` names."""
        return await self._retries.tries(lambda: self._send(way, send), again, way.until)

    async def _send(self, way: _Way, send: Callable[[], Awaitable[Any]]) -> Any:
        """Send through the errand's breaker, if it is still ours to send."""
        if way.hold is not None and not await way.hold.may_send(int(self._clock())):
            raise NotSent("held by another process, or we cannot know")
        return await self._breakers.of(way.name).through(send)
