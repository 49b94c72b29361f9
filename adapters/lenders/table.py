"""A lender as two tables, of what each errand asks and how it is looked up: read the same way for every lender."""

from abc import ABC, abstractmethod
from typing import Any, Generic, Protocol, TypeVar, cast

from adapters.lenders.answering import asked, looked_up
from flows.errands import Answer, Errand, Trouble

A = TypeVar("A", bound=Answer)


class Closes(Protocol):
    """What holds connections."""

    async def close(self) -> None:
        """Let go of them."""


Api = TypeVar("Api", bound=Closes)


class Table(ABC, Generic[Api]):
    """One account of a lender. `key` is an errand's own; what the lender sees of it is its `reference`."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def ask(self, errand: Errand[A], key: str) -> A | Trouble:
        """Ask once."""
        return cast("A | Trouble", await asked(self._ask(errand, key)))

    async def look_up(self, errand: Errand[A], key: str) -> A | Trouble | None:
        """What became of an errand that happens once, found by our reference or by what it was about."""
        return cast("A | Trouble | None", await looked_up(self._look_up(errand, key)))

    async def close(self) -> None:
        """Let go of the connections."""
        await self._api.close()

    @abstractmethod
    async def _ask(self, errand: Any, key: str) -> Answer:
        """The lender's answer to an errand it serves."""

    @abstractmethod
    async def _look_up(self, errand: Errand[Any], key: str) -> Answer | None:
        """What the lender has of an errand; None where that cannot be looked up, or is not there."""
