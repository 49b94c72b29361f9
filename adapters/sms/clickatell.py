"""Clickatell's platform, `POST /v1/message`: a 2xx can still carry an error for the message.

Little of it is public: the codes are those of its older interfaces, which its notifications still use, and reports are
read in both shapes that users of the platform show. It repeats our name for a message in its reports; how it could be
asked for one is not known, so what is in doubt stays so until a report settles it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.sms.outcomes import Message, NotNow, Outcome, Refused, Report, State, Taken, Unknown
from adapters.sms.posted import rows, tree
from adapters.sms.provider import Account, Posted, Unreadable
from adapters.sms.wire import LONG, Said, Wire, an_id, at, verdict

URL = "https://platform.clickatell.com"
PATH = "/v1/message"

REFUSED = (105, 113, 121, 122, 128)
"""Its codes for: no such address; too long; blocked; has opted out; delisted. All others are ours to put right."""

CODES: Mapping[int, State] = {
    2: "taken",
    3: "sent",
    4: "delivered",
    5: "failed",
    6: "failed",
    7: "failed",
    8: "taken",
    9: "failed",
    10: "failed",
    11: "taken",
    12: "failed",
}
"""2, 8 and 11: in its queues; 3: with the network; 4: received by the phone; all others: ways to fail."""

STATES: Mapping[str, State] = {"DELIVERED_TO_GATEWAY": "sent", "RECEIVED_BY_RECIPIENT": "delivered"}


class Clickatell:
    """Sends by an integration's API key."""

    name = "clickatell"

    def __init__(self, account: Account) -> None:
        self._account = account
        self._wire = Wire(account.url or URL, {"Authorization": account.key}, read=account.read)

    async def send(self, message: Message) -> Outcome:
        """Send one message, and read what is said of that one."""
        words = {"channel": "sms", "to": message.to.removeprefix("+"), "content": message.text}
        words |= {"from": self._account.sender} if self._account.sender else {}
        said = await self._wire.say("POST", PATH, tree={"messages": [words | {"clientMessageId": message.mark}]})
        if isinstance(said, NotNow | Unknown):
            return said
        return _of(said, at(said.tree, "messages", 0))

    def reports(self, posted: Posted) -> Sequence[Report]:
        """One report, or some, as JSON."""
        said = tree(posted.body)
        found = rows(at(said, "event", "messageStatusUpdate") or [said])
        if not any(row.get("messageId") for row in found):
            raise Unreadable
        states = [(_state(row), row) for row in found]
        return [
            Report(state, mark=str(row.get("clientMessageId") or ""), id=str(row.get("messageId") or ""))
            for state, row in states
            if state
        ]

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()


def _of(said: Said, row: Any) -> Outcome:
    if not said.well or not isinstance(row, dict):
        code = at(said.tree, "error", "code")
        return verdict(said, f"code {code}" if isinstance(code, int) else "")
    id_, code = an_id(row.get("apiMessageId")), _number(at(row, "error", "code"))
    if id_ and row.get("accepted", True) is True:
        return Taken(id_)
    if row.get("accepted") is not False and code is None:
        return Unknown("an answer without an id")
    return Refused(f"code {code}") if code in REFUSED else NotNow(f"code {code}", LONG)


def _state(row: Mapping[str, Any]) -> State | None:
    code = _number(row.get("statusCode"))
    return STATES.get(str(row.get("status"))) or (CODES.get(code) if code is not None else None)


def _number(code: object) -> int | None:
    """A code, which comes as a number or as digits, 004 for 4."""
    return int(code) if isinstance(code, int) or (isinstance(code, str) and code.isdecimal()) else None
