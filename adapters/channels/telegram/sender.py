"""Calls to Telegram: what it asks us to wait for, what became of each, and nothing that could name the bot's token."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine
from enum import Enum
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from adapters.channels.telegram.drawing import Call, reply
from adapters.channels.telegram.place import place_of
from adapters.channels.telegram.wire import Wire
from flows.screen import Screen
from flows.session import Session

log = logging.getLogger(__name__)

SECONDS = 20.0
"""For one call."""
TRIES = 4
LONGEST_WAIT = 60
"""Seconds we let Telegram ask us to wait; asked for more, we give up for now."""


class Outcome(Enum):
    """What became of a call."""

    SENT = "sent"
    SAME = "nothing to change"
    GONE = "the message is not there any more"
    BLOCKED = "the person wants to hear nothing from us, or is gone: stop telling this chat"
    REFUSED = "Telegram does not take it"
    FAILED = "not now: Telegram is away, or asked for too long a wait"


class Said(NamedTuple):
    """What became of something said; the message's id (0: not told), and the seconds we are asked to stay away."""

    outcome: Outcome
    message: int = 0
    wait: float = 0.0


SlowDown = Callable[[int, float], Awaitable[None]]
"""Hears that Telegram asks us to wait: in which chat (0: none), and for how many seconds."""


async def unheard(chat: int, seconds: float) -> None:
    """Tell nobody that we are asked to wait: for a sender that is the only one."""


REASONS = {
    "message is not modified": Outcome.SAME,
    "message to edit not found": Outcome.GONE,
    "message can't be edited": Outcome.GONE,
    "message to delete not found": Outcome.GONE,
    "message can't be deleted": Outcome.GONE,
    "MESSAGE_ID_INVALID": Outcome.GONE,
    "chat not found": Outcome.BLOCKED,
    "query is too old": Outcome.GONE,
}
"""What Telegram's sentences mean; it has no codes for them."""

AWAY = (0, 413)
"""Statuses that are not Telegram's last word: no answer at all, and too much at once."""


class Connections(AiohttpSession):
    """Connections to the Bot API that hang up at once.

    aiogram's own wait a quarter of a second more for TLS to end; the aiohttp we need waits for its connections itself.
    """

    async def close(self) -> None:
        """Close them all. Harmless where there are none."""
        if self._session is not None:
            await self._session.close()


def make_bot(token: str, api: str = "https://api.telegram.org") -> Bot:
    """The bot of `token`, at the Bot API's address `api`."""
    return Bot(token, session=Connections(api=TelegramAPIServer.from_base(api.rstrip("/")), timeout=SECONDS))


class Sender:
    """Sends calls, those to one chat one after another in the order they were given.

    `first_pause` is how many seconds to wait before a second try; doubled before each next one, and spread. What nobody
    asked for just now is tried once: whoever keeps it says it again later, and nobody waits behind it.
    """

    def __init__(self, bot: Bot, *, first_pause: float = 0.5, slow_down: SlowDown = unheard) -> None:
        self.bot, self._slow_down = bot, slow_down
        self._wire = Wire(bot, SECONDS)
        self._first_pause = first_pause
        self._tasks: set[asyncio.Task[Any]] = set()
        self._lanes: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def tell(self, session: Session, screen: Screen) -> Said:
        """Show a screen nobody asked for just now, as a new message: an edited one would make no sound."""
        place = place_of(session)
        if not place.get("chat"):
            return Said(Outcome.BLOCKED)
        place["below"] = max(place.get("below", 0), place.get("message", 0))
        return await self._unasked(reply(screen, place, session.page))

    async def say(self, session: Session, text: str) -> Said:
        """Say something beside the conversation, as a message of its own."""
        chat = place_of(session).get("chat")
        if not chat:
            return Said(Outcome.BLOCKED)
        return await self._unasked([{"method": "sendMessage", "chat_id": chat, "text": text}])

    async def _unasked(self, calls: list[Call]) -> Said:
        """Make the calls in order, each once, as far as Telegram takes them; the newest message's id, if all were."""
        newest = 0
        async with self._lane(calls):
            for call in calls:
                said = await self._sent(call, tries=1)
                if said.outcome in (Outcome.BLOCKED, Outcome.REFUSED, Outcome.FAILED):
                    return said
                newest = max(newest, said.message)
        return Said(Outcome.SENT, newest)

    async def send_all(self, calls: list[Call]) -> Outcome:
        """Make the calls in order, and say what became of the one that mattered: the first that was not simply sent."""
        worst = Outcome.SENT
        async with self._lane(calls):
            for call in calls:
                outcome = await self.send(call)
                if outcome is Outcome.BLOCKED:
                    return outcome
                if worst is Outcome.SENT and outcome in (Outcome.REFUSED, Outcome.FAILED):
                    worst = outcome
        return worst

    async def send(self, call: Call) -> Outcome:
        """Make one call. An edit of a message that is gone becomes a message of its own; no error is raised.

        A call whose reply was lost is made again: a screen shown twice is a lesser harm than one never shown.
        """
        return (await self._sent(call, TRIES)).outcome

    async def _sent(self, call: Call, tries: int) -> Said:
        said = await self._tried(call, tries)
        if said.outcome is Outcome.GONE and call["method"] == "editMessageText":
            anew = {key: value for key, value in call.items() if key != "message_id"}
            return await self._tried(anew | {"method": "sendMessage"}, tries)
        return said

    def later(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do it in the background. It is kept until done; `close` waits for it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def idle(self) -> None:
        """Wait until nothing is left to do in the background."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self, within: float = 5.0) -> None:
        """Let what is under way end, for at most `within` seconds, and hang up."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.idle(), within)
        for task in self._tasks:
            task.cancel()
        await self.idle()
        await self.bot.session.close()

    def _lane(self, calls: list[Call]) -> asyncio.Lock:
        chat = calls[0].get("chat_id", 0) if calls else 0
        return self._lanes.setdefault(chat, asyncio.Lock())

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("telegram: work in the background broke off: %s", type(error).__name__)

    async def _tried(self, call: Call, tries: int) -> Said:
        """What became of a call, tried as often as makes sense."""
        pause = self._first_pause
        for left in reversed(range(tries)):
            said = await self._once(call)
            if said.outcome is not Outcome.FAILED or not left or said.wait > LONGEST_WAIT:
                break
            await asyncio.sleep(said.wait or pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads the load only
            pause *= 2
        if said.outcome is Outcome.FAILED:
            log.warning("telegram: %s: %s", call["method"], said.outcome.value)
        return said

    async def _once(self, call: Call) -> Said:
        """One try."""
        told = await self._wire.call(call)
        if told.wait:
            await self._slow_down(call.get("chat_id", 0), told.wait)
        if told.wait or told.status in AWAY or told.status >= 500:
            return Said(Outcome.FAILED, wait=told.wait)
        if told.status == 403:
            return Said(Outcome.BLOCKED)
        if told.status == 200 and not told.broken:
            return Said(Outcome.SENT, _message_id(told.result))
        outcome = next((known for reason, known in REASONS.items() if reason in told.sentence), None)
        if outcome is None:
            log.warning("telegram: %s: %d %.120s", call["method"], told.status, told.sentence or told.broken)
        return Said(outcome or Outcome.REFUSED)


def _message_id(result: Any) -> int:
    """The id of the message that was sent, 0 where none was told."""
    id_ = result.get("message_id") if isinstance(result, dict) else 0
    return id_ if isinstance(id_, int) else 0
