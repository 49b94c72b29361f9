"""One document out of several pages, in their order: what the lender is sent."""

from collections.abc import Sequence

from adapters.documents.limits import LARGEST
from adapters.documents.page import Page, Unfit

LEAST = 30_000
"""Bytes below which a picture is not squeezed: nobody could read it."""

ROOM = 2_000
"""Bytes that a PDF takes for a page beside its picture."""


def bind(pages: Sequence[Page], largest: int = LARGEST) -> tuple[bytes, str]:
    """One document of at most `largest` bytes: its content, and "jpg" or "pdf".

    A lone page stays as it is and several become one PDF; pictures are squeezed where they would be too much. The same
    pages give the same bytes. Raises Unfit("large") where it cannot be done, ValueError where there is no page.
    """
    if not pages:
        raise ValueError("no pages to bind")
    fitting = _fitted(pages, largest)
    if len(fitting) == 1:
        content, ending = fitting[0].content, "jpg" if fitting[0].kind == "image/jpeg" else "pdf"
    else:
        content, ending = _written(fitting), "pdf"
    if len(content) > largest:
        raise Unfit("large")
    return content, ending


def _fitted(pages: Sequence[Page], largest: int) -> list[Page]:
    """The pages, pictures made lighter where there is not room for all."""
    room = largest - (ROOM * len(pages) if len(pages) > 1 else 0)
    if sum(len(page.content) for page in pages) <= room:
        return list(pages)
    pictures = [page for page in pages if page.kind == "image/jpeg"]
    each = (room - sum(len(page.content) for page in pages if page not in pictures)) // max(1, len(pictures))
    if each < LEAST:
        raise Unfit("large")
    return [_lighter(page, each) if page in pictures else page for page in pages]


def _lighter(page: Page, most: int) -> Page:
    from adapters.documents.pictures import scaled, squeezed  # noqa: PLC0415 - Pillow is loaded when first needed

    if len(page.content) <= most:
        return page
    return page._replace(content=squeezed(scaled(page.content, "JPEG"), heaviest=most))


def _written(pages: Sequence[Page]) -> bytes:
    from adapters.documents.binding import written  # noqa: PLC0415 - pypdf is loaded when first needed

    return written(pages)
