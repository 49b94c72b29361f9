"""What stands in the chats: messages with their buttons, and the keyboard of each person's phone."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Rows = list[list[Json]]


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

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.wire.get("text", ""))

    def change(self, text: str, buttons: Rows) -> None:
        """Edit it; a message with no buttons says nothing of them."""
        self.former.append(self.buttons)
        self.buttons, self.edits = buttons, self.edits + 1
        self.wire["text"] = text
        self.wire.pop("reply_markup", None)
        if buttons:
            self.wire["reply_markup"] = {"inline_keyboard": buttons}


@dataclass
class Chat:
    """A chat: its messages in order, the keyboard that is up (None: the phone's own), and what was seen in passing."""

    wire: Json
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Rows | None = None
    actions: list[str] = field(default_factory=list)
    blocked: bool = False

    @property
    def private(self) -> bool:
        """Whether it is one person's chat with the bot."""
        return bool(self.wire["type"] == "private")
