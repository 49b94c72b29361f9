"""PNG by hand: noise that nothing can pack, and pictures of a screen in few colours."""

import os
import struct
import zlib
from collections import Counter
from collections.abc import Iterator

HEAD = b"\x89PNG\r\n\x1a\n"
RGB, PALETTE = 2, 3


def _piece(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _whole(width: int, height: int, kind: int, rows: bytes, level: int, palette: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    colours = _piece(b"PLTE", palette) if palette else b""
    return HEAD + _piece(b"IHDR", head) + colours + _piece(b"IDAT", zlib.compress(rows, level)) + _piece(b"IEND", b"")


def noise(width: int, height: int) -> bytes:
    """A photograph of nothing, 3 bytes a pixel."""
    return _whole(width, height, RGB, b"".join(b"\0" + os.urandom(3 * width) for _ in range(height)), 0)


def packed(png: bytes) -> bytes:
    """The same picture in its 256 commonest colours; the rest in the nearest of them. RGB of 8 bits only."""
    pieces = list(_pieces(png))
    width, height, depth, kind = struct.unpack(">IIBB", pieces[0][1][:10])
    assert (depth, kind) == (8, RGB)
    rows = list(_rows(zlib.decompress(b"".join(body for name, body in pieces if name == b"IDAT")), 3 * width))
    pixels = [[row[n : n + 3] for n in range(0, len(row), 3)] for row in rows]
    count = Counter(pixel for row in pixels for pixel in row)
    palette = [pixel for pixel, _ in count.most_common(256)]
    place = {pixel: min(range(len(palette)), key=lambda n: _far(pixel, palette[n])) for pixel in count}
    body = b"".join(b"\0" + bytes(place[pixel] for pixel in row) for row in pixels)
    return _whole(width, height, PALETTE, body, 9, b"".join(palette))


def _far(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _pieces(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(HEAD)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _rows(raw: bytes, width: int) -> Iterator[bytes]:
    """The rows of bytes, with each row's filter undone."""
    above = bytes(width)
    for at in range(0, len(raw), width + 1):
        how, row = raw[at], bytearray(raw[at + 1 : at + 1 + width])
        for n in range(width):
            left, corner = (row[n - 3], above[n - 3]) if n > 2 else (0, 0)
            guesses = (0, left, above[n], (left + above[n]) // 2, _paeth(left, above[n], corner))
            row[n] = (row[n] + guesses[how]) & 255
        yield bytes(row)
        above = bytes(row)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))
