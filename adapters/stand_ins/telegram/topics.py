"""The methods for the topics of a forum supergroup.

From documents: the rights, who may do without them, and the sentences; that a topic that is gone is `TOPIC_ID_INVALID`
here and `message thread not found` where a message is sent. Stricter than Telegram: it cuts a name of more than 128
characters, and lets the bot delete a topic of its own without the right to delete messages; here both are refused.
"""

from adapters.stand_ins.telegram.chats import Json
from adapters.stand_ins.telegram.finding import bad, chat_of
from adapters.stand_ins.telegram.groups import COLOURS, Group, Topic
from adapters.stand_ins.telegram.limits import check_topic_name
from adapters.stand_ins.telegram.world import World


async def create_forum_topic(world: World, given: Json) -> Json:
    """A new topic of the bot's own."""
    group = _forum(world, given)
    if not group.may("can_manage_topics"):
        raise bad("not enough rights to create a topic")
    check_topic_name(given["name"])
    colour = given.get("icon_color", COLOURS[0])
    if colour not in COLOURS:
        raise bad("TOPIC_ICON_COLOR_INVALID", fault=True)
    world.take(group)
    topic = group.open_topic(given["name"], world.me, colour)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": colour}


async def edit_forum_topic(world: World, given: Json) -> bool:
    """Another name; none, or an empty one, keeps the name."""
    group = _forum(world, given)
    topic = _topic(group, given, "edit")
    if not (name := given.get("name", "")):
        return True
    check_topic_name(name)
    if name == topic.name:
        raise bad("TOPIC_NOT_MODIFIED")
    world.take(group)
    topic.name = name
    group.service(by=world.me, topic=topic.id, forum_topic_edited={"name": name})
    return True


async def close_forum_topic(world: World, given: Json) -> bool:
    """Only administrators may still write in it."""
    return _turn(world, given, to_open=False)


async def reopen_forum_topic(world: World, given: Json) -> bool:
    """Everybody may write in it again."""
    return _turn(world, given, to_open=True)


async def delete_forum_topic(world: World, given: Json) -> bool:
    """It goes with all its messages; this takes the right to delete messages."""
    group = _forum(world, given)
    if not group.may("can_delete_messages"):
        raise bad("not enough rights to delete the topic")
    group.drop_topic(_named(group, given).id)
    return True


def _turn(world: World, given: Json, *, to_open: bool) -> bool:
    group = _forum(world, given)
    topic = _topic(group, given, "close or open")
    if topic.open == to_open:
        raise bad("TOPIC_NOT_MODIFIED")
    world.take(group)
    topic.open = to_open
    done: Json = {"forum_topic_reopened" if to_open else "forum_topic_closed": {}}
    group.service(by=world.me, topic=topic.id, **done)
    return True


def _forum(world: World, given: Json) -> Group:
    chat = chat_of(world, given)
    if not isinstance(chat, Group) or not chat.forum:
        raise bad("the chat is not a forum", fault=True)
    return chat


def _topic(group: Group, given: Json, deed: str) -> Topic:
    """The topic of a call, if the bot may do this with it: with the right to, or as who opened it."""
    topic = group.topics.get(given["message_thread_id"])
    if not group.may("can_manage_topics") and not (topic and topic.by == group.api.me["id"]):
        raise bad(f"not enough rights to {deed} the topic")
    return _named(group, given)


def _named(group: Group, given: Json) -> Topic:
    try:
        return group.topics[given["message_thread_id"]]
    except KeyError:
        raise bad("TOPIC_ID_INVALID") from None
