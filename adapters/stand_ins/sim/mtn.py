"""A server of our own that plays MTN's SIM Swap Verification: a token first, then a number's date at once."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from adapters.stand_ins.sim.network import Network


class Mtn(Network):
    """The network. `token` is the one it takes now; change it, and those it gave out before are refused."""

    def __init__(self) -> None:
        super().__init__()
        self.token = "token-1"  # noqa: S105 - a stand-in's

    def app(self) -> web.Application:
        """The server."""
        app = web.Application()
        app.router.add_post("/v1/oauth/access_token", self.route("login", self._log_in))
        app.router.add_get("/v1/mobile/phoneNumbers/{number}/simswap-date", self.route("look", self._look))
        return app

    def _log_in(self, request: web.Request, body: bytes) -> web.Response:
        words = dict(parse_qsl(body.decode()))
        if request.query.get("grant_type") != "client_credentials":
            return web.json_response({"error": "unsupported_grant_type"}, status=400)
        if words != {"client_id": self.user, "client_secret": self.key}:
            return web.json_response({"error": "invalid_client"}, status=401)
        return web.json_response({"access_token": self.token, "token_type": "BearerToken", "expires_in": "3599"})

    def _look(self, request: web.Request, _: bytes) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return _no(401, "4000", "Unauthorised")
        if not request.headers.get("transactionId"):
            return _no(400, "5000", "The input parameters provided are invalid")
        number = request.match_info["number"]
        if f"+{number}" not in self.changed:
            return _no(404, "1000", "phoneNumber not found.")
        changed = self.changed[f"+{number}"]
        code, words = ("0000", "Successful") if changed else ("1022", "No sim swap performed")
        data = {"lastSimSwapDate": datetime.fromtimestamp(changed, UTC).isoformat()} if changed else {}
        return _said(200, code, words, customerId=number, data=data)


def _no(status: int, code: str, words: str) -> web.Response:
    return _said(status, code, words)


def _said(status: int, code: str, words: str, **more: Any) -> web.Response:
    return web.json_response(
        {"statusCode": code, "statusMessage": words, "transactionId": "t-1", **more}, status=status
    )
