"""The methods that change a message that stands in a chat: the bot's own, and in part those of others."""

import time

from adapters.stand_ins.telegram import contents
from adapters.stand_ins.telegram.chats import Chat, Json, Message
from adapters.stand_ins.telegram.finding import bad, chat_of, message_of
from adapters.stand_ins.telegram.groups import Group
from adapters.stand_ins.telegram.limits import check_caption, check_entities, check_markup, check_text
from adapters.stand_ins.telegram.world import World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


async def edit_message_text(world: World, given: Json) -> Json:
    """Another text, and with it other buttons or none."""
    check_text(given["text"])
    return _edit(world, given, "text", "entities")


async def edit_message_caption(world: World, given: Json) -> Json:
    """Other words under a photo or a file, or none; and with it other buttons or none."""
    check_caption(given.get("caption", ""))
    return _edit(world, given, "caption", "caption_entities")


async def edit_message_reply_markup(world: World, given: Json) -> Json:
    """Other buttons, or none."""
    return _edit(world, given)


def _edit(world: World, given: Json, field: str = "", entities: str = "") -> Json:
    chat = chat_of(world, given)
    message = message_of(chat, given, "message to edit not found")
    markup: Json = given.get("reply_markup", {})
    check_markup(markup, private=chat.private)
    if not message.ours or message.fixed or message.service:
        raise bad("message can't be edited", fault=True)
    if field not in ("", message.said_in):
        raise bad(f"there is no {field} in the message to edit", fault=True)
    said, marks = (given.get(field, ""), given.get(entities, [])) if field else (message.text, message.entities)
    check_entities(said, marks)
    buttons = markup.get("inline_keyboard", [])
    if (said, marks, buttons) == (message.text, message.entities, message.buttons):
        raise bad(SAME)
    world.take(chat)
    message.change(said, buttons, marks)
    message.wire["edit_date"] = int(time.time())
    return message.wire


async def delete_message(world: World, given: Json) -> bool:
    """A message of either side leaves a private chat; in a group those of others need the right to it."""
    chat = chat_of(world, given)
    message = message_of(chat, given, "message to delete not found")
    if isinstance(chat, Group):
        _check_deletable(chat, message)
    del chat.messages[message.id]
    return True


def _check_deletable(group: Group, message: Message) -> None:
    if "forum_topic_created" in message.wire or not (message.ours or group.may("can_delete_messages")):
        raise bad("message can't be deleted for everyone")


async def pin_chat_message(world: World, given: Json) -> bool:
    """A message is at the top of its chat, and Telegram says so in a message of its own."""
    chat = chat_of(world, given)
    message = message_of(chat, given, "message to pin not found")
    if isinstance(chat, Group) and not chat.may("can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
    if message.service:
        raise bad("message can't be pinned", fault=True)
    world.take(chat)
    chat.pinned.append(message.id)
    if isinstance(chat, Group):
        pinned = contents.quoted(message.wire)
        chat.service(by=world.me, topic=message.thread, pinned_message=pinned)
    return True


async def unpin_chat_message(world: World, given: Json) -> bool:
    """A message is no longer at the top: the one named, or the last that was pinned."""
    chat = chat_of(world, given)
    if isinstance(chat, Group) and not chat.may("can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
    pinned = given.get("message_id", chat.pinned[-1] if chat.pinned else 0)
    if pinned not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(pinned)
    return True


async def set_message_reaction(world: World, given: Json) -> bool:
    """A small picture of what the bot thinks of a message: one at most, or none."""
    chat: Chat = chat_of(world, given)
    message = message_of(chat, given, "message to react not found")
    reactions = given.get("reaction", [])
    if len(reactions) > 1:
        raise bad("REACTIONS_TOO_MANY", fault=True)
    if any(reaction.get("emoji") not in REACTIONS for reaction in reactions):
        raise bad("REACTION_INVALID", fault=True)
    message.reactions = [reaction["emoji"] for reaction in reactions]
    return True


REACTIONS = set("👍👎❤🔥🎉🙏👌👀✍🤔😁😢👏🤝💯⚡🏆")
"""Of the reactions a bot may choose among, those an assistant of a lender might."""
