"""Pictures: opened in bounds and made anew, so that nothing but pixels remains.

What is kept is the first frame, turned as the camera was held, in sRGB on white. What is dropped: EXIF with its place
and time, XMP, IPTC, comments, thumbnails, colour profiles, further frames, and anything appended.
"""

import warnings
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms

from adapters.documents import jpeg
from adapters.documents.limits import EDGE, HEAVIEST, PIXELS, PIXELS_HELD, QUALITIES, SCANS, THIN
from adapters.documents.marks import mark
from adapters.documents.page import Page, Unfit
from adapters.documents.quality import faults

Image.MAX_IMAGE_PIXELS = max(PIXELS.values())
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

STRIP = 64
"""Rows that are scaled at a time, after scaling."""

ORIENTATION = 0x0112
"""EXIF's number for how the camera was held."""


def picture(content: bytes, found: str) -> Page:
    """Make a picture of the format `found` safe. Raises Unfit, or anything a decoder raises on damaged bytes."""
    clean = scaled(content, found)
    return Page(squeezed(clean), "image/jpeg", 1, mark(clean), faults(clean))


def scaled(content: bytes, found: str) -> Image.Image:
    """The picture in RGB, upright, no edge longer than EDGE. Raises as `picture` does."""
    with _opened(content, found) as image:
        _bounded(image, content)
        profile = image.info.get("icc_profile")
        image.draft("RGB", _fitting(image.size))
        small = _shrunk(image)
        upright = _upright(small, image)
    return _in_srgb(upright, profile).convert("RGB")


def squeezed(image: Image.Image, edge: int = EDGE, heaviest: int = HEAVIEST) -> bytes:
    """A baseline JPEG with no edge longer than `edge` pixels, of at most `heaviest` bytes where that is possible.

    Quality goes first, size after: letters of half the size are better read than smeared ones.
    """
    image = image.copy()
    while True:
        image.thumbnail((edge, edge), Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            content = _jpeg(image, quality)
            if len(content) <= heaviest:
                return content
        if edge < 200:
            return content
        edge = edge * 3 // 4


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=False, progressive=False, exif=b"", icc_profile=None, comment=b"")
    return jpeg.bare(out.getvalue())


def _opened(content: bytes, found: str) -> Image.Image:
    if found == "HEIF":
        _learn_heic()
    try:
        return Image.open(BytesIO(content), formats=[found])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("bomb") from None


@cache
def _learn_heic() -> None:
    from pillow_heif import register_heif_opener  # noqa: PLC0415 - hardly anybody sends HEIC: loaded when first needed

    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def _bounded(image: Image.Image, content: bytes) -> None:
    width, height = image.size
    most = PIXELS[image.format or ""]
    if image.format in {"JPEG", "MPO"}:
        if jpeg.scans(content) > SCANS:
            raise Unfit("bomb")
        if jpeg.outline(content).held:
            most = PIXELS_HELD
    if width * height > most or max(width, height) > THIN * min(width, height):
        raise Unfit("bomb")


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    """The size scaled down so that no edge is longer than EDGE."""
    longest = max(*size, EDGE)
    return max(1, size[0] * EDGE // longest), max(1, size[1] * EDGE // longest)


def _shrunk(image: Image.Image) -> Image.Image:
    """Decode, lay on white and scale down, in strips, so that no second copy of full size is ever made."""
    image.load()
    times = max(1, max(image.size) // EDGE)
    height = STRIP * times
    whole = Image.new(_plain(image.crop((0, 0, 1, 1))).mode, (-(-image.width // times), -(-image.height // times)))
    for top in range(0, image.height, height):
        strip = _plain(image.crop((0, top, image.width, min(top + height, image.height))))
        whole.paste(strip.reduce(times), (0, top // times))
    return whole.resize(_fitting(whole.size), Image.Resampling.LANCZOS) if max(whole.size) > EDGE else whole


def _plain(strip: Image.Image) -> Image.Image:
    """In 8 bits a colour and without transparency."""
    if strip.mode in {"I;16", "I;16B", "I;16L", "I;16N", "I"}:
        return strip.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if strip.has_transparency_data:
        strip = strip.convert("RGBA")
        white = Image.new("RGB", strip.size, "white")
        white.paste(strip, mask=strip.getchannel("A"))
        return white
    return strip if strip.mode in {"L", "CMYK"} else strip.convert("RGB")


def _upright(small: Image.Image, image: Image.Image) -> Image.Image:
    """Turn as the camera's note says; a damaged note is no note."""
    try:
        way = image.getexif().get(ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - the note is a stranger's bytes, and the pixels stand without it
        way = 1
    return small.transpose(_TURNS[way]) if way in _TURNS else small


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF's orientations and what puts them right."""


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as sRGB has them where the file says how they were meant; a damaged profile is no profile."""
    if not profile or image.mode not in {"RGB", "CMYK", "L"}:
        return image
    try:
        meant = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, meant, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
