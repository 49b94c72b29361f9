"""What a borrower's file becomes: a page made safe, or the reason why it cannot be taken."""

from typing import NamedTuple


class Page(NamedTuple):
    """One picture or PDF, made safe: what the lender may be given."""

    content: bytes
    """A baseline JPEG that carries nothing but pixels, or a PDF that carries nothing but pages."""
    kind: str
    """`image/jpeg` or `application/pdf`."""
    pages: int
    """1 for a picture, else the PDF's number of pages."""
    mark: str
    """64 hex digits: a picture's perceptual hash, the SHA-256 of `content` of a PDF. See `flows.marks`."""
    faults: tuple[str, ...]
    """What is not good enough, worst first: "blank", "dark", "bright", "blurred", "small". The borrower may insist."""


class Unfit(Exception):
    """The file cannot be taken at all.

    `key` says why: "empty" (0 bytes), "large" (more bytes than LARGEST), "kind" (neither a picture nor a PDF), "broken"
    (truncated or damaged), "bomb" (unpacks to more than we open), "locked" (a PDF with a password), "blank_pdf" (no
    pages or nothing on them), "pages" (too many pages).
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
