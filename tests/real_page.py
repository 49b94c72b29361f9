"""The real page, behind the link in an SMS to one who dials: the whole assistant, for a browser to be driven at."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import pictures
from tests.phones import NUMBER, Ussd
from tests.world import World, world

SHOTS = {
    "id.jpg": lambda: pictures.good("card"),
    "payslip.jpg": lambda: pictures.good("payslip"),
    "statement.jpg": lambda: pictures.good("statement"),
    "night.jpg": lambda: pictures.bad("card, at night"),
}
"""Photos on the borrower's other phone."""


@dataclass
class Behind:
    """One who was asked for documents on USSD and has had the link, `url`; `folder` is where their SHOTS are."""

    url: str
    folder: Path
    phone: Ussd
    around: World


@asynccontextmanager
async def asked_on_ussd(redis_url: str, folder: Path, *, language: str = "1") -> AsyncIterator[Behind]:
    """Somebody whom the lender knows dials, chooses the language by its number, and asks for the link."""
    for name, shot in SHOTS.items():
        (folder / name).write_bytes(shot())
    async with world(redis_url, folder) as around:
        phone = Ussd(around)
        for words in ("", language, "1", "1", "8001015009087", "1", "1"):
            await (phone.type(words) if words else phone.dial())
        token = re.findall(r"/u/([A-Za-z0-9_-]{22})$", around.inbox.messages[NUMBER][-1])[0]
        yield Behind(f"{around.url}/u/{token}", folder, phone, around)
