"""Files that people sent: Telegram keeps them under an id, and lends an address for an hour."""

import hashlib
import time
from dataclasses import dataclass, field
from typing import Self

from adapters.stand_ins.telegram.chats import Json

LARGEST = 20 << 20
"""Bytes a bot may fetch."""
LARGEST_SENT = 50 << 20
"""Bytes a bot may send."""
LENT_SECONDS = 3600
"""How long an address is good for, at least."""


class Uploaded(bytes):
    """A file the bot sent: its bytes, with the name and the kind they came with."""

    name: str
    mime: str

    def __new__(cls, content: bytes, name: str, mime: str) -> Self:
        """The bytes with their name."""
        made = super().__new__(cls, content)
        made.name, made.mime = name, mime
        return made


@dataclass
class Stored:
    """One file. `size` is what is said of it, in bytes (0: nothing is); `until` when its address ends (monotonic)."""

    id: str
    content: bytes
    path: str
    size: int
    until: float = 0.0

    @property
    def wire(self) -> Json:
        """What a message tells of it."""
        unique = hashlib.sha256(self.content).hexdigest()[:16]
        return {"file_id": self.id, "file_unique_id": unique} | ({"file_size": self.size} if self.size else {})


@dataclass
class Files:
    """All of them, by id. `halt` is how many seconds each download halts half way."""

    kept: dict[str, Stored] = field(default_factory=dict)
    halt: float = 0.0
    told: dict[str, Json] = field(default_factory=dict)
    """What of a message each came as."""

    def keep(self, content: bytes, kind: str, ending: str, size: int | None = None) -> Stored:
        """Keep a file of a kind (`photos`); `size` where another one is to be told than it has."""
        number = len(self.kept) + 1
        size = len(content) if size is None else size
        stored = Stored(f"kept-{kind}-{number}", content, f"{kind}/file_{number}.{ending}", size)
        self.kept[stored.id] = stored
        return stored

    def lend(self, stored: Stored) -> Json:
        """Let it be fetched for an hour from now."""
        stored.until = time.monotonic() + LENT_SECONDS
        return stored.wire | {"file_path": stored.path}

    def lent(self, path: str) -> Stored | None:
        """The file at this address, as long as the address is good."""
        now = time.monotonic()
        return next((stored for stored in self.kept.values() if stored.path == path and stored.until > now), None)
