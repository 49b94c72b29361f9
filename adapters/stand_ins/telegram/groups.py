"""Groups the bot is in: forum supergroups, with a topic for each matter, members, and what the bot may do there."""

from dataclasses import dataclass, field

from adapters.stand_ins.telegram.chats import Chat, Json, Message
from adapters.stand_ins.telegram.world import World

PRESENT = ("creator", "administrator", "member", "restricted")
"""The statuses of those who are in a group; the others are `left` and `kicked`."""
ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""The account that stands for every administrator who wishes not to be named."""
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
    color: int = COLOURS[0]
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

    def let_in(self, user: Json, status: str = "member") -> None:
        """Someone is here, without a word about it."""
        self.people[user["id"]], self.members[user["id"]] = user, status

    def kick_bot(self) -> None:
        """Throw the bot out."""
        self.members[self.api.me["id"]] = "kicked"

    def may(self, right: str) -> bool:
        """Whether the bot may do a thing here that only administrators may."""
        return self.bot_is_admin and bool(getattr(self.rights, right))

    def place(self, thread: int) -> Json:
        """In a topic a message that answers no other answers the one that opened it. The General topic is 0."""
        if not thread:
            return {}
        opening = self.messages[self.topics[thread].id].wire
        return {"message_thread_id": thread, "is_topic_message": True, "reply_to_message": opening}

    def service(self, *, by: Json | None = None, topic: int | None = None, **content: object) -> int:
        """A message of Telegram's own, in the Bot API's fields (`new_chat_title="Desk"`); the update's id."""
        sender = by or next(iter(self.people.values()))
        message = self.api.add(self, dict(content), ours=False, sender=sender, thread=topic or 0)
        return self.api.put("message", dict(message.wire))

    def open_topic(self, name: str, by: Json, color: int = COLOURS[0]) -> Topic:
        """A new topic, which begins with Telegram's own message of it."""
        created: Json = {"forum_topic_created": {"name": name, "icon_color": color}}
        message = self.api.add(self, created, ours=by == self.api.me, sender=by)
        message.wire |= {"message_thread_id": message.id, "is_topic_message": True}
        self.topics[message.id] = topic = Topic(message.id, name, int(by["id"]), color, group=self)
        return topic

    def drop_topic(self, thread: int) -> None:
        """A topic goes with everything in it, and nobody is told. LookupError where there is no such topic."""
        topic = self.topics.pop(thread)
        for message in topic.messages:
            del self.messages[message.id]
