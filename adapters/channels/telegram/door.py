"""Telegram's door: how it listens, how it draws, and what it remembers of a chat."""

import json
import time
from collections.abc import Awaitable, Callable

from adapters.channels.door import NotBrought
from adapters.channels.telegram import drawing, hearing
from adapters.channels.telegram.place import NAME, Place, place_of, read_line
from adapters.channels.telegram.update import Update
from flows.heard import File, Heard
from flows.screen import Screen
from flows.session import Session

TYPING_PATIENCE = 8.0
"""Seconds. People wait longer where they see that someone is typing; Telegram itself waits sixty."""


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: `json.dumps` makes one at every call that has settings of its own."""


Bring = Callable[[File], Awaitable[bytes]]
"""Fetches a file from Telegram, whole (`fetching.Fetching.bring`). Raises NotBrought."""


Give = Callable[[int, str, bytes], Awaitable[int]]
"""Sends a document into a chat (`giving.Giving.give`); the message's id, 0 where it could not be sent."""


async def nothing(_: int, __: str, ___: bytes) -> int:
    """Give nothing: for a door with no line to Telegram."""
    return 0


async def nowhere(_: File) -> bytes:
    """Bring nothing: for a door with no line to Telegram."""
    raise NotBrought("gone")


NOTHING = b"[]"
"""The reply that says nothing."""


class Telegram:
    """The channel to the desk (`adapters.channels.door`). Files that people send come by `bring`, ours go by `give`."""

    name = NAME
    short = False
    patience = TYPING_PATIENCE

    def __init__(self, bring: Bring = nowhere, give: Give = nothing) -> None:
        self._bring, self._give = bring, give

    def hear(self, update: Update) -> Heard | None:
        """What a person said or pressed in a private chat with us; None for any other update."""
        return hearing.hear(update, int(time.time()))

    def listen(self, session: Session, heard: Heard) -> Heard:
        """Remember where it was said. A key of our keyboard becomes the option it stands for; `more` turns the page."""
        if not heard.line or heard.edited:
            return heard
        place = place_of(session)
        place["chat"], message, pressed = read_line(heard.line)
        place.pop("blocked", None)
        if pressed:
            place["message"] = message
            if session.owner:  # what a person has said since stands below it
                place["below"] = message
        elif message:
            _typed(place, message, heard)
        if heard.words == drawing.MORE and heard.at == session.state:
            session.page += 1
            return heard._replace(words=None)
        key = place.get("keys", {}).get(heard.words or "")
        return heard._replace(words=key, at=session.state) if key and not pressed else heard

    def draw(self, session: Session, screen: Screen) -> bytes:
        """A JSON list of Bot API calls: the last message is edited where one may, else a new one is sent."""
        if screen.silent:
            return NOTHING
        calls = drawing.reply(screen, place_of(session), session.page)
        return _JSON.encode(calls).encode()

    async def bring(self, file: File) -> bytes:
        """The file itself, whole, in ten seconds at most. Raises NotBrought."""
        return await self._bring(file)

    async def give(self, session: Session, name: str, content: bytes) -> bool:
        """Send a PDF into this person's chat; what is said next stands below it."""
        place = place_of(session)
        message = await self._give(place["chat"], name, content) if place.get("chat") else 0
        place["below"] = max(place.get("below", 0), message)
        return bool(message)


def _typed(place: Place, message: int, heard: Heard) -> None:
    """Something new stands below what we last said; a secret typed to a secret question is not left standing."""
    place["below"] = message
    if place.get("secret") and heard.words:
        place["erase"] = message
