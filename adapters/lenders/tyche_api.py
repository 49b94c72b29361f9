"""Calling Tyche: the secret key, its codes, the record in an answer, and lists read to their end and no further.

403 with code 92 is a bad key; code 90 says that it is there already. A success may come with or without a
`responseCode`. The documents' own sample of a list names itself as the next page, so `nextPage` is not followed.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

import structlog
from pydantic import BaseModel

from adapters.lenders.account import Account
from adapters.lenders.late import Denied, Duplicate, Late, Missing, Refused
from adapters.lenders.told import told
from adapters.lenders.tyche_file import load
from adapters.lenders.wire import VERDICTS, Wire

M = TypeVar("M", bound=BaseModel)

PER_PAGE = 100
MOST_PAGES = 50
DONE = "00"
CODES: Mapping[str, type[Refused]] = {"92": Denied, "90": Duplicate}

log = structlog.get_logger()


class Listing(NamedTuple):
    """Rows of a list; `whole`: none is missing, so that what is not among them is not there."""

    rows: list[dict[str, Any]]
    whole: bool


def coded(tree: Any) -> Refused | None:
    """The refusal in an answer, if it holds one; what carries data is none."""
    if not isinstance(tree, dict) or tree.get("data") is not None:
        return None
    code = tree.get("code", tree.get("responseCode", DONE))
    if code == DONE or not isinstance(code, (int, str)):
        return None
    meant = CODES.get(str(code), Refused)
    return meant(f"{code} {tree.get('message') or ''}")


class Api:
    """One Tyche account. All methods raise Late or Refused, as `adapters.lenders.late` says."""

    def __init__(self, account: Account) -> None:
        self.reading = load(account.file)
        self._headers = {"Authorization": f"Bearer {account.key}"}
        self._wire = Wire(
            account.url,
            coded,
            connections=account.connections,
            read=account.read,
            verdicts={**VERDICTS, 404: Missing},
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    def path(self, name: str, id_: str = "") -> str:
        """A path of the file, with an id in its place; Refused where the file has none."""
        path: str | None = getattr(self.reading.paths, name)
        if path is None:
            raise Refused(f"[paths] {name} is not set")
        return path.format(id=quote(id_, safe=""))

    async def get(self, path: str) -> dict[str, Any]:
        """The record at a path."""
        return _record(await self._wire.call("GET", path, {}, self._headers))

    async def send(self, verb: str, path: str, words: Mapping[str, Any], **query: str) -> dict[str, Any]:
        """What comes back for what is sent: the record, or an empty one where the answer is a message only."""
        tree = await self._wire.call(verb, f"{path}?{urlencode(query)}" if query else path, words, self._headers)
        return tree["data"] if isinstance(tree, dict) and isinstance(tree.get("data"), dict) else {}

    async def rows(self, path: str, **query: str) -> Listing:
        """All rows of a list: until its last page, an empty one, or one that brings nothing new."""
        rows: dict[str, dict[str, Any]] = {}
        for page in range(1, MOST_PAGES + 1):
            words = {**query, "page": page, "perPage": PER_PAGE}
            tree = await self._wire.call("GET", path, words, self._headers)
            fresh = {_mark(row): row for row in _listed(tree, path) if _mark(row) not in rows}
            rows |= fresh
            if not fresh or page >= _pages(tree):
                return Listing(list(rows.values()), whole=True)
        log.warning("list cut", lender="tyche", path=path, rows=len(rows))
        return Listing(list(rows.values()), whole=False)


def records(record: type[M], listing: Listing, what: str) -> tuple[list[M], bool]:
    """The records of a listing, and whether it is whole. A row that makes no sense is left out; if none does, Late."""
    good = [made for row in listing.rows if (made := _made(record, row, what))]
    if listing.rows and not good:
        raise Late(f"{what} without one usable row")
    return good, listing.whole and len(good) == len(listing.rows)


def _made(record: type[M], row: dict[str, Any], what: str) -> M | None:
    try:
        return told(record, row)
    except Late as error:
        log.warning("row left out", lender="tyche", what=what, why=str(error))
        return None


def _record(tree: Any) -> dict[str, Any]:
    found = tree.get("data") if isinstance(tree, dict) else None
    if not isinstance(found, dict):
        raise Late("something else than a record")
    return found


def _listed(tree: Any, path: str) -> list[dict[str, Any]]:
    found = tree.get("data") if isinstance(tree, dict) else None
    if not isinstance(found, list):
        raise Late(f"{path} without its list")
    return [row if isinstance(row, dict) else {} for row in found]


def _pages(tree: dict[str, Any]) -> float:
    """How many pages there are; without end where the list does not say."""
    told_pages = tree.get("pagination")
    pages = told_pages.get("totalPages") if isinstance(told_pages, dict) else None
    return pages if isinstance(pages, int) else float("inf")


def _mark(row: dict[str, Any]) -> str:
    """What tells a row from the others."""
    return str(row.get("id") or row)
