"""One JSON line an event, on standard output. What is logged is named here and there by hand: no person, no fact."""

import json
import logging
import sys
import time
from collections.abc import Iterable, MutableMapping
from types import TracebackType
from typing import Any

import structlog

from adapters.frames import frames
from bot.redacted import Redact, redactor, without_numbers

QUIET = logging.ERROR

OURS = ("adapters.", "bot.")
"""Loggers that say what was chosen by hand; of all others, numbers are taken out besides."""

LIBRARIES = ("httpx", "httpcore", "aiohttp", "aiogram", "asyncio")


def set_up(level: int = logging.INFO, secrets: Iterable[str] = ()) -> None:
    """Log lines as JSON, with these `secrets` in none of them: ours, and of libraries' those of what is amiss."""
    redact = redactor(secrets)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _frames_alone,
            structlog.processors.JSONRenderer(),
            lambda _, __, line: redact(str(line)),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    for there in [each for each in root.handlers if isinstance(each, _Lines)]:
        root.removeHandler(there)
    root.addHandler(_Lines(redact, level))
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _last_words(redact)


def _frames_alone(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception by its stack and its class: its message may quote anything."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    return {**event, "stack": frames(error)} if isinstance(error, BaseException) else event


class _Lines(logging.Handler):
    """What is said by way of Python's own logging, as lines like ours."""

    def __init__(self, redact: Redact, level: int) -> None:
        super().__init__(level)
        self._redact = redact

    def emit(self, record: logging.LogRecord) -> None:
        """Write one. What cannot be written down is said to be so, without saying it."""
        try:
            line = self._line(record)
        except Exception:  # noqa: BLE001 - a line that breaks must not break who said it
            line = json.dumps({"event": "a log line could not be written", "logger": record.name})
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def _line(self, record: logging.LogRecord) -> str:
        said = record.getMessage().partition("\n")[0]  # further lines quote what was at hand
        error = record.exc_info[1] if record.exc_info else None
        line: dict[str, Any] = {"event": said, "logger": record.name}
        line |= {"stack": frames(error)} if error else {}
        line = {name: without_numbers(word) for name, word in line.items()} if _is_strange(record.name) else line
        seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line |= {"level": record.levelname.lower(), "timestamp": f"{seconds}.{int(record.msecs * 1000):06}Z"}
        return self._redact(json.dumps(line))


def _is_strange(name: str) -> bool:
    return not name.startswith(OURS)


def _last_words(redact: Redact) -> Any:
    """What is written on standard error by a program that ends with an error nobody caught."""

    def say(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        sys.stderr.write(f"{without_numbers(redact(frames(error)))}: {without_numbers(redact(str(error)))}\n")

    return say
