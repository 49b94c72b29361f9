"""Files that no borrower sends by mistake, and large ones that some do; beside each, what must become of it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from random import Random

from PIL import Image
from pypdf import PdfReader, PdfWriter

from tests import papers, pictures

Maker = Callable[[], bytes]


def zip_bomb(size: int = 100_000_000) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("statement.txt", bytes(size))
    return out.getvalue()


def png(width: int, height: int, rows: bool = True, bits: int = 1, colour: int = 0) -> bytes:
    """A PNG of one colour, written row by row so that nobody holds it, or only its head."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    packer, body = zlib.compressobj(1), b""
    for _ in range(height if rows else 1):
        body += packer.compress(bytes(1 + (width * bits * channels + 7) // 8))
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    parts = chunk(b"IHDR", head) + (chunk(b"PLTE", bytes(6)) if colour == 3 else b"")
    return b"\x89PNG\r\n\x1a\n" + parts + chunk(b"IDAT", body + packer.flush()) + chunk(b"IEND", b"")


@cache
def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), Random(1).randbytes(width * height * 3))


def noise_jpeg(size: int = 19_900_000) -> bytes:
    """A valid JPEG of exactly so many bytes, and nearly all of them pixels."""
    content = pictures.jpeg(noise(3300, 2500), 97, subsampling=0)
    while len(content) > size - 4:
        content = pictures.jpeg(noise(3000, 2200), 95, subsampling=0)
    return content + bytes(size - len(content))


def large_jpeg(width: int, height: int, **more) -> bytes:
    return pictures.jpeg(Image.new("RGB", (width, height), (200, 190, 180)), 75, **more)


def many_scans(times: int = 200) -> bytes:
    """A progressive JPEG whose last pass is made over and over."""
    content = pictures.jpeg(pictures.scaled(pictures.id_card(), 600), progressive=True)
    start = content.rindex(b"\xff\xda")
    return content[:start] + content[start:-2] * times + b"\xff\xd9"


def heic(picture: Image.Image, **more) -> bytes:
    from pillow_heif import from_pillow

    out = io.BytesIO()
    from_pillow(picture).save(out, quality=60, **more)
    return out.getvalue()


def lying_heic(width: int, height: int, told: int = 800) -> bytes:
    """A HEIC that says it has `told` by `told` pixels, whatever is in it."""
    content = heic(Image.new("RGB", (width, height), "white"))
    return content.replace(struct.pack(">II", width, height), struct.pack(">II", told, told))


