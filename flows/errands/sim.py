"""A doubt about whose hands the SIM is in: what is answered in the lender's place, and which errands it keeps back."""

from collections.abc import Mapping
from typing import Any

from flows.errands.after import ActivateByOtp, PayOut, SendOtp
from flows.errands.core import Answer, Errand


class SimChanged(Answer):
    """The SIM of this number was changed a short while ago: nothing was sent to the lender.

    `sim_until`: when the errand will be sent again, a local time (`2026-11-23T08:00`).
    """

    sim_until: str


class SimUnknown(Answer):
    """Nobody could say in time whether the SIM was changed: nothing was sent to the lender."""


KEPT_BACK: Mapping[type[Errand[Any]], tuple[type[Answer], ...]] = {
    SendOtp: (SimChanged,),
    ActivateByOtp: (SimChanged,),
    PayOut: (SimChanged, SimUnknown),
}
"""What keeps an errand back. Money that is gone does not come back, so it also waits where nobody knows."""
