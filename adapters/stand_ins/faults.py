"""Switches that make a stand-in misbehave: slow, failing, cut off, lying, forgetting that it was asked before."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any, Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from adapters.lenders.wire import read, written

Kind = Literal["slow", "status", "drop", "html", "truncated", "wrong_types", "more", "lie", "duplicate"]


class Fault(BaseModel):
    """One way to misbehave.

    `method`: where ("" for every method). `after`: once the effect is committed, else before and instead of it. How
    often: `every` n-th call, with `percent` probability, and for at most `next` more calls (None: until cleared).
    `seconds` is how slow; `status` and `retry_after` what an HTTP failure says; `word` is what a lie is about.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    method: str = ""
    after: bool = False
    every: int = Field(default=1, ge=1)
    percent: float = Field(default=100, ge=0, le=100)
    next: int | None = None
    seconds: float = 1.0
    status: int = 500
    retry_after: str = ""
    word: str = "amount"
    seen: int = 0

    def strikes(self, method: str) -> bool:
        """Whether this call is to be spoilt; counts it."""
        if self.method not in ("", method) or self.next == 0:
            return False
        self.seen += 1
        struck = self.seen % self.every == 0 and random.random() * 100 < self.percent  # noqa: S311 - chance, no secret
        if struck and self.next is not None:
            self.next -= 1
        return struck


FAULTS = TypeAdapter(list[Fault])


class Faults:
    """The switches of one stand-in. `count` is how often each kind has struck."""

    def __init__(self) -> None:
        self.all: list[Fault] = []
        self.count: Counter[str] = Counter()

    def set(self, kind: Kind, method: str = "", **how: Any) -> Fault:
        """Turn one on, beside those that are on."""
        fault = Fault(kind=kind, method=method, **how)
        self.all.append(fault)
        return fault

    def clear(self) -> None:
        """Turn all off."""
        self.all.clear()

    def struck(self, method: str) -> list[Fault]:
        """Those that spoil this call."""
        struck = [fault for fault in self.all if fault.strikes(method)]
        self.count.update(fault.kind for fault in struck)
        return struck

    async def get(self, _: web.Request) -> web.Response:
        """`GET /faults`: how often each kind has struck so far."""
        return web.json_response(self.count)

    async def post(self, request: web.Request) -> web.Response:
        """`POST /faults`: a Fault, a list of them (replacing what was on), or nothing to turn all off."""
        body = await request.read() or b"[]"
        try:
            self.all = FAULTS.validate_json(body if body.lstrip().startswith(b"[") else b"[" + body + b"]")
        except ValidationError as error:
            return web.Response(status=400, text=str(error))
        return web.json_response([fault.model_dump() for fault in self.all])


async def spoilt(
    request: web.Request, struck: list[Fault], commit: Callable[[], Awaitable[web.Response]]
) -> web.StreamResponse:
    """Answer a request as the faults that struck want it. `commit` does what was asked and makes the honest answer."""
    for fault in struck:
        if not fault.after and (instead := await _before(request, fault)):
            return instead
    response: web.Response = await commit()
    for fault in struck:
        response = await _after(request, fault, response)
    return response


async def _before(request: web.Request, fault: Fault) -> web.Response | None:
    """What comes instead of the effect, if anything does."""
    match fault.kind:
        case "slow":
            await asyncio.sleep(fault.seconds)
        case "status":
            return _failure(fault)
        case "drop":
            return _dropped(request)
    return None


async def _after(request: web.Request, fault: Fault, honest: web.Response) -> web.Response:
    """What the honest answer turns into."""
    body = honest.body if isinstance(honest.body, bytes) else b""
    match fault.kind:
        case "slow" if fault.after:
            await asyncio.sleep(fault.seconds)
        case "status" if fault.after:
            return _failure(fault)
        case "drop" if fault.after:
            return _dropped(request)
        case "html":
            return web.Response(text="<html><body><h1>Good afternoon</h1></body></html>", content_type="text/html")
        case "truncated":
            return web.Response(body=body[: len(body) // 2], content_type="application/json")
        case "wrong_types":
            return web.Response(body=json.dumps(_wrong(json.loads(body))).encode(), content_type="application/json")
        case "more":
            return web.Response(body=written(_more(read(body))), content_type="application/json", status=honest.status)
    return honest


def lie(truth: object) -> object:
    """Something else than the truth, of the same kind."""
    return truth + 100 if isinstance(truth, (int, Decimal)) else "X-1"


def _failure(fault: Fault) -> web.Response:
    headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
    return web.Response(status=fault.status, text="out of order", headers=headers)


def _dropped(request: web.Request) -> web.Response:
    """Hang up without a word; the response made here reaches nobody."""
    if request.transport:
        request.transport.abort()
    return web.Response()


def _more(tree: Any) -> Any:
    """The same, and in every table a field nobody has heard of, as the next version of an API may have."""
    if isinstance(tree, dict):
        return {"unheard_of": {"since": [2, None]}} | {name: _more(value) for name, value in tree.items()}
    return [_more(value) for value in tree] if isinstance(tree, list) else tree


def _wrong(tree: Any) -> Any:
    """The same shape with nonsense for every value."""
    if isinstance(tree, dict):
        return {name: _wrong(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [_wrong(value) for value in tree]
    return {"?": [1]}
