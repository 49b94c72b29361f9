"""The lender's PINs are guessed at few times, and sent seldom: what is beyond that never reaches the lender."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

import structlog

from adapters.channels.door import Away
from adapters.lending import Lending, NotSent
from adapters.tries import Ration, Tries
from bot import metrics
from bot.quiet import minute_from
from flows.errands import ActivateByOtp, Answer, Errand, OtpExpired, OtpLocked, OtpRests, SendOtp

Charge = Callable[[Tries, str, str, str, int], Awaitable[Ration]]
"""Charges a person, for an errand under a key, for an application, now."""

Rationed = SendOtp | ActivateByOtp
RATIONS: Mapping[type[Rationed], Charge] = {SendOtp: Tries.ask, ActivateByOtp: Tries.guess}
"""The errands that are rationed, and what is charged for each before it is run."""

log = structlog.get_logger()


class Rationing:
    """Runs errands as the lending adapter does, once they are charged. `zone`: whose clock a borrower is told.

    Charged by the errand's key, so that whoever runs it again, in this process or another, is not charged again.
    Without `tries` nothing is rationed.
    """

    def __init__(self, lending: Lending, tries: Tries | None = None, zone: str = "UTC") -> None:
        self._lending, self._tries, self._zone = lending, tries, zone

    async def run(self, errand: Errand[Any], key: str, *, person: str, now: int, **way: Any) -> Answer:
        """The lender's answer, or ours that it was not asked. `now`: seconds since 1970; `way` as for `Lending.run`.

        Raises what that raises, and Away where nothing could be charged: then the lender was not asked either.
        """
        if self._tries is None or not isinstance(errand, Rationed):
            return await self._lending.run(errand, key, **way)
        ration = await RATIONS[type(errand)](self._tries, person, key, errand.application, now)
        if ration.what not in ("go", "known"):
            log.warning("rationed", errand=type(errand).__name__, what=ration.what, who=way.get("who", ""))
            metrics.rationed(type(errand).__name__, ration.what)
            return self._instead(ration)
        try:
            return await self._lending.run(errand, key, **way)
        except NotSent:
            # One that is asked for again by itself may have left at an earlier try of this very run.
            if errand.once and ration.what == "go":
                with suppress(Away):
                    await self._tries.give_back(person, key, errand.application)
            raise

    def _instead(self, ration: Ration) -> Answer:
        """What the borrower is told; the time rounded up to the minute that clocks show."""
        if ration.what == "spent":
            return OtpExpired()
        opens = minute_from(ration.until, self._zone)
        return (
            OtpLocked(otp_opens=opens) if ration.what == "locked" else OtpRests(otp_until=ration.until, otp_opens=opens)
        )
