"""Sending each message once: what is about to be sent is written down before, and what came of it after.

A message has a state under its mark, a keyed hash of the key it was handed in with: no number and no text is kept. It
is claimed before it is sent, by one process at a time. If nothing is ever said of what came of that, or the provider's
answer leaves it open, the message is in doubt: a provider that can be asked is asked, once its slowest commit must be
over, and only what it does not have is sent again; with any other it stays in doubt and is not sent again. Reports of
delivery settle what they can.
"""

import re
import secrets
import time
from collections.abc import Callable, Sequence
from functools import partial

import structlog

from adapters.names import Namer
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts
from adapters.sms.outcomes import Message, NotNow, Outcome, Refused, Report, State, Taken, Unknown
from adapters.sms.parts import cut, plain
from adapters.sms.provider import Asked, Provider
from adapters.sms.sms import Doubt, Never, NotTaken
from adapters.under_way import UnderWay

CLAIM, MOVE, NAME, TOLD = map(Script, ("sms_claim", "sms_move", "sms_name", "sms_told"))

DAY = 86_400_000
LIFE = 7 * DAY
"""Milliseconds a message is known by its key, from when it was last sent."""

LEASE = 90_000
"""Milliseconds a claim holds: more than twice what a call of a provider takes at its longest."""

FRESH = 0.5
"""The part of a lease after which we no longer send: a process that was stopped may have been given up."""

SETTLE = 90.0
"""Seconds after which a provider has certainly got what it has not lost; longer than its slowest commit."""

EARLY = 600_000
"""Milliseconds a report waits for the answer to the sending that it overtook."""

PATIENCE = 60.0
"""Seconds whoever hands in a message waits at most."""

AGAIN = 5.0
"""Seconds to stay away where nobody says how long."""

MARK = re.compile(r"[0-9a-f]{32}")

Count = Callable[[str, str, int], None]
"""Counts for a provider: what came of a message, and in how many parts it went (0: not now)."""

log = structlog.get_logger(__name__)


