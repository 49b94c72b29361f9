"""A server that plays Clickatell's platform; what it refuses it refuses within a 202. The codes: our reading."""

import re
from typing import Any

from aiohttp import web

from adapters.lenders.wire import read
from adapters.stand_ins.sms.gateway import JSON, Gateway, Sent, demand, table

CODES = {"number": 105, "blocked": 121, "credit": 301}
STATES = {"DELIVERED_TO_GATEWAY": 3, "RECEIVED_BY_RECIPIENT": 4, "ERROR_DELIVERING": 7}


class Clickatell(Gateway):
    """The provider. Its reports go where an operator told it to; every other one in the newer of its two shapes."""

    path = "/v1/message"

    def take(self, request: web.Request, body: bytes) -> web.Response:
        """Take a message."""
        demand(request.headers.get("Authorization") == self.key, 401, {"error": {"code": 1}})
        demand(request.content_type == JSON, 415, {})
        (words,) = table(read(body), {"messages"}, set())["messages"]
        words = table(words, {"channel", "to", "content"}, {"from", "clientMessageId"})
        demand(words["channel"] == "sms" and re.fullmatch(r"\d{8,15}", words["to"]), 400, {"error": {"code": 101}})
        row: dict[str, Any] = {"to": words["to"], "accepted": True, "error": None}
        if why := self.refused.get(f"+{words['to']}"):
            told = {"code": CODES[why], "description": f"{words['to']} is not one we like"}
            row |= {"accepted": False, "apiMessageId": None, "error": told}
        else:
            mark = words.get("clientMessageId", "")
            row["apiMessageId"] = self._keep(words["to"], words["content"], words.get("from", ""), mark).id
        return web.json_response({"messages": [row], "error": None}, status=202)

    def told(self, sent: Sent, word: str) -> dict[str, Any]:
        """A report."""
        row = {"messageId": sent.id, "clientMessageId": sent.mark, "statusCode": STATES[word], "status": word}
        self.calls["report"] += 1
        if self.calls["report"] % 2:
            return {"json": row | {"integrationName": "loans", "to": sent.to[1:], "timestamp": 0}}
        return {"json": {"integrationId": "1", "event": {"messageStatusUpdate": [row | {"channel": "sms"}]}}}

    def _id(self, number: int, mark: str) -> str:
        return f"{number:032x}"
