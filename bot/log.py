"""One JSON line an event, on standard output. What is logged is named here and there by hand: no person, no fact."""

import logging
import sys

import structlog

QUIET = logging.ERROR


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
