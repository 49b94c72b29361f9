"""PDFs: opened in bounds and written anew, so that nothing but pages remains."""

import logging
from collections.abc import Iterable
from contextlib import AbstractContextManager
from hashlib import sha256
from io import BytesIO

from pypdf import Configuration, PageObject, PdfReader, PdfWriter, apply_configuration
from pypdf.errors import LimitReachedError

from adapters.documents.limits import OBJECTS, PAGES, SEARCHED, STREAM
from adapters.documents.page import Page, Unfit
from adapters.documents.scrubbing import Scrub, drawn

_pypdf = logging.getLogger("pypdf")  # it quotes damaged files, and what borrowers send is not for our log
_pypdf.propagate = False
_pypdf.addHandler(logging.NullHandler())  # without one, logging itself would print it

BOUNDS = Configuration(
    maximum_declared_stream_length=STREAM,
    array_based_stream_maximum_output_length=SEARCHED,
    zlib_maximum_output_length=SEARCHED,
    lzw_maximum_output_length=SEARCHED,
    run_length_maximum_output_length=SEARCHED,
    brotli_maximum_output_length=SEARCHED,
    stream_decoding_work_maximum_length=2 * SEARCHED,
    stream_filters_maximum_length=2,
    page_tree_maximum_entries=OBJECTS,
    page_tree_maximum_page_entries=OBJECTS,
    jbig2dec_binary=None,
    disable_legacy_handling=True,
)
"""What pypdf may unpack, and that it starts no program of the machine's."""


def paper(content: bytes) -> Page:
    """Make a PDF safe. Raises Unfit, or anything pypdf raises on damaged bytes."""
    if content.count(b" obj") > OBJECTS:
        raise Unfit("bomb")
    with bounded():
        try:
            pages = clean(content)
            written = write(pages)
        except LimitReachedError:
            raise Unfit("bomb") from None
    return Page(written, "application/pdf", len(pages), sha256(written).hexdigest(), ())


def bounded() -> AbstractContextManager[Configuration]:
    """Within it, pypdf keeps to BOUNDS."""
    return apply_configuration(BOUNDS)


def clean(content: bytes) -> list[PageObject]:
    """The pages with nothing in them that acts, hides or tells of its maker. Raises as `paper` does."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unfit("locked")
    count = len(reader.pages)
    if count > PAGES:
        raise Unfit("pages")
    pages = [reader.pages[number] for number in range(count)]
    scrub = Scrub()
    for page in pages:
        scrub.page(page)
    if not any(drawn(page) for page in pages):
        raise Unfit("blank_pdf")
    return pages


def write(pages: Iterable[PageObject]) -> bytes:
    """A PDF of these pages: the same pages give the same bytes, for it bears no date, name or number of its own."""
    writer = PdfWriter()
    writer.metadata = None
    for page in pages:
        writer.add_page(page)
    writer.pdf_header = "%PDF-1.7"
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
