"""A screen as Telegram shows it: text in pieces that fit, and buttons that carry the step they were drawn on.

Sizes are those of the Bot API: a text holds 4096 UTF-16 units, a button's data 64 bytes.
"""

from typing import Any

from adapters.channels.telegram.place import Place
from flows.screen import Screen

Call = dict[str, Any]
"""One call of the Bot API: its parameters, and its name under `method`, as a webhook's response has it."""

TEXT_UNITS = 4096
DATA_BYTES = 64
PAGE = 40
"""Options on one message. Telegram takes a hundred, but nobody scrolls through them."""
NARROW = 14
"""Letters in a label that leaves room for another beside it."""

BACK, MORE = "0", "+"
DONE = "✅"
"""A sign, not a word: some message must carry the removal of a keyboard, and one with buttons of its own cannot."""

NO_PREVIEW = {"is_disabled": True}  # a preview is fetched by Telegram, which would use up a one-time link


def reply(screen: Screen, place: Place, page: int) -> list[Call]:
    """The calls that show `screen`, in the order they are to be done. `place` is brought up to date."""
    keys = place.pop("keys", None)
    erase = place.pop("erase", 0)
    shown = place.pop("message", 0)
    place.pop("secret", None)
    texts = pieces(words(screen))
    rows = [] if screen.contact else inline(screen, page)
    edits = shown > place.get("below", 0) and not keys and not screen.contact
    calls: list[Call] = [_say(place, text) for text in texts]
    calls[-1].update(_markup(screen, rows, place, bare=bool(keys) and not rows))
    if edits:
        calls[0] = {**calls[0], "method": "editMessageText", "message_id": shown}
    if edits and rows and len(texts) == 1:
        place["message"] = shown
    if keys and rows:
        calls.insert(0, _say(place, DONE) | {"reply_markup": {"remove_keyboard": True}})
    if shown and not edits:
        calls.append(_about("editMessageReplyMarkup", place, shown))
    if erase:
        calls.append(_about("deleteMessage", place, erase))
    if screen.secret:
        place["secret"] = True
    return calls


def words(screen: Screen) -> str:
    """What the screen says: why the last answer did not fit, then its text."""
    return "\n\n".join(part for part in (screen.sorry, screen.text) if part)


def pieces(text: str, units: int = TEXT_UNITS) -> list[str]:
    """The text in pieces of at most `units` UTF-16 units, cut between paragraphs, else lines, else words."""
    cut = []
    while len(raw := text.encode("utf-16-le")) > 2 * units:
        room = raw[: 2 * units].decode("utf-16-le", "ignore")  # half a character at the end is left for the next piece
        end = next((at for gap in ("\n\n", "\n", " ") if (at := room.rfind(gap)) > len(room) // 2), len(room))
        cut.append(room[:end].rstrip())
        text = text[end:].lstrip()
    return [piece for piece in [*cut, text] if piece] or [text]


def inline(screen: Screen, page: int) -> list[list[Call]]:
    """The buttons under a message, the way back last. Options beyond a page are reached by the screen's own `more`."""
    numbered = [
        {"text": label, "callback_data": data(screen.step, value, number)}
        for number, (value, label) in enumerate(screen.options, 1)
    ]
    pages = -(-len(numbered) // PAGE) if screen.more else 1
    first = page % pages * PAGE if pages > 1 else 0
    rows = _rows(numbered[first : first + PAGE] if pages > 1 else numbered)
    if pages > 1:
        rows.append([{"text": screen.more, "callback_data": f"{screen.step}|{MORE}"}])
    if screen.back:
        rows.append([{"text": screen.back, "callback_data": f"{screen.step}|{BACK}"}])
    return rows


def data(step: str, value: str, number: int) -> str:
    """What a button carries: its step, and the option's value, or its number where the value would not do.

    It would not if it is too long, or could be taken for a number, for a way back or for the next page.
    """
    whole = f"{step}|{value}"
    plain = value and not value.isdecimal() and not value.startswith(("#", MORE))
    return whole if plain and len(whole.encode()) <= DATA_BYTES else f"{step}|#{number}"


def _rows(buttons: list[Call]) -> list[list[Call]]:
    """One button a row; two where every label is short."""
    wide = 2 if all(len(button["text"]) <= NARROW for button in buttons) else 1
    return [buttons[at : at + wide] for at in range(0, len(buttons), wide)]


def _markup(screen: Screen, rows: list[list[Call]], place: Place, *, bare: bool) -> Call:
    """What goes under the last piece: the keyboard that shares a number, the buttons, or the end of a keyboard."""
    if screen.contact:
        return {"reply_markup": _keyboard(screen, place)}
    if rows:
        return {"reply_markup": {"inline_keyboard": rows}}
    return {"reply_markup": {"remove_keyboard": True}} if bare else {}


def _keyboard(screen: Screen, place: Place) -> Call:
    """The keyboard with the button that shares one's own number. Its other keys type their label, so we keep these."""
    back = {screen.back: BACK} if screen.back else {}
    keys = {label: f"#{number}" for number, (_, label) in enumerate(screen.options, 1)} | back
    place["keys"] = keys or {screen.contact: ""}
    rows: list[list[Call]] = [[{"text": screen.contact, "request_contact": True}], *([{"text": key}] for key in keys)]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def _say(place: Place, text: str) -> Call:
    return {"method": "sendMessage", "chat_id": place.get("chat", 0), "text": text, "link_preview_options": NO_PREVIEW}


def _about(method: str, place: Place, message: int) -> Call:
    return {"method": method, "chat_id": place.get("chat", 0), "message_id": message}
