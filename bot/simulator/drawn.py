"""A message of the Telegram stand-in as the page is told of it: what a person sees, and no more."""

from typing import Any

from adapters.stand_ins.telegram.chats import MEDIA, OTHERS, Chat, Message

Drawn = dict[str, Any]

SERVICE = {
    "forum_topic_created": "opened this topic",
    "forum_topic_edited": "renamed this topic",
    "forum_topic_closed": "closed this topic",
    "forum_topic_reopened": "opened this topic again",
    "pinned_message": "pinned a message",
}
"""Telegram's own messages, in words."""


def drawn(message: Message) -> Drawn:
    """A message, with the labels of its buttons in rows."""
    wire = message.wire
    kind = next((kind for kind in MEDIA + OTHERS if kind in wire), "")
    return {
        "id": message.id,
        "ours": message.ours,
        "by": wire["from"]["first_name"],
        "at": wire["date"],
        "edited": "edit_date" in wire,
        "text": message.text,
        "buttons": [[button["text"] for button in row] for row in message.buttons],
        "service": _service(message),
        "reactions": list(message.reactions),
    } | _with(kind, wire.get(kind))


def keyboard(chat: Chat) -> list[list[Drawn]]:
    """The keyboard the bot has put in place of the phone's own."""
    rows = chat.keyboard or []
    return [[{"text": key["text"], "contact": bool(key.get("request_contact"))} for key in row] for row in rows]


def _service(message: Message) -> str:
    return next((words for kind, words in SERVICE.items() if kind in message.wire), "") if message.service else ""


def _with(kind: str, content: Any) -> Drawn:
    """What a message has besides words: a file by its id, a contact's number."""
    if not kind:
        return {"kind": ""}
    if kind == "contact":
        return {"kind": kind, "name": f"+{content['phone_number']}"}
    file = content[-1] if isinstance(content, list) else content
    return {"kind": kind, "file": file.get("file_id", ""), "name": file.get("file_name", "")}
