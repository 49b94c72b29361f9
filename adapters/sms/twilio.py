"""Twilio, `POST /2010-04-01/Accounts/{SID}/Messages.json`: no name of ours, but a list that can be looked through.

A message in doubt is looked for by its number, its text and its time, leaving out those that are known to be others of
ours. Our name stands in the address for its reports, which Twilio signs, so a report is of use even where the id was
never told. Signatures: HMAC-SHA1 by the auth token over the address and the sorted fields.
"""

import hmac
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from adapters.sms.outcomes import Message, NotNow, Outcome, Refused, Report, State, Taken, Unknown
from adapters.sms.posted import form
from adapters.sms.provider import Account, Forged, Posted, Unreadable
from adapters.sms.wire import Said, Wire, an_id, at, verdict

URL = "https://api.twilio.com"
SERVICE = "MG"
"""How the id of a messaging service begins; any other sender is a number or a name."""

MARK = "m"
SIGNATURE = "X-Twilio-Signature"
PORTS = {"https": ":443", "http": ":80"}
PAGE = "100"
SKEW = 60.0
"""Seconds by which Twilio's clock may be behind ours."""

REFUSED = (21211, 21217, 21610, 21612, 21614, 21617)
"""Its codes for: no number; no number; has unsubscribed; cannot be reached; no mobile; too long a text."""

STATES: Mapping[str, State] = {
    "queued": "taken",
    "accepted": "taken",
    "scheduled": "taken",
    "sending": "taken",
    "sent": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "failed",
    "failed": "failed",
    "canceled": "failed",
}


class Twilio:
    """Sends by an account's SID and auth token; `sender` is a number, a name, or a messaging service's SID."""

    name = "twilio"

    def __init__(self, account: Account) -> None:
        self._account = account
        self._path = f"/2010-04-01/Accounts/{account.user}/Messages.json"
        self._wire = Wire(account.url or URL, {}, auth=(account.user, account.key), read=account.read)

    async def send(self, message: Message) -> Outcome:
        """Send, and have the reports bear our name for it."""
        sender = self._account.sender
        words = {"To": message.to, "Body": message.text}
        words["MessagingServiceSid" if sender.startswith(SERVICE) else "From"] = sender
        if self._account.reports:
            words["StatusCallback"] = f"{self._account.reports}?{MARK}={message.mark}"
        said = await self._wire.say("POST", self._path, form=words)
        if isinstance(said, NotNow | Unknown):
            return said
        return _of(said.tree) if said.well else _refusal(said)

    async def find(self, message: Message, since: float) -> Sequence[Taken | Refused] | NotNow | Unknown:
        """Look through the newest messages to this number. A trial account writes a sentence before the text."""
        said = await self._wire.say("GET", self._path, query={"To": message.to, "PageSize": PAGE})
        if isinstance(said, NotNow | Unknown):
            return said
        found = at(said.tree, "messages")
        if not said.well or not isinstance(found, list):
            return verdict(said)
        rows = [(_time(row), row) for row in found if str(at(row, "body")).endswith(message.text)]
        rows = [(made, row) for made, row in rows if made >= since - SKEW and at(row, "direction") != "inbound"]
        outcomes = [_of(row) for _, row in sorted(rows, key=lambda row: row[0])]
        return [outcome for outcome in outcomes if isinstance(outcome, Taken | Refused)]

    def reports(self, posted: Posted) -> Sequence[Report]:
        """One report, as a signed form. Raises Forged unless Twilio signed it for the very address it came to."""
        fields = form(posted.body)
        self._check(posted, fields)
        said = dict(fields)
        if not said.get("MessageSid") or "MessageStatus" not in said:
            raise Unreadable
        state = STATES.get(said["MessageStatus"])
        mark = parse_qs(urlsplit(posted.path).query).get(MARK, [""])[0]
        return [Report(state, mark=mark, id=said["MessageSid"])] if state else []

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    def _check(self, posted: Posted, fields: Sequence[tuple[str, str]]) -> None:
        """Twilio signs the address it was told, at times with the port that goes without saying."""
        given = posted.headers.get(SIGNATURE, "").encode("utf-8", "surrogatepass")
        told = urlsplit(self._account.reports)._replace(query=urlsplit(posted.path).query)
        port = "" if told.port else PORTS.get(told.scheme, "")
        addresses = {told, told._replace(netloc=told.netloc + port)}
        signed = [sign(self._account.key, address.geturl(), fields).encode() for address in addresses]
        if not sum(hmac.compare_digest(given, each) for each in signed):
            raise Forged


def sign(token: str, address: str, fields: Sequence[tuple[str, str]]) -> str:
    """The signature of a form posted to an address."""
    words = "".join(name + value for name, value in sorted(set(fields)))
    return b64encode(hmac.digest(token.encode(), (address + words).encode(), "sha1")).decode()


def _of(row: Any) -> Outcome:
    """What an answer, or a line of the list, says of a message."""
    sid, state = an_id(at(row, "sid")), STATES.get(str(at(row, "status")))
    if not sid or not state:
        return Unknown("an answer without a status or an id")
    return Refused(f"code {at(row, 'error_code')}", sid) if state == "failed" else Taken(sid)


def _refusal(said: Said) -> Outcome:
    code = at(said.tree, "code")
    if code in REFUSED and said.status < 500:
        return Refused(f"code {code}")
    return verdict(said, f"code {code}" if isinstance(code, int) else "")


def _time(row: Any) -> float:
    """When a message was made, in seconds since 1970; 0 where it is not told."""
    try:
        return parsedate_to_datetime(str(at(row, "date_created"))).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0
