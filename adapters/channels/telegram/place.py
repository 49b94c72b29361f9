"""Where a conversation stands in its chat: what Telegram's door remembers from one turn to the next."""

from typing import TypedDict, cast

from pydantic import JsonValue

from flows.session import Session

NAME = "telegram"


class Place(TypedDict, total=False):
    """The door's memory in `session.lines["telegram"]`; whatever is absent is not so.

    `chat` is the chat's id. `message` is the message of ours that has buttons, as far as we know one: its id is learnt
    when a button of it is pressed, since what rides in a webhook's response comes back to us with no id. `below` is
    the id of the last thing the person sent: what is older than it has scrolled up. `keys` are the labels of the
    keyboard that is up instead of the phone's own, and the words each of them stands for. `secret`: what is typed
    next must not stay in the chat. `erase` is the id of a message that must not. `blocked`: the person wants to hear
    nothing from us here; until they write again, nothing is said that they did not ask for.
    """

    chat: int
    message: int
    below: int
    keys: dict[str, str]
    secret: bool
    erase: int
    blocked: bool


def place_of(session: Session) -> Place:
    """The door's memory of this conversation, to read and to write."""
    return cast("Place", session.lines.setdefault(NAME, cast("JsonValue", {})))


def spoke(session: Session, message: int) -> None:
    """A message of ours stands in the chat that is no screen: the next screen goes below it."""
    place = place_of(session)
    place["below"] = max(place.get("below", 0), message)


def reaches(session: Session) -> bool:
    """Whether this person has a chat in which they would hear from us, as far as we know."""
    place = place_of(session) if NAME in session.lines else {}
    return bool(place.get("chat")) and not place.get("blocked")


def block(session: Session) -> None:
    """Remember that they want to hear nothing from us there."""
    place_of(session)["blocked"] = True


def line(chat: int, message: int, *, pressed: bool = False) -> str:
    """Where a message came from, in the one opaque word that `Heard` has for it."""
    return f"{chat}:{message}:pressed" if pressed else f"{chat}:{message}"


def read_line(line: str) -> tuple[int, int, bool]:
    """The chat, the message and whether a button of it was pressed, from `line`."""
    chat, message, *pressed = line.split(":")
    return int(chat), int(message), bool(pressed)
