"""What stands in the chats: messages with their buttons, and the keyboard of each person's phone."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Rows = list[list[Json]]

MEDIA = ("photo", "video", "document", "audio", "voice", "animation", "video_note", "sticker")
"""Files in a message; all but the last two may have words under them."""
ENTITIES = {"text": "entities", "caption": "caption_entities"}
OTHERS = ("venue", "location", "contact", "dice", "poll")
COPIED = {"text", *MEDIA, *OTHERS}
"""What a message may be made of that a person or a bot sends; any other is a service message, Telegram's own."""


@dataclass
class Message:
    """One message as it stands now. `buttons` are its inline ones; `former` those it had before, newest last."""

    id: int
    ours: bool
    wire: Json
    buttons: Rows = field(default_factory=list)
    former: list[Rows] = field(default_factory=list)
    edits: int = 0
    fixed: bool = False  # a message sent with a keyboard cannot be edited any more
    reactions: list[str] = field(default_factory=list)  # the bot's own

    @property
    def said_in(self) -> str:
        """Where its words are: under a photo or a file they are its caption."""
        return "caption" if any(kind in self.wire for kind in MEDIA) else "text"

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.wire.get(self.said_in, ""))

    @property
    def entities(self) -> list[Json]:
        """What is marked in its words: links, commands and the like."""
        found: list[Json] = self.wire.get(ENTITIES[self.said_in], [])
        return found

    @property
    def shown(self) -> str:
        """What a person sees of it in a line: `[photo] my payslip`."""
        kind = next((kind for kind in MEDIA + OTHERS if kind in self.wire), "")
        return " ".join(filter(None, (f"[{kind}]" if kind else "", self.text)))

    @property
    def thread(self) -> int:
        """The topic it stands in; 0: the General one, or a chat without topics."""
        return int(self.wire.get("message_thread_id", 0))

    @property
    def service(self) -> bool:
        """Whether it is Telegram's own: someone joined, a topic was closed."""
        return not COPIED & self.wire.keys()

    def change(self, text: str, buttons: Rows, entities: list[Json]) -> None:
        """Edit it; what it has no longer (words under a photo, entities, buttons) it says nothing of."""
        self.former.append(self.buttons)
        self.buttons, self.edits = buttons, self.edits + 1
        markup = {"inline_keyboard": buttons} if buttons else None
        now = {self.said_in: text, ENTITIES[self.said_in]: entities, "reply_markup": markup}
        for name in now:
            self.wire.pop(name, None)
        self.wire |= {name: value for name, value in now.items() if value}


@dataclass
class Chat:
    """A chat: its messages in order, the keyboard that is up (None: the phone's own), and what was seen in passing."""

    wire: Json
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Rows | None = None
    actions: list[str] = field(default_factory=list)
    blocked: bool = False
    pinned: list[int] = field(default_factory=list)

    def place(self, thread: int) -> Json:
        """Where in the chat a new message stands, in the Bot API's fields: one without topics has no places."""
        if thread:
            raise LookupError("a chat without topics")
        return {}

    @property
    def private(self) -> bool:
        """Whether it is one person's chat with the bot."""
        return bool(self.wire["type"] == "private")
