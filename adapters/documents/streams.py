"""A PDF's streams: what they unpack to, counted without holding it, and pictures in them without their notes."""

import zlib

from pypdf.filters import ASCII85Decode, ASCIIHexDecode
from pypdf.generic import ArrayObject, FloatObject, NumberObject, PdfObject, StreamObject

from adapters.documents import jpeg
from adapters.documents.limits import PIXELS, SCANS, UNPACKED
from adapters.documents.page import Unfit

_CHUNK = 256 * 1024
_FLATE = {"/FlateDecode", "/Fl"}
_DCT = {"/DCTDecode", "/DCT"}
_PICTURES = {*_DCT, "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"}
"""Filters whose unpacked size is that of the picture, which is held against PIXELS."""

_TEXT = {
    "/ASCII85Decode": ASCII85Decode.decode,
    "/A85": ASCII85Decode.decode,
    "/ASCIIHexDecode": ASCIIHexDecode.decode,
    "/AHx": ASCIIHexDecode.decode,
}
"""Filters that write bytes as letters."""

_TEXT_MOST = 1_000_000
"""Bytes of such letters that we read: pypdf takes a hundred times as much memory for it."""

_MOST = {"/LZWDecode": 1400, "/LZW": 1400, "/RunLengthDecode": 64, "/RL": 64}
"""Filters nobody has written with for twenty years, and to how many times itself a stream can unpack at most."""


class Unpacking:
    """What has been unpacked of a document so far. Raises Unfit("bomb") where it is too much."""

    def __init__(self) -> None:
        self._total = 0

    def stream(self, stream: StreamObject) -> None:
        """Count a stream, and take the notes out of it if it is a JPEG. Raises ValueError where that is damaged."""
        names = _filters(stream)
        data = stream._data  # there is no other way to the packed bytes, and they are what we bound
        if _number(stream.get("/Width")) * _number(stream.get("/Height")) > PIXELS["JPEG"]:
            raise Unfit("bomb")
        if names and names[0] in _DCT:
            stream._data = _without_notes(data)
        self._total += _unpacked(data, names)
        if self._total > UNPACKED:
            raise Unfit("bomb")


def _filters(stream: StreamObject) -> list[str]:
    """The names of a stream's filters, in the order in which they unpack."""
    found = _real(stream.get("/Filter"))
    if found is None:
        return []
    return [str(_real(name)) for name in list.__iter__(found)] if isinstance(found, ArrayObject) else [str(found)]


def _unpacked(data: bytes, names: list[str]) -> int:
    """Bytes to which a stream unpacks at most."""
    if names and names[0] in _TEXT:
        if len(data) > _TEXT_MOST:
            raise Unfit("bomb")
        data, names = _TEXT[names[0]](data), names[1:]
    if not _PICTURES.issuperset(names[1:]):
        raise Unfit("bomb")
    if names and names[0] in _FLATE:
        return _inflated(data)
    return len(data) * _MOST.get(names[0], 4) if names else len(data)


def _inflated(data: bytes) -> int:
    """Bytes to which zlib unpacks the data, up to where it is damaged or more than a document may have."""
    unpacker = zlib.decompressobj()
    total = 0
    try:
        while data and not unpacker.eof and total <= UNPACKED:
            total += len(unpacker.decompress(data, _CHUNK))
            data = unpacker.unconsumed_tail
    except zlib.error:
        pass
    return total


def _without_notes(data: bytes) -> bytes:
    found = jpeg.outline(data)
    if found.width * found.height > PIXELS["JPEG"] or jpeg.scans(data) > SCANS:
        raise Unfit("bomb")
    return jpeg.bare(data)


def _number(found: PdfObject | None) -> int:
    value = _real(found)
    return abs(int(value)) if isinstance(value, (NumberObject, FloatObject)) else 0


def _real(found: PdfObject | None) -> PdfObject | None:
    return None if found is None else found.get_object()
