"""A server of our own that plays Africa's Talking: 201 whatever it thinks of the recipient, and XML unless asked."""

import re
from typing import Any

from aiohttp import web

from adapters.stand_ins.sms.gateway import JSON, Gateway, Sent, demand, fields

CODES = {
    "number": (403, "InvalidPhoneNumber"),
    "blocked": (406, "UserInBlacklist"),
    "credit": (405, "InsufficientBalance"),
}


class AfricasTalking(Gateway):
    """The provider. Its reports go where an operator told it to."""

    path = "/version1/messaging"

    def take(self, request: web.Request, body: bytes) -> web.Response:
        """Take a message."""
        words = fields(request, body, {"username", "to", "message"}, {"from", "bulkSMSMode", "enqueue"})
        if request.headers.get("apiKey") != self.key or words["username"] != self.user:
            return web.Response(status=401, text="The supplied authentication is invalid")
        if request.headers.get("Accept") != JSON:
            return web.Response(status=201, text="<AfricasTalkingResponse/>", content_type="application/xml")
        demand(re.fullmatch(r"\+\d{8,15}", words["to"]), 400, "to")
        code, status, id_ = *CODES.get(self.refused.get(words["to"], ""), (101, "Success")), "None"
        if code == 101:
            id_ = self._keep(words["to"], words["message"], words.get("from", "")).id
        recipient = {"statusCode": code, "number": words["to"], "status": status, "cost": "0", "messageId": id_}
        told = {"Message": "Sent to 1/1 Total Cost: KES 0.8000", "Recipients": [recipient]}
        return web.json_response({"SMSMessageData": told}, status=201)

    def told(self, sent: Sent, word: str) -> dict[str, Any]:
        """A report."""
        return {
            "data": {"id": sent.id, "status": word, "phoneNumber": sent.to, "networkCode": "65501", "retryCount": "0"}
        }

    def _id(self, number: int, mark: str) -> str:
        return f"ATXid_{number}"
