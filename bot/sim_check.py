"""Whose hands the SIM is in: what is kept back from the lender while a number's SIM was changed a short while ago.

Whoever has had a number put on a SIM of their own reads the PINs that are sent to it, and dials as its owner. Networks
know when that was; the owner notices within days. So nothing is activated and nothing paid out for so many hours after.
"""

from collections.abc import Mapping
from typing import Any

from adapters.names import Keys
from adapters.noting import Noting
from adapters.sim.look import Looks
from adapters.sim.outcomes import Found
from bot import metrics
from bot.quiet import minute_from
from flows.errands import KEPT_BACK, ActivateByOtp, Answer, Errand, PayOut, SendOtp, SimChanged, SimUnknown
from flows.session import Session

DEEDS: Mapping[type[Errand[Any]], str] = {SendOtp: "activation", ActivateByOtp: "activation", PayOut: "payout"}
"""Errands that belong to one deed share what was found for a few minutes; each deed is looked at anew."""

HOUR = 3600
LONGEST = 4.0
"""Seconds a look may take where nobody is in a hurry. Else half of what is left, so that the lender has the other."""

CLEAR = "clear"
OUTCOMES: Mapping[type[Answer] | None, str] = {None: CLEAR, SimChanged: "changed", SimUnknown: "unknown"}
"""What is counted."""


class SimCheck:
    """Looks before an errand is sent.

    `hours`: for how long after a change it is kept back; `unknown_waits`: whether a payout also waits where nobody can
    say. `zone`: whose clock a borrower is told.
    """

    def __init__(self, looks: Looks, noting: Noting, *, hours: int, unknown_waits: bool, zone: str) -> None:
        self.looks, self._noting = looks, noting
        self._hours, self._unknown_waits, self._zone = hours, unknown_waits, zone

    async def instead(
        self, errand: Errand[Any], session: Session, keys: Keys, channel: str, patience: float
    ) -> Answer | None:
        """The answer in the lender's place; None: the errand may be sent. For one that was not sent before.

        Each look leaves a line on the trail, and a figure. Another errand costs nothing.
        """
        if type(errand) not in KEPT_BACK:
            return None
        doubt = await self._doubt(DEEDS[type(errand)], session, keys, min(patience / 2, LONGEST))
        kind = type(doubt) if doubt else None
        metrics.sim(self.looks.provider.name, OUTCOMES[kind])
        said = kind.__name__ if kind else "SimClear"
        self._noting.beside(self._noting.line(errand, session.errand, keys.name, channel, said))
        return doubt if kind in self._keeping(errand) else None

    def _keeping(self, errand: Errand[Any]) -> tuple[type[Answer], ...]:
        """What keeps this errand back."""
        return tuple(kind for kind in KEPT_BACK[type(errand)] if kind is not SimUnknown or self._unknown_waits)

    async def _doubt(self, deed: str, session: Session, keys: Keys, patience: float) -> SimChanged | SimUnknown | None:
        number = session.phone or str(session.facts.get("phone", ""))
        found = await self.looks.look(keys, deed, number, patience)
        if not isinstance(found, Found):
            return SimUnknown()
        until = found.changed + self._hours * HOUR
        if not found.changed or until <= session.now:
            return None
        return SimChanged(sim_until=minute_from(until, self._zone))
