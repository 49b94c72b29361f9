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
LINK = re.compile(r"(?:(?P<to>[^:/]*)://)?(?P<host>[^/?#:]*)(?::(?P<port>[^/?#]*))?", re.IGNORECASE)
LEADS_TO = {None, "http", "https", "tg", "ton"}
"""What the address of a button may begin with: nothing is as good as http."""
ENTITY = "entity beginning at UTF-16 offset"


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
    """What is marked lies within the words; its place is counted in units of UTF-16.

    Stricter than Telegram, which passes over one without a length.
    """
    for entity in entities:
        offset, end = entity["offset"], entity["offset"] + entity["length"]
        if offset < 0 or end <= offset:
            raise TooFar(f"receive an entity with incorrect {'offset' if offset < 0 else 'length'}")
        if offset >= units(text):
            raise TooFar(f"entity begins after the end of the text at UTF-16 offset {offset}")
        if end > units(text):
            raise TooFar(f"{ENTITY} {offset} ends after the end of the text at UTF-16 offset {end}")
        if after := _halved(text, offset):
            raise TooFar(f"entity begins in a middle of a UTF-16 symbol at byte offset {after}")
        if after := _halved(text, end):
            raise TooFar(f"{ENTITY} {offset} ends in a middle of a UTF-16 symbol at byte offset {after}")


def _halved(text: str, at: int) -> int:
    """Where the character of two units ends, in bytes of UTF-8, that has this as its second unit; 0: none has."""
    whole = text.encode("utf-16-le")
    second = whole[2 * at : 2 * at + 2]
    if not second or not 0xDC <= second[1] <= 0xDF:
        return 0
    return len(whole[: 2 * at + 2].decode("utf-16-le").encode())


def check_topic_name(name: str) -> None:
    """A topic has a name. Telegram itself cuts one that is too long."""
    if not name.strip():
        raise TooFar("title must be non-empty")
    if len(name) > TOPIC_NAME:
        raise TooFar("title is too long")


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
    if "web_app" in button and not private:
        raise TooFar("BUTTON_TYPE_INVALID")
    if "url" in button:
        _check_link(button["url"])
    if button.get("request_contact") and not private:
        raise TooFar("phone number can be requested in private chats only")


def _check_link(url: str) -> None:
    """A button leads somewhere Telegram opens: not `viber://`, nor `tel:`, whose number it takes for a port."""
    found = LINK.match(url)
    to, host, port = found.group("to", "host", "port") if found else (None, "", None)
    wrong = f"inline keyboard button URL '{url}' is invalid: "
    if (to and to.lower()) not in LEADS_TO:
        raise TooFar(f"{wrong}Unsupported URL protocol")
    if port is not None and not port.isdecimal():
        raise TooFar(f"{wrong}Wrong port number specified in the URL")
    if not host:
        raise TooFar(f"{wrong}URL host is empty")
