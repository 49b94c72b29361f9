"""Look at what was sent: sniff it, open it in bounds, and make it safe."""

from adapters.documents.kinds import kind
from adapters.documents.limits import LARGEST
from adapters.documents.page import Page, Unfit


def look(content: bytes) -> Page:
    """Make a file safe and weigh it. Raises Unfit and nothing else, whatever the bytes are."""
    if not content:
        raise Unfit("empty")
    if len(content) > LARGEST:
        raise Unfit("large")
    found = kind(content)
    if found is None:
        raise Unfit("kind")
    try:
        return _paper(content) if found == "PDF" else _picture(content, found)
    except Unfit:
        raise
    except Exception:  # noqa: BLE001 - decoders of hostile bytes raise anything, and it always means the same
        raise Unfit("broken") from None


def _picture(content: bytes, found: str) -> Page:
    from adapters.documents.pictures import picture  # noqa: PLC0415 - Pillow is loaded when first needed

    return picture(content, found)


def _paper(content: bytes) -> Page:
    from adapters.documents.papers import paper  # noqa: PLC0415 - pypdf is loaded when first needed

    return paper(content)
