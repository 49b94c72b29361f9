"""Pictures: opened in bounds and made anew, so that nothing but pixels remains.

What is kept is the first frame, turned as the camera was held, in sRGB on white. What is dropped: EXIF with its place
and time, XMP, IPTC, comments, thumbnails, colour profiles, further frames, and anything appended.
"""

import warnings
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from adapters.documents import jpeg
from adapters.documents.limits import EDGE, HEAVIEST, PIXELS, PIXELS_HELD, QUALITIES, SCANS, THIN
from adapters.documents.marks import mark
from adapters.documents.page import Page, Unfit
from adapters.documents.quality import faults

Image.MAX_IMAGE_PIXELS = max(PIXELS.values())
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

_WAYS = {0x0112: 1}


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
    return _flat(_in_srgb(upright, profile))


def squeezed(image: Image.Image, edge: int = EDGE, heaviest: int = HEAVIEST) -> bytes:
    """A baseline JPEG of the picture with no edge longer than `edge` pixels, of at most `heaviest` bytes where possible.

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
    """Decode and scale down, in whichever mode the pixels are held, so that no second copy of full size is made."""
    image.load()
    if image.mode in {"I;16", "I;16B", "I;16L", "I;16N", "I"}:
        image = _eight_bits(image)
    if image.mode in {"P", "PA", "1"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB" if image.mode != "1" else "L")
    if max(image.size) <= EDGE:
        return image.copy()
    return image.resize(_fitting(image.size), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _eight_bits(image: Image.Image) -> Image.Image:
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _upright(small: Image.Image, image: Image.Image) -> Image.Image:
    """Turn as the camera's note says; a damaged note is no note."""
    try:
        way = image.getexif().get(0x0112, 1)
    except Exception:  # noqa: BLE001 - the note is a stranger's bytes, and the pixels stand without it
        way = 1
    turned = Image.Image.transpose
    return turned(small, _TURNS[way]) if way in _TURNS else small


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


def _flat(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return white
    return ImageOps.autocontrast(image, cutoff=0).convert("RGB") if image.mode == "F" else image.convert("RGB")
