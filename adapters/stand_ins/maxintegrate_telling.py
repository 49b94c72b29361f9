"""The MAXINTEGRATE stand-in on telling us what happened. Nothing of this is published: it is our own format.

It tells everything until it is answered 200. The fault `duplicate` on the method `notify` makes it tell twice, `slow`
holds a notification back until the next round, so that it comes after what happened later.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import UTC, datetime

import httpx
from aiohttp import web
from pydantic import BaseModel, ValidationError

from adapters.lender_event import signature
from adapters.stand_ins.faults import Faults
from adapters.stand_ins.maxintegrate_allps import Allps
from adapters.stand_ins.maxintegrate_amounts import Amounts
from adapters.stand_ins.maxintegrate_books import Books, Words

EVERY = 0.2
"""Seconds between two looks for what happened."""

PATIENCE = 5.0


class Place(BaseModel):
    """Where to tell, and the secret to sign with; nowhere while `url` is empty."""

    url: str = ""
    secret: str = ""


class Telling:
    """Tells what happened in the books, each thing until it is taken. After a restart it tells all of it again."""

    def __init__(self, books: Books, amounts: Amounts, allps: Allps, faults: Faults, to: Place) -> None:
        self._books, self._amounts, self._allps, self._faults = books, amounts, allps, faults
        self.to = to
        self._taken: set[str] = set()

    async def post(self, request: web.Request) -> web.Response:
        """`POST /notify`: where to tell from now on."""
        try:
            self.to = Place.model_validate_json(await request.read() or b"{}")
        except ValidationError as error:
            return web.Response(status=400, text=str(error))
        return web.json_response({"url": self.to.url})

    async def running(self, _: web.Application) -> AsyncIterator[None]:
        """Tell for as long as the application is served."""
        task = asyncio.create_task(self._go_on())
        yield
        task.cancel()
        await asyncio.wait({task})

    async def tell(self) -> None:
        """One round: tell what nobody has taken yet."""
        self._allps.pass_time()
        async with httpx.AsyncClient(timeout=PATIENCE) as http:
            for event in [event for event in self._happened() if event["id"] not in self._taken]:
                struck = {fault.kind for fault in self._faults.struck("notify")}
                for _ in range(0 if "slow" in struck else 2 if "duplicate" in struck else 1):
                    await self._tell(http, event)

    async def _go_on(self) -> None:
        while True:
            if self.to.url:
                await self.tell()
            await asyncio.sleep(EVERY)

    async def _tell(self, http: httpx.AsyncClient, event: Words) -> None:
        now = datetime.fromtimestamp(self._books.clock(), UTC)
        body = json.dumps({**event, "at": now.isoformat()}).encode()
        with suppress(httpx.HTTPError):
            answer = await http.post(
                self.to.url, content=body, headers={"X-Signature": signature(self.to.secret, body)}
            )
            if answer.status_code == 200:
                self._taken.add(event["id"])

    def _happened(self) -> Iterator[Words]:
        """All that can be told, as the books have it now."""
        for application in self._books.applications:
            if application["status"] in ("approved", "declined"):
                yield _event(application["status"], application=application["application"])
        for loan in self._books.loans:
            ids = {"application": loan["application"], "loan": loan["loan"]}
            yield _event("activated", **ids)
            if self._amounts.told(loan)["status"] == "paid":
                yield _event("settled", **ids)
        for mandate in self._books.mandates:
            if mandate["status"] in ("rejected", "expired"):
                yield _event("mandate_rejected", loan=mandate["loan"], mandate=mandate["mandate"])
        for payout in self._books.payouts:
            if payout["status"] in ("paid", "failed"):
                kind = "paid_out" if payout["status"] == "paid" else "payout_failed"
                yield _event(kind, loan=payout["loan"], payout=payout["payout"])


def _event(kind: str, **ids: str) -> Words:
    return {"id": ":".join([kind, *ids.values()]), "event": kind, **ids}
