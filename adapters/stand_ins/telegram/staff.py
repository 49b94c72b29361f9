"""A member of the staff in a group: what they type, press, photograph and do with topics, and what they see there."""

from adapters.stand_ins.telegram import contents
from adapters.stand_ins.telegram.chats import Json, Message
from adapters.stand_ins.telegram.groups import Group
from adapters.stand_ins.telegram.members import PRESENT
from adapters.stand_ins.telegram.person import Person

ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""The account that stands for every administrator who wishes not to be named."""


class Staff(Person):
    """One member. What is done returns the update's id; `topic` is a thread's id, None the General one.

    One who has left can do nothing but press a button that is still on the screen: all else is a LookupError, and so is
    anything in a topic that is gone. With `anonymous` they write as the group; a button is still pressed by themselves
    (our reading).
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
        answered = contents.quoted(self.group.messages[to].wire)
        return self.send(topic=topic, reply_to_message=answered, **contents.words(text))

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
        document = contents.document(self.api.files, content, name, mime)
        return self.send(topic=topic, **contents.captioned(document, caption))

    def voice(self, *, topic: int | None = None) -> int:
        """Send a voice message."""
        return self.send(topic=topic, **contents.media(self.api.files, "voice", b"voice"))

    def sticker(self, *, topic: int | None = None) -> int:
        """Send a sticker."""
        return self.send(topic=topic, **contents.media(self.api.files, "sticker", b"sticker"))

    def send(self, *, topic: int | None = None, **content: object) -> int:
        """Send a message of any content, in the Bot API's own fields."""
        sender, signed = self._sender()
        message = self.api.add(self.group, signed | content, ours=False, sender=sender, thread=topic or 0)
        return self.group.tell(message)

    def edit(self, text: str, *, message_id: int | None = None, topic: int | None = None) -> int:
        """Edit the words of a message one has sent, or the words under a photo; the last one unless told which."""
        own = [message for message in self._there(topic) if message.wire["from"] == self._sender()[0]]
        message = self.group.messages[message_id] if message_id else own[-1]
        self._reword(message, text)
        return self.group.tell(message, "edited_message")

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
        return self.group.open_topic(name, self._sender()[0]).id

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
        mark = self.group.service(by=self.user, left_chat_member=self.user)
        self.group.become(self.id, "left", self.user)
        return mark

    def join(self) -> int:
        """Come back."""
        mark = self.group.service(by=self.user, new_chat_members=[self.user])
        self.group.become(self.id, "member", self.user)
        return mark

    def _sender(self) -> tuple[Json, Json]:
        """Who a message is from, and what else says so."""
        if self.group.members[self.id] not in PRESENT:
            raise LookupError(f"{self.user['first_name']} is not in the group")
        return (ANONYMOUS, {"sender_chat": self.group.wire}) if self.anonymous else (self.user, {})

    def _there(self, topic: int | None) -> list[Message]:
        """What stands in a topic; nothing does in one that is gone."""
        return [message for message in self.group.messages.values() if message.thread == (topic or 0)]
