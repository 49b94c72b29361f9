"""Nothing personal stands in clear anywhere, and of one who was erased nothing can be read: whole lives, and a grep.

The facts looked for are canaries: words and numbers that stand nowhere but in what one borrower said.
"""

import contextlib
import io
import logging
import re
from pathlib import Path

import pytest
import structlog
from redis.asyncio import Redis

from adapters.redis_client import connect
from adapters.redis_server import EmbeddedRedis
from adapters.rewriting import rewrite
from bot import log
from bot.beside import Beside
from bot.erasing import forget
from tests import test_whole_life
from tests.at_the_lender import NEW
from tests.phones import Ussd
from tests.staff_desk import staff_desk
from tests.test_whole_life import Life
from tests.unsealed import everything
from tests.world import World

NUMBER = "+27835550142"
CODE = re.compile(r"\b\d{6}\b")
WHO = f"tel:{NUMBER}"
SAID = {
    "borrower.first_name": "Kanarie",
    "borrower.last_name": "Vinkenoog",
    "borrower.email": "geelvink@example.com",
    "budget.income": "31847.29",
    "budget.take_home": "25733.61",
    "collect.account": "62004758391",
    "payout.account": "62004758391",
}
IN_CHAT = {"name": "Kwikstertjie", "to_staff": "Vlaktevark", "from_staff": "Heuningvoel"}
STAYS = ["Kanarie", *IN_CHAT.values()]
"""What is still known at the end of such a life."""

CANARIES = [NUMBER.removeprefix("+"), f"0{NUMBER.removeprefix('+27')}", NEW, *SAID.values(), *IN_CHAT.values()]
LOOKED_AT = ("/", "/metrics", "/readyz", "/healthz", "/operator", "/gallery", "/nothing/here", f"/u/{'A' * 22}")


@pytest.fixture
def logged():
    """All that is logged, as the program sets it up."""
    lines = io.StringIO()
    before = structlog.get_config()
    with contextlib.redirect_stdout(lines):
        log.set_up()
        structlog.configure(cache_logger_on_first_use=False)
        root, handler = logging.getLogger(), logging.StreamHandler(lines)
        root.addHandler(handler)
        yield lines
        root.removeHandler(handler)
    structlog.configure(**before)


async def lives(around: World, desk) -> str:
    """A whole life on a feature phone, and then a talk with staff in a chat; what the program said to strangers."""
    await Life(around, Ussd(around, NUMBER), "maxintegrate").go("paid back in full")
    thandi = desk.borrower(name=IN_CHAT["name"], number=NUMBER)
    thandi.start()
    await around.telegram.calm()
    for label in ("English", "I agree"):
        thandi.press(label)
        await around.telegram.calm()
    thandi.share_contact()
    await around.telegram.calm()
    if code := [word for text in around.inbox.messages[NUMBER] for word in CODE.findall(text)]:
        thandi.type(code[-1])
        await around.telegram.calm()
    topic = await desk.asks(thandi)
    desk.anna.type("/take", topic=topic)
    await desk.rest()
    thandi.type(IN_CHAT["to_staff"])
    desk.anna.type(IN_CHAT["from_staff"], topic=topic)
    await desk.rest()
    pages = [await around.http.get(f"{around.url}{path}") for path in LOOKED_AT]
    pages += [await around.http.post(f"{around.url}/ussd/africastalking", data={"phoneNumber": NUMBER, "text": NEW})]
    return "\n".join(page.text for page in pages)


def in_clear(text: bytes) -> list[str]:
    return [canary for canary in CANARIES if canary.encode() in text]


def files(folder: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


async def test_nothing_personal_stands_in_clear_and_nothing_can_be_read_of_one_erased(tmp_path, monkeypatch, logged):
    monkeypatch.setattr("bot.finishing.FINISH_AFTER", 0)
    monkeypatch.setattr("bot.finishing.PAUSES", (0.0,))
    for step, words in SAID.items():
        monkeypatch.setitem(test_whole_life.ANSWERS, step, words)
    monkeypatch.setattr(test_whole_life, "WHO", WHO)
    with EmbeddedRedis(tmp_path / "redis", fsync="no") as url:
        redis = connect(url, patience=60)
        assert isinstance(redis, Redis)
        async with staff_desk(url, tmp_path / "data", lender_settle=0) as desk:
            around, assistant = desk.world, desk.world.assistant
            shown = await lives(around, desk)
            keys = assistant.settings.data_keys.get_secret_value()
            await assistant.lending.noting.settle()
            assert {CANARIES[0], NEW, *STAYS} <= set(in_clear(await everything(redis, keys))), "we do see inside"
            raw = files(tmp_path / "redis")
            assert len(raw) > 100_000, "the server's files are there"
            assert in_clear(raw + files(tmp_path / "data") + shown.encode() + logged.getvalue().encode()) == []

            namer = assistant.desk._sessions._namer
            wrapped = await redis.get(namer.keys(WHO).key)
            await forget(Beside(redis, assistant.keyring, namer), WHO)
            assert in_clear(await everything(redis, keys)) == []
            assert wrapped in files(tmp_path / "redis")
            assert await rewrite(redis)
            assert wrapped not in files(tmp_path / "redis"), "nor is their key in the file"
        await redis.aclose()
