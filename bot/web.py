"""What we answer over HTTP besides the doors: health, readiness, figures, and a first page."""

import asyncio
from contextlib import suppress
from html import escape
from typing import TYPE_CHECKING

from aiohttp import web

from adapters import lender_door, no_http
from adapters.channels.door import Away, Converse
from adapters.channels.page import serve as page
from adapters.channels.ussd.gateways import GATEWAYS
from adapters.peer import TRUSTED
from adapters.redis_client import Client
from adapters.scripts import or_away
from adapters.sim import door as sim_door
from adapters.sms import door as sms_door
from bot import gallery, metrics, operator_door
from bot.app import Assistant
from bot.insiders import Insiders
from bot.outermost import surround
from bot.welcome import next_steps

if TYPE_CHECKING:  # only where it is on
    from bot.simulator.simulator import Simulator

ASSISTANT = web.AppKey("assistant", Assistant)
INSIDERS = web.AppKey("insiders", Insiders)
LEAVING = web.AppKey("leaving", list[bool])


def build(assistant: Assistant, simulator: "Simulator | None" = None) -> web.Application:
    """The application with every door mounted; a worker has none for borrowers. A simulator has the first page."""
    no_http.mend()
    app = web.Application(client_max_size=1 << 20)
    settings = assistant.settings
    surround(app, settings.public_url)
    assistant.strangers.watch(app)
    app[ASSISTANT], app[LEAVING], app[TRUSTED] = assistant, [], settings.trusted_proxies
    app[INSIDERS] = Insiders(settings.metrics_from, settings.metrics_token.get_secret_value())
    app.router.add_get("/healthz", _alive)
    app.router.add_get("/readyz", _ready)
    app.router.add_get("/metrics", _metrics)
    operator_door.mount(app, assistant)
    if assistant.settings.role != "worker":
        _open_doors(app, assistant, simulator)
    return app


def _open_doors(app: web.Application, assistant: Assistant, simulator: "Simulator | None") -> None:
    settings, converse = assistant.settings, conversation(assistant, simulator)
    for name in settings.ussd_gateways:
        gateway = GATEWAYS[name]
        door = gateway.door(limit=settings.ussd_limit, patience=settings.ussd_patience, more=settings.ussd_more)
        gateway.mount(app, converse, door, secret=settings.ussd_secret.get_secret_value(), allow=settings.ussd_allow)
    if assistant.telegram:
        assistant.telegram.mount(app, assistant.desk.converse)
    page.mount(app, assistant.desk.converse, assistant.links, wrong=assistant.strangers.wrong)
    told, reported = (
        assistant.permits.before("lender", assistant.jobs.give),
        assistant.permits.before("sms", assistant.once.hear),
    )
    lender_door.mount(app, settings.lender, settings.lender_notify_secret.get_secret_value(), told)
    sms_door.mount(app, assistant.provider, settings.sms_report_secret.get_secret_value(), reported)
    if assistant.sim:
        looks, secret = assistant.sim.looks, settings.sim_swap_secret.get_secret_value()
        sim_door.mount(app, looks.provider, secret, assistant.permits.before("sim", looks.hear))
    if settings.pretend:
        app.router.add_get("/gallery", _gallery)
    if simulator:
        simulator.mount(app)
    else:
        app.router.add_get("/", _first_page)


def conversation(assistant: Assistant, simulator: "Simulator | None") -> Converse:
    """What doors hand their messages to; a simulator overhears it."""
    return simulator.overhearing(assistant.desk.converse) if simulator else assistant.desk.converse


async def _alive(_: web.Request) -> web.Response:
    return web.json_response({"alive": True})


async def _ready(request: web.Request) -> web.Response:
    """503 when we are leaving or Redis does not answer. Strangers are told no more than that.

    The lender's state does not make us unready.
    """
    redis = await _answers(request.app[ASSISTANT].redis)
    leaving = bool(request.app[LEAVING])
    status = 200 if redis and not leaving else 503
    if not request.app[INSIDERS].has(request):
        return web.json_response({"ready": status == 200}, status=status)
    lending = request.app[ASSISTANT].lending
    breaker = {name: state.name.lower() for name, state in lending.breakers.items()}
    lender = {"name": lending.name, "breaker": breaker}
    told = {"ready": status == 200, "redis": redis, "leaving": leaving, "lender": lender}
    return web.json_response(told, status=status)


async def _answers(redis: Client) -> bool:
    try:
        with or_away:
            return bool(await redis.execute_command("PING"))
    except Away:
        return False


async def _metrics(request: web.Request) -> web.Response:
    """The figures, for whoever may see them."""
    if not request.app[INSIDERS].has(request):
        raise web.HTTPForbidden(text="Figures are not for everybody: see METRICS_ALLOW and METRICS_TOKEN.\n")
    assistant = request.app[ASSISTANT]
    metrics.breakers(assistant.lending.breakers)
    await _count_desk(assistant)
    return web.Response(body=metrics.page(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})


async def _count_desk(assistant: Assistant) -> None:
    """The staff's figures, kept in Redis, since any process may hear them; without it they stay as they were."""
    if assistant.staff is None:
        return
    now, queue = int(assistant.staff.calling.clock()), assistant.staff.kept.queue
    with suppress(Away):
        waiting, since = await queue.waiting()
        metrics.desk(waiting, now - since if since else 0, await queue.figures(now))


async def _gallery(_: web.Request) -> web.Response:
    """Every screen there is. Made in a thread the first time, since it takes a moment."""
    response = web.Response(body=await asyncio.to_thread(gallery.page), headers=gallery.FRAME.headers)
    response.enable_compression()
    return response


async def _first_page(request: web.Request) -> web.Response:
    lines = "".join(f"<p>{escape(line)}</p>" for line in next_steps(request.app[ASSISTANT]))
    page = f"<!doctype html><meta charset=utf-8><title>Loan assistant</title><h1>Loan assistant</h1>{lines}"
    return web.Response(text=page, content_type="text/html")
