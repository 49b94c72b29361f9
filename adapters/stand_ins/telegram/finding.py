"""What a call is about: the chat, the topic and the message, or Telegram's sentence for what is missing."""

from adapters.stand_ins.telegram.chats import Chat, Json, Message
from adapters.stand_ins.telegram.groups import Group
from adapters.stand_ins.telegram.world import Refusal, World

GONE = {
    "kicked": "Forbidden: bot was kicked from the supergroup chat",
    "left": "Forbidden: bot is not a member of the supergroup chat",
}


def bad(sentence: str, *, fault: bool = False) -> Refusal:
    """A refusal with Telegram's usual beginning."""
    return Refusal(400, f"Bad Request: {sentence}", fault=fault)


def chat_of(world: World, given: Json, name: str = "chat_id") -> Chat:
    """The chat a call is about; a name such as `@desk` is nobody's here."""
    named = given.get(name, 0)
    chat = world.chats.get(named) if isinstance(named, int) else None
    if chat is None and isinstance(named, str) and named.removeprefix("-").isdecimal():
        chat = world.chats.get(int(named))
    if chat is None:
        raise bad("chat not found")
    if chat.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    if isinstance(chat, Group):
        _check_place(chat)
    return chat


def _check_place(group: Group) -> None:
    """The bot is still in the group, and the group still where it was."""
    if group.moved_to:
        sentence = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refusal(400, sentence, moved_to=group.moved_to)
    if sentence := GONE.get(group.bot_status, ""):
        raise Refusal(403, sentence)


def message_of(chat: Chat, given: Json, missing: str) -> Message:
    """The message a call is about."""
    message = chat.messages.get(given.get("message_id", 0))
    if message is None:
        raise bad(missing)
    return message
