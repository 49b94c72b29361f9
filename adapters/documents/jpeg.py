"""The outside of a JPEG, read without decoding it: its size, its scans, and its pixels without what else it carries.

A JPEG is a row of segments: 0xFF, a code, two bytes of length (which count themselves), and as much of content; after
a start of scan (0xDA) follow coded pixels, in which 0xFF is always followed by 0 or by a restart (0xD0 to 0xD7).
Source: ITU-T T.81, annex B.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_START_OF_SCAN = 0xDA
_END = 0xD9
_THE_END = b"\xff\xd9"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_KEPT_NOTES = {0xE0, 0xEE}
"""JFIF and Adobe's: both say how colours are meant. Any other note (EXIF, XMP, ICC, IPTC, comments) goes."""
_NOTES = frozenset(range(0xE0, 0xF0)) | {0xFE}
_AFTER_PIXELS = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")


class Outline(NamedTuple):
    """What a JPEG says of itself before its first pixel."""

    width: int
    height: int
    colours: int
    held: bool
    """Whether the pixels come in several scans, so that a decoder must hold them all."""


def segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Code and all bytes of each segment, from the start (0xD8) to the end (0xD9), a scan's pixels with its head.

    Whatever stands behind the end is not seen, and the end itself may be missing: many makers of PDFs forget it.
    Raises ValueError where a segment is damaged or cut.
    """
    place = 0
    while place + 1 < len(content):
        if content[place] != 0xFF:
            raise ValueError("a segment must begin with 0xFF")
        code = content[place + 1]
        if code == 0xFF:  # filling
            place += 1
            continue
        end = _end_of(content, place, code)
        yield code, content[place:end]
        if code == _END:
            return
        place = end


def _end_of(content: bytes, place: int, code: int) -> int:
    if code in {0xD8, _END, 0x01}:
        return place + 2
    end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    if end < place + 4 or end > len(content):
        raise ValueError("a segment is cut")
    if code != _START_OF_SCAN:
        return end
    after = _AFTER_PIXELS.search(content, end)
    return after.start(1) - 1 if after else len(content)


def outline(content: bytes) -> Outline:
    """What a JPEG says of itself. Raises ValueError where it says nothing."""
    frame = b""
    for code, segment in segments(content):
        if code in _FRAMES:
            frame = segment
        if code == _START_OF_SCAN and len(frame) > 9:
            height, width = int.from_bytes(frame[5:7], "big"), int.from_bytes(frame[7:9], "big")
            return Outline(width, height, frame[9], frame[1] == 0xC2 or segment[4] < frame[9])
    raise ValueError("no scan")


def scans(content: bytes) -> int:
    """How many passes over the picture there are, counted without regard to segments: never less than there are."""
    return content.count(b"\xff\xda")


def bare(content: bytes) -> bytes:
    """The same pixels, bit for bit, without notes and without whatever stands behind the end. Raises ValueError."""
    kept = [part for code, part in segments(content) if code not in _NOTES or code in _KEPT_NOTES]
    return b"".join(kept) + (b"" if kept and kept[-1] == _THE_END else _THE_END)
