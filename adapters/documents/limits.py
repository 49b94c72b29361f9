"""How much of anything we open. Whatever is more is refused before it is unpacked."""

LARGEST = 20 * 1000 * 1000
"""Bytes of a file that we look at: what Telegram hands to bots."""

PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 50_000_000, "HEIF": 25_000_000, "WEBP": 12_500_000}
"""Pixels of a picture we decode. A phone's largest JPEG has 50 million and its HEIC 24 unless asked for more; the
decoders of HEIC and WEBP hold the picture several times over, so theirs is less for the same memory."""

PIXELS_HELD = 25_000_000
"""Pixels of a JPEG in several scans: libjpeg holds all coefficients, up to 8 bytes a pixel, before it scales."""

SCANS = 100
"""Passes of a progressive JPEG, of which cameras make ten: each costs as much time as a whole picture."""

THIN = 20
"""Times an edge may be longer than the other: no document is a ribbon."""

EDGE = 2000
"""Longest edge in pixels that the lender is given: A4 at 170 dots an inch."""

HEAVIEST = 1_500_000
"""Bytes of a picture that the lender is given."""

QUALITIES = (85, 75, 60, 40)
"""JPEG qualities, tried from the left until a picture is no heavier than HEAVIEST."""

PAGES = 30
"""Pages of a PDF."""

HEADER_WITHIN = 32
"""Bytes in which a PDF's header must begin. A file that begins as something else is something else."""

OBJECTS = 10_000
"""Parts of a PDF that its pages may draw upon: thirty pages of a bank statement have some hundreds."""

UNPACKED = 300_000_000
"""Bytes to which all streams of a PDF may unpack together: thirty scans at 150 dots an inch, without loss."""

STREAM = 75_000_000
"""Bytes to which one stream of a PDF may unpack."""

SEARCHED = 20_000_000
"""Bytes to which a stream may unpack which we must hold in memory to read it: drawings and tables of objects."""

SECONDS = 10.0
"""How long we walk through a PDF: the last bound, should a file find work that the others do not count."""
