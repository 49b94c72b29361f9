"""Pages written into one PDF: a picture as it is, bit for bit, on a page of its own shape."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from adapters.documents import jpeg
from adapters.documents.page import Page
from adapters.documents.papers import bounded, write

LONGEST = 842
"""The longest edge of a picture's page, in points of 1/72 inch: that of A4."""

COLOURS = {1: "/DeviceGray", 3: "/DeviceRGB"}


def written(pages: Sequence[Page]) -> bytes:
    """One PDF of all pages in their order."""
    with bounded():
        return write(sheet for page in pages for sheet in _sheets(page))


def _sheets(page: Page) -> Iterable[PageObject]:
    if page.kind == "image/jpeg":
        return [_sheet(page.content)]
    return PdfReader(BytesIO(page.content)).pages


def _sheet(content: bytes) -> PageObject:
    found = jpeg.outline(content)
    scale = LONGEST / max(found.width, found.height)
    width, height = round(found.width * scale), round(found.height * scale)
    picture = DecodedStreamObject()
    picture.set_data(content)
    for key, value in {"/Type": "/XObject", "/Subtype": "/Image", "/Filter": "/DCTDecode"}.items():
        picture[NameObject(key)] = NameObject(value)
    picture[NameObject("/ColorSpace")] = NameObject(COLOURS[found.colours])
    for key, number in {"/Width": found.width, "/Height": found.height, "/BitsPerComponent": 8}.items():
        picture[NameObject(key)] = NumberObject(number)
    drawing = DecodedStreamObject()
    drawing.set_data(f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode())
    sheet = PageObject.create_blank_page(width=width, height=height)
    sheet[NameObject("/Contents")] = drawing
    named = DictionaryObject({NameObject("/P"): picture})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})
    return sheet
