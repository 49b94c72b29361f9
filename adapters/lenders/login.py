"""A login shared by all errands: made when first needed, renewed once when refused."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic, TypeVar

from adapters.lenders.late import Denied, Late, NotSent, Refused

H = TypeVar("H")
R = TypeVar("R")


class Login(Generic[H]):
    """What a login gave us, held for all. However many need it at once, one logs in.

    A login refused outright is not tried again for `rest` seconds: lenders lock accounts that knock too often.
    """

    def __init__(self, log_in: Callable[[], Coroutine[Any, Any, H]], *, rest: float = 15.0) -> None:
        self._log_in = log_in
        self._rest = rest
        self._again_at = float("-inf")
        self._task: asyncio.Task[H] | None = None

    async def use(self, call: Callable[[H], Awaitable[R]]) -> R:
        """Call with what we hold; where it is refused, renew it and call once more.

        A refused call was not carried out, so calling again is safe. A renewal without an answer is NotSent.
        """
        task = self._task = self._current()
        held = await self._held(task)
        try:
            return await call(held)
        except Denied:
            if self._task is task:  # else another errand has renewed it meanwhile
                self._task = None
        self._task = self._current()
        return await call(await self._held(self._task))

    def _current(self) -> asyncio.Task[H]:
        """The login to wait for: the one held or under way, or a new one."""
        usable = self._task and not (_failed(self._task) and time.monotonic() >= self._again_at)
        if self._task and usable:
            return self._task
        task = asyncio.create_task(self._renewed())
        task.add_done_callback(_failed)  # looked at also where everybody who waited for it has gone
        return task

    async def _held(self, task: asyncio.Task[H]) -> H:
        try:
            return await asyncio.shield(task)
        except Late as error:
            raise NotSent(f"login: {error}", error.wait) from error

    async def _renewed(self) -> H:
        try:
            return await self._log_in()
        except Refused:
            self._again_at = time.monotonic() + self._rest
            raise


def _failed(task: asyncio.Task[Any]) -> bool:
    """Whether it ended without a login."""
    return task.done() and (task.cancelled() or task.exception() is not None)
