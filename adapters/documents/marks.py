"""The mark of a picture: 256 bits that stay when it is saved anew or scaled, and change with the letters on it.

Bits of the usual kind (brighter than its neighbour?) see a page's layout, and the payslips of May and June have the
same. So we look at the ink: the picture without its slow changes, 384 by 384, each point counted for or against by a
fixed mask, summed in 32 by 32 fields, and the sums mixed so that each bit hangs on all of them.

Measured, in bits of 256 that differ: copies (qualities 40 to 92, PNG, WEBP, scaled to 1280, 960 and 800) 0 to 9; the
payslips of two months 22 and more, whether scanned or photographed from the same stand; one word of the title 16;
another month's statement 57; the same paper photographed again 87. Hence NEAR in `flows.marks`.
"""

from array import array
from hashlib import shake_256

from PIL import Image, ImageChops, ImageFilter

SIDE = 384
FIELDS = 32
BITS = 256


def mark(image: Image.Image) -> str:
    """The mark of an RGB picture, 64 hex digits."""
    grey = image.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    ink = ImageChops.subtract(grey, grey.filter(ImageFilter.GaussianBlur(3)), offset=128)
    counted = Image.composite(ink, ImageChops.invert(ink), _mask()).convert("F")
    sums = array("f", counted.resize((FIELDS, FIELDS), Image.Resampling.BOX).tobytes())
    mixed = _mixed([value - 127.5 for value in sums])[1 : BITS + 1]  # the first is the sum of all and says little
    return f"{sum((value > 0) << bit for bit, value in enumerate(mixed)):0{BITS // 4}x}"


def _mask() -> Image.Image:
    return Image.frombytes("1", (SIDE, SIDE), shake_256(b"mark").digest(SIDE * SIDE // 8))


def _mixed(values: list[float]) -> list[float]:
    """The Walsh-Hadamard transform of as many values as a power of two."""
    step = 1
    while step < len(values):
        for start in range(0, len(values), 2 * step):
            for place in range(start, start + step):
                one, other = values[place], values[place + step]
                values[place], values[place + step] = one + other, one - other
        step *= 2
    return values
