"""One JSON line an event, on standard output. What is logged is named here and there by hand: no person, no fact."""

import atexit
import logging
import sys
import time

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
    turns.on = level <= logging.INFO
    for name in ("httpx", "httpcore", "aiohttp", "aiogram", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)


class TurnLines:
    """The line every turn leaves: written by hand, several at a time, since it is the one that costs with the load.

    Nothing in it needs escaping: steps and channels are our own words. The event loop flushes within `PAUSE` seconds
    (`due`), and the process when it ends; being killed loses the lines of that time, and nothing else.
    """

    PAUSE = 0.05
    MOST = 1000

    def __init__(self) -> None:
        self.on = False
        self._lines: list[str] = []
        self._second, self._stamp = 0, ""
        atexit.register(self.flush)

    def add(self, channel: str, came: str, step: str, errands: int, seconds: float) -> bool:
        """Note a turn that came at one step and went to another. True: a flush is due in `PAUSE`."""
        if not self.on:
            return False
        self._lines.append(
            f'{{"channel": "{channel}", "came": "{came}", "step": "{step}", "errands": {errands}, '
            f'"ms": {seconds * 1000:.1f}, "event": "turn", "level": "info", "timestamp": "{self._now()}"}}\n'
        )
        if len(self._lines) >= self.MOST:
            self.flush()
        return len(self._lines) == 1

    def flush(self) -> None:
        """Write what there is."""
        lines, self._lines = self._lines, []
        if lines:
            sys.stdout.write("".join(lines))
            sys.stdout.flush()

    def _now(self) -> str:
        """The time as structlog writes it, in UTC to the microsecond; its first half is made once a second."""
        second, rest = divmod(time.time_ns(), 1_000_000_000)
        if second != self._second:
            self._second, self._stamp = second, time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))
        return f"{self._stamp}.{rest // 1000:06}Z"


turns = TurnLines()
