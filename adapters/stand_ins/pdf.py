"""A PDF of one page of plain lines, made by hand: small, real, and the same bytes for the same lines."""

from collections.abc import Sequence

TOP, LEADING, SIZE = 790, 18, 11
"""Points: where the first line stands on A4, from line to line, and the letters' height."""


def page(lines: Sequence[str]) -> bytes:
    """The PDF. Letters beyond Latin-1 become question marks."""
    said = b"".join(b"(" + _escaped(line) + b") '\n" for line in lines)
    letters = b"<< /Font << /F1 5 0 R >> >>"
    drawn = b"BT /F1 %d Tf %d TL 60 %d Td\n%sET" % (SIZE, LEADING, TOP, said)
    things = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>" % letters,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    made, places = bytearray(b"%PDF-1.4\n"), list[int]()
    for number, thing in enumerate(things, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(things) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n" % (count, table, count)
    return bytes(made) + end + b"startxref\n%d\n%%%%EOF\n" % len(made)


def _escaped(line: str) -> bytes:
    return line.encode("latin-1", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
