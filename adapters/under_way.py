"""Work that is waited for with patience and never cancelled: who waits hears the outcome, or else it comes late."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic, TypeVar

import structlog

T = TypeVar("T")
Hear = Callable[[T], Awaitable[None]]

log = structlog.get_logger()


class _Work(Generic[T]):
    """One piece of work, and how many wait for it."""

    def __init__(self, task: asyncio.Task[T]) -> None:
        self.task = task
        self.waiting = 0
        self.heard = False

    def missed(self) -> bool:
        """Whether it is over, well, and nobody waits for it: true once at most."""
        over = self.task.done() and not self.task.cancelled() and self.task.exception() is None
        missed = over and not self.waiting and not self.heard
        self.heard = self.heard or missed
        return missed


class UnderWay(Generic[T]):
    """What is under way, by key. `quiet`: exceptions that are outcomes, and worth no line of their own in the log."""

    def __init__(self, quiet: type[Exception]) -> None:
        self._quiet = quiet
        self._works: dict[str, _Work[T]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def wait(self, key: str, start: Callable[[], Coroutine[Any, Any, T]], patience: float, late: Hear[T]) -> T:
        """The outcome of the work under `key`, started if it is not under way; TimeoutError after `patience` seconds.

        Whoever is told TimeoutError, or goes away, leaves `late` to be awaited with the outcome, unless another got it.
        """
        work = self._works.get(key) or self._begin(key, start())
        work.waiting += 1
        try:
            await asyncio.wait({work.task}, timeout=patience)
            if not work.task.done():
                raise TimeoutError
            work.heard = True
            return work.task.result()
        finally:
            work.waiting -= 1
            work.task.add_done_callback(lambda _: self._deliver(work, late))

    async def close(self, bound: float) -> None:
        """Wait at most `bound` seconds for all of it; what is left is given up."""
        until = time.monotonic() + bound
        while self._tasks and (left := until - time.monotonic()) > 0:
            await asyncio.wait(self._tasks, timeout=left)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, key: str, work: Coroutine[Any, Any, T]) -> _Work[T]:
        begun = self._works[key] = _Work(self._spawn(work))
        begun.task.add_done_callback(lambda _: self._works.pop(key))
        return begun

    def _deliver(self, work: _Work[T], late: Hear[T]) -> None:
        if work.missed():
            self._spawn(_awaited(late(work.task.result())))

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Start a task and keep hold of it, so that it is neither lost nor its failure unheard."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error and not isinstance(error, self._quiet):
            log.error("failed under way", exc_info=error)


async def _awaited(work: Awaitable[None]) -> None:
    """Make a coroutine of anything awaitable, as tasks want one."""
    await work
