"""Files on Telegram: fetched within limits, one by one in their order, and what shows meanwhile."""

import asyncio
import logging
import time
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import cast

import pytest

from adapters.channels.door import Bringing, NotBrought
from adapters.channels.telegram import intake
from adapters.channels.telegram.door import Telegram
from adapters.channels.telegram.fetching import SECONDS, Fetching
from adapters.channels.telegram.hearing import LARGEST
from adapters.channels.telegram.sender import make_bot
from adapters.channels.telegram.update import Update
from adapters.stand_ins.telegram import BotApi, Phone, Refusal, serve
from flows.heard import File
from tests import phones
from tests.telegram_desk import Desk, open_door
from tests.world import world


@pytest.fixture
async def api():
    async with serve() as api:
        yield api
    assert api.faults == []


@asynccontextmanager
async def bringing(api: BotApi, url: str = "", **limits: float) -> AsyncIterator[Telegram]:
    """Telegram's door with a line to the stand-in; `limits` as Fetching has them."""
    bot = make_bot(api.token, url or api.url)
    yield Telegram(Fetching(bot, **limits).bring)  # type: ignore[arg-type]  # whole numbers where they are to be
    await bot.session.close()


async def brought(api: BotApi, file: File, url: str = "", **limits: float) -> bytes | str:
    """The file, or why it was not brought; and that nothing raised knows the token."""
    async with bringing(api, url, **limits) as door:
        try:
            return await door.bring(file)
        except NotBrought as error:
            raised = error
    assert (raised.__cause__, raised.__context__) == (None, None)
    assert api.token not in "".join(traceback.format_exception(raised)) + repr(vars(raised))
    return raised.key


def heard_as(api: BotApi, mark: int) -> File:
    """The file that came with an update, as it is heard."""
    heard = Telegram().hear(cast("Update", api.updates[mark]))
    assert heard is not None
    return heard.file or File(list(api.files.kept)[-1])


def sent(api: BotApi, content: bytes = b"a page", size: int | None = None) -> File:
    """A document that a person has sent."""
    return heard_as(api, Phone(api).send_file(content, size=size))


async def test_a_file_is_brought_whole(api):
    page = bytes(range(256)) * 4000
    assert await brought(api, sent(api, page)) == page
    assert await brought(api, heard_as(api, Phone(api).photo(page))) == page
    assert isinstance(Telegram(), Bringing)


@pytest.mark.parametrize("size", [None, 5, 0])
async def test_what_is_larger_than_we_take_is_not_read_whatever_is_said_of_it(api, size):
    assert await brought(api, sent(api, b"x" * 1000, size), largest=1000) == b"x" * 1000
    assert await brought(api, sent(api, b"x" * 1001, size), largest=1000) == "large"
    assert await brought(api, sent(api, b"x" * (4 << 20), size), largest=1000) == "large"


async def test_what_telegram_does_not_let_us_fetch_is_too_large(api):
    assert await brought(api, sent(api, size=LARGEST + 1)) == "large"
    assert api.made("getFile")[-1].refused == "Bad Request: file is too big"


async def test_what_telegram_has_no_more_is_gone(api):
    assert await brought(api, File("no such file")) == "gone"
    api.trouble("download", Refusal(404, "Not Found"))
    assert await brought(api, sent(api)) == "gone"
    assert len(api.made("getFile")) == 2
    with pytest.raises(NotBrought, match="gone"):
        await Telegram().bring(sent(api))


@pytest.mark.parametrize("where", ["getFile", "download"])
@pytest.mark.parametrize("trouble", [Refusal(502, "Bad Gateway"), Refusal(0, "")])
async def test_what_fails_once_is_tried_again_and_what_fails_twice_is_too_slow(api, where, trouble):
    api.trouble(where, trouble)
    assert await brought(api, sent(api)) == b"a page"
    api.trouble(where, trouble, times=2)
    assert await brought(api, sent(api)) == "slow"
    assert await brought(api, sent(api)) == b"a page"


@pytest.mark.parametrize("where", ["getFile", "download"])
async def test_a_wait_is_waited_where_it_fits(api, where):
    api.trouble(where, Refusal(429, "Too Many Requests: retry after 1", retry_after=1))
    assert await brought(api, sent(api)) == b"a page"
    api.trouble(where, Refusal(429, "Too Many Requests: retry after 60", retry_after=60))
    began = time.monotonic()
    assert await brought(api, sent(api)) == "slow"
    assert time.monotonic() - began < SECONDS / 2


async def test_a_file_that_takes_too_long_is_given_up(api):
    api.files.halt = 60
    began = time.monotonic()
    assert await brought(api, sent(api), seconds=0.3) == "slow"
    assert time.monotonic() - began < SECONDS / 2
    assert SECONDS == 10


async def test_the_token_reaches_no_log(api, caplog):
    caplog.set_level(logging.DEBUG)
    for where in ("getFile", "download"):
        for status in (0, 404, 500):
            api.trouble(where, Refusal(status, "so it is"), times=2 if status != 404 else 1)
            assert await brought(api, sent(api)) in ("gone", "slow")
    assert await brought(api, sent(api), url="http://127.0.0.1:9") == "slow"
    assert "a file is not brought: slow" in caplog.text
    assert api.token not in caplog.text


async def until(so: Callable[[], object]) -> None:
    """Wait until something is so, however long it takes on this machine."""
    async with asyncio.timeout(10):
        while not so():  # noqa: ASYNC110 - what is waited for happens in a server that knows of no event
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("webhook", [True, False])
async def test_while_a_file_is_looked_at_we_show_it_at_once_and_again(api, webhook, monkeypatch):
    monkeypatch.setattr(intake, "TYPING_AFTER", 60)
    monkeypatch.setattr(intake, "TYPING_AGAIN", 0.02)
    desk, phone = Desk(), Phone(api)
    desk.before = lambda heard: until(lambda: len(phone.chat.actions) > 2) if heard.file else None
    async with open_door(api, desk, webhook=webhook):
        phone.start()
        await phone.quiet()
        phone.photo(b"a page")
        await phone.quiet()
    assert set(phone.chat.actions) == {"upload_document"}


@pytest.mark.parametrize("webhook", [True, False])
async def test_the_pages_of_an_album_are_heard_one_by_one_in_their_order(api, webhook):
    pages = [b"page %d" % number for number in range(5)]
    desk, phone, waits = Desk(), Phone(api), iter([0.1, 0, 0.05])
    desk.before = lambda heard: asyncio.sleep(next(waits, 0))
    async with open_door(api, desk, webhook=webhook):
        phone.album(pages)
        await phone.quiet()
    files = [heard.file for heard in desk.heard if heard.file]
    assert [await brought(api, file) for file in files] == pages
    assert len({heard.mark for heard in desk.heard}) == 5


async def test_files_and_stickers_leave_a_conversation_where_it_is(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        phone = phones.Telegram(around)
        menu = await phone.meet()
        assert (await phone.photo(b"a page")).labels == menu.labels
        assert (await phone.file(b"a page", "payslip.pdf")).labels == menu.labels
        assert (await phone.album([b"one", b"two"])).labels == menu.labels
        assert (await phone.sticker()).labels == (await phone.voice()).labels == menu.labels
        assert around.assistant.telegram is not None
        stored = list(around.telegram.files.kept.values())[-1]
        assert await around.assistant.telegram._door.bring(File(stored.id)) == stored.content