class Once:
    """Hands messages to one provider, each once. `settle`, `lease`, `life`: see SETTLE, LEASE, LIFE."""

    def __init__(  # noqa: PLR0913 - the four it works with, and settings each with its default
        self,
        redis: Client,
        namer: Namer,
        provider: Provider,
        count: Count,
        *,
        settle: float = SETTLE,
        lease: int = LEASE,
        life: int = LIFE,
    ) -> None:
        self._scripts, self._names = Scripts(redis), namer.child("sms")
        self._provider, self._count = provider, partial(count, provider.name)
        self._settle, self._lease, self._life = settle, lease, life
        self._under_way: UnderWay[None] = UnderWay(quiet=NotTaken)

    async def send(self, to: str, text: str, key: str = "") -> None:
        """As `Sms` has it. Raises NotTaken, Never, Doubt; Away where Redis is, before anything was sent or after."""
        mark = self._names.hash("message", key) if key else secrets.token_hex(16)
        message = Message(to, plain(text), mark)
        try:
            await self._under_way.wait(mark, partial(self._send, message), PATIENCE, _nobody)
        except TimeoutError:
            raise Doubt("still under way", PATIENCE) from None

    async def hear(self, reports: Sequence[Report]) -> None:
        """Keep what the provider tells of messages of ours; what it tells of others is passed over. Raises Away."""
        for report in reports:
            mark = report.mark if MARK.fullmatch(report.mark) else await self._whose(report)
            if mark and await self._move(mark, report.state):
                self._count(report.state, 0)

    async def close(self, bound: float = 12.0) -> None:
        """Let what is under way end, within `bound` seconds, and hang up."""
        await self._under_way.close(bound)
        await self._provider.close()

    async def _send(self, message: Message) -> None:
        """Send it, if that is what to do; where it has to be looked up first, once more after that."""
        for _ in range(2):
            claimed, token = time.monotonic(), secrets.token_hex(8)
            asked = int(isinstance(self._provider, Asked))
            what, number, age, fresh = await self._scripts.run(
                CLAIM, 1, _place(message.mark), token, self._lease, self._life, asked
            )
            if fresh:
                self._doubted("nobody said what came of it")
            if what == b"send":
                return await self._hand_over(message, token, claimed)
            if what != b"find":
                return _known(what, number / 1000)
            if await self._found(message, token, number / 1000, age / 1000):
                return None
        raise Doubt("another process is at it", AGAIN)

    async def _hand_over(self, message: Message, token: str, claimed: float) -> None:
        if time.monotonic() - claimed > FRESH * self._lease / 1000:
            await self._move(message.mark, "open", token)  # if it is still ours: we know that we have not sent it
            raise NotTaken("claimed too long ago")
        outcome = await self._provider.send(message)
        await self._keep(message, token, outcome)

    async def _keep(self, message: Message, token: str, outcome: Outcome) -> None:
        """Write down what came of it, and say so."""
        match outcome:
            case Taken(id_):
                await self._is_taken(message, id_)
            case Refused():
                await self._move(message.mark, "refused", token)
                self._count("refused", 0)
                log.warning("sms refused", provider=self._provider.name, why=outcome.why)
                raise Never(outcome.why)
            case NotNow(why, wait):
                await self._move(message.mark, "open", token)
                self._count("not_now", 0)
                log.warning("sms not taken", provider=self._provider.name, why=why)
                raise NotTaken(why, wait)
            case Unknown(why):
                await self._move(message.mark, "unknown", token)
                self._doubted(why)
                if isinstance(self._provider, Asked):
                    raise Doubt(why, self._settle)

    async def _is_taken(self, message: Message, id_: str) -> None:
        await self._move(message.mark, "taken")
        self._count("taken", len(cut(message.text)))
        if id_ != message.mark:
            _, early = await self._name(id_, message.mark)
            if early:
                await self.hear([Report(early, mark=message.mark)])

    async def _found(self, message: Message, token: str, since: float, age: float) -> bool:
        """Whether the provider has it after all. False: it does not, and it may be sent again. Raises Doubt, Never.

        It was last sent at `since` (seconds since 1970), `age` seconds ago.
        """
        assert isinstance(self._provider, Asked)  # noqa: S101 - only then are we told to look
        found = await self._provider.find(message, since)
        if isinstance(found, NotNow | Unknown):
            await self._move(message.mark, "unknown", token)
            raise Doubt(f"cannot be looked up: {found.why}", AGAIN)
        for outcome in found:
            if outcome.id == message.mark or (await self._name(outcome.id, message.mark))[0]:
                await self._keep(message, token, outcome)
                return True
        left = self._settle - age
        await self._move(message.mark, "unknown" if left > 0 else "open", token)
        if left > 0:
            raise Doubt("not there yet", left)
        return False

    async def _name(self, id_: str, mark: str) -> tuple[bool, State | None]:
        """Have a provider's id lead to this message; False where it is another's. And what was told of it already."""
        ours, early = await self._scripts.run(NAME, 1, self._id_place(id_), mark, self._life)
        return bool(ours), early.decode() or None

    async def _whose(self, report: Report) -> str:
        """The mark of the message a report is about, "" where its id is none of ours, or not yet."""
        found: bytes = await self._scripts.run(TOLD, 1, self._id_place(report.id), report.state, EARLY)
        return found.decode()

    async def _move(self, mark: str, state: str, token: str = "") -> bool:
        return bool(await self._scripts.run(MOVE, 1, _place(mark), state, token))

    def _id_place(self, id_: str) -> str:
        return f"sms:id:{self._names.hash(self._provider.name, id_)}"

    def _doubted(self, why: str) -> None:
        self._count("unknown", 0)
        log.warning("sms in doubt", provider=self._provider.name, why=why)


def _known(state: bytes, left: float) -> None:
    """Nothing is to be sent: what there is to say of that. `left`: seconds another may still be at it."""
    if state == b"held":
        raise Doubt("another process is at it", left)
    if state == b"refused":
        raise Never("refused before")


def _place(mark: str) -> str:
    return f"sms:{mark}"


async def _nobody(_: None) -> None:
    """Whoever has gone hears nothing more."""
