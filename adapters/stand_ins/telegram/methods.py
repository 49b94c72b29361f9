"""What each method of the Bot API does, method by method: a table from its name to the function that plays it."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from adapters.stand_ins.telegram import asking, editing, sending, topics
from adapters.stand_ins.telegram.chats import Json
from adapters.stand_ins.telegram.fetching import get_file
from adapters.stand_ins.telegram.finding import bad, chat_of
from adapters.stand_ins.telegram.world import Refusal, Webhook, World

Play = Callable[[World, Json], Awaitable[Any]]

ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"),
    *("choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


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
    world.answers.append((world.askers[query], given.get("text", "")))
    return True


PLAYS: dict[str, Play] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.sends("photo"),
    "sendDocument": sending.sends("document"),
    "sendVideo": sending.sends("video"),
    "sendVoice": sending.sends("voice"),
    "sendAudio": sending.sends("audio"),
    "sendVideoNote": sending.sends("video_note"),
    "sendSticker": sending.sends("sticker"),
    "copyMessage": sending.copy_message,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "setMessageReaction": editing.set_message_reaction,
    "createForumTopic": topics.create_forum_topic,
    "editForumTopic": topics.edit_forum_topic,
    "closeForumTopic": topics.close_forum_topic,
    "reopenForumTopic": topics.reopen_forum_topic,
    "deleteForumTopic": topics.delete_forum_topic,
    "getChat": asking.get_chat,
    "getChatMember": asking.get_chat_member,
    "getChatAdministrators": asking.get_chat_administrators,
    "sendChatAction": send_chat_action,
    "answerCallbackQuery": answer_callback_query,
    "getFile": get_file,
}
"""To play another method, write its function and name it here."""
