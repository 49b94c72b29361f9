"""One JSON line an event, on standard output. What is logged is named here and there by hand: no person, no fact."""

import logging
import sys

import structlog

QUIET = logging.ERROR
NOT_HTTP = ("HttpProcessingError", "RequestPayloadError")
"""aiohttp's, told by their names: to import them takes longer than most commands do."""


def set_up(level: int = logging.INFO) -> None:
    """Log lines of our own as JSON; silence those of libraries that would log addresses (tokens stand in them)."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    for name in ("httpx", "httpcore", "aiohttp", "aiogram", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("aiohttp.server").addFilter(lambda record: not unreadable(record))


def unreadable(record: logging.LogRecord) -> bool:
    """Whether a library complains that somebody sent what is no HTTP: it quotes that, and it is no fault of ours.

    Such a one is answered 400 anyway, and anybody could fill the log with it.
    """
    error = record.exc_info[1] if record.exc_info else None
    return any(kind.__name__ in NOT_HTTP for kind in type(error).__mro__)
