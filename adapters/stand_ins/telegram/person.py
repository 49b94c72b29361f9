"""A person with Telegram in the hand, wherever the chat is: what a phone and a member of the staff have in common."""

import time
from collections.abc import Iterable

from adapters.stand_ins.telegram import contents
from adapters.stand_ins.telegram.chats import Json, Message, Rows
from adapters.stand_ins.telegram.world import World


class Person:
    """One account. What it does returns the update's id."""

    def __init__(self, api: World, user: Json) -> None:
        self.api, self.user = api, user

    @property
    def id(self) -> int:
        """The account's number."""
        return int(self.user["id"])

    @property
    def alerts(self) -> list[str]:
        """What answers to pressed buttons have shown so far; those that said nothing are left out."""
        return [text for who, text in self.api.answers if who == self.id and text]

    @property
    def alert(self) -> str:
        """What the last answer to a pressed button showed; nothing where it said nothing, or there was none."""
        return next((text for who, text in reversed(self.api.answers) if who == self.id), "")

    def tap(self, message: Message, label: str) -> int:
        """Press the button under this very message. LookupError where it has none of that label."""
        if (mark := self._press([message], label, stale=False)) is None:
            raise LookupError(f"no button {label!r} under this message")
        return mark

    def _press(self, messages: Iterable[Message], label: str, *, stale: bool) -> int | None:
        """Press the button under the first message that has it, or with `stale` had it; None where none does."""
        for message in messages:
            for rows in message.former[::-1] if stale else [message.buttons]:
                if button := find(rows, label):
                    return self._query(message, button["callback_data"])
        return None

    def _query(self, message: Message, data: str) -> int:
        query = f"query-{len(self.api.queries) + 1}"
        self.api.queries[query], self.api.askers[query] = False, self.id
        content = {"id": query, "from": self.user, "message": message.wire, "chat_instance": "1", "data": data}
        return self.api.put("callback_query", content)

    def _reword(self, message: Message, text: str) -> None:
        """Other words in a message, or other words under it."""
        message.change(text, [], contents.words(text).get("entities", []))
        message.wire["edit_date"] = int(time.time())


def find(rows: Rows, label: str) -> Json | None:
    """The button with this label."""
    return next((button for row in rows for button in row if button["text"] == label), None)
