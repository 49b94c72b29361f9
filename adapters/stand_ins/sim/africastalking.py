"""A server of our own that plays Africa's Talking's Insights: it takes the question, and answers at the callback."""

import asyncio
import json
from datetime import UTC, datetime
from itertools import count
from typing import Any

import httpx
from aiohttp import web

from adapters.stand_ins.sim.network import Network

NEVER = "01-01-1900"


class AfricasTalking(Network):
    """The provider. `asked`: the numbers it was asked about, by the mark it gave. `callback`: entered on its site."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, str] = {}
        self.callback = ""
        self._number, self._asked = count(1), asyncio.Event()

    def app(self) -> web.Application:
        """The server."""
        app = web.Application()
        app.router.add_post("/v1/sim-swap", self.route("look", self._look))
        return app

    async def was_asked(self) -> list[str]:
        """Wait until something is asked; the marks of all that is not answered yet."""
        await self._asked.wait()
        return list(self.asked)

    async def tell(self) -> list[int]:
        """Answer all that was asked and not answered yet; the statuses our door gave."""
        asked, self.asked = self.asked, {}
        self._asked.clear()
        async with httpx.AsyncClient() as client:
            said = [await client.post(self.callback, json=self.told(mark, number)) for mark, number in asked.items()]
        return [answer.status_code for answer in said]

    def told(self, mark: str, number: str) -> dict[str, str]:
        """The answer to one question."""
        changed = self.changed[number]
        day = datetime.fromtimestamp(changed, UTC).strftime("%d-%m-%Y") if changed else NEVER
        status = "Swapped" if changed else "NoSwapDate"
        names = {"requestId": mark, "providerRefId": f"ref-{mark}", "transactionId": f"t-{mark}"}
        return {"status": status, "lastSimSwapDate": day, **names}

    def _look(self, request: web.Request, body: bytes) -> web.Response:
        tree: dict[str, Any] = json.loads(body)
        if request.headers.get("apiKey") != self.key or tree.get("username") != self.user:
            return web.Response(status=401, text="The supplied authentication is invalid")
        if tree.keys() != {"username", "phoneNumbers"} or request.content_type != "application/json":
            return web.json_response({"errorMessage": "Invalid request"}, status=400)
        responses = [self._of(number) for number in tree["phoneNumbers"]]
        cost = {"amount": len(responses), "currencyCode": "KES"}
        whole = {"transactionId": "t-1", "status": "Processed", "totalCost": cost, "responses": responses}
        return web.json_response(whole)

    def _of(self, number: str) -> dict[str, Any]:
        about = {"phoneNumber": {"number": number, "numberType": "Mobile"}}
        if number not in self.changed:
            return {**about, "status": "UnsupportedPhoneNumber"}
        mark = f"ATSwpid_{next(self._number)}"
        self.asked[mark] = number
        self._asked.set()
        return {**about, "status": "Queued", "requestId": mark, "cost": {"amount": 1, "currencyCode": "KES"}}
