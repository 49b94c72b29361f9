"""A member of the staff in a group: what they type, press, photograph and do with topics, and what they see there."""

import time
from typing import Any

from adapters.stand_ins.telegram import contents
from adapters.stand_ins.telegram.chats import Json, Message
from adapters.stand_ins.telegram.groups import ANONYMOUS, PRESENT, Group
from adapters.stand_ins.telegram.members import told_of
from adapters.stand_ins.telegram.person import Person


class Staff(Person):
    """One member. What is done returns the update's id; `topic` is a thread's id, None the General one.

    One who has left can do nothing but press a button that is still on the screen.
    """

    def __init__(
        self, group: Group, user_id: int = 9001, *, name: str = "Anna", language: str = "en", status: str = "member"
    ) -> None:
        super().__init__(group.api, {"id": user_id, "is_bot": False, "first_name": name, "language_code": language})
        self.group, self.anonymous = group, False
        group.let_in(self.user, status)

    def type(self, text: str, *, topic: int | None = None) -> int:
        """Type a text or a command and send it."""
        return self.send(topic=topic, **contents.words(text))

    def reply(self, text: str, *, to: int, topic: int | None = None) -> int:
        """Answer one message; `to` is its number."""
        return self.send(
            topic=topic, reply_to_message=contents.quoted(self.group.messages[to].wire), **contents.words(text)
        )

    def photo(self, content: bytes, *, topic: int | None = None, caption: str = "", album: str = "") -> int:
        """Send a photo. `album` is its album's id."""
        taken = contents.captioned(contents.photo(self.api.files, content), caption)
        return self.send(topic=topic, **taken, **({"media_group_id": album} if album else {}))

    def send_file(
        self,
        content: bytes,
        name: str = "file.pdf",
        mime: str = "application/pdf",
        *,
        topic: int | None = None,
        caption: str = "",
    ) -> int:
        """Send a document."""
        return self.send(
            topic=topic, **contents.captioned(contents.document(self.api.files, content, name, mime), caption)
        )

    def voice(self, *, topic: int | None = None) -> int:
        """Send a voice message."""
        return self.send(topic=topic, **contents.media(self.api.files, "voice", b"voice"))

    def sticker(self, *, topic: int | None = None) -> int:
        """Send a sticker."""
        return self.send(topic=topic, **contents.media(self.api.files, "sticker", b"sticker"))

    def send(self, *, topic: int | None = None, **content: object) -> int:
        """Send a message of any content, in the Bot API's own fields."""
        signed = self._signed() | content
        message = self.api.add(self.group, signed, ours=False, sender=self._sender(), thread=topic or 0)
        return self.api.put("message", dict(message.wire))

    def edit(self, text: str, *, message_id: int | None = None, topic: int | None = None) -> int:
        """Edit the words of a message one has sent, or the words under a photo; the last one unless told which."""
        own = [message for message in self._there(topic) if message.wire["from"] in (self.user, ANONYMOUS)]
        return self._edit(self.group.messages[message_id] if message_id else own[-1], text)

    def press(self, label: str, *, topic: int | None = None, stale: bool = False) -> int:
        """Press a button under the newest message there that has it; `stale`: that had it before it was edited."""
        if (mark := self._press(reversed(self._there(topic)), label, stale=stale)) is None:
            raise LookupError(f"no button {label!r} in the topic {topic}: {self.seen(topic)}")
        return mark

    def seen(self, topic: int | None = None) -> list[str]:
        """The messages there in a line each, `[photo] caption`, oldest first; Telegram's own are left out."""
        return [message.shown for message in self._there(topic) if not message.service]

    def open_topic(self, name: str) -> int:
        """Open a topic; its id, not the update's."""
        topic = self.group.open_topic(name, self._sender())
        self.api.put("message", dict(self.group.messages[topic.id].wire) | self._signed())
        return topic.id

    def close_topic(self, topic: int) -> int:
        """Close it."""
        self.group.topics[topic].open = False
        return self.send(topic=topic, forum_topic_closed={})

    def reopen_topic(self, topic: int) -> int:
        """Open it again."""
        self.group.topics[topic].open = True
        return self.send(topic=topic, forum_topic_reopened={})

    def rename_topic(self, topic: int, name: str) -> int:
        """Give it another name."""
        self.group.topics[topic].name = name
        return self.send(topic=topic, forum_topic_edited={"name": name})

    def delete_topic(self, topic: int) -> None:
        """Delete it with all its messages; the bot is not told."""
        self.group.drop_topic(topic)

    def leave(self) -> int:
        """Leave the group."""
        return self._become("left", left_chat_member=self.user)

    def join(self) -> int:
        """Come back."""
        return self._become("member", new_chat_members=[self.user])

    def _become(self, status: str, **content: Any) -> int:
        before = told_of(self.group, self.id)
        mark = self.group.service(by=self.user, **content)
        self.group.members[self.id] = status
        self.api.put("chat_member", self._changed(before))
        return mark

    def _changed(self, before: Json) -> Json:
        date, after = int(time.time()), told_of(self.group, self.id)
        return {
            "chat": self.group.wire,
            "from": self.user,
            "date": date,
            "old_chat_member": before,
            "new_chat_member": after,
        }

    def _sender(self) -> Json:
        if self.group.members[self.id] not in PRESENT:
            raise LookupError(f"{self.user['first_name']} is not in the group")
        return ANONYMOUS if self.anonymous else self.user

    def _signed(self) -> Json:
        return {"sender_chat": self.group.wire} if self.anonymous else {}

    def _there(self, topic: int | None) -> list[Message]:
        """What stands in a topic; nothing does in one that is gone."""
        return [message for message in self.group.messages.values() if message.thread == (topic or 0)]
