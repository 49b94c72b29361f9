"""What each method of the Bot API does, method by method: a table from its name to the function that plays it."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from adapters.stand_ins.telegram.chats import Chat, Json, Message, Rows
from adapters.stand_ins.telegram.fetching import get_file
from adapters.stand_ins.telegram.files import LARGEST_SENT, Uploaded
from adapters.stand_ins.telegram.limits import check_markup, check_text
from adapters.stand_ins.telegram.world import Refusal, Webhook, World

Play = Callable[[World, Json], Awaitable[Any]]

ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"),
    *("choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def bad(sentence: str, *, fault: bool = False) -> Refusal:
    """A refusal with Telegram's usual beginning."""
    return Refusal(400, f"Bad Request: {sentence}", fault=fault)


async def get_me(world: World, _: Json) -> Json:
    """Who the bot is."""
    return world.me


async def get_updates(world: World, given: Json) -> list[Json]:
    """Long polling. Whoever polls last is the one served; asking from an offset forgets what was before it."""
    if world.webhook:
        raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
    world.allowed = given.get("allowed_updates", world.allowed)
    offset = given.get("offset", 0)
    for mark in [mark for mark in world.updates if mark < offset]:
        del world.updates[mark]
    world.polls += 1
    mine, ends = world.polls, time.monotonic() + given.get("timeout", 0)
    world.news.set()  # an older poll wakes, and finds that it is not the last
    await asyncio.sleep(0)
    while not world.updates and not world.closing and (left := ends - time.monotonic()) > 0:
        world.news.clear()
        await _woken(world.news, left)
        if mine != world.polls:
            raise Refusal(409, "Conflict: terminated by other getUpdates request")
    return [world.updates[mark] for mark in sorted(world.updates)][: given.get("limit", 100)]


async def _woken(news: asyncio.Event, seconds: float) -> None:
    """Wait for news, but no longer than so many seconds."""
    try:
        await asyncio.wait_for(news.wait(), seconds)
    except TimeoutError:
        return


async def set_webhook(world: World, given: Json) -> bool:
    """From now on updates are brought to `url`; an empty one takes the webhook away."""
    secret = given.get("secret_token", "")
    if secret and not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters", fault=True)
    if not 1 <= given.get("max_connections", 40) <= 100:
        raise bad("max_connections must be from 1 to 100", fault=True)
    url = given["url"]
    if url and not url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook", fault=True)
    world.allowed = given.get("allowed_updates", world.allowed)
    world.webhook = Webhook(url, secret, given.get("max_connections", 40)) if url else None
    world.due.set()
    return True


async def delete_webhook(world: World, given: Json) -> bool:
    """From now on updates wait to be polled."""
    world.webhook = None
    if given.get("drop_pending_updates"):
        world.updates.clear()
    return True


async def get_webhook_info(world: World, _: Json) -> Json:
    """Where updates are brought, and how many wait."""
    url = world.webhook.url if world.webhook else ""
    return {"url": url, "has_custom_certificate": False, "pending_update_count": len(world.updates)}


async def set_my_commands(world: World, given: Json) -> bool:
    """The commands of one scope in one language."""
    for command in given["commands"]:
        if not COMMAND.fullmatch(command["command"]) or not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_INVALID", fault=True)
    world.commands[_scope(given)] = given["commands"]
    return True


async def get_my_commands(world: World, given: Json) -> list[Json]:
    """The commands as they were set."""
    return world.commands.get(_scope(given), [])


def _scope(given: Json) -> tuple[str, str]:
    language = given.get("language_code", "")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("language code is invalid", fault=True)
    return given.get("scope", {}).get("type", "default"), language


async def send_message(world: World, given: Json) -> Json:
    """A new message from the bot, with buttons under it or a keyboard for the person's phone."""
    chat = chat_of(world, given)
    check_text(given["text"])
    markup: Json = given.get("reply_markup", {})
    check_markup(markup, private=chat.private)
    buttons: Rows = markup.get("inline_keyboard", [])
    content = {"text": given["text"]} | ({"reply_markup": {"inline_keyboard": buttons}} if buttons else {})
    message = world.add(chat, content, ours=True, sender=world.me, buttons=buttons)
    message.fixed = "keyboard" in markup
    if "keyboard" in markup or "remove_keyboard" in markup:
        chat.keyboard = markup.get("keyboard")
    return message.wire


async def send_document(world: World, given: Json) -> Json:
    """A file from the bot, in a message of its own."""
    chat, document = chat_of(world, given), given["document"]
    if not isinstance(document, Uploaded):
        raise bad("wrong file identifier/HTTP URL specified", fault=True)
    if not 0 < len(document) <= LARGEST_SENT:
        raise Refusal(413, "Request Entity Too Large")
    stored = world.files.keep(bytes(document), "documents", document.name.rpartition(".")[2])
    content = {"document": stored.wire | {"file_name": document.name, "mime_type": document.mime}}
    return world.add(chat, content, ours=True, sender=world.me).wire


async def edit_message_text(world: World, given: Json) -> Json:
    """Another text, and with it other buttons or none."""
    check_text(given["text"])
    return _edit(world, given, given["text"])


async def edit_message_reply_markup(world: World, given: Json) -> Json:
    """Other buttons, or none."""
    return _edit(world, given, None)


def _edit(world: World, given: Json, text: str | None) -> Json:
    chat = chat_of(world, given)
    message = message_of(chat, given, "message to edit not found")
    markup: Json = given.get("reply_markup", {})
    check_markup(markup, private=chat.private)
    if not message.ours or message.fixed:
        raise bad("message can't be edited", fault=True)
    said, buttons = message.text if text is None else text, markup.get("inline_keyboard", [])
    if (said, buttons) == (message.text, message.buttons):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same as "
            "a current content and reply markup of the message"
        )
    message.change(said, buttons)
    message.wire["edit_date"] = int(time.time())
    return message.wire


async def delete_message(world: World, given: Json) -> bool:
    """A message of either side leaves a private chat."""
    chat = chat_of(world, given)
    del chat.messages[message_of(chat, given, "message to delete not found").id]
    return True


async def send_chat_action(world: World, given: Json) -> bool:
    """Show that the bot is typing, or the like."""
    chat = chat_of(world, given)
    if given["action"] not in ACTIONS:
        raise bad("wrong parameter action in request", fault=True)
    chat.actions.append(given["action"])
    return True


async def answer_callback_query(world: World, given: Json) -> bool:
    """The pressed button stops spinning."""
    query = given["callback_query_id"]
    if len(given.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG", fault=True)
    if world.queries.get(query, True):
        raise bad("query is too old and response timeout expired or query ID is invalid", fault=True)
    world.queries[query] = True
    return True


def chat_of(world: World, given: Json) -> Chat:
    """The chat a call is about."""
    chat = world.chats.get(int(given.get("chat_id", 0)))
    if chat is None:
        raise bad("chat not found")
    if chat.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    return chat


def message_of(chat: Chat, given: Json, missing: str) -> Message:
    """The message a call is about."""
    message = chat.messages.get(given.get("message_id", 0))
    if message is None:
        raise bad(missing)
    return message


PLAYS: dict[str, Play] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "sendMessage": send_message,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "sendChatAction": send_chat_action,
    "answerCallbackQuery": answer_callback_query,
    "getFile": get_file,
}
"""To play another method, write its function and name it here."""
