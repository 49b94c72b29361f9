"""Pictures and PDFs, damaged: made safe, or refused for a reason we have a sentence for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from random import Random
from zlib import crc32

from adapters.documents import Unfit, look
from adapters.documents.page import Page
from flows.text import LANGUAGES
from tests import hostile, papers, pictures
from tests.fuzz.case import Door, Try
from tests.fuzz.mutation import mutated

KINDS = {"image/jpeg", "application/pdf"}
REASONS = {"empty", "large", "kind", "broken", "bomb", "locked", "blank_pdf", "pages"}
FAULTS = {"blank", "dark", "bright", "blurred", "small"}
HEADS = [
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\x00\x10\x00\x00WEBP",
    b"\x00\x00\x00\x18ftypheic",
    b"%PDF-1.7\n",
]


@cache
def samples() -> list[bytes]:
    """A small one of each kind, and PDFs with all that PDFs may have in them."""
    card = pictures.scaled(pictures.id_card(), 90)
    made = [pictures.saved(card, form) for form in ("JPEG", "PNG", "WEBP")]
    made += [pictures.jpeg(card, progressive=True), pictures.saved(card, "JPEG", exif=hostile.turned(6))]
    made += [pictures.saved(card.convert(mode), "PNG") for mode in ("P", "L", "1", "RGBA")]
    made += [hostile.heic(card), papers.scan(pictures.jpeg(card), *card.size)]
    made += [papers.statement(), papers.acting(), papers.hidden_objects(20), papers.statement(pages=3)]
    return made


def make(random: Random) -> bytes:
    """A file that was damaged, or noise that begins as one does."""
    if random.random() < 0.1:
        return random.choice(HEADS) + random.randbytes(random.choice((0, 20, 900)))
    return mutated(random, random.choice(samples()))


@asynccontextmanager
async def opened() -> AsyncIterator[Try]:
    """What looks into files."""
    assert samples()
    assert LANGUAGES

    async def attempt(case: bytes) -> None:
        page: Page | str
        try:
            page = look(case)
        except Unfit as unfit:
            page = unfit.key
        if isinstance(page, str):
            assert page in REASONS
            return
        _is_safe(page)
        if crc32(case) % 16 == 0:
            _is_safe(look(page.content))

    yield attempt


def _is_safe(page: Page) -> None:
    assert page.kind in KINDS
    assert len(page.mark) == 64
    assert set(page.faults) <= FAULTS
    assert 1 <= page.pages <= 30


DOOR = Door("papers", 2, make, opened)
