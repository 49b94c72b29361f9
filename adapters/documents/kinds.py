"""What a file is by its first bytes, whatever its name says."""

from adapters.documents.limits import HEADER_WITHIN

MAGIC = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"RIFF....WEBP": "WEBP",
    b"....ftyphei": "HEIF",  # heic, heix, heim, heis
    b"....ftypmif1": "HEIF",
}
"""First bytes, where a dot stands for any, and the name of the format as Pillow has it."""


def kind(content: bytes) -> str | None:
    """The format as Pillow names it, "PDF", or None where it is nothing we take."""
    for magic, name in MAGIC.items():
        head = content[: len(magic)]
        if len(head) == len(magic) and all(a == b for a, b in zip(magic, head, strict=True) if a != ord(".")):
            return name
    return "PDF" if b"%PDF-" in content[: HEADER_WITHIN + 5] else None
