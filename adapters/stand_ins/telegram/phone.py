"""A phone with Telegram on it: what a person sees, types, presses and shares."""

import time
from collections.abc import Sequence
from typing import NamedTuple

from adapters.stand_ins.telegram.bot_api import BotApi
from adapters.stand_ins.telegram.chats import Chat, Json, Message, Rows

OWN = -1
"""The card of one's own number, as the button makes it."""
WIDTHS = (90, 320, 800, 1280)
"""Of the sizes Telegram makes of a photo, in pixels."""
ALBUM = 10
"""Photos in one album at most."""


class Seen(NamedTuple):
    """The last message of the bot: its text, and the labels one can press, those of a keyboard last."""

    text: str
    buttons: tuple[str, ...]


class Phone:
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
        self.api, self.number = api, number
        self.user: Json = {"id": user_id, "is_bot": False, "first_name": name, "language_code": language}
        self.chat = api.chats.setdefault(user_id, Chat({"id": user_id, "type": "private", "first_name": name}))

    def start(self, payload: str = "") -> int:
        """Press Start, or follow a deep link."""
        return self.type(f"/start {payload}".rstrip())

    def type(self, text: str) -> int:
        """Type a text or a command and send it."""
        length = len(text.split(maxsplit=1)[0]) if text.startswith("/") else 0
        entities = {"entities": [{"type": "bot_command", "offset": 0, "length": length}]} if length else {}
        return self.send(text=text, **entities)

    def send(self, **content: object) -> int:
        """Send a message of any content, in the Bot API's own fields."""
        message = self.api.add(self.chat, dict(content), ours=False, sender=self.user)
        return self.api.put("message", dict(message.wire))

    def edit(self, text: str) -> int:
        """Edit the last message one has sent."""
        message = [message for message in self.chat.messages.values() if not message.ours][-1]
        message.change(text, [])
        return self.api.put("edited_message", message.wire | {"edit_date": int(time.time())})

    def press(self, label: str, *, stale: bool = False) -> int:
        """Press a button: under the newest message that has it, or of the keyboard.

        `stale`: one that was there before the message was edited, as a finger quicker than the network does.
        """
        for message in reversed(self.messages):
            for rows in message.former[::-1] if stale else [message.buttons]:
                if button := _find(rows, label):
                    return self._query(message, button["callback_data"])
        if button := _find(self.chat.keyboard or [], label):
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

    def photo(self, content: bytes, *, album: str = "") -> int:
        """Take a photo and send it: Telegram keeps it in several sizes, the largest last. `album` is its album's id."""
        kept = [self.api.files.keep(content if width == WIDTHS[-1] else b"small", "photos", "jpg") for width in WIDTHS]
        sizes = [one.wire | {"width": width, "height": width * 3 // 4} for one, width in zip(kept, WIDTHS, strict=True)]
        return self.send(photo=sizes, **({"media_group_id": album} if album else {}))

    def album(self, contents: Sequence[bytes]) -> list[int]:
        """Send photos together: each comes in an update of its own, and Telegram cuts more than ten into several."""
        first = next(self.api.numbers)
        return [
            self.photo(content, album=f"{first}-{at // ALBUM}" if len(contents) > 1 else "")
            for at, content in enumerate(contents)
        ]

    def send_file(
        self, content: bytes, name: str = "file.pdf", mime: str = "application/pdf", *, size: int | None = None
    ) -> int:
        """Send a document. `size`: what Telegram says of it, where that is not so (0: it says nothing)."""
        stored = self.api.files.keep(content, "documents", name.rpartition(".")[2], size)
        return self.send(document=stored.wire | {"file_name": name, "mime_type": mime})

    def sticker(self) -> int:
        """Send a sticker."""
        stored = self.api.files.keep(b"sticker", "stickers", "webp")
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self.send(sticker=stored.wire | shape)

    def voice(self) -> int:
        """Send a voice message."""
        stored = self.api.files.keep(b"voice", "voice", "oga")
        return self.send(voice=stored.wire | {"duration": 2, "mime_type": "audio/ogg"})

    def block(self) -> None:
        """Hear nothing from the bot any more."""
        self.chat.blocked = True

    @property
    def messages(self) -> list[Message]:
        """What the bot has sent that still stands in the chat, oldest first."""
        return [message for message in self.chat.messages.values() if message.ours]

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

    def _query(self, message: Message, data: str) -> int:
        query = f"query-{len(self.api.queries) + 1}"
        self.api.queries[query] = False
        content = {"id": query, "from": self.user, "message": message.wire, "chat_instance": "1", "data": data}
        return self.api.put("callback_query", content)


def _find(rows: Rows, label: str) -> Json | None:
    return next((button for row in rows for button in row if button["text"] == label), None)
