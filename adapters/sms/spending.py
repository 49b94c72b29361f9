"""What SMS may cost that borrowers, and so strangers, can ask for: codes and links. Counted in parts, each paid for.

So many a day to one number, so many in all. What borrowers must be told (their loan is approved, it is paid out) does
not come by here: however much strangers ask for, notices go out.
"""

from collections.abc import Callable

import structlog

from adapters.limits import Limits, Rate
from adapters.sms.parts import cut, plain
from adapters.sms.sms import NotTaken, Sms

log = structlog.get_logger(__name__)


class Spending:
    """Sends as `sms` does, within these rates (None: without). `count` is told of what was not sent, and why."""

    def __init__(
        self, sms: Sms, limits: Limits, number: Rate | None, asked: Rate | None, count: Callable[[str], None]
    ) -> None:
        self._sms, self._limits, self._count = sms, limits, count
        self._number, self._asked = number, asked

    async def send(self, to: str, text: str, key: str = "") -> None:
        """As `Sms` has it. Raises NotTaken where enough was spent, and Away where nobody can tell."""
        parts = len(cut(plain(text)))
        await self._spend("number", f"sms to {to}", self._number, parts)
        await self._spend("asked", "sms asked for", self._asked, parts)
        await self._sms.send(to, text, key)

    async def _spend(self, what: str, name: str, rate: Rate | None, parts: int) -> None:
        wait = await self._limits.take(name, rate, parts) if rate else 0
        if wait:
            self._count(what)
            log.warning("sms not sent: enough was sent", what=what, setting=f"SMS_{what.upper()}")
            raise NotTaken("enough was sent", wait)
