"""Africa's Talking, `POST /version1/messaging`: any 2xx must be looked into, recipient by recipient.

It repeats no name of ours and cannot be asked for a message, so what is in doubt stays in doubt. Its reports are not
signed: the secret in our address is all there is, and a report is believed as far as its id is one of ours.
"""

from collections.abc import Mapping, Sequence

from adapters.sms.outcomes import Message, NotNow, Outcome, Refused, Report, State, Taken, Unknown
from adapters.sms.posted import form
from adapters.sms.provider import Account, Posted, Unreadable
from adapters.sms.wire import LONG, Wire, an_id, at, verdict

URL = "https://api.africastalking.com"
SANDBOX, SANDBOX_URL = "sandbox", "https://api.sandbox.africastalking.com"
PATH = "/version1/messaging"

TAKEN = (100, 101, 102)
"""Processed, sent, queued."""

CODES: Mapping[int, Outcome] = {
    402: NotNow("402 sender id", LONG),
    403: Refused("403 phone number"),
    404: Refused("404 kind of number"),
    405: NotNow("405 balance", LONG),
    406: Refused("406 blacklist"),
    407: NotNow("407 no route", LONG),
    502: NotNow("502 rejected by the gateway"),
}
"""What else it says of a recipient. Not here, and so unknown: 401 (held, and let go later), 409, 500 and 501."""

STATES: Mapping[str, State] = {
    "Sent": "sent",
    "Submitted": "sent",
    "Buffered": "sent",
    "Success": "delivered",
    "Rejected": "failed",
    "Failed": "failed",
    "AbsentSubscriber": "failed",
    "Expired": "failed",
}


class AfricasTalking:
    """Sends by an application's user name and key. The user name `sandbox` leads to the sandbox."""

    name = "africastalking"

    def __init__(self, account: Account) -> None:
        self._account = account
        url = account.url or (SANDBOX_URL if account.user == SANDBOX else URL)
        self._wire = Wire(url, {"apiKey": account.key}, read=account.read)

    async def send(self, message: Message) -> Outcome:
        """Send to one recipient, and read what is said of that one."""
        words = {"username": self._account.user, "to": message.to, "message": message.text}
        words |= {"from": self._account.sender} if self._account.sender else {}
        said = await self._wire.say("POST", PATH, form=words | {"bulkSMSMode": "1", "enqueue": "1"})
        if isinstance(said, NotNow | Unknown):
            return said
        recipients = at(said.tree, "SMSMessageData", "Recipients")
        if not said.well or recipients is None:
            return verdict(said)
        return _of(at(recipients, 0)) if recipients else NotNow("no recipient taken", LONG)

    def reports(self, posted: Posted) -> Sequence[Report]:
        """One report, as a form."""
        said = dict(form(posted.body))
        if not said.get("id") or "status" not in said:
            raise Unreadable
        state = STATES.get(said["status"])
        return [Report(state, id=said["id"])] if state else []

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()


def _of(recipient: object) -> Outcome:
    code, id_ = at(recipient, "statusCode"), an_id(at(recipient, "messageId"))
    if not isinstance(code, int):
        return Unknown("an answer without a code")
    if code in TAKEN:
        return Taken(id_) if id_ not in ("", "None") else Unknown(f"{code} without an id")
    return CODES.get(code, Unknown(str(code)))
