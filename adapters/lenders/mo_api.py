"""Calling MO's Lending Core by method: the key, the `{data, metadata, errors}` envelope, lists page by page."""

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

import structlog

from adapters.lenders.account import Account
from adapters.lenders.late import Denied, Duplicate, Late, Missing, Refused
from adapters.lenders.mo_settings import Errors, Settings
from adapters.lenders.mo_words import Record
from adapters.lenders.told import told
from adapters.lenders.wire import Wire

M = TypeVar("M", bound=Record)
R = TypeVar("R")

MOST_PAGES = 50
REST = 15.0
"""Seconds without a call after the key was refused: MO may lock an account that knocks on."""

log = structlog.get_logger()


class No(Refused):
    """The answer to the borrower is no: theirs to hear, not the operator's to put right."""


class Api:
    """The calls of one account. All raise Late or Refused, as `adapters.lenders.late` says."""

    def __init__(self, account: Account, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._methods = settings.methods
        self._page = settings.page
        self._errors = settings.errors
        self._headers = {"x-api-key": account.key}
        self._clock = clock
        self._rested = float("-inf")
        self._wire = Wire(account.url, self._found, connections=account.connections, read=account.read)

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    async def make(self, name: str, record: type[M], fields: Mapping[str, Any]) -> M:
        """Create something; the record of it. Empty fields are not sent."""
        given = {word: value for word, value in fields.items() if value not in ("", None)}
        return told(record, _table(name, await self._call(name, given)))

    async def read(self, name: str, record: type[M], its_id: str) -> M:
        """Show the one thing of this id; raises Missing if there is none."""
        return told(record, _table(name, await self._call(name, {}, its_id)))

    async def one(self, name: str, record: type[M], **filters: str) -> M:
        """The row the filters mean; raises Missing if there is none."""
        rows = await self.rows(name, record, enough=1, **filters)
        if not rows:
            raise Missing(name)
        return rows[0]

    async def rows(self, name: str, record: type[M], *, enough: int, **filters: str) -> list[M]:
        """The rows that say what the filters say, at most `enough`.

        Filters and pages are our reading: a lender that obeys neither is neither believed nor asked for ever.
        """
        seen: dict[str, M] = {}
        for page in range(1, MOST_PAGES + 1):
            new = {row.id: row for row in await self._rows_of(name, record, filters, page) if row.id not in seen}
            seen |= new
            met = [row for row in seen.values() if _meets(row, filters)]
            if not new or len(met) >= enough:
                return met[:enough]
        raise Refused(f"{name} has no end: its filters seem not to be obeyed")

    async def _rows_of(self, name: str, record: type[M], filters: Mapping[str, str], page: int) -> list[M]:
        """One page of a list. A row that makes no sense is left out and logged; if none does, Late."""
        try:
            rows = await self._call(name, {**filters, self._page: page})
        except Missing as error:  # the list itself is not there: its path is wrong, and that is no empty list
            raise Refused(error.note) from error
        if not isinstance(rows, list):
            raise Late(f"{name} without its list")
        good = [made for made in (_row(name, record, row) for row in rows) if made]
        if rows and not good:
            raise Late(f"{name} without one usable row")
        return good

    async def _call(self, name: str, words: Mapping[str, Any], its_id: str = "") -> Any:
        """What stands in the envelope's `data`."""
        method = getattr(self._methods, name)
        path = method.path.replace("{id}", quote(its_id, safe=""))
        tree = await self._knock(lambda: self._wire.call(method.verb, path, words, self._headers))
        if not isinstance(tree, dict) or "data" not in tree:
            raise Late(f"{name} answers without its envelope")
        return tree["data"]

    async def _knock(self, call: Callable[[], Awaitable[R]]) -> R:
        """Call, unless the key was refused a moment ago."""
        if self._clock() < self._rested:
            raise Denied("the key was refused a moment ago")
        try:
            return await call()
        except Denied:
            self._rested = self._clock() + REST
            raise

    def _found(self, tree: Any) -> Refused | None:
        """The refusal in an answer, if it holds one."""
        errors = tree.get("errors") if isinstance(tree, dict) else None
        return meant(self._errors, errors) if isinstance(errors, list) and errors else None


def meant(words: Errors, errors: list[Any]) -> Refused:
    """What a list of errors means. MO names each; whether by a text or a table of texts is our reading: both do."""
    text = "; ".join(_text(error) for error in errors)
    kinds: dict[type[Refused], list[str]] = {
        Denied: words.denied,
        Duplicate: words.duplicate,
        Missing: words.missing,
        No: words.declined,
    }
    said = text.casefold()
    kind = next((kind for kind, known in kinds.items() if any(word.casefold() in said for word in known)), Refused)
    return kind(text)


def _text(error: Any) -> str:
    texts = error.values() if isinstance(error, dict) else [error]
    return ": ".join(text for text in texts if isinstance(text, str))


def _table(name: str, data: Any) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise Late(f"{name} answers with something else than a record")
    return data


def _meets(row: Record, filters: Mapping[str, str]) -> bool:
    """Whether a row says what was asked for, but for how it is written (+57 300 and 57300 are one phone)."""
    return all(_bare(getattr(row, word)) == _bare(value) for word, value in filters.items())


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum()).casefold()


def _row(name: str, record: type[M], row: Any) -> M | None:
    try:
        return told(record, _table(name, row))
    except Late as error:
        log.warning("row left out", lender="mo", method=name, why=str(error))
        return None
