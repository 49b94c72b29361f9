"""Calling MAXINTEGRATE's methods by name: login and cashbox held, words spelt as the mapping file says."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import structlog
from pydantic import BaseModel

from adapters.lenders.account import Account
from adapters.lenders.late import Late, Missing, Refused, discreet
from adapters.lenders.login import Login
from adapters.lenders.mapping import Spelling
from adapters.lenders.mapping_file import load
from adapters.lenders.maxintegrate_methods import METHODS
from adapters.lenders.maxintegrate_words import Cashbox, Token
from adapters.lenders.told import told
from adapters.lenders.wire import Wire

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R", bound=BaseModel)

SPELLING = Path(__file__).with_name("maxintegrate.toml")
HELD = frozenset({"token", "cashbox"})

log = structlog.get_logger()


def spelling(file: Path | None = None) -> Spelling:
    """The mapping file, ours unless another is named. Raises BadMapping."""
    return load(file, METHODS, HELD) if file else _ours()


@cache
def _ours() -> Spelling:
    """Ours does not change, and reading it takes 20 ms."""
    return load(SPELLING, METHODS, HELD)


class Api:
    """The methods of one MAXINTEGRATE account. All raise Late or Refused, as `adapters.lenders.late` says."""

    def __init__(self, account: Account) -> None:
        self.spelling = spelling(account.file)
        self._account = account
        errors = self.spelling.errors
        self._wire = Wire(
            account.url,
            errors.found,
            connections=account.connections,
            read=account.read,
            elsewhere=bool(self.spelling.files.hosts),
        )
        self._login = Login(self._log_in)

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    async def one(self, name: str, record: type[M], words: Mapping[str, Any]) -> M:
        """The one record a method answers with; Missing where it says that there is none."""
        return self._record(name, record, await self._logged_in(name, words))

    async def both(self, name: str, record: type[M], row: type[R], words: Mapping[str, Any]) -> tuple[M, list[R]]:
        """The one record a method answers with, and the records it lists beside it, if it does."""
        tree = await self._logged_in(name, words)
        listed = self.spelling.methods[name].listed(tree) is not None
        return self._record(name, record, tree), self._listed(name, row, tree) if listed else []

    async def rows(self, name: str, record: type[M], words: Mapping[str, Any] | None = None) -> list[M]:
        """The records a method lists. A row that makes no sense is left out and logged; if none does, Late."""
        return self._listed(name, record, await self._logged_in(name, words or {}))

    async def file(self, address: str) -> bytes:
        """The file at an address the lender gave. Our login is shown to the lender's own host and to no other."""
        if self._wire.is_home(address):
            return await self._login.use(lambda held: self._wire.fetch(address, self.spelling.held(held)))
        if not self.spelling.files.lists(address):
            raise Refused("the file is at a host that is neither the lender's nor listed in [files] hosts")
        return await self._wire.fetch(address, {})

    def meaning(self, name: str, word: str) -> str:
        """Our word for one of the lender's states, "" where the file has none."""
        ours = self.spelling.methods[name].words.get(word, "")
        if not ours:
            log.warning("unknown word", lender="maxintegrate", method=name, word=discreet(word))
        return ours

    def word(self, name: str, ours: str) -> str:
        """The lender's word for one of our states."""
        return self.spelling.methods[name].theirs(ours)

    async def _logged_in(self, name: str, words: Mapping[str, Any]) -> Any:
        return await self._login.use(lambda held: self._send(name, words, self.spelling.held(held)))

    async def _log_in(self) -> dict[str, str]:
        """The first two steps of the workflow: login, then cashbox_preselect."""
        words = {"user": self._account.user, "password": self._account.key}
        given = told(Token, self.spelling.methods["login"].answer(await self._send("login", words, {})))
        held = {"token": given.token}
        tree = await self._send("cashbox_preselect", {}, self.spelling.held(held))
        boxes = self._listed("cashbox_preselect", Cashbox, tree)
        if not boxes:
            raise Refused("no cashbox is offered to this user")
        return {**held, "cashbox": boxes[0].cashbox}

    async def _send(self, name: str, words: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
        method = self.spelling.methods[name]
        path, body = method.request({word: value for word, value in words.items() if value not in ("", None)})
        return await self._wire.call(method.verb, path, body, headers, method.form)

    def _record(self, name: str, record: type[M], tree: Any) -> M:
        method = self.spelling.methods[name]
        if not isinstance(tree, dict):
            raise Late(f"{name} answers with something else than a record")
        if any(method.blank(word, tree) for word, must in METHODS[name].fields("get").items() if must):
            raise Missing(name)
        return told(record, method.answer(tree))

    def _listed(self, name: str, record: type[M], tree: Any) -> list[M]:
        rows = self.spelling.methods[name].listed(tree)
        if rows is None:
            raise Late(f"{name} without its list")
        good = [made for made in (self._row(name, record, row) for row in rows) if made]
        if rows and not good:
            raise Late(f"{name} without one usable row")
        return good

    def _row(self, name: str, record: type[M], row: Mapping[str, Any]) -> M | None:
        try:
            return told(record, row)
        except Late as error:
            log.warning("row left out", lender="maxintegrate", method=name, why=str(error))
            return None
