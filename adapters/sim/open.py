"""Who tells us of changed SIMs, one line each."""

from collections.abc import Callable, Mapping

from adapters.sim.africastalking import AfricasTalking
from adapters.sim.mtn import Mtn
from adapters.sim.provider import Account, Provider

PROVIDERS: Mapping[str, Callable[[Account], Provider]] = {"africastalking": AfricasTalking, "mtn": Mtn}
"""From the word in `SIM_SWAP` to what opens it."""
