"""Updates coming in: each becomes one turn, and only then is it acknowledged."""

import asyncio
import hmac
import json
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from aiohttp import web

from adapters.bodies import TooLarge, whole
from adapters.channels.door import Away, Converse, Slower
from adapters.channels.telegram.door import NOTHING, Telegram
from adapters.channels.telegram.drawing import Call
from adapters.channels.telegram.sender import Sender
from adapters.channels.telegram.update import Update, parse, sender
from flows.heard import Heard

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name, not the secret
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
BODY_BYTES = 1 << 20
"""The largest update we read. Telegram's own stay below a tenth of it."""
BODY_SECONDS = 10.0
"""For an update to arrive in."""

TYPING_AFTER, TYPING_AGAIN = 0.7, 4.5
"""Seconds into a turn until "typing..." shows, and until it must be shown again (Telegram hides it after five)."""
TYPING, FILING = "typing", "upload_document"
"""What is shown while a turn goes on: for a file at once, since such a turn is never short."""
REMEMBERED = 1000
"""How many pressed buttons we remember to have answered, and how many updates that broke off."""

TOLD_AGAIN = 60.0
"""Seconds until somebody who sends too much at once is told so once more."""

TRIES = 3
"""So often we hear an update whose turn breaks off, before it is set aside."""

HearStaff = Callable[[Update], Coroutine[Any, Any, bool]]
"""Hears an update of the staff group; False where it is none. Raises Away: deliver it again."""

SetAside = Callable[[str, str, bytes, str], Awaitable[None]]
"""Keeps an update nobody could hear, for a person to look at: whose it is, its mark, it as it came, and why."""

SPEAKS = ("sendMessage", "editMessageText")
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
        self._answered: OrderedDict[str, None] = OrderedDict()
        self._broken: OrderedDict[str, int] = OrderedDict()
        self._told: OrderedDict[int, float] = OrderedDict()
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
        self._told.pop(chat, None)
        self._told[chat] = now + TOLD_AGAIN
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        words = {"method": "sendMessage", "chat_id": chat, "text": refusal.words(short=False)}
        self._sender.later(self._sender.send(words))

    def _tried(self, mark: str) -> int:
        """How often its turn has broken off by now, as far as this process knows: another may have tried too."""
        self._broken[mark] = self._broken.pop(mark, 0) + 1
        if len(self._broken) > REMEMBERED:
            self._broken.popitem(last=False)
        return self._broken[mark]

    def _answer(self, query: str) -> None:
        """Let the button stop spinning, at once and once."""
        if query in self._answered:
            return
        self._answered[query] = None
        if len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)
        self._sender.later(self._sender.send({"method": "answerCallbackQuery", "callback_query_id": query}))

    def _show(self, action: str, chat: int, turn: asyncio.Task[bytes]) -> None:
        """Show that we are at it, and again until the turn is over."""
        if not turn.done():
            self._sender.later(self._sender.send({"method": "sendChatAction", "chat_id": chat, "action": action}))
            asyncio.get_running_loop().call_later(TYPING_AGAIN, self._show, action, chat, turn)


def mount(  # noqa: PLR0913 - one a part it joins
    app: web.Application,
    converse: Converse,
    door: Telegram,
    sender: Sender,
    *,
    secret: str,
    path: str = "/telegram",
    aside: SetAside = forget,
    sorry_text: str = SORRY,
    hear_staff: HearStaff | None = None,
) -> None:
    """Serve Telegram's webhook at `path`. `secret` is what `setWebhook` was given: 1-256 letters, digits, `_` and `-`.

    Raises ValueError for a secret Telegram would not take, an empty one above all: the path alone keeps nobody out.
    """
    if not SECRET.fullmatch(secret):
        raise ValueError("the webhook's secret must be 1 to 256 of A-Z, a-z, 0-9, _ and -")
    intake = Intake(converse, door, sender, aside=aside, sorry_text=sorry_text, hear_staff=hear_staff)
    expected = secret.encode()

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER)
        if given is None or not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), expected):
            return web.Response(status=401 if given is None else 403)
        try:
            body = await whole(request, BODY_BYTES, BODY_SECONDS)
        except TooLarge:
            return web.Response(status=413)
        except TimeoutError:
            return web.Response(status=408)
        except web.RequestPayloadError:
            return web.Response(status=400)
        try:
            return _respond(await intake.take(body), sender)
        except Slower as refusal:
            return web.Response(status=503 if refusal.door else 429, headers={"Retry-After": str(refusal.seconds)})
        except Away:
            return web.Response(status=503)

    app.router.add_post(path, receive)


def _respond(reply: bytes, sender: Sender) -> web.Response:
    """Let the call that speaks ride in the response. Where several speak they keep their order, so we make them all."""
    calls: list[Call] = json.loads(reply)
    speaking = [call for call in calls if call["method"] in SPEAKS]
    riding = speaking if len(speaking) == 1 else []
    rest = [call for call in calls if call not in riding]
    if rest:
        sender.later(sender.send_all(rest))
    if not riding:
        return web.Response()
    return web.Response(body=json.dumps(riding[0]).encode() if rest else reply[1:-1], content_type="application/json")


def _chat(heard: Heard) -> int:
    return int(heard.line.partition(":")[0])


def _where(error: BaseException) -> str:
    """The file and line an error comes from, without its text: that may quote a person's words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
