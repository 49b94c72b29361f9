"""Updates coming in: each becomes one turn, and only then is it acknowledged."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from adapters.channels.door import Away, Converse, Slower
from adapters.channels.telegram.door import NOTHING, Telegram
from adapters.channels.telegram.sender import Sender
from adapters.channels.telegram.update import Update, parse, sender
from adapters.remembered import Remembered
from flows.heard import Heard

log = logging.getLogger(__name__)

TYPING_AFTER, TYPING_AGAIN = 0.7, 4.5
"""Seconds into a turn until "typing..." shows, and until it must be shown again (Telegram hides it after five)."""
TYPING, FILING = "typing", "upload_document"
"""What is shown while a turn goes on: for a file at once, since such a turn is never short."""
REMEMBERED = 1000
"""How many we remember: buttons answered, updates whose turn broke off, people told to wait."""

TOLD_AGAIN = 60.0
"""Seconds until somebody who sends too much at once is told so once more."""

TRIES = 3
"""So often we hear an update whose turn breaks off, before it is set aside."""

HearStaff = Callable[[Update], Coroutine[Any, Any, bool]]
"""Hears an update of the staff group; False where it is none. Raises Away: deliver it again."""

SetAside = Callable[[str, str, bytes, str], Awaitable[None]]
"""Keeps an update nobody could hear, for a person to look at: whose it is, its mark, it as it came, and why."""

SORRY = "Sorry, something went wrong on our side. Nothing is lost. Please send that again in a few minutes."


async def forget(who: str, mark: str, body: bytes, why: str) -> None:
    """Set an update aside by letting it go: for a door that nobody looks after."""


class Intake:
    """Takes updates, from a webhook or a poll alike, and runs their turns to the end."""

    def __init__(
        self,
        converse: Converse,
        door: Telegram,
        sender: Sender,
        *,
        aside: SetAside = forget,
        sorry_text: str = SORRY,
        hear_staff: HearStaff | None = None,
    ) -> None:
        self._hear_staff = hear_staff
        self._converse, self._door, self._sender, self._sorry_text = converse, door, sender, sorry_text
        self._aside = aside
        self._answered = Remembered[str, None](REMEMBERED)
        self._broken = Remembered[str, int](REMEMBERED)
        self._told = Remembered[int, float](REMEMBERED)
        self._turns: set[asyncio.Future[Any]] = set()

    async def take(self, body: bytes) -> bytes:
        """Run the turn of an update, as it came, to its end and return the reply, a JSON list of calls.

        Raises Away where nothing was done: deliver it again. The turn is a task of its own, so a caller that hangs up
        does not cut it short. What we cannot read is set aside at once, since delivered again it would be no better.
        """
        update = parse(body)
        if update is None:
            await self._aside(sender(body), "", body, "it cannot be read")
            return NOTHING
        if self._hear_staff and await self._heard_staff(self._hear_staff, update, body):
            return NOTHING
        if "callback_query" in update:
            self._answer(update["callback_query"]["id"])
        heard = self._door.hear(update)
        if heard is None:
            return NOTHING
        turn = asyncio.ensure_future(self._converse(heard, self._door))
        self._turns.add(turn)
        turn.add_done_callback(self._turns.discard)
        action, after = (FILING, 0) if heard.file else (TYPING, TYPING_AFTER)
        showing = asyncio.get_running_loop().call_later(after, self._show, action, _chat(heard), turn)
        await asyncio.wait((turn,))
        showing.cancel()
        return await self._reply(turn, heard, body)

    async def send(self, reply: bytes) -> None:
        """Make all the calls of a reply ourselves."""
        await self._sender.send_all(json.loads(reply))

    async def _heard_staff(self, hear: HearStaff, update: Update, body: bytes) -> bool:
        """Whether this was of the staff group. What breaks off is heard again, and set aside in the end."""
        act = asyncio.ensure_future(hear(update))
        self._turns.add(act)
        act.add_done_callback(self._turns.discard)
        await asyncio.wait((act,))
        error = None if act.cancelled() else act.exception()
        if error is None or isinstance(error, Away):
            return act.result()
        mark = f"tg:{update['update_id']}"
        self._broke_off(error, mark)
        await self._aside("", mark, body, f"what staff did broke off: {type(error).__name__}")
        return True

    def _broke_off(self, error: BaseException, mark: str) -> None:
        """Raises Away, to be heard again, as long as that may help."""
        log.error("telegram: a turn broke off: %s at %s", type(error).__name__, _where(error))
        if self._tried(mark) < TRIES:
            raise Away("the turn broke off")
        del self._broken[mark]

    async def _reply(self, turn: asyncio.Task[bytes], heard: Heard, body: bytes) -> bytes:
        """What the turn said. One that broke off is heard again; the last time it is set aside, with a sorry."""
        if turn.cancelled():
            raise Away
        error = turn.exception()
        if error is None:
            return turn.result()
        if isinstance(error, Slower) and not error.door:
            self._tell_to_wait(_chat(heard), error)
        if isinstance(error, Away):
            raise error
        self._broke_off(error, heard.mark)
        await self._aside(heard.who, heard.mark, body, f"its turn broke off: {type(error).__name__}")
        sorry = {"method": "sendMessage", "chat_id": _chat(heard), "text": self._sorry_text}
        return json.dumps([sorry]).encode()

    def _tell_to_wait(self, chat: int, refusal: Slower) -> None:
        """Tell somebody who sends too much at once, but not at each message."""
        now = asyncio.get_running_loop().time()
        if now < self._told.get(chat, now):
            return
        self._told[chat] = now + TOLD_AGAIN
        words = {"method": "sendMessage", "chat_id": chat, "text": refusal.words(short=False)}
        self._sender.later(self._sender.send(words))

    def _tried(self, mark: str) -> int:
        """How often its turn has broken off by now, as far as this process knows: another may have tried too."""
        self._broken[mark] = tries = self._broken.get(mark, 0) + 1
        return tries

    def _answer(self, query: str) -> None:
        """Let the button stop spinning, at once and once."""
        if query in self._answered:
            return
        self._answered[query] = None
        self._sender.later(self._sender.send({"method": "answerCallbackQuery", "callback_query_id": query}))

    def _show(self, action: str, chat: int, turn: asyncio.Task[bytes]) -> None:
        """Show that we are at it, and again until the turn is over."""
        if not turn.done():
            self._sender.later(self._sender.send({"method": "sendChatAction", "chat_id": chat, "action": action}))
            asyncio.get_running_loop().call_later(TYPING_AGAIN, self._show, action, chat, turn)


def _chat(heard: Heard) -> int:
    return int(heard.line.partition(":")[0])


def _where(error: BaseException) -> str:
    """The file and line an error comes from, without its text: that may quote a person's words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
