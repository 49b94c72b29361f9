"""What a member of staff did in the staff group, as the desk hears it: a command, a button, or something said."""

from typing import NamedTuple

from adapters.channels.telegram.update import CallbackQuery, Media, SentMessage, Update, User

MEDIA = frozenset(Media.__annotations__)

SAID, EDITED = "said", "edited"
COMMANDS = ("take", "back", "close", "call", "note", "activate", "say")
BUTTON = "staff"
"""What the data of our buttons in the group begins with: `staff|take`."""

UNKNOWN = "unknown"
"""A command that is none of ours."""


class Act(NamedTuple):
    """One deed of a member of staff in one topic (a thread of the group).

    `mark` is the update's own. `user` is their id, 0 for whoever hides behind the group's name. `deed` is one of
    COMMANDS, said, edited or unknown; `text` what follows the command, or what was said ("" for a photo, say).
    `message` is the message's id; `media`: it is no text; `query` the pressed button's, to be answered, "" where none
    was pressed.
    """

    mark: str
    topic: int
    user: int
    name: str
    deed: str
    text: str = ""
    message: int = 0
    media: bool = False
    query: str = ""


def is_about(update: Update, group: int) -> bool:
    """Whether this comes from the staff group."""
    message = update.get("message") or update.get("edited_message") or update.get("callback_query", {}).get("message")
    return bool(message) and message["chat"]["id"] == group  # type: ignore[index]  # there is one


def hear(update: Update) -> Act | None:
    """What was done in a topic; None for what the group says by itself, and for all that is in no topic."""
    mark = f"tg:{update['update_id']}"
    if "callback_query" in update:
        return _pressed(update["callback_query"], mark)
    edited = "edited_message" in update
    message = update["edited_message"] if edited else update["message"]
    sender, topic = message.get("from"), message.get("message_thread_id", 0)
    if not topic or sender is None or not _says(message):
        return None
    if sender.get("is_bot") and "sender_chat" not in message:
        return None
    deed, text = _deed(message.get("text", ""), edited=edited)
    if not deed:
        return None
    user = 0 if "sender_chat" in message else sender["id"]
    media = "text" not in message
    words = message.get("caption", "") if media else text
    return Act(mark, topic, user, named(sender), deed, words, message["message_id"], media)


def named(user: User) -> str:
    """What a member of staff is called: their first name in Telegram."""
    return (user.get("first_name") or "").strip()[:40] or "?"


def _pressed(query: CallbackQuery, mark: str) -> Act | None:
    prefix, _, deed = query.get("data", "").partition("|")
    topic = query.get("message", {}).get("message_thread_id", 0)
    if prefix != BUTTON or deed not in COMMANDS or not topic:
        return None
    sender = query["from"]
    return Act(mark, topic, sender["id"], named(sender), deed, query=query["id"])


def _says(message: SentMessage) -> bool:
    """Whether a person said or showed something; a topic that is closed or renamed says so by itself."""
    return "text" in message or "contact" in message or not MEDIA.isdisjoint(message)


def _deed(text: str, *, edited: bool) -> tuple[str, str]:
    """The command, or that something was said, and the words of it; a command that is edited is none any more."""
    if not text.startswith("/"):
        return (EDITED if edited else SAID), text
    if edited:
        return "", ""
    head, _, rest = text.partition(" ")
    name = head[1:].partition("@")[0].lower()
    return (name if name in COMMANDS else UNKNOWN), rest.strip()
