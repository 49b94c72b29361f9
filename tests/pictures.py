"""Invented documents, drawn as phones photograph them: well, badly, and not at all.

`python -m tests.pictures` prints what `adapters.documents.quality` measures on each and what it finds wanting, so that
its thresholds can be set anew; `python -m tests.pictures DIR` also saves them there for a person to look at.
"""

import sys
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from adapters.stand_ins.pictures import (
    TABLE,
    Picture,
    exposed,
    id_card,
    jpeg,
    line,
    noisy,
    payslip,
    photographed,
    shadowed,
    statement,
)

__all__ = [
    "TABLE",
    "Picture",
    "exposed",
    "id_card",
    "jpeg",
    "line",
    "noisy",
    "payslip",
    "photographed",
    "shadowed",
    "statement",
]  # drawn by the product, and known to tests from here


def letter() -> Picture:
    """A short letter: nearly all of the page is bare, and it is a good document."""
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    for row, text in enumerate(["To whom it may concern", "Amina T. Example rents room 4 from me.", "B. Landlord"]):
        line(draw, (120, 200 + row * 70), text, 34)
    return page


def blurred(picture: Picture, radius: float) -> Picture:
    return noisy(picture.filter(ImageFilter.GaussianBlur(radius)), 4)


def moved(picture: Picture, points: int, dx: int = 1, dy: int = 0) -> Picture:
    """A shake of so many points along one way."""
    total = picture
    for step in range(1, points):
        shifted = ImageChops.offset(picture, step * dx, step * dy)
        total = Image.blend(total, shifted, 1 / (step + 1))
    return noisy(total, 4)


def scaled(picture: Picture, edge: int) -> Picture:
    ratio = edge / max(picture.size)
    return picture.resize((round(picture.width * ratio), round(picture.height * ratio)), Image.Resampling.LANCZOS)


def saved(picture: Picture, form: str, **more) -> bytes:
    out = BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def lens_cap() -> Picture:
    return noisy(Image.new("RGB", (1600, 1200), (6, 6, 8)), 3)


def blank_paper() -> Picture:
    return noisy(shadowed(Image.new("RGB", (1200, 1600), (236, 234, 228))), 4)


@cache
def card_taken() -> Picture:
    return photographed(id_card())


@cache
def slip_taken() -> Picture:
    return photographed(payslip())


@cache
def statement_taken() -> Picture:
    return photographed(statement())


@cache
def letter_taken() -> Picture:
    return photographed(letter())


GOOD: dict[str, Callable[[], Picture]] = {
    "card": card_taken,
    "card, 1280 as chats send it": lambda: photographed(id_card(), 1280),
    "card, turned by 20 degrees": lambda: photographed(id_card(), tilt=20),
    "card, evening": lambda: noisy(exposed(card_taken(), 0.6), 6),
    "payslip": slip_taken,
    "payslip, 1280 as chats send it": lambda: photographed(payslip(), 1280),
    "payslip, a lamp's light": lambda: noisy(exposed(slip_taken(), 0.65), 8),
    "payslip, scanned": payslip,
    "payslip, bright": lambda: exposed(slip_taken(), 1.5),
    "payslip, slightly soft": lambda: blurred(slip_taken(), 0.8),
    "statement": statement_taken,
    "statement, 4000 wide": lambda: photographed(statement(), 4000),
    "statement, scanned": statement,
    "letter": letter_taken,
    "letter, scanned": letter,
}
"""What a lender can read."""

BAD: dict[str, tuple[str, Callable[[], Picture]]] = {
    "card, at night": ("dark", lambda: noisy(exposed(card_taken(), 0.15), 5)),
    "payslip, at night": ("dark", lambda: noisy(exposed(slip_taken(), 0.2), 5)),
    "statement, dusk": ("dark", lambda: noisy(exposed(statement_taken(), 0.25), 6)),
    "card, blurred": ("blurred", lambda: blurred(card_taken(), 8)),
    "payslip, out of focus": ("blurred", lambda: blurred(slip_taken(), 4)),
    "payslip, far out of focus": ("blurred", lambda: blurred(slip_taken(), 9)),
    "statement, out of focus": ("blurred", lambda: blurred(statement_taken(), 3)),
    "letter, out of focus": ("blurred", lambda: blurred(letter_taken(), 5)),
    "card, shaken": ("blurred", lambda: moved(card_taken(), 24)),
    "payslip, shaken sideways": ("blurred", lambda: moved(slip_taken(), 14)),
    "payslip, shaken upwards": ("blurred", lambda: moved(slip_taken(), 14, 0, 1)),
    "statement, shaken aslant": ("blurred", lambda: moved(statement_taken(), 12, 1, 1)),
    "card, a thumbnail": ("small", lambda: scaled(card_taken(), 320)),
    "payslip, a thumbnail": ("small", lambda: scaled(slip_taken(), 480)),
    "paper, nothing on it": ("blank", blank_paper),
    "scan of nothing": ("blank", lambda: Image.new("RGB", (1240, 1754), "white")),
    "lens cap": ("blank", lens_cap),
    "table": ("blank", lambda: noisy(shadowed(Image.new("RGB", (1600, 1200), TABLE)), 6)),
    "payslip, washed out": ("bright", lambda: exposed(slip_taken(), 2.2, 90)),
    "card, washed out": ("bright", lambda: exposed(card_taken(), 2, 150)),
}
"""What a lender cannot read, and the first fault it must be told of."""


@cache
def good(name: str) -> bytes:
    return jpeg(GOOD[name]())


@cache
def bad(name: str) -> bytes:
    return jpeg(BAD[name][1]())


def main() -> None:
    """Print what is measured on each."""
    from adapters.documents import look
    from adapters.documents.pictures import scaled as clean
    from adapters.documents.quality import measured

    samples = {name: good(name) for name in GOOD} | {name: bad(name) for name in BAD}
    for name, content in samples.items():
        figures = measured(clean(content, "JPEG"))
        told = "  ".join(f"{key} {value:7.3f}" for key, value in figures._asdict().items())
        print(f"{name:32} {told}  {', '.join(look(content).faults)}")
        for folder in sys.argv[1:]:
            Path(folder, name.replace(" ", "_") + ".jpg").write_bytes(content)


if __name__ == "__main__":
    main()
