"""PDFs written by hand, good and hostile: every byte is ours, so that a test knows what must be gone afterwards."""

import struct
import zlib
from collections.abc import Sequence

A4 = b"/MediaBox [0 0 595 842]"
LETTERS = b"BT /F1 24 Tf 72 700 Td (Balance 417.20) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, from 1, the first of which is the catalog."""
    out, places = b"%PDF-1.7\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def packed(data: bytes, times: int = 1, more: bytes = b"") -> bytes:
    """A stream packed by Flate so many times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, more + b" /Filter [" + b"/FlateDecode " * times + b"]")


def statement(
    contents: bytes | None = None,
    page: bytes = b"",
    catalog: bytes = b"",
    more: Sequence[bytes] = (),
    pages: int = 1,
    drawn_with: bytes = b"/Font << /F1 5 0 R >>",
) -> bytes:
    """A bank statement whose pages all show object 4; further objects are numbered from 6."""
    sheet = b"<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R /Resources << %s >> %s >>" % (A4, drawn_with, page)
    first = 6 + len(more)
    kids = b" ".join(b"%d 0 R" % number for number in [3, *range(first, first + pages - 1)][:pages])
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
            sheet,
            stream(LETTERS) if contents is None else contents,
            FONT,
            *more,
            *[sheet] * (pages - 1),
        ]
    )


def scan(picture: bytes, width: int, height: int, filters: bytes = b"/DCTDecode") -> bytes:
    """A page that shows one picture."""
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceRGB" % (
        width,
        height,
    )
    return statement(
        stream(b"q 595 0 0 842 0 0 cm /JS Do Q"),
        more=[stream(picture, image + b" /Filter " + filters)],
        drawn_with=b"/XObject << /JS 6 0 R >>",
    )


def acting() -> bytes:
    """A statement that would run a script, start a program, send a form, and carries a file and its maker's name."""
    return statement(
        catalog=b"/OpenAction 6 0 R /Names << /JavaScript << /Names [(evil) 6 0 R] >> /EmbeddedFiles << /Names "
        b"[(evil.exe) 7 0 R] >> >> /AcroForm << /Fields [9 0 R] /XFA 10 0 R >> /Metadata 11 0 R /AA << /WC 6 0 R >>",
        page=b"/AA << /O 6 0 R >> /Annots [9 0 R 12 0 R 13 0 R] /Metadata 11 0 R",
        more=[
            b"<< /S /JavaScript /JS (app.alert\\('evil'\\)) >>",
            b"<< /Type /Filespec /F (evil.exe) /EF << /F 8 0 R >> >>",
            stream(b"evil MZ", b"/Type /EmbeddedFile"),
            b"<< /Subtype /Widget /FT /Tx /V (evil value) /Rect [72 600 300 640] /A 6 0 R /AP << /N 14 0 R >> >>",
            stream(b"<evil xfa/>"),
            stream(b"<x:xmpmeta>evil maker</x:xmpmeta>", b"/Type /Metadata /Subtype /XML"),
            b"<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A << /S /URI /URI (http://evil.example) >> >>",
            b"<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 7 0 R /AP << /N 14 0 R >> >>",
            stream(
                b"BT /F1 12 Tf (filled in by hand) Tj ET",
                b"/Type /XObject /Subtype /Form /BBox [0 0 228 40] /Resources << /Font << /F1 5 0 R >> >> "
                b"/Metadata 11 0 R /PieceInfo << /Evil (evil) >>",
            ),
        ],
    )


def many_objects(count: int) -> bytes:
    """A page that draws upon so many parts, none of which is much."""
    return statement(
        page=b"/Group << /Parts [" + b" ".join(b"%d 0 R" % (6 + number) for number in range(count)) + b"] >>",
        more=[b"<< /Part %d >>" % number for number in range(count)],
    )


def hidden_objects(count: int) -> bytes:
    """Parts in a packed table of objects, where their number cannot be seen from outside."""
    parts = b"[] " * count
    heads = b" ".join(b"%d %d" % (10 + number, 3 * number) for number in range(count)) + b" "
    drawn_with = b"/Pattern << /P [" + b" ".join(b"%d 0 R" % (10 + number) for number in range(count)) + b"] >>"
    return _with_table(heads, parts, count, drawn_with)


def table_bomb(size: int) -> bytes:
    """A table of objects that unpacks to blanks."""
    return _with_table(b"10 0 ", b"[]" + b" " * size, 1, b"/Pattern << /P 10 0 R >>")


def _with_table(heads: bytes, parts: bytes, count: int, drawn_with: bytes) -> bytes:
    """A statement with a table of objects, numbered from 10, and a cross-reference stream in the manner of PDF 1.5."""
    things = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R /Resources << %s >> >>" % (A4, drawn_with),
        4: stream(LETTERS),
        5: packed(heads + parts, 1, b"/Type /ObjStm /N %d /First %d" % (count, len(heads))),
    }
    out, rows = b"%PDF-1.7\n", struct.pack(">BIH", 0, 0, 65535)
    for number, thing in things.items():
        rows += struct.pack(">BIH", 1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    rows += bytes(7 * 4) + b"".join(struct.pack(">BIH", 2, 5, number % 65536) for number in range(count))
    head = b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R" % (10 + count)
    return out + b"6 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (packed(rows, 1, head), len(out))


def deep(levels: int) -> bytes:
    return statement(page=b"/Group " + b"[" * levels + b"]" * levels)
