"""Pictures are made anew: upright, in sRGB, of bounded size, and without a word about who took them where."""

import io

import pytest
from PIL import Image, ImageCms

from adapters.documents import Unfit, look, same
from adapters.documents.jpeg import segments
from adapters.documents.limits import EDGE, HEAVIEST
from tests import hostile, pictures


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def pixel(image: Image.Image, across: int, down: int) -> tuple[int, ...]:
    found = image.convert("RGB").getpixel((across, down))
    assert isinstance(found, tuple)
    return tuple(map(int, found))


def half(form: str, mode: str = "RGB", **more) -> bytes:
    """Red above, white below, 600 by 800."""
    image = Image.new("RGB", (600, 800), "white")
    image.paste((200, 0, 0), (0, 0, 600, 400))
    return pictures.saved(image.convert(mode), form, **more)


def is_red_above(content: bytes) -> bool:
    image = opened(content)
    assert image.mode == "RGB"
    above, below = pixel(image, 300, 100), pixel(image, 300, 700)
    return all(abs(a - b) < 12 for a, b in zip((*above, *below), (200, 0, 0, 255, 255, 255), strict=True))


@pytest.mark.parametrize(
    ("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "P"), ("WEBP", "RGB"), ("HEIF", "RGB")]
)
def test_every_kind_becomes_a_jpeg(form, mode):
    content = hostile.heic(opened(half("PNG"))) if form == "HEIF" else half(form, mode)
    page = look(content)
    assert page.kind == "image/jpeg"
    assert page.pages == 1
    assert is_red_above(page.content)
    assert "progressive" not in opened(page.content).info


@pytest.mark.parametrize(
    ("mode", "form", "grey"),
    [("I;16", "PNG", 128), ("1", "PNG", 255), ("LA", "PNG", 128), ("L", "JPEG", 128), ("CMYK", "JPEG", 127)],
)
def test_every_mode_is_read_aright(mode, form, grey):
    colours: dict[str, int | tuple[int, ...]] = {"I;16": 32768, "1": 1, "LA": (128, 255), "CMYK": (0, 0, 0, 128)}
    page = look(pictures.saved(Image.new(mode, (700, 700), colours.get(mode, 128)), form))
    assert all(abs(value - grey) <= 3 for value in pixel(opened(page.content), 350, 350))


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_is_seen_through_lies_on_white(form):
    image = Image.new("RGBA", (700, 700), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 700, 100))
    found = opened(look(pictures.saved(image, form, lossless=True)).content)
    assert pixel(found, 350, 50) == (0, 0, 0)
    assert pixel(found, 350, 400) == (255, 255, 255)


@pytest.mark.parametrize("way", range(1, 9))
def test_a_picture_is_turned_as_the_camera_was_held(way):
    back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[way]
    image = opened(half("PNG"))
    held = image if back is None else image.transpose(Image.Transpose(back))
    assert is_red_above(look(pictures.jpeg(held, 95, exif=hostile.turned(way))).content)


def test_nothing_is_told_of_who_took_it_where():
    exif = Image.Exif()
    exif[0x010F] = "SECRET maker"
    exif.get_ifd(0x8825)[2] = (33.0, 55.0, 31.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta>SECRET</x:xmpmeta>"
    content = pictures.jpeg(pictures.id_card(), exif=exif, xmp=xmp, comment=b"SECRET", icc_profile=profile)
    assert content.count(b"SECRET") == 3
    clean = look(content).content
    assert b"SECRET" not in clean
    assert not {"exif", "xmp", "comment", "icc_profile"} & set(opened(clean).info)
    assert not {code for code, _ in segments(clean)} & set(range(0xE1, 0xEE))


@pytest.mark.parametrize("tail", hostile.TAILS)
def test_nothing_that_was_appended_remains(tail):
    content = look(hostile.taken() + hostile.TAILS[tail]).content
    assert hostile.TAILS[tail][:12] not in content
    assert content.endswith(b"\xff\xd9")
    assert content.count(b"\xff\xd9") == 1
    assert content == look(hostile.taken()).content


def test_a_page_has_bounded_size():
    content = pictures.jpeg(hostile.noise(2000, 1500), 95)
    assert len(content) > 2 * HEAVIEST > 2 * len(look(content).content)
    assert max(opened(look(pictures.good("statement, 4000 wide")).content).size) == EDGE


def test_of_moving_pictures_the_first_is_taken():
    still, next_one = pictures.scaled(pictures.id_card(), 800), Image.new("RGB", (800, 505))
    for form in ("WEBP", "PNG", "MPO"):
        page = look(pictures.saved(still, form, save_all=True, append_images=[next_one]))
        assert same(page.mark, look(pictures.jpeg(still)).mark), form


@pytest.mark.parametrize("name", pictures.GOOD)
def test_what_can_be_read_is_good_enough(name):
    assert look(pictures.good(name)).faults == ()


@pytest.mark.parametrize("name", pictures.BAD)
def test_what_cannot_be_read_says_why(name):
    assert look(pictures.bad(name)).faults[0] == pictures.BAD[name][0]


@pytest.mark.parametrize("name", ["card", "payslip, scanned", "letter"])
def test_a_copy_is_the_same_page(name):
    page, mark = pictures.GOOD[name](), look(pictures.good(name)).mark
    assert len(mark) == 64
    for quality in (92, 60):
        assert same(mark, look(pictures.jpeg(page, quality)).mark)
    for edge in (1280, 960):
        assert same(mark, look(pictures.jpeg(pictures.scaled(page, edge), 80)).mark)
    assert same(mark, look(pictures.saved(page, "PNG")).mark)


def test_the_next_months_payslip_is_another_page():
    slips = [("May 2026", 5), ("June 2026", 6)]
    scanned = [look(pictures.jpeg(pictures.payslip(*slip))).mark for slip in slips]
    taken = [look(pictures.jpeg(pictures.photographed(pictures.payslip(*slip), 1280))).mark for slip in slips]
    for marks in (scanned, taken):
        assert not any(same(one, other) for one in marks for other in marks if one != other)
    assert len({*scanned, *taken}) == 4


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")  # Pillow only warns
def test_a_damaged_note_or_profile_is_no_note():
    content = pictures.jpeg(pictures.id_card(), exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff", icc_profile=b"no profile")
    assert look(content).kind == "image/jpeg"


def test_a_jpeg_cut_in_its_last_rows_is_refused():
    with pytest.raises(Unfit, match="broken"):
        look(hostile.taken()[:-4000])
