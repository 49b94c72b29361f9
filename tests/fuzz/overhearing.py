"""What went wrong without a word to whoever knocked: errors in the log, and in tasks that nobody waits for."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from structlog.testing import capture_logs

from adapters.no_http import is_ours

OPERATORS = {"product not priced"}
"""Errors that are an operator's to put right, and no fault of ours: a lender left something undefined."""

LIBRARIES = ("'NoneType' object has no attribute 'absolute'",)
"""aiohttp gives up on a request without an address (`CONNECT` in HTTP/0.9): its connection stays, silent, as any other
that says nothing."""


class Overheard(logging.Handler):
    """Everything said at level error since it was asked last."""

    def __init__(self, lines: list[Any]) -> None:
        super().__init__(logging.ERROR)
        self._lines, self._said = lines, list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        """A line of a library's, or of what logs as libraries do."""
        if is_ours(record):
            self._said.append(self.format(record))

    def loop(self, _: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        """What the event loop has to say of tasks and callbacks."""
        if str(told.get("exception")) not in LIBRARIES:
            self._said.append(f"{told.get('message')}: {told.get('exception')!r}")

    def asked(self) -> list[str]:
        """What was said since."""
        said = self._said + [
            str(line)
            for line in self._lines
            if line["log_level"] in ("error", "critical") and line["event"] not in OPERATORS
        ]
        self._said = []
        self._lines.clear()
        return said


@contextmanager
def overhearing() -> Iterator[Overheard]:
    """Hear all of it for a while, on the loop that runs."""
    root, loop = logging.getLogger(), asyncio.get_running_loop()
    before = loop.get_exception_handler()
    with capture_logs() as lines:
        heard = Overheard(lines)
        root.addHandler(heard)
        loop.set_exception_handler(heard.loop)
        try:
            yield heard
        finally:
            root.removeHandler(heard)
            loop.set_exception_handler(before)
