"""The limits of messages that are not in the Bot API's types, but refused all the same."""

from typing import Any

from adapters.stand_ins.telegram.chats import Rows

TEXT_UNITS = 4096
DATA_BYTES = 64
BUTTONS, BUTTONS_IN_A_ROW = 100, 8
DEEDS = {
    *("url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat"),
    *("switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay"),
}
"""What a button under a message may do: exactly one of these."""


class TooFar(ValueError):
    """Over a limit; the text is Telegram's own sentence for it."""


def check_text(text: str) -> None:
    """A message says something, and no more than fits."""
    if not text.strip():
        raise TooFar("message text is empty")
    if len(text.encode("utf-16-le")) > 2 * TEXT_UNITS:
        raise TooFar("message is too long")


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
    if button.get("request_contact") and not private:
        raise TooFar("phone number can be requested in private chats only")
