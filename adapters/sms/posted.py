"""Reading what a provider posts: a form, or JSON."""

from typing import Any
from urllib.parse import parse_qsl

from adapters.lenders.wire import read
from adapters.sms.provider import Unreadable

MOST_FIELDS = 64


def form(body: bytes) -> list[tuple[str, str]]:
    """The fields of a form in their order, empty ones too. Raises Unreadable."""
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        raise Unreadable from None


def tree(body: bytes) -> Any:
    """A table of JSON. Raises Unreadable."""
    if isinstance(found := read(body), dict):
        return found
    raise Unreadable


def rows(found: object) -> list[dict[str, Any]]:
    """The tables in a list. Raises Unreadable where it is no list of tables."""
    if isinstance(found, list) and all(isinstance(row, dict) for row in found):
        return found
    raise Unreadable
