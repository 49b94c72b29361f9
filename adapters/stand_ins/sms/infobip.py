"""A server of our own that plays Infobip: messages under the sender's own ids, each once, and logs to look through."""

import re
from typing import Any

from aiohttp import web

from adapters.lenders.wire import read
from adapters.stand_ins.sms.gateway import JSON, Gateway, Sent, demand, table

PENDING = {"groupId": 1, "groupName": "PENDING", "id": 26, "name": "PENDING_ACCEPTED"}
NAMES = {
    "number": "REJECTED_DESTINATION",
    "blocked": "REJECTED_DESTINATION_BLOCKLISTED",
    "credit": "REJECTED_NOT_ENOUGH_CREDITS",
    "twice": "REJECTED_DUPLICATE_MESSAGE_ID",
}
GROUPS = {"UNDELIVERABLE_NOT_DELIVERED": "UNDELIVERABLE", "EXPIRED_EXPIRED": "EXPIRED"}


class Infobip(Gateway):
    """The provider. Its reports go where a message says."""

    path = "/sms/3/messages"

    def app(self) -> web.Application:
        """The server, for whoever runs it."""
        app = super().app()
        app.router.add_get("/sms/3/logs", self._route("find", self._logs))
        return app

    def take(self, request: web.Request, body: bytes) -> web.Response:
        """Take a message."""
        self._admit(request)
        demand(request.content_type == JSON, 415, {})
        (words,) = table(read(body), {"messages"}, set())["messages"]
        words = table(words, {"destinations", "content"}, {"sender", "webhooks", "options"})
        (there,) = words["destinations"]
        there = table(there, {"to", "messageId"}, set())
        demand(re.fullmatch(r"\d{8,15}", there["to"]) and len(there["messageId"]) <= 200, 400, {"requestError": {}})
        text = table(words["content"], {"text"}, set())["text"]
        twice = any(sent.mark == there["messageId"] for sent in self.sent)
        why = "twice" if twice else self.refused.get(f"+{there['to']}")
        status = PENDING
        if why:
            status = {"groupId": 5, "groupName": "REJECTED", "name": NAMES[why]}
        else:
            callback = words.get("webhooks", {}).get("delivery", {}).get("url", "")
            self._keep(there["to"], text, words.get("sender", ""), there["messageId"], callback)
        row = {"messageId": there["messageId"], "status": status, "destination": there["to"]}
        return web.json_response({"bulkId": "1", "messages": [row]})

    def told(self, sent: Sent, word: str) -> dict[str, Any]:
        """A report, in a bucket with one of a message that is not ours."""
        status = {"groupName": GROUPS.get(word, word.partition("_")[0]), "name": word}
        rows = [{"messageId": id_, "to": sent.to[1:], "status": status} for id_ in ("not-ours", sent.id)]
        return {"json": {"results": rows}}

    def _logs(self, request: web.Request, _: bytes) -> web.Response:
        self._admit(request)
        found = [sent for sent in self.sent if sent.mark == request.query["messageId"]]
        return web.json_response({"results": [{"messageId": sent.id, "status": PENDING} for sent in found]})

    def _admit(self, request: web.Request) -> None:
        why = {"requestError": {"serviceException": {"messageId": "UNAUTHORIZED", "text": "Invalid login details"}}}
        demand(request.headers.get("Authorization") == f"App {self.key}", 401, why)

    def _id(self, number: int, mark: str) -> str:
        return mark
