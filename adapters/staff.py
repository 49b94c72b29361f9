"""The staff group in Telegram, a forum: topics are opened, messages put there and passed on, its members known.

Every call here is made once, and what became of it is told; when to try again is the caller's to say, for the group
takes no more than so many messages a minute.
"""

import time
from collections.abc import Sequence
from enum import Enum
from typing import Any, NamedTuple

from aiogram import Bot

from adapters.channels.telegram.wire import Told, Wire

SECONDS = 15.0
"""For one call."""

NAME, CAPTION = 128, 1024
"""Letters in a topic's name, and beneath a photo."""

DELETES = "can_delete_messages"

MEMBERS = {"creator", "administrator", "member"}
KNOWN_FOR = 60.0
"""Seconds for which we remember that somebody is a member: one who leaves acts no longer than that."""

Buttons = Sequence[Sequence[tuple[str, str]]]
"""Rows of buttons: label and data."""


class Became(Enum):
    """What became of a call."""

    DONE = "done"
    NO_TOPIC = "the topic is there no more"
    GONE = "the message is there no more, or cannot be passed on"
    BLOCKED = "this chat takes nothing from us"
    REFUSED = "Telegram does not take it"
    NOT_NOW = "not now"


REASONS = {
    "message thread not found": Became.NO_TOPIC,
    "TOPIC_ID_INVALID": Became.NO_TOPIC,
    "TOPIC_DELETED": Became.NO_TOPIC,
    "TOPIC_CLOSED": Became.NO_TOPIC,
    "TOPIC_NOT_MODIFIED": Became.DONE,
    "message is not modified": Became.DONE,
    "message to edit not found": Became.GONE,
    "message to copy not found": Became.GONE,
    "message can't be copied": Became.GONE,
    "message can't be edited": Became.GONE,
    "MESSAGE_ID_INVALID": Became.GONE,
    "chat not found": Became.BLOCKED,
}
"""What Telegram's sentences mean. A topic that cannot be written in is opened anew."""


class Result(NamedTuple):
    """What became of a call, the id it gave (of a message or a topic), and the seconds we are asked to wait."""

    became: Became
    id: int = 0
    wait: float = 0.0


