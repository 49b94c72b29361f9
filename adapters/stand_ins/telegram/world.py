"""Telegram's own memory: chats, updates nobody has taken yet, and what the bot has registered."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from adapters.stand_ins.telegram.chats import Chat, Json, Message
from adapters.stand_ins.telegram.files import Files
from adapters.stand_ins.telegram.pace import Flood, Limits
from adapters.stand_ins.telegram.schema import fit_type

TOKEN = "4242:a-token-of-the-stand-in"  # noqa: S105 - opens nothing but this stand-in
ASKED_FOR = {"chat_member", "message_reaction", "message_reaction_count"}
"""The kinds of updates a bot gets only if it names them."""


class Refusal(Exception):
    """A call Telegram refuses: the HTTP status, its sentence, and whether the caller could have known better.

    `retry_after`: the seconds to wait; `moved_to`: the id the group has now.
    """

    def __init__(
        self, status: int, sentence: str, *, fault: bool = False, retry_after: int = 0, moved_to: int = 0
    ) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.fault = status, sentence, fault
        self.retry_after, self.moved_to = retry_after, moved_to

    @property
    def wire(self) -> Json:
        """The answer's body."""
        body: Json = {"ok": False, "error_code": self.status, "description": self.sentence}
        told = {"retry_after": self.retry_after, "migrate_to_chat_id": self.moved_to}
        parameters = {name: value for name, value in told.items() if value}
        return body | ({"parameters": parameters} if parameters else {})


@dataclass
class Call:
    """A call the bot made, and Telegram's sentence where it was refused."""

    method: str
    given: Json
    refused: str = ""


@dataclass
class Webhook:
    """Where updates are to be brought."""

    url: str
    secret: str = ""
    connections: int = 40

    def __post_init__(self) -> None:
        self.room = asyncio.Semaphore(self.connections)


@dataclass
class World:
    """Everything there is. `faults` are calls that break the Bot API's rules; a test asserts there are none."""

    token: str = TOKEN
    me: Json = field(
        default_factory=lambda: {"id": 4242, "is_bot": True, "first_name": "Loans", "username": "loans_stand_in_bot"}
    )
    url: str = ""
    chats: dict[int, Chat] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    calls: list[Call] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    updates: dict[int, Json] = field(default_factory=dict)  # nobody has taken these yet
    past: dict[int, Json] = field(default_factory=dict)
    queries: dict[str, bool] = field(default_factory=dict)  # pressed buttons, and whether they were answered
    askers: dict[str, int] = field(default_factory=dict)  # who pressed them
    answers: list[tuple[int, str]] = field(default_factory=list)  # what each answer showed, and to whom
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    allowed: list[str] = field(default_factory=list)
    webhook: Webhook | None = None
    rejected: list[int] = field(default_factory=list)  # what the webhook said instead of 2xx
    troubles: dict[str, deque[Refusal]] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)  # for who polls
    due: asyncio.Event = field(default_factory=asyncio.Event)  # for who brings them to the webhook
    clock: Callable[[], float] = time.monotonic
    """Seconds by which the pace of messages is measured; a test may turn it."""
    limits: Limits = field(default_factory=Limits)
    floods: list[Flood] = field(default_factory=list)
    polls: int = 0
    open: int = 0
    """Calls being answered now, long polls apart."""
    numbers: "count[int]" = field(default_factory=lambda: count(1000))
    closing: bool = False

    def put(self, kind: str, content: Json) -> int:
        """Make an update for the bot; return its id, 0 where the bot does not ask for its kind."""
        if kind not in self.allowed if self.allowed else kind in ASKED_FOR:
            return 0
        mark = next(self.numbers)
        return self.put_raw(fit_type("Update", {"update_id": mark, kind: content}))

    def put_raw(self, update: Json) -> int:
        """Put an update as it is, however wrong; return its id."""
        mark = int(update["update_id"])
        self.updates[mark] = self.past[mark] = update
        self.news.set()
        self.due.set()
        return mark

    def repeat(self, mark: int) -> None:
        """Bring an update once more, as Telegram does when it did not get our answer."""
        self.put_raw(self.past[mark])

    def trouble(self, method: str, refusal: Refusal, times: int = 1) -> None:
        """Refuse the next calls of a method."""
        self.troubles.setdefault(method, deque()).extend([refusal] * times)

    def add(self, chat: Chat, content: Json, *, ours: bool, sender: Json, thread: int = 0) -> Message:
        """Put a message into a chat, in a topic if it has any. LookupError where there is no such topic."""
        number = next(self.numbers)
        wire = {"message_id": number, "from": sender, "date": int(time.time()), "chat": chat.wire}
        chat.messages[number] = Message(number, ours, wire | chat.place(thread) | content)
        return chat.messages[number]

    def take(self, chat: Chat) -> None:
        """Count one more message to a chat, an edit or the like. Raises Refusal where it is one too many.

        One that comes before the wait for such a one is over is a fault.
        """
        if flood := self.limits.flood(int(chat.wire["id"]), private=chat.private, now=self.clock()):
            self.floods.append(flood)
            sentence = f"Too Many Requests: retry after {flood.wait}"
            raise Refusal(429, sentence, retry_after=flood.wait, fault=flood.early)

    async def calm(self, within: float = 10.0, still: float = 0.01) -> None:
        """Wait until the bot has heard everything and done what it had to do.

        That is when three looks in a row, `still` seconds apart, find nothing under way. TimeoutError after `within`.
        """
        looks = 0
        async with asyncio.timeout(within):
            while looks < 3:
                looks = 0 if self.updates or self.open or not all(self.queries.values()) else looks + 1
                await asyncio.sleep(still)
