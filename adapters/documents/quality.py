"""Whether a person could read a picture: measured on its greys, and held against thresholds.

All is measured on a copy with a longest edge of SIDE pixels, without its finest grain, in fields of FIELD by FIELD
pixels. A letter of three lines is as good as a full statement, so the fields with the most lines speak for the whole.
"""

from array import array
from statistics import median
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter, ImageMath

SIDE = 1000
FIELD = 50


class Measured(NamedTuple):
    """What is measured on a picture."""

    shortest: float
    """Pixels of its shorter edge, as the lender is given it."""
    light: float
    """The grey, 0 to 255, that a twentieth of the picture is brighter than: the paper's, if there is any."""
    ink: float
    """How deep the lines are where there are most, grain taken off, as part of the light."""
    sharp: float
    """How steep the lines are, as part of how deep they are, across the way in which they are least steep."""
    white: float
    """Which part of the picture is nothing but white."""
    black: float
    """The grey, 0 to 255, of the darkest two thousandth of the picture: of the ink, if there is any."""


SMALLEST = 480.0
DARKEST = 85.0
BLANKEST = 0.036
WHITEST, PALEST = 0.4, 70.0
SOFTEST = 0.25
"""What a picture must reach. Measured by `python -m tests.pictures`; measure again when anything here changes.

               good ones         the worst of their kind
    shortest   808 and more      a thumbnail 202, 339 (VGA, 480, is still allowed)
    light      121 and more      at night 32, 48, at dusk 60
    ink        0.076 and more    blank paper 0.032, table 0.006, lens cap 0.005 (and far out of focus 0.039, 0.042)
    black      0 to 21           washed out 89, 148 (only counted where WHITEST of the picture is white)
    sharp      0.338 and more    out of focus 0.100 to 0.164, shaken 0.087 to 0.204
"""


def faults(image: Image.Image) -> tuple[str, ...]:
    """What a picture in RGB lacks, worst first. On blank paper nothing else can be judged but the light."""
    found = measured(image)
    blank = found.ink < BLANKEST
    said = {
        "blank": blank,
        "dark": found.light < DARKEST,
        "bright": not blank and found.white > WHITEST and found.black > PALEST,
        "blurred": not blank and found.sharp < SOFTEST,
        "small": found.shortest < SMALLEST,
    }
    return tuple(key for key, wanting in said.items() if wanting)


def measured(image: Image.Image) -> Measured:
    """Measure a picture in RGB."""
    grey = image.convert("L")
    grey.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    counts = grey.histogram()
    light = _grey_at(counts, 0.95)
    soft = grey.filter(ImageFilter.GaussianBlur(1))
    depths = _fields(ImageChops.subtract(soft, soft.filter(ImageFilter.GaussianBlur(8)), offset=128))
    ways = [_fields(soft.filter(kernel)) for kernel in (_ACROSS, _ALONG)]
    grain, deepest = _at(depths, 0.1), _at(depths, 0.95)
    inked = [place for place, depth in enumerate(depths) if depth >= deepest / 2]
    # The edge of the paper is deep too, but a line of letters is steep both ways, and an edge only in one.
    inked = sorted(inked, key=lambda place: min(way[place] for way in ways))[-max(4, len(depths) // 20) :]
    return Measured(
        shortest=min(image.size),
        light=light,
        ink=max(0.0, median(depths[place] for place in inked) ** 2 - grain**2) ** 0.5 / max(light, 40),
        sharp=min(median(way[place] / max(depths[place], 1) for place in inked) for way in ways),
        white=sum(counts[250:]) / sum(counts),
        black=_grey_at(counts, 0.0005),
    )


_ACROSS = ImageFilter.Kernel((3, 3), (0, 0, 0, 1, -2, 1, 0, 0, 0), scale=1, offset=128)
_ALONG = ImageFilter.Kernel((3, 3), (0, 1, 0, 0, -2, 0, 0, 1, 0), scale=1, offset=128)


def _fields(around: Image.Image) -> list[float]:
    """How far the greys of each field lie from 128, the root of the mean square."""
    squares = ImageMath.lambda_eval(lambda grey: (grey["a"] - 128) * (grey["a"] - 128), a=around.convert("F"))
    return [mean**0.5 for mean in array("f", squares.reduce(FIELD).tobytes())]


def _at(values: list[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


def _grey_at(counts: list[int], share: float) -> int:
    """The grey below which so much of the picture is."""
    left = share * sum(counts)
    for grey, count in enumerate(counts):
        left -= count
        if left <= 0:
            return grey
    return 255