class Staff:
    """The group `chat`, through one bot."""

    def __init__(self, bot: Bot, chat: int) -> None:
        self.chat = chat
        self._wire = Wire(bot, SECONDS)
        self._members: dict[int, float] = {}

    async def open_topic(self, name: str) -> Result:
        """A new topic; its id."""
        return await self._do("createForumTopic", name=name[:NAME])

    async def reopen(self, topic: int) -> Result:
        """A topic that was closed is open again."""
        return await self._do("reopenForumTopic", message_thread_id=topic)

    async def close(self, topic: int) -> Result:
        """A topic is closed; what was said in it stays."""
        return await self._do("closeForumTopic", message_thread_id=topic)

    async def delete(self, topic: int) -> Result:
        """A topic is gone, with all that was said in it."""
        return await self._do("deleteForumTopic", message_thread_id=topic)

    async def post(self, topic: int, text: str, buttons: Buttons = (), phone: str = "") -> Result:
        """A text into a topic. `phone`: a number in it that can be dialled by a touch."""
        more: dict[str, Any] = {"reply_markup": _markup(buttons)} if buttons else {}
        if phone:
            more["entities"] = [{"type": "phone_number", "offset": _units(text, phone), "length": len(phone)}]
        return await self._do(
            "sendMessage", message_thread_id=topic, text=text, link_preview_options={"is_disabled": True}, **more
        )

    async def post_copy(self, topic: int, chat: int, message: int, caption: str = "") -> Result:
        """A message of another chat, of whatever kind, into a topic; `caption` is what then stands beneath it."""
        more = {"caption": caption[:CAPTION]} if caption else {}
        return await self._do("copyMessage", message_thread_id=topic, from_chat_id=chat, message_id=message, **more)

    async def edit(self, message: int, text: str, buttons: Buttons = ()) -> Result:
        """A text of ours is changed, and its buttons."""
        return await self._do("editMessageText", message_id=message, text=text, reply_markup=_markup(buttons))

    async def edit_caption(self, message: int, caption: str) -> Result:
        """What stands beneath a photo of ours is changed."""
        return await self._do("editMessageCaption", message_id=message, caption=caption[:CAPTION])

    async def say(self, chat: int, text: str, buttons: Buttons = ()) -> Result:
        """A text into a borrower's chat."""
        more = {"reply_markup": _markup(buttons)} if buttons else {}
        preview = {"is_disabled": True}
        return await self._do("sendMessage", chat_id=chat, text=text, link_preview_options=preview, **more)

    async def give(self, chat: int, message: int, caption: str = "") -> Result:
        """A message of the group, of whatever kind, into a borrower's chat, as `post_copy` does."""
        more = {"caption": caption[:CAPTION]} if caption else {}
        return await self._do("copyMessage", chat_id=chat, from_chat_id=self.chat, message_id=message, **more)

    async def say_otherwise(self, chat: int, message: int, text: str) -> Result:
        """What was said in a borrower's chat is changed."""
        return await self._do("editMessageText", chat_id=chat, message_id=message, text=text)

    async def caption_otherwise(self, chat: int, message: int, caption: str) -> Result:
        """What stands beneath a photo in a borrower's chat is changed."""
        return await self._do("editMessageCaption", chat_id=chat, message_id=message, caption=caption[:CAPTION])

    async def answer(self, query: str, text: str) -> None:
        """Let a pressed button rest; `text` is shown to whoever pressed it."""
        await self._do_any(
            "answerCallbackQuery", {"callback_query_id": query, "text": text[:200], "show_alert": bool(text)}
        )

    async def is_member(self, user: int) -> bool | None:
        """Whether this is a member of the group; None where Telegram does not say now."""
        now = time.monotonic()
        if self._members.get(user, 0) > now:
            return True
        told = await self._do_any("getChatMember", {"chat_id": self.chat, "user_id": user})
        if told.status != 200 or told.broken:
            return False if told.status == 400 else None
        status = told.result.get("status") if isinstance(told.result, dict) else ""
        member = status in MEMBERS or (status == "restricted" and bool(told.result.get("is_member")))
        if member:
            self._members[user] = now + KNOWN_FOR
        return member

    async def look(self, me: int) -> str:
        """What is amiss with the group, in a sentence that says what to do; "" where all is well."""
        told = await self._do_any("getChat", {"chat_id": self.chat})
        if told.status != 200 or not isinstance(told.result, dict):
            return "TELEGRAM_STAFF_CHAT: the bot does not see that group. Add it there, and give the group's id"
        if not told.result.get("is_forum"):
            return "TELEGRAM_STAFF_CHAT is no forum: turn on topics in the group's settings"
        told = await self._do_any("getChatMember", {"chat_id": self.chat, "user_id": me})
        rights = told.result if isinstance(told.result, dict) else {}
        if rights.get("status") == "administrator" and rights.get("can_manage_topics") and rights.get(DELETES):
            return ""
        return "make the bot an administrator of the staff group that may manage topics and delete messages (to erase)"

    async def _do(self, method: str, **given: Any) -> Result:
        return _result(await self._do_any(method, {"chat_id": self.chat} | given))

    async def _do_any(self, method: str, given: dict[str, Any]) -> Told:
        return await self._wire.call({"method": method, **given})


def _result(told: Told) -> Result:
    if told.status == 200 and not told.broken:
        found = told.result if isinstance(told.result, dict) else {}
        return Result(Became.DONE, int(found.get("message_id") or found.get("message_thread_id") or 0))
    if told.wait or told.status in (0, 429) or told.status >= 500:
        return Result(Became.NOT_NOW, wait=told.wait)
    if told.status == 403:
        return Result(Became.BLOCKED)
    return Result(next((known for reason, known in REASONS.items() if reason in told.sentence), Became.REFUSED))


def _markup(buttons: Buttons) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": data} for label, data in row] for row in buttons]}


def _units(text: str, part: str) -> int:
    """Where `part` begins in `text`, in UTF-16 units."""
    return len(text[: text.index(part)].encode("utf-16-le")) // 2
