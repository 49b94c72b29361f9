"""Invented documents, drawn as phones photograph them: well, badly, and not at all.

`python -m tests.pictures` prints what `adapters.documents.quality` measures on each and what it finds wanting, so that
its thresholds can be set anew; `python -m tests.pictures DIR` also saves them there for a person to look at.
"""

import sys
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

Picture = Image.Image
TABLE = (108, 84, 66)
"""The colour of the table that documents lie on."""


def line(drawing: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: float, fill="black") -> None:
    drawing.text(place, text, fill=fill, font=ImageFont.load_default(size=size))


def id_card() -> Picture:
    """An identity card, 1600 by 1010 pixels."""
    card = Image.new("RGB", (1600, 1010), (214, 226, 214))
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, 0, 1600, 150), fill=(28, 92, 60))
    line(draw, (60, 35), "REPUBLIC OF NOWHERE - IDENTITY CARD", 68, "white")
    draw.rectangle((80, 230, 520, 800), fill=(176, 190, 200))
    draw.ellipse((190, 300, 410, 590), fill=(140, 98, 70))
    draw.pieslice((120, 600, 480, 1000), 180, 360, fill=(70, 60, 110))
    for eye in (260, 340):
        draw.ellipse((eye - 14, 420, eye + 14, 444), fill="black")
    draw.arc((250, 470, 350, 540), 20, 160, fill=(90, 30, 30), width=8)
    told = ["Surname", "EXAMPLE", "Names", "AMINA THANDIWE", "Born", "12 MAR 1991", "Number", "910312 0000 00 0"]
    for row, text in enumerate(told):
        small = row % 2 == 0
        line(draw, (600, 210 + row * 82), text, 40 if small else 62, (70, 90, 80) if small else "black")
    line(draw, (80, 880), "IDNWH9103120000<<EXAMPLE<<AMINA<THANDIWE<<<", 54)
    return card


def payslip(month: str = "May 2026", seed: int = 5) -> Picture:
    """A payslip on A4, 1240 by 1754 pixels: the layout is every month's, the figures are the month's own."""
    dice = Random(seed)
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    line(draw, (90, 90), "Nowhere Textiles (Pty) Ltd", 52)
    line(draw, (90, 170), f"Payslip for {month}", 40)
    line(draw, (90, 240), "Employee: Amina T. Example     No. 00417     Department: Weaving", 30)
    rows = ["Basic pay", "Overtime", "Transport allowance", "Night shift", "Tax", "Jobless fund", "Pension", "Union"]
    for row, name in enumerate(rows):
        top = 360 + row * 80
        draw.rectangle((90, top, 1150, top + 80), outline="black", width=2)
        line(draw, (110, top + 20), name, 32)
        line(draw, (850, top + 20), f"R {dice.randint(100, 9999):>6}.{dice.randint(0, 99):02}", 32)
    line(draw, (110, 1060), f"Net pay     R {dice.randint(9000, 19999)}.{dice.randint(0, 99):02}", 44)
    for row in range(8):
        line(draw, (90, 1200 + row * 44), "Paid into the account you gave us. Ask the pay office about anything.", 26)
    return page


def statement(seed: int = 7) -> Picture:
    """A bank statement on A4 with small print, 1240 by 1754 pixels."""
    dice = Random(seed)
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 1240, 120), fill=(20, 50, 120))
    line(draw, (60, 30), "Bank of Nowhere", 56, "white")
    line(draw, (60, 150), "Account 000 417 2210   Amina T. Example   1 May to 31 May 2026", 28)
    shops = ["Corner shop", "Taxi", "Airtime", "School fees", "Market", "Pharmacy", "Salary", "Rent", "Electricity"]
    balance = 12000
    for row in range(42):
        amount = dice.randint(-900, 900)
        balance += amount
        top = 220 + row * 34
        line(draw, (60, top), f"{row % 31 + 1:02} May", 22)
        line(draw, (220, top), dice.choice(shops), 22)
        line(draw, (760, top), f"{amount:>8}.{dice.randint(0, 99):02}", 22)
        line(draw, (1000, top), f"{balance:>8}.{dice.randint(0, 99):02}", 22)
    return page


def letter() -> Picture:
    """A short letter: nearly all of the page is bare, and it is a good document."""
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    for row, text in enumerate(["To whom it may concern", "Amina T. Example rents room 4 from me.", "B. Landlord"]):
        line(draw, (120, 200 + row * 70), text, 34)
    return page


def photographed(page: Picture, edge: int = 1600, tilt: float = 2.0, seed: int = 1) -> Picture:
    """As a phone takes it: on a table, askew, in perspective, under a lamp with a shadow, and with noise."""
    width, height = page.size
    table = Image.new("RGB", (width * 5 // 4, height * 5 // 4), TABLE)
    table.paste(page, (width // 8, height // 8))
    w, h = table.size
    table = table.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=TABLE)
    corners = (w * 0.03, h * 0.02, 0, h, w, h * 0.98, w * 0.98, 0)
    table = table.transform((w, h), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    scale = edge / max(w, h)
    table = table.resize((round(w * scale), round(h * scale)), Image.Resampling.LANCZOS)
    return noisy(shadowed(table), 4, seed)


def shadowed(picture: Picture) -> Picture:
    shade = Image.linear_gradient("L").rotate(35, expand=True).crop((60, 60, 290, 290)).resize(picture.size)
    shade = shade.point(lambda value: 150 + value * 100 // 255)
    return ImageChops.multiply(picture, Image.merge("RGB", [shade] * 3))


def noisy(picture: Picture, strength: float, seed: int = 1) -> Picture:
    """Grain of so many greys, the same at each run."""
    tile = Image.frombytes("L", (256, 256), Random(seed).randbytes(65536))
    grain = Image.new("L", picture.size)
    for left in range(0, picture.width, 256):
        for top in range(0, picture.height, 256):
            grain.paste(tile, (left, top))
    grain = grain.point(lambda value: round(128 + (value - 127.5) * strength / 74))
    return ImageChops.add(picture, Image.merge("RGB", [grain] * 3), offset=-128)


def exposed(picture: Picture, gain: float, lift: int = 0) -> Picture:
    return picture.point(lambda value: max(0, min(255, round(value * gain) + lift)))


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


def jpeg(picture: Picture, quality: int = 85, **more) -> bytes:
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


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
