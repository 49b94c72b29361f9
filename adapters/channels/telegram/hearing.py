"""What a person did in a private chat, as the conversation hears it."""

from typing import Any

import phonenumbers

from adapters.channels.telegram.place import line
from adapters.channels.telegram.update import CallbackQuery, Contact, Media, PhotoSize, SentMessage, Update
from flows.heard import OTHERS_CARD, File, Heard, Paper

COMMANDS: dict[str, dict[str, Any]] = {
    "/start": {"new": True},
    "/menu": {"jump": "home.menu"},
    "/help": {"jump": "home.help"},
    "/language": {"jump": "start.language"},
    "/cancel": {"jump": "home.cancel"},
    "/reminders": {"jump": "notices.reminders"},
    "/person": {"jump": "person.ask"},
    "/delete": {"jump": "data.delete"},
}

UNKNOWN = "?"
"""The step of a button that is none of ours: never where a session stands, so the conversation calls it stale."""

MEDIA = frozenset(Media.__annotations__)
"""What a person may show instead of saying it."""

LARGEST = 20 << 20
"""Bytes of a file that Telegram lets a bot fetch: "20 MB", which its server takes for 20 * 1024 * 1024.

Should it ever count in thousands, what lies between is refused by it when we fetch.
"""


def hear(update: Update, now: int) -> Heard | None:
    """The message or pressed button of one person, at `now` (seconds since 1970); None for whatever is not for us."""
    if "message" in update:
        return _hear_message(update["message"], f"tg:{update['update_id']}", now)
    if "edited_message" in update:
        return _hear_message(update["edited_message"], f"tg:{update['update_id']}", now, edited=True)
    if "callback_query" in update:
        return _hear_button(update["callback_query"], f"tg:{update['update_id']}", now)
    return None


def _hear_message(message: SentMessage, mark: str, now: int, *, edited: bool = False) -> Heard | None:
    sender, chat = message.get("from"), message["chat"]
    said = _said(message) if chat["type"] == "private" and sender and not sender.get("is_bot") else None
    if said is None or sender is None:
        return None
    ref = line(chat["id"], message["message_id"])
    if edited and "location" in message:  # one that moves
        return None
    if edited:  # what was answered is answered; only a person may want to know of it
        said = {"words": message["text"]} if "text" in message else {"paper": Paper(unfit="other")}
    more: dict[str, Any] = {
        "line": ref,
        "ref": ref,
        "edited": edited,
        "name": sender.get("first_name", ""),
        "caption": message.get("caption", ""),
    }
    return Heard(f"tg:{sender['id']}", mark, now=now, **said, **more)


def _said(message: SentMessage) -> dict[str, Any] | None:
    """The parts of `Heard` that say what it was; None for what a chat says by itself (a message was pinned)."""
    if "text" in message:
        return _command(message["text"]) or {"words": message["text"]}
    if "contact" in message:
        number = _own_number(message, message["contact"])
        return {"contact": number} if number else {"words": OTHERS_CARD}
    return None if MEDIA.isdisjoint(message) else _shown(message)


def _shown(message: Media) -> dict[str, Any]:
    """A photo or a document as the file it is, whatever its name claims; anything else as no paper of any kind.

    What is written under it is passed over: a caption answers no question.
    """
    if "animation" in message:
        return {"paper": Paper(unfit="other")}
    shown = max(message.get("photo", ()), key=_size, default=None) or message.get("document")
    if shown is None:
        return {"paper": Paper(unfit="other")}
    size = shown.get("file_size", 0)
    return {"paper": Paper(unfit="large")} if size > LARGEST else {"file": File(shown["file_id"], size)}


def _size(photo: PhotoSize) -> tuple[int, int]:
    """How large a photo is: its pixels, then its bytes."""
    return photo["width"] * photo["height"], photo.get("file_size", 0)


def _command(text: str) -> dict[str, Any] | None:
    """A command, also with a bot's name (in a private chat it can only be ours); what follows it is not for us."""
    if not text.startswith("/"):
        return None
    return COMMANDS.get(text.split(maxsplit=1)[0].partition("@")[0].lower())


def _own_number(message: SentMessage, contact: Contact) -> str:
    """The number in E.164 if the card is the sender's own, made by the button and not passed on; else "" ."""
    sender = message.get("from")
    if sender is None or contact.get("user_id") != sender["id"] or "forward_origin" in message:
        return ""
    try:
        number = phonenumbers.parse("+" + contact["phone_number"].strip().removeprefix("+"))
    except phonenumbers.NumberParseException:
        return ""
    # Numbers sold for anonymous accounts (+888) look like one and reach no phone.
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _hear_button(query: CallbackQuery, mark: str, now: int) -> Heard | None:
    message, sender = query.get("message"), query["from"]["id"]
    if "inline_message_id" in query or (message and message["chat"]["type"] != "private"):
        return None
    step, bar, value = query.get("data", "").partition("|")
    where = line(sender, 0)  # a message too old to be seen, or edited, is spoken below of
    if message and message["date"]:
        where = line(message["chat"]["id"], message["message_id"], pressed=True)
    words, at = (value, step) if bar and step else ("", UNKNOWN)
    name = query["from"].get("first_name", "")
    return Heard(f"tg:{sender}", mark, words, at=at, now=now, line=where, ref=where, name=name)
