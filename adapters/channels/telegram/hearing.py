"""What a person did in a private chat, as the conversation hears it."""

from typing import Any

import phonenumbers
from aiogram.types import CallbackQuery, Contact, Message, Update

from adapters.channels.telegram.place import line
from flows.heard import Heard

COMMANDS: dict[str, dict[str, Any]] = {
    "/start": {"new": True},
    "/menu": {"jump": "home.menu"},
    "/help": {"jump": "home.help"},
    "/language": {"jump": "start.language"},
    "/cancel": {"jump": "home.cancel"},
}

OTHERS_CARD = "contact:other"
"""Heard where a card came that does not prove a number of one's own: no option, and no number, so it earns a sorry."""

UNKNOWN = "?"
"""The step of a button that is none of ours: never where a session stands, so the conversation calls it stale."""

MEDIA = (
    *("animation", "photo", "document", "sticker", "voice", "video_note", "video", "audio", "venue", "location"),
    *("poll", "dice", "game", "story", "paid_media", "live_photo", "checklist", "rich_message"),
)
"""What is heard as `media:<kind>`. An animation carries a document too, a venue a location; the first one counts."""


def hear(update: Update, now: int) -> Heard | None:
    """The message or pressed button of one person, at `now` (seconds since 1970); None for whatever is not for us."""
    if update.message is not None:
        return _hear_message(update.message, f"tg:{update.update_id}", now)
    if update.callback_query is not None:
        return _hear_button(update.callback_query, f"tg:{update.update_id}", now)
    return None


def _hear_message(message: Message, mark: str, now: int) -> Heard | None:
    sender = message.from_user
    said = _said(message) if message.chat.type == "private" and sender and not sender.is_bot else None
    if said is None or sender is None:
        return None
    return Heard(who=f"tg:{sender.id}", mark=mark, now=now, line=line(message.chat.id, message.message_id), **said)


def _said(message: Message) -> dict[str, Any] | None:
    """The parts of `Heard` that say what it was; None for what a chat says by itself (a message was pinned)."""
    if message.text is not None:
        return _command(message.text) or {"words": message.text}
    if message.contact is not None:
        number = _own_number(message, message.contact)
        return {"contact": number} if number else {"words": OTHERS_CARD}
    kind = next((kind for kind in MEDIA if getattr(message, kind, None) is not None), "")
    return {"words": f"media:{kind}"} if kind else None


def _command(text: str) -> dict[str, Any] | None:
    """A command, also with a bot's name (in a private chat it can only be ours); what follows it is not for us."""
    if not text.startswith("/"):
        return None
    return COMMANDS.get(text.split(maxsplit=1)[0].partition("@")[0].lower())


def _own_number(message: Message, contact: Contact) -> str:
    """The number in E.164 if the card is the sender's own, made by the button and not passed on; else "" ."""
    sender = message.from_user
    if sender is None or contact.user_id != sender.id or message.forward_origin is not None:
        return ""
    try:
        number = phonenumbers.parse("+" + contact.phone_number.strip().removeprefix("+"))
    except phonenumbers.NumberParseException:
        return ""
    # Numbers sold for anonymous accounts (+888) look like one and reach no phone.
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _hear_button(query: CallbackQuery, mark: str, now: int) -> Heard | None:
    if query.inline_message_id is not None or (query.message and query.message.chat.type != "private"):
        return None
    step, bar, value = (query.data or "").partition("|")
    where = line(query.from_user.id, 0)  # a message too old to be seen, or edited, is spoken below of
    if isinstance(query.message, Message):
        where = line(query.message.chat.id, query.message.message_id, pressed=True)
    words, at = (value, step) if bar and step else ("", UNKNOWN)
    return Heard(who=f"tg:{query.from_user.id}", mark=mark, words=words, at=at, now=now, line=where)
