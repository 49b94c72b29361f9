"""The limits of messages that are not in the Bot API's types, but refused all the same."""

import re
from typing import Any

from adapters.stand_ins.telegram.chats import Rows

TEXT_UNITS = 4096
DATA_BYTES = 64
CAPTION_UNITS = 1024
TOPIC_NAME = 128
BUTTONS, BUTTONS_IN_A_ROW = 100, 8
DEEDS = {
    *("url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat"),
    *("switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay"),
}
"""What a button under a message may do: exactly one of these."""
LINK = re.compile(r"(?:https?|tg|ton)://.", re.IGNORECASE)
"""What a button may lead to."""


class TooFar(ValueError):
    """Over a limit; the text is Telegram's own sentence for it."""


def check_text(text: str) -> None:
    """A message says something, and no more than fits."""
    if not text.strip():
        raise TooFar("message text is empty")
    if units(text) > TEXT_UNITS:
        raise TooFar("message is too long")


def check_caption(caption: str) -> None:
    """The words under a photo or a file may be none."""
    if units(caption) > CAPTION_UNITS:
        raise TooFar("message caption is too long")


def check_entities(text: str, entities: list[dict[str, Any]]) -> None:
    """What is marked lies within the words; its place is counted in units of UTF-16."""
    for entity in entities:
        offset, length = entity["offset"], entity["length"]
        if offset < 0 or length <= 0 or offset + length > units(text):
            raise TooFar(f"entity at UTF-16 offset {offset} with length {length} is not in the text")


def check_topic_name(name: str) -> None:
    """A topic has a name."""
    if not 1 <= len(name.strip()) <= TOPIC_NAME:
        raise TooFar("TOPIC_TITLE_EMPTY" if not name.strip() else "topic name is too long")


def units(text: str) -> int:
    """How long a text is for Telegram: in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def check_markup(markup: dict[str, Any], *, private: bool) -> None:
    """Buttons and keyboards are well made, and in a chat where they may be."""
    rows: Rows = markup.get("inline_keyboard", markup.get("keyboard", []))
    if sum(map(len, rows)) > BUTTONS or any(len(row) > BUTTONS_IN_A_ROW for row in rows):
        raise TooFar("reply markup is too long")
    for button in (button for row in rows for button in row):
        if not button["text"].strip():
            raise TooFar("inline keyboard button text must be non-empty")
        _check_button(button, inline="inline_keyboard" in markup, private=private)


def _check_button(button: dict[str, Any], *, inline: bool, private: bool) -> None:
    if inline and len(DEEDS & button.keys()) != 1:
        raise TooFar("text buttons are unallowed in the inline keyboard")
    if inline and not 1 <= len(button.get("callback_data", "-").encode()) <= DATA_BYTES:
        raise TooFar("BUTTON_DATA_INVALID")
    if "url" in button and not LINK.match(button["url"]):
        raise TooFar("BUTTON_URL_INVALID")
    if button.get("request_contact") and not private:
        raise TooFar("phone number can be requested in private chats only")
