"""Sample documents, invented and drawn as phones photograph them: an ID, a payslip, a bank statement."""

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFont

Picture = Image.Image
TABLE = (108, 84, 66)
"""The colour of the table that documents lie on."""
DARK = 0.15
"""How much of the light is left at night."""


def line(
    drawing: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    size: float,
    fill: str | tuple[int, int, int] = "black",
) -> None:
    """Write a line of text."""
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
    dice = Random(seed)  # noqa: S311 - draws a picture, hides nothing
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
    dice = Random(seed)  # noqa: S311 - draws a picture, hides nothing
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
    """Under a lamp, with a shadow across it."""
    shade = Image.linear_gradient("L").rotate(35, expand=True).crop((60, 60, 290, 290)).resize(picture.size)
    shade = shade.point(lambda value: 150 + value * 100 // 255)
    return ImageChops.multiply(picture, Image.merge("RGB", [shade] * 3))


def noisy(picture: Picture, strength: float, seed: int = 1) -> Picture:
    """Grain of so many greys, the same at each run."""
    tile = Image.frombytes("L", (256, 256), Random(seed).randbytes(65536))  # noqa: S311 - as above
    grain = Image.new("L", picture.size)
    for left in range(0, picture.width, 256):
        for top in range(0, picture.height, 256):
            grain.paste(tile, (left, top))
    grain = grain.point(lambda value: round(128 + (value - 127.5) * strength / 74))
    return ImageChops.add(picture, Image.merge("RGB", [grain] * 3), offset=-128)


def exposed(picture: Picture, gain: float, lift: int = 0) -> Picture:
    """Brighter or darker, as a bad light makes it."""
    return picture.point(lambda value: max(0, min(255, round(value * gain) + lift)))


def jpeg(picture: Picture, quality: int = 85, **more: object) -> bytes:
    """As a file."""
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


SAMPLES: Mapping[str, Callable[[], Picture]] = {
    "id": lambda: photographed(id_card()),
    "payslip": lambda: photographed(payslip()),
    "statement": lambda: photographed(statement()),
    "dark": lambda: noisy(exposed(photographed(id_card()), DARK), 5),
}
"""What there is to send: three documents a lender can read, and one that it cannot, an ID taken at night."""


@cache
def sample(name: str) -> bytes:
    """One of them, as a JPEG; drawn once, which takes a second. KeyError for none of that name."""
    return jpeg(SAMPLES[name]())
