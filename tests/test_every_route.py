"""Every route there is has its bounds: which methods, how large a body, how long it may take. A new one fails here.

But those of the simulator and the gallery, which are there only where nothing is real.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import pytest
from aiohttp import web
from pydantic import SecretStr

from adapters import lender_door
from adapters.channels.telegram import webhook
from adapters.channels.telegram.webhook import SECRET_HEADER
from adapters.channels.ussd import serve
from adapters.sim import door as sim_door
from adapters.sms import door as sms_door
from bot.outermost import HEADERS
from bot.web import build
from tests.world import SECRET, World, world

USSD, SMS, SIM = "u" * 32, "s" * 32, "m" * 32
ALL = {
    "ussd_secret": SecretStr(USSD),
    "ussd_patience": 0.2,
    "sms": "twilio",
    "sms_user": "AC1",
    "sms_key": SecretStr("a-key-of-the-tests"),
    "sms_sender": "LOANS",
    "sms_report_secret": SecretStr(SMS),
    "sim_swap": "africastalking",
    "sim_swap_user": "loans",
    "sim_swap_key": SecretStr("a-key-of-the-tests"),
    "sim_swap_secret": SecretStr(SIM),
    "lender_notify_secret": SecretStr("a-secret-of-the-lender"),
    "operator_password": SecretStr("a password of the tests"),
    "role": "web",
}


class Bound(NamedTuple):
    """What a route takes: the methods it answers, and where it reads a body, its bytes and what it says to more."""

    methods: str
    at: str
    most: int = 0
    large: str = ""
    slow: str = ""


LOOKS = Bound("GET HEAD", "")
BOUNDS = {
    "/healthz": LOOKS,
    "/readyz": LOOKS,
    "/metrics": LOOKS,
    "/operator": LOOKS,
    "/operator/live": LOOKS,
    "/": LOOKS,
    "/ussd/africastalking/{secret}": Bound(
        "POST", f"/ussd/africastalking/{USSD}", serve.MOST_BYTES, "200 END That message is too long", "200 END Your"
    ),
    "/ussd/africastalking/{secret}/events": Bound("POST", f"/ussd/africastalking/{USSD}/events"),
    "/telegram": Bound("POST", "/telegram", webhook.BODY_BYTES, "413", "408"),
    "/u/{token}": Bound("GET HEAD POST", ""),  # its body's bounds have their tests in test_page.py
    "/lender/maxintegrate": Bound("POST", "/lender/maxintegrate", lender_door.MOST_BYTES, "413", "408"),
    "/sim/africastalking/{secret}": Bound("POST", f"/sim/africastalking/{SIM}", sim_door.MOST_BYTES, "413", "400"),
    "/sms/twilio/{secret}": Bound("POST", f"/sms/twilio/{SMS}", sms_door.MOST_BYTES, "413", "400"),
}


def routes(app: web.Application) -> dict[str, set[str]]:
    """The methods of each path; * is any."""
    found: dict[str, set[str]] = {}
    for route in app.router.routes():
        assert route.resource, "no route without a path"
        found.setdefault(route.resource.canonical, set()).add(route.method)
    return found


@pytest.fixture
async def around(redis_url, tmp_path, monkeypatch):
    for module, name in (
        (webhook, "BODY_SECONDS"),
        (lender_door, "SECONDS"),
        (sim_door, "SECONDS"),
        (sms_door, "SECONDS"),
    ):
        monkeypatch.setattr(module, name, 0.2)
    async with world(redis_url, tmp_path, **ALL) as found:
        yield found


async def bound(around: World, path: str) -> Bound:
    """The bound of a route, with an address of it."""
    if path != "/u/{token}":
        return BOUNDS[path]._replace(at=BOUNDS[path].at or path)
    link = await around.assistant.links.issue("tel:+27821234567", "en")
    return BOUNDS[path]._replace(at=f"/u/{link.token}")


async def test_every_route_is_known_here(around):
    assert routes(build(around.assistant)).keys() == BOUNDS.keys()


async def test_a_worker_has_none_for_borrowers(redis_url, tmp_path):
    async with world(redis_url, tmp_path, **ALL | {"role": "worker"}) as around:
        assert routes(build(around.assistant)).keys() == {path for path, each in BOUNDS.items() if each is LOOKS} - {
            "/"
        }


@pytest.mark.parametrize("path", BOUNDS)
async def test_it_answers_its_methods_alone_and_every_answer_has_the_headers(around, path):
    known = await bound(around, path)
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"):
        if (path, method) == ("/operator/live", "GET"):
            continue  # an endless one, once one is let in
        answer = await around.http.request(method, around.url + known.at, headers={SECRET_HEADER: SECRET})
        assert (answer.status_code in (404, 405)) == (method not in known.methods.split()), (method, answer)
        assert answer.status_code != 500
        assert not HEADERS.keys() - set(map(str.title, answer.headers))
        assert "server" not in answer.headers


READS = [path for path, each in BOUNDS.items() if each.most]


@pytest.mark.parametrize("path", READS)
async def test_a_body_is_read_no_further_than_its_bound(around, path):
    """However it is said to be long: by its length, or not at all."""
    known, sent = await bound(around, path), 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 10 * (1 << 20):
            yield b"x" * 65_536
            sent += 65_536

    await said(around, known, endless(), known.large)
    await said(around, known, None, known.large, {"Content-Length": str(known.most + 1)})


async def said(around: World, known: Bound, content: Any, expected: str, more: dict[str, str] | None = None) -> None:
    """What is said to a body is what is to be said; one of a length that is only claimed is cut off."""
    form = {"Content-Type": "multipart/form-data; boundary=b"}
    headers = {SECRET_HEADER: SECRET} | form | (more or {})
    if content is None:
        head, text = await raw(around, known.at, headers, bytes(known.most + 1))
    else:
        answer = await around.http.post(around.url + known.at, content=content, headers=headers)
        head, text = str(answer.status_code), answer.text
    assert f"{head} {text}".startswith(expected), (head, text)


async def raw(around: World, at: str, headers: dict[str, str], body: bytes) -> tuple[str, str]:
    """Send a request by hand, as much of it as is taken; the status, and what comes after the head."""
    host, _, port = around.url.removeprefix("http://").partition(":")
    read, write = await asyncio.open_connection(host, int(port))
    lines = "".join(f"{name}: {value}\r\n" for name, value in {"Host": "here", **headers}.items())
    write.write(f"POST {at} HTTP/1.1\r\n{lines}\r\n".encode() + body)
    try:
        head = (await read.readuntil(b"\r\n\r\n")).decode()
        length = int(next((line[15:] for line in head.splitlines() if line.startswith("Content-Length")), "0"))
        return head.split()[1], (await read.readexactly(length)).decode()
    finally:
        write.close()


@pytest.mark.parametrize("path", READS)
async def test_a_body_that_does_not_come_is_not_waited_for(around, path):
    known = await bound(around, path)
    headers = {SECRET_HEADER: SECRET, "Content-Length": "10"}
    async with asyncio.timeout(30):
        head, text = await raw(around, known.at, headers, b"x")
    assert f"{head} {text}".startswith(known.slow)
