"""What stands in the log: of our own and of libraries, also where these are made to say more than they should."""

import asyncio
import json
import logging
import sys

import httpx
import pytest
import structlog
from aiohttp import ClientSession, web

from adapters.stand_ins.serving import serving
from bot import log
from bot.redacted import redactor, without_numbers

TOKEN = "123456789:AAF-a-token-of-the-tests_0123456789"
SECRET = "a-secret-of-32-letters-and-more-_"
NUMBER = "27821234567"
PERSON = "Thandi Nkosi"
NEVER = (TOKEN, "AAF-a-token", SECRET, NUMBER, PERSON, "pass word", "pass%20word")


@pytest.fixture
def set_up(monkeypatch, capsys):
    """The log as the program sets it up, undone afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    root, before = logging.getLogger(), structlog.get_config()
    handlers, root.handlers[:] = [*root.handlers], []
    levels = {name: logging.getLogger(name).level for name in log.LIBRARIES}
    log.set_up(logging.DEBUG, secrets=[SECRET, "pass word", "redis://:wonder-wall@here:6379/0"])
    yield
    root.handlers[:] = handlers
    structlog.configure(**before)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def lines(capsys):
    """All that was logged, having checked that each line is one JSON object and holds nothing it must not."""
    out = capsys.readouterr().out
    for word in NEVER:
        assert word not in out
    return [json.loads(line) for line in out.splitlines()]


async def test_what_httpx_says_of_an_address_holds_no_token(set_up, capsys):
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    async with httpx.AsyncClient() as http:
        with pytest.raises(httpx.ConnectError):
            await http.get(f"http://127.0.0.1:9/bot{TOKEN}/sendMessage?text={NUMBER}")
        logging.getLogger("httpx").error("cannot reach %s", f"https://here/bot{TOKEN}/getMe")
    said = lines(capsys)
    assert {line["logger"].partition(".")[0] for line in said} == {"httpx", "httpcore"}
    assert said[-1]["event"] == "cannot reach https://here/bot***/getMe"


async def test_what_aiohttp_says_of_a_request_that_failed_is_where(set_up, capsys):
    words = f"{PERSON} at {NUMBER}"

    async def breaks(_):
        raise ValueError(words)

    app = web.Application()
    app.router.add_post("/ussd/africastalking/{secret}", breaks)
    async with serving(app) as url, ClientSession() as http:
        assert (await http.post(f"{url}/ussd/africastalking/{SECRET}")).status == 500
    (line,) = lines(capsys)
    assert line["event"].startswith("Error handling request")
    assert "in breaks" in line["stack"]
    assert line["stack"].endswith("ValueError")


async def test_a_task_nobody_awaited_is_told_by_its_place(set_up, capsys):
    words = f"{PERSON} at {NUMBER}"

    async def breaks():
        raise ValueError(words)

    task = asyncio.ensure_future(breaks())
    await asyncio.wait({task})
    del task
    (line,) = lines(capsys)
    assert (line["logger"], line["event"]) == ("asyncio", "Task exception was never retrieved")
    assert "in breaks" in line["stack"]


def test_our_own_lines_are_looked_over_too(set_up, capsys):
    own = structlog.get_logger("bot.own")
    own.warning("refused", path=f"/ussd/africastalking/{SECRET}", by=f"tel:+{NUMBER}", ms=1234567890.5, id=1234567890)
    own.error("broke", exc_info=ValueError(f"{PERSON}: {TOKEN}"))
    first, second = lines(capsys)
    assert (first["path"], first["by"]) == ("/ussd/africastalking/***", "tel:***")
    assert (first["ms"], first["id"]) == (1234567890.5, 1234567890)
    assert second["stack"].endswith("ValueError")


def test_a_line_that_cannot_be_written_breaks_nothing(set_up, capsys):
    (ours,) = [each for each in logging.getLogger().handlers if isinstance(each, log._Lines)]
    ours.handle(logging.LogRecord("strange", logging.ERROR, "", 0, "%d", (PERSON,), None))
    assert [line["event"] for line in lines(capsys)] == ["a log line could not be written"]


def test_the_last_words_of_the_program_hold_nothing_either(set_up, capsys):
    sys.excepthook(ValueError, ValueError(f"cannot reach {TOKEN} for {NUMBER}"), None)
    err = capsys.readouterr().err
    assert err == "ValueError: cannot reach *** for ***\n"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/sendMessage", "POST https://api.telegram.org/bot***/sendMessage"),
        (f"POST /ussd/africastalking/{'x' * 32}/events", "POST /ussd/africastalking/***/events"),
        ("GET /u/AbCdEfGhIjKlMnOpQrStUv HTTP/1.1", "GET /u/*** HTTP/1.1"),
        ("POST /sim/africastalking/0123456789abcdef", "POST /sim/africastalking/***"),
        ("POST /sms/infobip/0123456789abcdef?x=1", "POST /sms/infobip/***?x=1"),
        ("Authorization: Bearer abc.def-123", "Authorization: Bearer ***"),
        ("{'Authorization': 'App 0123456789abcdef'}", "{'Authorization': 'App ***'}"),
        ("[(b'authorization', b'Basic YW5uOnNlc2FtZQ==')]", "[(b'authorization', b'Basic ***')]"),
        ("headers {'x-api-key': 'k-0123456789'}", "headers {'x-api-key': '***'}"),
        ("sent Basic YW5uOnNlc2FtZQ== there", "sent Basic *** there"),
        ("redis://:wonder-wall@here:6379/0", "***"),
        ("redis says wonder-wall is wrong", "redis says *** is wrong"),
        ("rediss://user:other@there:6379", "rediss://***there:6379"),
        (f"https://here/?to=%2B{NUMBER}", "https://here/?to=***"),
        ("2026-02-02T10:00:00Z 1234567890 bytes in 0.123456789 s", None),
        ("error at adapters/x.py:123456", None),
    ],
)
def test_what_looks_like_a_secret_is_hidden(said, left):
    redact = redactor(["redis://:wonder-wall@here:6379/0"])
    assert redact(said) == (said if left is None else left)


@pytest.mark.parametrize("said", [NUMBER, f"for {NUMBER}.", f"({NUMBER})", f"chat -100{NUMBER[:10]}", f"to={NUMBER}&"])
def test_numbers_in_what_libraries_say_are_hidden(said):
    assert not set("123456789") & set(without_numbers(said))


@pytest.mark.parametrize("said", ["at 10:20:30", "0.123456789 s", "0x7f00123456789", "line 123456", "v3.11.7"])
def test_other_figures_stay(said):
    assert without_numbers(said) == said
