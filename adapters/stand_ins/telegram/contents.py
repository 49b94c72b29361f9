"""What stands in a message, in the Bot API's own fields: the same whether a person or the bot sends it."""

from adapters.stand_ins.telegram.chats import COPIED, ENTITIES, Json
from adapters.stand_ins.telegram.files import Files

WIDTHS = (90, 320, 800, 1280)
"""Of the sizes Telegram makes of a photo, in pixels."""
SIZES: dict[str, Json] = {
    "video": {"width": 640, "height": 480, "duration": 2},
    "video_note": {"length": 240, "duration": 2},
    "voice": {"duration": 2},
    "audio": {"duration": 2},
    "animation": {"width": 320, "height": 240, "duration": 2},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
}
"""What is told of each kind of file besides its id: whatever its bytes are, for nobody plays them."""
MIMES = {"voice": "audio/ogg", "audio": "audio/mpeg", "video": "video/mp4", "animation": "video/mp4"}
ENDINGS = {"sticker": "webp", "voice": "oga", "audio": "mp3", "video": "mp4", "video_note": "mp4", "animation": "mp4"}
FOLDERS = {"voice": "voice", "audio": "music", "video_note": "video_notes"}


def words(text: str) -> Json:
    """A text as a person types it; the command it begins with is marked as one."""
    length = len(text.split(maxsplit=1)[0]) if text.startswith("/") else 0
    return {"text": text} | ({"entities": [{"type": "bot_command", "offset": 0, "length": length}]} if length else {})


def photo(files: Files, content: bytes) -> Json:
    """A photo: Telegram keeps it in several sizes, the largest last."""
    kept = [files.keep(content if width == WIDTHS[-1] else b"small", "photos", "jpg") for width in WIDTHS]
    sizes = [one.wire | {"width": width, "height": width * 3 // 4} for one, width in zip(kept, WIDTHS, strict=True)]
    return _told(files, {"photo": sizes})


def document(files: Files, content: bytes, name: str, mime: str, size: int | None = None) -> Json:
    """A document. `size`: what is said of it, where that is not so (0: nothing is)."""
    stored = files.keep(content, "documents", name.rpartition(".")[2], size)
    return _told(files, {"document": stored.wire | {"file_name": name, "mime_type": mime}})


def media(files: Files, kind: str, content: bytes) -> Json:
    """A file of a kind that is neither a photo nor a document: `voice`, `sticker`, ..."""
    stored = files.keep(content, FOLDERS.get(kind, f"{kind}s"), ENDINGS[kind])
    return _told(files, {kind: stored.wire | SIZES[kind] | ({"mime_type": MIMES[kind]} if kind in MIMES else {})})


def captioned(content: Json, caption: str) -> Json:
    """The content, with words under it if there are any."""
    return content | ({"caption": caption} if caption else {})


def copied(wire: Json) -> Json:
    """What a copy of a message has of it: what it is made of, with its words, and nothing of who sent it where."""
    return {name: value for name, value in wire.items() if name in COPIED | {"caption", *ENTITIES.values()}}


def uncaptioned(content: Json) -> Json:
    """The content without the words under it."""
    return {name: value for name, value in content.items() if name not in ("caption", "caption_entities")}


def quoted(wire: Json) -> Json:
    """A message as an answer to it shows it: what it answers itself is left out."""
    return {name: value for name, value in wire.items() if name != "reply_to_message"}


def _told(files: Files, content: Json) -> Json:
    """Note what each of its files came as, so that it can be sent once more by its id."""
    (sizes,) = content.values()
    for size in sizes if isinstance(sizes, list) else [sizes]:
        files.told[size["file_id"]] = content
    return content
