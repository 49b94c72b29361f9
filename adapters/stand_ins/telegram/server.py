"""The Bot API over HTTP, and the other way round: updates brought to a webhook until it says it has them."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeGuard

import aiohttp
from aiohttp import web

from adapters.stand_ins.telegram.bot_api import BotApi
from adapters.stand_ins.telegram.chats import Json
from adapters.stand_ins.telegram.fetching import download
from adapters.stand_ins.telegram.files import Uploaded
from adapters.stand_ins.telegram.world import Refusal, Webhook

IN_ORDER = ("message", "edited_message")
"""What comes to the bot in one order, chat by chat."""
ATTACHED = "attach://"
HOST = "127.0.0.1"
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 5.0
"""Seconds until an update is brought again; doubled each time. Telegram's own are longer and not published."""


def make_app(api: BotApi) -> web.Application:
    """The Bot API as an aiohttp application: JSON, form and multipart, by GET and POST."""

    async def call(request: web.Request) -> web.Response:
        if request.match_info["token"] != api.token:
            return _json(Refusal(401, "Unauthorized"))
        try:
            given, text = await _given(request)
            result = await api.do(request.match_info["method"], given, text=text)
        except Refusal as refusal:
            if not refusal.status and request.transport:
                request.transport.close()  # the line is cut instead of an answer
            return _json(refusal)
        return web.json_response({"ok": True, "result": result})

    async def fetch(request: web.Request) -> web.StreamResponse:
        return await download(api, request)

    async def deliver(_: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession() as session:
            bringing = asyncio.create_task(_bring_all(api, session))
            yield
            bringing.cancel()
            await asyncio.wait((bringing,))

    async def close(_: web.Application) -> None:
        api.closing = True
        api.news.set()

    app = web.Application(client_max_size=50 << 20)
    app.router.add_route("*", "/bot{token}/{method}", call)
    app.router.add_get("/file/bot{token}/{path:.+}", fetch)
    app.cleanup_ctx.append(deliver)
    app.on_shutdown.append(close)
    return app


@asynccontextmanager
async def serve(api: BotApi | None = None, port: int = 0) -> AsyncIterator[BotApi]:
    """Serve on loopback, on a free port unless told which; the address is in `url`."""
    api = api or BotApi()
    # No access log: the addresses hold the token.
    runner = web.AppRunner(make_app(api), handler_cancellation=True, shutdown_timeout=2, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        api.url = "http://{}:{}".format(*runner.addresses[0][:2])
        yield api
    finally:
        await runner.cleanup()


def _json(refusal: Refusal) -> web.Response:
    return web.json_response(refusal.wire, status=refusal.status or 500)


async def _given(request: web.Request) -> tuple[Json, bool]:
    """The parameters, and whether they came as text."""
    if request.content_type == "application/json":
        body = _read(await request.read())
        return dict(request.query) | body, bool(request.query)
    form = await request.post()
    files = {
        name: Uploaded(part.file.read(), part.filename, part.content_type)
        for name, part in form.items()
        if isinstance(part, web.FileField)
    }
    given = {**request.query, **form, **files}
    attached = {value.removeprefix(ATTACHED) for value in given.values() if _attached(value)}
    return {
        name: files.get(value.removeprefix(ATTACHED), value) if _attached(value) else value
        for name, value in given.items()
        if name not in attached
    }, True


def _attached(value: object) -> TypeGuard[str]:
    """Whether a parameter names another one that holds its file."""
    return isinstance(value, str) and value.startswith(ATTACHED)


def _read(body: bytes) -> Json:
    """The object in a body. Raises Refusal."""
    try:
        given = json.loads(body)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Refusal(400, "Bad Request: can't parse request parameters JSON object")
    return given


async def _bring_all(api: BotApi, session: aiohttp.ClientSession) -> None:
    """Bring every update to the webhook, as many at a time as it allows, but those of one queue one after another."""
    under_way: dict[int, asyncio.Task[None]] = {}
    queues: defaultdict[tuple[str, int], asyncio.Lock] = defaultdict(asyncio.Lock)
    async with asyncio.TaskGroup() as group:
        while True:
            await api.due.wait()
            api.due.clear()
            under_way = {mark: task for mark, task in under_way.items() if not task.done()}
            for mark in [mark for mark in api.updates if mark not in under_way]:
                under_way[mark] = group.create_task(_bring_next(api, session, mark, queues[_queue(api.updates[mark])]))


def _queue(update: Json) -> tuple[str, int]:
    """What an update waits behind: a chat's messages come in their order, and so do the buttons a person presses."""
    try:
        if "callback_query" in update:
            return "pressed", int(update["callback_query"]["from"]["id"])
        said = next(update[kind] for kind in IN_ORDER if kind in update)
        return "said", int(said["chat"]["id"])
    except (KeyError, TypeError, StopIteration):
        return "alone", int(update["update_id"])  # of no chat: behind nothing


async def _bring_next(api: BotApi, session: aiohttp.ClientSession, mark: int, queue: asyncio.Lock) -> None:
    """Bring an update once all before it in its queue are taken, as Telegram does."""
    async with queue:
        await _bring(api, session, mark)


async def _bring(api: BotApi, session: aiohttp.ClientSession, mark: int) -> None:
    """Bring one update until it is taken, and make the call that came back in the answer."""
    pause = FIRST_PAUSE
    while mark in api.updates and (hook := api.webhook):
        async with hook.room:
            status, body = await _post(session, hook, api.updates[mark])
        if 200 <= status < 300:
            await _ride(api, body)
            api.updates.pop(mark, None)
            return
        api.rejected.append(status)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def _post(session: aiohttp.ClientSession, hook: Webhook, update: Json) -> tuple[int, bytes]:
    """The webhook's answer; 0 where there was none."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
    try:
        async with session.post(hook.url, json=update, headers=headers) as answer:
            return answer.status, await answer.read()
    except aiohttp.ClientError:
        return 0, b""


async def _ride(api: BotApi, body: bytes) -> None:
    """Make the call in a webhook's answer. Its outcome is told to nobody, but its faults are noted."""
    if not body:
        return
    try:
        given = json.loads(body)
        await api.do(given.pop("method"), given)
    except (ValueError, KeyError, AttributeError):
        api.faults.append("a webhook's answer that is no call")
    except Refusal:
        return
