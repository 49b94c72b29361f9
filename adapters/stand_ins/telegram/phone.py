"""A phone with Telegram on it: what a person sees, types, presses and shares."""

import time
from collections.abc import Sequence
from typing import NamedTuple

from adapters.stand_ins.telegram import contents
from adapters.stand_ins.telegram.bot_api import BotApi
from adapters.stand_ins.telegram.chats import Chat, Json, Message
from adapters.stand_ins.telegram.person import Person, find

OWN = -1
"""The card of one's own number, as the button makes it."""
ALBUM = 10
"""Photos in one album at most."""


class Seen(NamedTuple):
    """The last message of the bot: its text, and the labels one can press, those of a keyboard last."""

    text: str
    buttons: tuple[str, ...]


class Phone(Person):
    """One person's phone. What is done on it returns the update's id; `quiet` waits until the bot has dealt with it."""

    def __init__(
        self,
        api: BotApi,
        user_id: int = 7001,
        *,
        number: str = "+27821234567",
        name: str = "Thandi",
        language: str = "en",
    ) -> None:
        super().__init__(api, {"id": user_id, "is_bot": False, "first_name": name, "language_code": language})
        self.number = number
        self.chat = api.chats.setdefault(user_id, Chat({"id": user_id, "type": "private", "first_name": name}))

    def start(self, payload: str = "") -> int:
        """Press Start, or follow a deep link."""
        return self.type(f"/start {payload}".rstrip())

    def type(self, text: str) -> int:
        """Type a text or a command and send it."""
        return self.send(**contents.words(text))

    def send(self, **content: object) -> int:
        """Send a message of any content, in the Bot API's own fields."""
        message = self.api.add(self.chat, dict(content), ours=False, sender=self.user)
        return self.api.put("message", dict(message.wire))

    def edit(self, text: str, message_id: int | None = None) -> int:
        """Edit the words of a message one has sent, or the words under a photo; the last one unless told which."""
        own = [message for message in self.chat.messages.values() if not message.ours]
        message = self.chat.messages[message_id] if message_id else own[-1]
        self._reword(message, text)
        return self.api.put("edited_message", dict(message.wire))

    def press(self, label: str, *, stale: bool = False) -> int:
        """Press a button: under the newest message that has it, or of the keyboard.

        `stale`: one that was there before the message was edited, as a finger quicker than the network does.
        """
        if (mark := self._press(reversed(self.messages), label, stale=stale)) is not None:
            return mark
        if button := find(self.chat.keyboard or [], label):
            return self.share_contact() if button.get("request_contact") else self.type(label)
        raise LookupError(f"no button {label!r} among {self.screen.buttons}")

    def share_contact(self, number: str = "", *, user_id: int | None = OWN, forwarded: bool = False) -> int:
        """Share a card: one's own by default, with another `user_id` or None somebody else's; or pass one on."""
        owner = self.user["id"] if user_id == OWN else user_id
        card: Json = {"phone_number": (number or self.number).removeprefix("+"), "first_name": self.user["first_name"]}
        origin = {"type": "user", "date": int(time.time()), "sender_user": self.user}
        return self.send(
            contact=card | ({"user_id": owner} if owner else {}), **({"forward_origin": origin} if forwarded else {})
        )

    def photo(self, content: bytes, *, album: str = "", caption: str = "") -> int:
        """Take a photo and send it. `album` is its album's id."""
        taken = contents.captioned(contents.photo(self.api.files, content), caption)
        return self.send(**taken, **({"media_group_id": album} if album else {}))

    def album(self, photos: Sequence[bytes]) -> list[int]:
        """Send photos together: each comes in an update of its own, and Telegram cuts more than ten into several."""
        first = next(self.api.numbers)
        return [
            self.photo(content, album=f"{first}-{at // ALBUM}" if len(photos) > 1 else "")
            for at, content in enumerate(photos)
        ]

    def send_file(
        self, content: bytes, name: str = "file.pdf", mime: str = "application/pdf", *, size: int | None = None
    ) -> int:
        """Send a document. `size`: what Telegram says of it, where that is not so (0: it says nothing)."""
        return self.send(**contents.document(self.api.files, content, name, mime, size))

    def sticker(self) -> int:
        """Send a sticker."""
        return self.send(**contents.media(self.api.files, "sticker", b"sticker"))

    def voice(self) -> int:
        """Send a voice message."""
        return self.send(**contents.media(self.api.files, "voice", b"voice"))

    def location(self) -> int:
        """Share where one is."""
        return self.send(location={"latitude": -26.2, "longitude": 28.0})

    def block(self) -> None:
        """Hear nothing from the bot any more."""
        self.chat.blocked = True

    @property
    def messages(self) -> list[Message]:
        """What the bot has sent that still stands in the chat, oldest first."""
        return [message for message in self.chat.messages.values() if message.ours and not message.service]

    @property
    def documents(self) -> list[tuple[str, bytes]]:
        """The documents the bot has sent, oldest first: name and bytes."""
        sent = [message.wire["document"] for message in self.messages if "document" in message.wire]
        return [(document["file_name"], self.api.files.kept[document["file_id"]].content) for document in sent]

    @property
    def screen(self) -> Seen:
        """What the bot said last."""
        if not self.messages:
            return Seen("", ())
        last = self.messages[-1]
        return Seen(
            last.text, tuple(button["text"] for row in last.buttons + (self.chat.keyboard or []) for button in row)
        )

    async def quiet(self, within: float = 10.0) -> Seen:
        """Wait until the bot has dealt with everything, and see what it says."""
        await self.api.calm(within)
        return self.screen
