"""Whoever knocks roughly: with floods, drips, bombs and half a request. Each gets an answer or is hung up on, everybody
else is served meanwhile, and it costs no memory to speak of."""

import asyncio
import gzip
import re
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from adapters import lender_door
from adapters.channels.telegram.webhook import SECRET_HEADER
from adapters.sms import door as sms_door
from adapters.stand_ins.telegram import serve
from adapters.vault import Vault
from tests.fuzz import ussd, whole
from tests.fuzz.line import Answered, answers, request
from tests.fuzz.overhearing import overhearing
from tests.ports import free_port
from tests.test_program import running

TEN_MB = 10_000_000
HEAD = f"{SECRET_HEADER}: {ussd.SECRET}\r\n"
GATEWAY = ussd.AT
BOMB = gzip.compress(bytes(10 * TEN_MB), 1)
"""100 kB that unpack to 100 MB."""
DOORS = (GATEWAY, "/telegram", "/lender/maxintegrate", f"/sms/infobip/{ussd.SECRET}")
FORM = b"sessionId=a&serviceCode=*1%23&phoneNumber=%2B27821234560&text="


@pytest.fixture
async def at(redis, redis_url, tmp_path):
    async with whole.place(redis_url, tmp_path, ussd_patience=0.4) as there:
        with overhearing() as heard:
            yield there
            await whole.still_there(there)
            assert heard.asked() == []


@asynccontextmanager
async def connected(at):
    reader, writer = await asyncio.open_connection(at.host, at.port)
    try:
        yield reader, writer
    finally:
        writer.close()


def is_answered(path: str, found: list[Answered]) -> None:
    """A gateway gets its screen, all others a no."""
    if path == GATEWAY:
        ussd.is_a_screen(found[0])
    else:
        assert all(400 <= answer.status < 500 for answer in found), found


@pytest.mark.parametrize("path", DOORS, ids=lambda path: path.split("/")[1])
async def test_ten_megabytes_are_not_read_to_their_end(at, path):
    for body in (bytes(TEN_MB), b"text=" + b"1*" * (TEN_MB // 2), b'{"a":"' + b"x" * TEN_MB):
        found = await at.say(request(path, body, HEAD))
        is_answered(path, found) if found else None


@pytest.mark.parametrize("path", DOORS[:1] + DOORS[2:], ids=lambda path: path.split("/")[1])
async def test_who_drips_is_answered_before_they_have_done(at, path, monkeypatch):
    monkeypatch.setattr(lender_door, "SECONDS", 0.3)
    monkeypatch.setattr(sms_door, "SECONDS", 0.3)
    async with connected(at) as (reader, writer):
        writer.write(request(path, b"x" * 90, HEAD)[:-80])
        async with asyncio.timeout(whole.WITHIN):
            is_answered(path, answers(await reader.readuntil(b"\r\n\r\n") + await reader.read(300)))


async def test_a_flood_of_headers_is_refused(at):
    for flood in ("X: y\r\n" * 40_000, "X: " + "y" * 1_000_000 + "\r\n", "X" * 1_000_000):
        found = await at.say(request(GATEWAY, FORM, flood))
        assert all(answer.status == 400 for answer in found), found


async def test_chunks_that_are_none_are_refused(at):
    for chunks in (
        b"zz\r\nx",
        b"5\r\nhelloX",
        b"ffffffffffffffffff\r\n",
        b"-5\r\n",
        b"5;" + b"e" * 70_000,
        b"1\r\n" * 9000,
    ):
        head = f"POST {GATEWAY} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        for answer in await at.say(head.encode() + chunks):
            assert answer.status in {200, 400}


async def test_a_pipeline_is_answered_one_by_one(at):
    one = request(GATEWAY, FORM)
    found = await at.say(one * 30)
    assert len(found) == 30
    for answer in found:
        ussd.is_a_screen(answer)


async def test_who_hangs_up_in_the_middle_harms_nobody(at):
    whole_one = request(GATEWAY, FORM, HEAD)
    for cut in range(1, len(whole_one), 9):
        async with connected(at) as (_, writer):
            writer.write(whole_one[:cut])
            await writer.drain()
            writer.transport.abort()


def held(process) -> int:
    """The most bytes this process has ever held."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
    assert found
    return int(found[1]) * 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
async def test_none_of_it_costs_memory(tmp_path):
    port = free_port()
    async with serve() as telegram:
        secrets = {
            "TELEGRAM_WEBHOOK_SECRET": ussd.SECRET,
            "USSD_SECRET": ussd.SECRET,
            "LENDER_NOTIFY_SECRET": ussd.SECRET,
        }
        sms = {"SMS": "infobip", "SMS_URL": "http://127.0.0.1:9", "SMS_KEY": "k", "SMS_REPORT_SECRET": ussd.SECRET}
        line = {"TELEGRAM_TOKEN": telegram.token, "TELEGRAM_API": telegram.url, "PUBLIC_URL": "https://loans.example"}
        with_keys = {"DATA_KEYS": Vault.new_key()}
        enter = running(tmp_path, port, **secrets, **sms, **line, **with_keys)
        process = await asyncio.to_thread(enter.__enter__)
        try:
            await roughly(port, bytes(1000))
            before = held(process)
            await roughly(port, bytes(TEN_MB))
            await roughly(port, BOMB, "Content-Encoding: gzip\r\n")
            grown = held(process) - before
        finally:
            await asyncio.to_thread(enter.__exit__, None, None, None)
    assert grown < 60_000_000


async def roughly(port: int, body: bytes, head: str = "") -> None:
    """Two at a time at every door send this body; whether they are answered or hung up on."""

    async def one(path: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(request(path, body, HEAD + head + "Connection: close\r\n"))
            async with asyncio.timeout(60):
                assert not re.match(rb"HTTP/1.1 5", await reader.read())
        except ConnectionError:
            pass
        finally:
            writer.close()

    await asyncio.gather(*(one(path) for path in (*DOORS, "/u/" + "A" * 22, "/") for _ in range(2)))
    async with httpx.AsyncClient() as http:
        (await http.get(f"http://127.0.0.1:{port}/healthz")).raise_for_status()
