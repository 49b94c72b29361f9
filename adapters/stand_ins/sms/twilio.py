"""A server of our own that plays Twilio: ids of its own, a list of messages, and signed reports."""

import re
from base64 import b64encode
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from adapters.sms.twilio import sign
from adapters.stand_ins.sms.gateway import FORM, Gateway, Sent, Wrong, demand, fields

CODES = {"number": (400, 21211), "blocked": (400, 21610), "credit": (429, 63038)}


class Twilio(Gateway):
    """The provider. Its reports go where a message says, signed with its key unless `forging` is set to another."""

    user = "AC" + "0" * 32
    path = f"/2010-04-01/Accounts/{user}/Messages.json"
    forging = ""

    def app(self) -> web.Application:
        """The server, for whoever runs it."""
        app = super().app()
        app.router.add_get(self.path, self._route("find", self._list))
        return app

    def take(self, request: web.Request, body: bytes) -> web.Response:
        """Take a message."""
        self._admit(request)
        words = fields(request, body, {"To", "Body"}, {"From", "MessagingServiceSid", "StatusCallback"})
        demand(("From" in words) ^ ("MessagingServiceSid" in words), 400, {"code": 21603})
        demand(re.fullmatch(r"\+\d{8,15}", words["To"]), 400, _said(21211, words["To"]))
        if why := self.refused.get(words["To"]):
            status, code = CODES[why]
            raise Wrong(status, _said(code, words["To"]))
        sender = words.get("From") or words["MessagingServiceSid"]
        sent = self._keep(words["To"], words["Body"], sender, callback=words.get("StatusCallback", ""))
        return web.json_response(_row(sent), status=201)

    def told(self, sent: Sent, word: str) -> dict[str, Any]:
        """A report."""
        said = {"MessageSid": sent.id, "MessageStatus": word, "To": sent.to, "From": sent.sender, "ErrorCode": ""}
        signature = sign(self.forging or self.key, sent.callback, list(said.items()))
        return {"content": urlencode(said), "headers": {"Content-Type": FORM, "X-Twilio-Signature": signature}}

    def _list(self, request: web.Request, _: bytes) -> web.Response:
        self._admit(request)
        found = [sent for sent in self.sent if sent.to == request.query["To"]]
        newest = found[::-1][: int(request.query.get("PageSize", 50))]
        return web.json_response({"messages": [_row(sent) for sent in newest], "next_page_uri": None})

    def _admit(self, request: web.Request) -> None:
        known = b64encode(f"{self.user}:{self.key}".encode()).decode()
        demand(
            request.headers.get("Authorization") == f"Basic {known}", 401, {"code": 20003, "message": "Authenticate"}
        )

    def _id(self, number: int, mark: str) -> str:
        return f"SM{number:032x}"


def _row(sent: Sent) -> dict[str, Any]:
    made = format_datetime(datetime.fromtimestamp(sent.made, UTC))
    row = {"sid": sent.id, "status": "queued", "to": sent.to, "body": sent.text, "direction": "outbound-api"}
    return row | {"date_created": made, "date_sent": None, "error_code": None}


def _said(code: int, to: str) -> dict[str, Any]:
    return {"code": code, "message": f"The 'To' number {to} is not one we like.", "status": 400}