def locked(user: str, owner: str = "owner") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(papers.statement())))
    writer.encrypt(user, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def cut(content: bytes) -> bytes:
    return content[: len(content) * 6 // 10]


def taken() -> bytes:
    return pictures.good("payslip, 1280 as chats send it")


def small(form: str, **more) -> bytes:
    return pictures.saved(pictures.scaled(pictures.id_card(), 800), form, **more)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
TAILS = {"zip": zip_bomb(1000), "html": HTML, "pdf": papers.statement(), "js": b"*/=1;alert(1)/*"}

REFUSED: dict[str, tuple[str, Maker]] = {
    "nothing": ("empty", lambda: b""),
    "20 MB and a byte": ("large", lambda: b"\xff\xd8\xff" + bytes(20_000_000)),
    "svg as jpg": ("kind", lambda: SVG),
    "xml svg": ("kind", lambda: b"<?xml version='1.0'?>" + SVG),
    "html as jpg": ("kind", lambda: HTML),
    "html before a pdf": ("kind", lambda: HTML + papers.statement()),
    "zip bomb": ("kind", zip_bomb),
    "program": ("kind", lambda: b"MZ\x90\x00" + bytes(1000)),
    "gif": ("kind", lambda: small("GIF")),
    "bmp": ("kind", lambda: small("BMP")),
    "tiff": ("kind", lambda: small("TIFF")),
    "avif": ("kind", lambda: small("AVIF")),
    "random 19.9 MB": ("kind", lambda: Random(2).randbytes(19_900_000)),
    "random 19.9 MB as jpg": ("broken", lambda: b"\xff\xd8\xff\xe0" + Random(2).randbytes(19_900_000)),
    "random 19.9 MB as pdf": ("broken", lambda: b"%PDF-1.7\n" + Random(2).randbytes(19_900_000)),
    "cut jpeg": ("broken", lambda: cut(taken())),
    "cut png": ("broken", lambda: cut(small("PNG"))),
    "cut webp": ("broken", lambda: cut(small("WEBP"))),
    "cut heic": ("broken", lambda: cut(heic(pictures.scaled(pictures.id_card(), 800)))),
    "cut pdf": ("broken", lambda: papers.statement()[:150]),
    "png that says 60000 x 60000": ("bomb", lambda: png(60_000, 60_000, rows=False)),
    "png of 30000 x 30000": ("bomb", lambda: png(30_000, 30_000)),
    "png ribbon": ("bomb", lambda: png(40_000, 10)),
    "webp of 16384 x 16384": ("bomb", lambda: claims_webp(0x0FFFFFFF)),
    "jpeg of 60000 x 60000": ("bomb", lambda: claims_jpeg(60_000)),
    "jpeg, progressive, 50 MP": ("bomb", lambda: large_jpeg(8160, 6120, progressive=True)),
    "jpeg of 200 passes": ("bomb", many_scans),
    "heic of 36 MP": ("bomb", lambda: lying_heic(800, 600, 6000)),
    "heic that lies": ("broken", lambda: lying_heic(1600, 1200)),
    "pdf, locked": ("locked", lambda: locked("1991")),
    "pdf, no pages": ("blank_pdf", lambda: papers.statement(pages=0)),
    "pdf, nothing drawn": ("blank_pdf", lambda: papers.statement(papers.stream(b"q Q"))),
    "pdf, no contents": ("blank_pdf", lambda: papers.statement(b"null")),
    "pdf of 31 pages": ("pages", lambda: papers.statement(pages=31)),
    "pdf, packed drawing of 400 MB": ("bomb", lambda: papers.statement(papers.packed(bytes(400_000_000)))),
    "pdf, packed drawing of 60 MB": ("bomb", lambda: papers.statement(papers.packed(b" " * 60_000_000))),
    "pdf, packed thrice": ("bomb", lambda: papers.statement(papers.packed(bytes(40_000_000), 3))),
    "pdf, packed as letters": ("bomb", lambda: papers.scan(b"z" * 19_000_000, 9, 9, b"[/A85 /Fl /Fl]")),
    "pdf, table of 400 MB": ("bomb", lambda: papers.table_bomb(400_000_000)),
    "pdf, LZW": ("bomb", lambda: papers.scan(bytes(2_000_000), 9, 9, b"/LZWDecode")),
    "pdf, a picture of 60000 x 60000": ("bomb", lambda: papers.scan(zlib.compress(b""), 60_000, 60_000, b"/Fl")),
    "pdf of 60000 parts": ("bomb", lambda: papers.many_objects(60_000)),
    "pdf of 9990 parts, deep": ("broken", lambda: papers.deep(9000)),
}
"""What cannot be taken, and the key that says why."""

TAKEN: dict[str, Maker] = {
    "jpeg of 50 MP": lambda: large_jpeg(8160, 6120),
    "jpeg of 50 MP, turned": lambda: large_jpeg(8160, 6120, exif=turned(6)),
    "jpeg, progressive, 25 MP, 4:4:4": lambda: large_jpeg(5770, 4330, progressive=True, subsampling=0),
    "jpeg of noise, 19.9 MB": noise_jpeg,
    "jpeg, cmyk, 50 MP": lambda: pictures.saved(Image.new("CMYK", (8160, 6120)), "JPEG"),
    "png of 50 MP, rgba": lambda: png(8160, 6120, bits=8, colour=6),
    "png of 50 MP, 16 bits rgba": lambda: png(8160, 6120, bits=16, colour=6),
    "png of 50 MP, 16 bits grey": lambda: png(8160, 6120, bits=16),
    "png of 50 MP, palette": lambda: png(8160, 6120, bits=1, colour=3),
    "png of 50 MP, one bit": lambda: png(8160, 6120),
    "webp of 12 MP": lambda: webp(noise(1750, 1750).resize((3500, 3500))),
    "heic of 24 MP": lambda: heic(Image.new("RGB", (5712, 4284), "white")),
    "pdf, a scan of 19.9 MB": lambda: papers.scan(noise_jpeg(19_800_000), 3300, 2500),
    "pdf, 290 MB of pixels": lambda: papers.scan(zlib.compress(bytes(290_000_000)), 7000, 7000, b"/FlateDecode"),
    "pdf of 9000 parts": lambda: papers.many_objects(9000),
    "pdf of 90000 hidden parts": lambda: papers.hidden_objects(90_000),
}
"""What is large and is taken."""


def turned(way: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = way
    return exif.tobytes()


def webp(picture: Image.Image) -> bytes:
    return pictures.saved(picture, "WEBP", method=0, quality=50)


def claims_webp(packed: int) -> bytes:
    """A small WEBP that says it has another size: 14 bits of width less one, then 14 of height less one."""
    content = pictures.saved(Image.new("RGB", (640, 480)), "WEBP", lossless=True)
    place = content.index(b"VP8L") + 9
    return content[:place] + struct.pack("<I", packed) + content[place + 4 :]


def claims_jpeg(side: int) -> bytes:
    """A small JPEG that says it has `side` by `side` pixels."""
    content = large_jpeg(640, 480)
    return content.replace(struct.pack(">HH", 480, 640), struct.pack(">HH", side, side))
