"""Groups the bot is in: forum supergroups, with a topic for each matter, members, and what the bot may do there.

From documents (the Bot API's own server, which is public): the bot gets updates of the service messages its own calls
make (a topic opened, closed, renamed; a message pinned) but of none of its other messages; in a topic a message that
answers no other answers the one that opened the topic; once the bot is out of a group it hears nothing from there;
without being an administrator it hears commands, answers to its own messages and service messages only.
"""

import time
from dataclasses import dataclass, field

from adapters.stand_ins.telegram.chats import Chat, Json, Message
from adapters.stand_ins.telegram.members import PRESENT, member
from adapters.stand_ins.telegram.world import World

COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
"""The colours a topic's icon may have."""


@dataclass
class Rights:
    """What the bot may do as an administrator of a group."""

    can_manage_topics: bool = True
    can_delete_messages: bool = True
    can_pin_messages: bool = True


@dataclass
class Topic:
    """One topic. Its id is the number of the message that opened it; `by` the account that did."""

    id: int
    name: str
    by: int
    colour: int = COLOURS[0]
    open: bool = True
    group: Chat = field(repr=False, kw_only=True)

    @property
    def messages(self) -> list[Message]:
        """What stands in it, service messages included, oldest first."""
        return [message for message in self.group.messages.values() if message.thread == self.id]


class Group(Chat):
    """A supergroup. `topics` by their ids, without the General one; `members` by account, with their status."""

    def __init__(
        self,
        api: World,
        id: int = -1001900000001,  # noqa: A002 - it is called so in the Bot API
        title: str = "Loan staff",
        *,
        forum: bool = True,
    ) -> None:
        super().__init__({"id": id, "type": "supergroup", "title": title} | ({"is_forum": True} if forum else {}))
        self.api, self.rights = api, Rights()
        self.topics: dict[int, Topic] = {}
        self.members: dict[int, str] = {}
        self.people: dict[int, Json] = {}
        self.moved_to = 0
        api.chats[id] = self
        self.let_in(api.me, "administrator")

    @property
    def id(self) -> int:
        """Its number."""
        return int(self.wire["id"])

    @property
    def forum(self) -> bool:
        """Whether it has topics."""
        return bool(self.wire.get("is_forum"))

    @property
    def bot_status(self) -> str:
        """What the bot is here."""
        return self.members[self.api.me["id"]]

    @property
    def bot_is_admin(self) -> bool:
        """Whether the bot is an administrator; one who is not may still write."""
        return self.bot_status == "administrator"

    @bot_is_admin.setter
    def bot_is_admin(self, admin: bool) -> None:
        self.members[self.api.me["id"]] = "administrator" if admin else "member"

    def may(self, right: str) -> bool:
        """Whether the bot may do a thing here that only administrators may."""
        return self.bot_is_admin and bool(getattr(self.rights, right))

    def let_in(self, user: Json, status: str = "member") -> None:
        """Someone is here, without a word about it."""
        self.people[user["id"]], self.members[user["id"]] = user, status

    def member(self, account: int) -> Json:
        """The `ChatMember` of an account. KeyError where the group never heard of it."""
        rights = vars(self.rights) if account == self.api.me["id"] else {"can_manage_topics": True}
        return member(self.people[account], self.members[account], rights)

    def become(self, account: int, status: str, by: Json) -> None:
        """Someone is something else from now on; of whom, the bot hears in updates of two kinds."""
        before = self.member(account)
        self.members[account] = status
        now = {"old_chat_member": before, "new_chat_member": self.member(account)}
        kind = "my_chat_member" if account == self.api.me["id"] else "chat_member"
        self.api.put(kind, {"chat": self.wire, "from": by, "date": int(time.time())} | now)

    def kick_bot(self) -> None:
        """Throw the bot out; that is the last it hears."""
        self.become(self.api.me["id"], "kicked", next(iter(self.people.values())))

    def migrate(self, to: int) -> "Group":
        """The group has another number from now on, as when it becomes a supergroup; the group under that number."""
        moved = Group(self.api, to, self.wire["title"], forum=self.forum)
        moved.people, moved.members = dict(self.people), dict(self.members)
        self.service(migrate_to_chat_id=to)
        moved.service(migrate_from_chat_id=self.id)
        self.moved_to = to
        return moved

    def place(self, thread: int) -> Json:
        """In a topic a message that answers no other answers the one that opened it. The General topic is 0."""
        if not thread:
            return {}
        opening = self.messages[self.topics[thread].id].wire
        return {"message_thread_id": thread, "is_topic_message": True, "reply_to_message": opening}

    def tell(self, message: Message, kind: str = "message") -> int:
        """Let the bot hear of a message; the update's id, 0 where it hears nothing of such a one."""
        return self.api.put(kind, dict(message.wire)) if self._hears(message) else 0

    def service(self, *, by: Json | None = None, topic: int | None = None, **content: object) -> int:
        """A message of Telegram's own, in the Bot API's fields (`new_chat_title="Desk"`); the update's id."""
        sender = by or next(iter(self.people.values()))
        message = self.api.add(self, dict(content), ours=sender == self.api.me, sender=sender, thread=topic or 0)
        if "pinned_message" in content:
            message.wire.pop("reply_to_message", None)
        return self.tell(message)

    def open_topic(self, name: str, by: Json, colour: int = COLOURS[0]) -> Topic:
        """A new topic, which begins with Telegram's own message of it."""
        created: Json = {"forum_topic_created": {"name": name, "icon_color": colour}}
        message = self.api.add(self, created, ours=by == self.api.me, sender=by)
        message.wire |= {"message_thread_id": message.id, "is_topic_message": True}
        self.topics[message.id] = topic = Topic(message.id, name, int(by["id"]), colour, group=self)
        self.tell(message)
        return topic

    def drop_topic(self, thread: int) -> None:
        """A topic goes with everything in it, and nobody is told. LookupError where there is no such topic."""
        for message in self.topics.pop(thread).messages:
            del self.messages[message.id]

    def _hears(self, message: Message) -> bool:
        if self.bot_status not in PRESENT:
            return False
        answered = message.wire.get("reply_to_message", {}).get("from", {})
        answers = answered == self.api.me and "forum_topic_created" not in message.wire["reply_to_message"]
        command = any(mark["type"] == "bot_command" for mark in message.entities)
        return self.bot_is_admin or message.service or command or answers
