"""The lending systems we speak to, one line each."""

from collections.abc import Callable, Mapping

from adapters.lenders.account import Account
from adapters.lenders.maxintegrate import Maxintegrate
from adapters.lenders.mo import Mo
from adapters.lenders.tyche import Tyche
from adapters.lending import Lender

LENDERS: Mapping[str, Callable[[Account], Lender]] = {
    "maxintegrate": Maxintegrate,
    "mo": Mo,
    "tyche": Tyche,
}
"""From the word in `LENDER` to what opens it."""
