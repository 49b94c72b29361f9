"""Telegram on the page: our strict stand-in, the phones of three borrowers, and a staff group with topics."""

import time
from itertools import count
from typing import Any

from adapters.stand_ins.telegram import BotApi, Group, Phone, Staff
from adapters.stand_ins.telegram.chats import Chat
from bot.simulator.drawn import drawn, keyboard
from bot.simulator.feed import Feed
from bot.simulator.people import MEMBERS, Someone

GROUP = -1001900000001
PRIVATE = ("default", "all_private_chats")
"""Scopes of commands that a borrower is shown."""
CALLS = 200
"""Calls of the bot that are remembered."""


class Watched(BotApi):
    """A Bot API that tells the page after each call. Its numbers begin with the time: they grow over restarts too."""

    chats_on: "Chats"

    async def do(self, method: str, given: dict[str, Any], *, text: bool = False) -> Any:
        """Make a call, and show what has changed by it."""
        try:
            return await super().do(method, given, text=text)
        finally:
            del self.calls[:-CALLS]
            self.chats_on.show()


class Chats:
    """The phones and the group on one Bot API, shown in a feed."""

    def __init__(self, feed: Feed, people: tuple[Someone, ...]) -> None:
        self._feed, self._people = feed, people
        self.api = Watched(numbers=count(int(time.time())))
        self.api.chats_on = self
        self.group = Group(self.api, GROUP)
        self.staff = {name.lower(): Staff(self.group, user, name=name) for user, name in MEMBERS}
        self.phones = {one.key: self._phone(one) for one in people}

    def _phone(self, one: Someone) -> Phone:
        return Phone(self.api, one.user, number=one.number, name=one.name.split()[0])

    def wipe(self, people: tuple[Someone, ...]) -> None:
        """All chats and topics are empty again."""
        self._people = people
        for phone in self.phones.values():
            del self.api.chats[phone.id]
        self.phones = {one.key: self._phone(one) for one in people}
        self.group.messages.clear()
        self.group.topics.clear()
        self.group.pinned.clear()
        self.api.answers.clear()

    def show(self) -> None:
        """Show everything as it stands now; what has not changed is no news."""
        for key, phone in self.phones.items():
            self._messages(f"chat/{key}/", phone.chat)
            self._feed.put(f"keyboard/{key}", keyboard(phone.chat))
            self._feed.put(f"typing/{key}", len(phone.chat.actions))
        self._messages("staff/", self.group)
        self._topics()
        for number, (who, text) in enumerate(self.api.answers):
            if text:
                self._feed.put(f"alert/{number}", {"who": self._named(who), "text": text})
        for (scope, language), commands in self.api.commands.items():
            if scope in PRIVATE:
                self._feed.put(f"commands/{language}", commands)

    def _messages(self, begin: str, chat: Chat) -> None:
        there = {
            f"{begin}{number}": drawn(message) | {"topic": message.thread} for number, message in chat.messages.items()
        }
        for key in self._feed.keys(begin):
            if key not in there:
                self._feed.drop(key)
        for key, message in there.items():
            self._feed.put(key, message)

    def _topics(self) -> None:
        there = {f"topic/{topic.id}": topic for topic in self.group.topics.values()}
        for key in self._feed.keys("topic/"):
            if key not in there:
                self._feed.drop(key)
        for key, topic in there.items():
            self._feed.put(key, {"id": topic.id, "name": topic.name, "open": topic.open})

    def _named(self, user: int) -> str:
        people = {**self.phones, **self.staff}
        return next((key for key, person in people.items() if person.id == user), "")
