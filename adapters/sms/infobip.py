"""Infobip, `POST /sms/3/messages`: messages bear our name from the start, so it can be asked, and refuses a second one.

Its logs reach back 48 hours. A status belongs to a group; within the group REJECTED its name says whether an operator
can help. Reports come in buckets, and DELIVERED_TO_OPERATOR is not yet a delivery though its group says so.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.sms.outcomes import Message, NotNow, Outcome, Refused, Report, State, Taken, Unknown
from adapters.sms.posted import rows, tree
from adapters.sms.provider import Account, Posted
from adapters.sms.wire import LONG, Wire, an_id, at, verdict

PATH, LOGS = "/sms/3/messages", "/sms/3/logs"

OUR_AFFAIR = (
    "REJECTED_NOT_ENOUGH_CREDITS",
    "REJECTED_PREPAID_PACKAGE_EXPIRED",
    "REJECTED_SENDER",
    "REJECTED_SOURCE",
    "REJECTED_ROUTE_NOT_AVAILABLE",
    "REJECTED_FLOODING_FILTER",
    "REJECTED_SYSTEM_ERROR",
)
"""Not taken, but not because of this number: it may be taken later."""

TWICE = "REJECTED_DUPLICATE_MESSAGE_ID"
"""It has a message of this name already: ours, from a try whose answer we never had."""

ON_THE_WAY = "DELIVERED_TO_OPERATOR"

GROUPS: Mapping[str, State] = {
    "PENDING": "taken",
    "ACCEPTED": "taken",
    "DELIVERED": "delivered",
    "UNDELIVERABLE": "failed",
    "EXPIRED": "failed",
    "REJECTED": "failed",
}


class Infobip:
    """Sends by an API key, at an address of the account's own."""

    name = "infobip"

    def __init__(self, account: Account) -> None:
        self._account = account
        self._wire = Wire(account.url, {"Authorization": f"App {account.key}"}, read=account.read)

    async def send(self, message: Message) -> Outcome:
        """Send under our own name for it."""
        words: dict[str, Any] = {
            "destinations": [{"to": message.to.removeprefix("+"), "messageId": message.mark}],
            "content": {"text": message.text},
        }
        if self._account.sender:
            words["sender"] = self._account.sender
        if self._account.reports:
            delivery = {"url": self._account.reports, "notify": True}
            words["webhooks"] = {"delivery": delivery, "contentType": "application/json"}
        said = await self._wire.say("POST", PATH, tree={"messages": [words]})
        if isinstance(said, NotNow | Unknown):
            return said
        row = at(said.tree, "messages", 0)
        return _of(row) if said.well and row else verdict(said)

    async def find(self, message: Message, since: float) -> Sequence[Taken | Refused] | NotNow | Unknown:
        """Look for our name in the logs."""
        said = await self._wire.say("GET", LOGS, query={"messageId": message.mark})
        if isinstance(said, NotNow | Unknown):
            return said
        found = at(said.tree, "results")
        if not said.well or not isinstance(found, list):
            return verdict(said)
        outcomes = [_of(row) for row in found if at(row, "messageId") == message.mark]
        return [outcome for outcome in outcomes if isinstance(outcome, Taken | Refused)]

    def reports(self, posted: Posted) -> Sequence[Report]:
        """A bucket of reports, as JSON."""
        found = [(_state(row.get("status")), row.get("messageId")) for row in rows(at(tree(posted.body), "results"))]
        return [Report(state, mark=mark) for state, mark in found if state and isinstance(mark, str)]

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()


def _of(row: Any) -> Outcome:
    """What an answer, or a line of the logs, says of a message."""
    group, name, mark = at(row, "status", "groupName"), at(row, "status", "name"), an_id(at(row, "messageId"))
    if name == TWICE and mark:
        return Taken(mark)
    if name in OUR_AFFAIR:
        return NotNow(name, LONG)
    if GROUPS.get(str(group)) == "failed":
        return Refused(str(group), mark)
    return Taken(mark) if str(group) in GROUPS and mark else Unknown("an answer without a status or an id")


def _state(status: object) -> State | None:
    name = at(status, "name")
    if name == TWICE:  # said of a second try, while the first may be well
        return None
    return "sent" if name == ON_THE_WAY else GROUPS.get(str(at(status, "groupName")))
