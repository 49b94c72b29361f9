"""Africa's Talking, Insights: `POST /v1/sim-swap`; the answer comes to the callback entered on its site.

The request and the first answer are as its own client libraries have them. Of the callback no reference is public: its
fields (status, lastSimSwapDate, requestId) and the statuses are our reading of what others print that have had one.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.lenders.forms import read
from adapters.sim.outcomes import Asked, Found, Unknown
from adapters.sim.provider import Account, Unreadable
from adapters.sms.outcomes import NotNow
from adapters.sms.outcomes import Unknown as Silent
from adapters.sms.wire import Wire, an_id, at

URL = "https://insights.africastalking.com"
SANDBOX, SANDBOX_URL = "sandbox", "https://insights.sandbox.africastalking.com"
PATH = "/v1/sim-swap"

LOOKING = ("Queued", "Processing", "Pending")
NEVER = ("NoSwapDate", "NotSwapped")
"""The network has no day on which it was changed."""

FAILED = ("Failed", "InsufficientBalance")
NOT_THEIRS = ("InvalidPhoneNumber", "UnsupportedPhoneNumber")
FIRST = 2000
"""A year before this one stands for never (01-01-1900)."""


class AfricasTalking:
    """Asks by an application's user name and key. The user name `sandbox` leads to the sandbox."""

    name = "africastalking"

    def __init__(self, account: Account) -> None:
        self._user = account.user
        url = account.url or (SANDBOX_URL if account.user == SANDBOX else URL)
        self._wire = Wire(url, {"apiKey": account.key}, read=account.read)

    async def look(self, number: str) -> Found | Asked | Unknown:
        """Ask about one number, and read what is said of that one."""
        said = await self._wire.say("POST", PATH, tree={"username": self._user, "phoneNumbers": [number]})
        if isinstance(said, NotNow | Silent):
            return Unknown(said.why)
        answer = at(said.tree, "responses", 0)
        if not said.well or not isinstance(answer, dict):
            return Unknown(f"HTTP {said.status}")
        mark = an_id(answer.get("requestId"))
        return Asked(mark) if answer.get("status") in LOOKING and mark else _of(answer)

    def told(self, body: bytes) -> tuple[str, Found | Unknown]:
        """One answer, as JSON."""
        tree = read(body)
        mark = an_id(at(tree, "requestId"))
        if not mark or not isinstance(status := at(tree, "status"), str) or status in LOOKING:
            raise Unreadable
        return mark, _of(tree)

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()


def _of(answer: Any) -> Found | Unknown:
    """What is said of one number. A day counts whatever the status says: Swapped has been seen with that of 1900."""
    status, day = answer.get("status"), answer.get("lastSimSwapDate")
    if isinstance(day, str) and day:
        return _ended(day)
    if status in NEVER:
        return Found(0)
    if status in NOT_THEIRS:
        return Unknown("a number it does not know", heard=True)
    if status in FAILED:
        return Unknown(str(status))
    return Unknown("changed, but not when" if status == "Swapped" else "an answer we cannot read")


def _ended(day: str) -> Found | Unknown:
    """The end of a day that is written 31-12-2026; in Greenwich, which is later than anywhere it serves."""
    try:
        begins = datetime.strptime(day, "%d-%m-%Y").replace(tzinfo=UTC)
        return Found((begins + timedelta(days=1)).timestamp() if begins.year >= FIRST else 0)
    except (ValueError, OverflowError):
        return Unknown("a day we cannot read")
