"""The methods that put a message of the bot into a chat."""

from collections.abc import Awaitable, Callable

from adapters.stand_ins.telegram import contents
from adapters.stand_ins.telegram.chats import MEDIA, Chat, Json, Message, Rows
from adapters.stand_ins.telegram.files import LARGEST_SENT, Uploaded
from adapters.stand_ins.telegram.finding import bad, chat_of, message_of
from adapters.stand_ins.telegram.groups import Group
from adapters.stand_ins.telegram.limits import check_caption, check_entities, check_markup, check_text
from adapters.stand_ins.telegram.world import Refusal, World


async def send_message(world: World, given: Json) -> Json:
    """A new message from the bot, with buttons under it or a keyboard for the person's phone."""
    chat = chat_of(world, given)
    check_text(given["text"])
    check_entities(given["text"], given.get("entities", []))
    return _post(world, chat, given, _given(given, "text", "entities")).wire


def sends(kind: str) -> Callable[[World, Json], Awaitable[Json]]:
    """The method that sends a file of one kind, uploaded or by the id of one Telegram keeps already."""

    async def send(world: World, given: Json) -> Json:
        chat = chat_of(world, given)
        _check_caption(given)
        content = _file(world, kind, given[kind]) | _given(given, "caption", "caption_entities")
        return _post(world, chat, given, content).wire

    return send


async def copy_message(world: World, given: Json) -> Json:
    """A message of any chat the bot is in once more, as the bot's own."""
    chat, source = chat_of(world, given), chat_of(world, given, "from_chat_id")
    _check_caption(given)
    message = message_of(source, given, "message to copy not found")
    if message.service:
        raise bad("the message can't be copied", fault=True)
    content = contents.copied(message.wire)
    if "caption" in given and any(kind in content for kind in MEDIA[:-2]):
        content = contents.uncaptioned(content) | _given(given, "caption", "caption_entities")
    return {"message_id": _post(world, chat, given, content).id}


def _given(given: Json, *names: str) -> Json:
    """What a call says under these names; what is empty is not said."""
    return {name: given[name] for name in names if given.get(name)}


def _check_caption(given: Json) -> None:
    check_caption(given.get("caption", ""))
    check_entities(given.get("caption", ""), given.get("caption_entities", []))


def _file(world: World, kind: str, file: object) -> Json:
    """The content a file makes."""
    if not isinstance(file, Uploaded):
        return _known(world, kind, file)
    if not 0 < len(file) <= LARGEST_SENT:
        raise Refusal(413, "Request Entity Too Large")
    if kind == "photo":
        return contents.photo(world.files, bytes(file))
    if kind == "document":
        return contents.document(world.files, bytes(file), file.name, file.mime)
    return contents.media(world.files, kind, bytes(file))


def _known(world: World, kind: str, file_id: object) -> Json:
    """The content a file that is known came in; an address is never one, for this stand-in reaches no other host."""
    content = world.files.told.get(str(file_id))
    if content is None:
        raise bad("wrong file identifier/HTTP URL specified", fault=True)
    if kind not in content:
        raise bad("type of file mismatch", fault=True)
    return dict(content)


def _post(world: World, chat: Chat, given: Json, content: Json) -> Message:
    """Put it into the chat, with its buttons, in its topic, as an answer to a message: whatever is asked for."""
    markup: Json = given.get("reply_markup", {})
    check_markup(markup, private=chat.private)
    buttons: Rows = markup.get("inline_keyboard", [])
    content = content | ({"reply_markup": {"inline_keyboard": buttons}} if buttons else {})
    answered = _answered(chat, given.get("reply_parameters"))
    thread = _thread(chat, given.get("message_thread_id", answered.thread if answered else 0))
    if answered:
        content |= _answering(answered, thread)
    world.take(chat)
    message = world.add(chat, content, ours=True, sender=world.me, thread=thread)
    message.buttons, message.fixed = buttons, "keyboard" in markup
    if "keyboard" in markup or "remove_keyboard" in markup:
        chat.keyboard = markup.get("keyboard")
    return message


def _answered(chat: Chat, reply: Json | None) -> Message | None:
    """The message that is answered, of this chat: of another one we play none."""
    if reply is None:
        return None
    message = chat.messages.get(reply["message_id"])
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return message


def _answering(answered: Message, thread: int) -> Json:
    """What an answer says of the message it answers; one in another topic is as one in another chat."""
    if answered.thread == thread:
        return {"reply_to_message": contents.quoted(answered.wire)}
    wire = answered.wire
    origin = {"type": "user", "date": wire["date"], "sender_user": wire["from"]}
    return {"external_reply": {"origin": origin, "chat": wire["chat"], "message_id": answered.id}}


def _thread(chat: Chat, thread: int) -> int:
    """The topic, if one is named and may be written in.

    Our reading: in a closed topic an administrator who may manage topics, and whoever opened it, still writes.
    """
    if not thread:
        return 0
    topic = chat.topics.get(thread) if isinstance(chat, Group) else None
    if topic is None:
        raise bad("message thread not found")
    if isinstance(chat, Group) and not (topic.open or chat.may("can_manage_topics") or topic.by == chat.api.me["id"]):
        raise bad("TOPIC_CLOSED")
    return thread
