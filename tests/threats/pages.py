"""Attacks on the page behind a link, and on the operator's."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from aiohttp import web
from pydantic import SecretStr

from adapters import guesses
from adapters.channels.page import serve
from adapters.channels.page.door import Page
from adapters.limits import Rate
from adapters.links import Links
from adapters.names import Namer
from adapters.redis_client import Client, connect
from adapters.strangers import Strangers
from adapters.vault import Vault
from bot import bounds, operator_door, outermost
from flows.heard import Heard
from flows.session import Session
from tests.page_desk import SECRET, Site, site
from tests.test_outermost import SAID, breaks, served, well
from tests.test_page import PHOTO, attached, hidden, post
from tests.threats.attack import Attack, Ground
from tests.world import world

PASSWORD = "a password of the tests"


@asynccontextmanager
async def _page(ground: Ground) -> AsyncIterator[tuple[Site, httpx.AsyncClient, Client]]:
    redis = connect(ground.redis_url)
    links = Links(redis, Vault([b"v" * 32]), Namer(b"k" * 32))
    async with site(links) as page, httpx.AsyncClient(timeout=30) as http:
        yield page, http, redis
    await redis.aclose()


async def _use_a_link_again(ground: Ground) -> bool:
    """A link found later in somebody's messages, when the same question stands again."""
    async with _page(ground) as (page, http, _):
        await post(http, page, PHOTO, words="done")
        page.desk.change(state="paper.id")
        found = await http.get(page.url)
    assert page.desk.files == [PHOTO]
    return "photograph your ID document" in found.text


async def _read_tokens_in_redis(ground: Ground) -> bool:
    """Whoever has a copy of the data opens what its keys name."""
    async with _page(ground) as (page, http, redis):
        kept = [key.decode().partition(":")[2] async for key in redis.scan_iter("link:*")]
        opened = [(await http.get(page.at(name[:22]))).status_code for name in kept]
        assert (await http.get(page.url)).status_code == 200
    return 200 in opened


async def _look_at_other_questions(ground: Ground) -> bool:
    """By the link, where the borrower has gone on to something private."""
    async with _page(ground) as (page, http, _):
        assert "ID document" in (await http.get(page.url)).text
        page.desk.change(state=SECRET.step)
        answers = [await post(http, page, words="yes", form='type="hidden" name="at" value=""')]
    return page.desk.heard[-1].words == "yes" or SECRET.text in answers[0].text


async def _post_from_another_site(ground: Ground) -> bool:
    """A page elsewhere sends a form of its own to a link that leaked."""
    async with _page(ground) as (page, http, _):
        form = hidden((await http.get(page.url)).text)
        moved = []
        for where in ("cross-site", "same-origin"):
            await http.post(page.url, data=form, files=attached(PHOTO), headers={"Sec-Fetch-Site": where})
            moved.append(page.desk.session().state != "paper.id")
    assert moved[1]
    return moved[0]


async def _try_tokens(ground: Ground) -> bool:
    """Very many, from one address."""
    async with world(ground.redis_url, ground.folder, role="web", rate_address=Rate(30, 300)) as around:
        http, link = around.http, await around.assistant.links.issue("tel:+27821234567", "en")
        tried = [(await http.get(f"{around.url}/u/{number:022}")).status_code for number in range(31)]
        assert (await http.get(f"{around.url}/u/{link.token}")).status_code == 200
    return set(tried) == {404}


async def _frame_a_page(_: Ground) -> bool:
    """Show it within a page of one's own, under a button that looks like another."""
    async with served(well) as (_, http):
        policy = (await http.get("/")).headers.get("Content-Security-Policy", "")
    return "frame-ancestors 'none'" not in policy


async def _read_a_fault(_: Ground) -> bool:
    """What an error says may quote a person, and how the program is built."""
    async with served(breaks) as (_, http):
        answer = await http.get("/")
    assert answer.status_code == 500
    return SAID in answer.text


async def _hold_connections(_: Ground) -> bool:
    """Very many that never say what they want: whether one of them is still there when others have been served."""
    async with served(well) as (runner, http), bounds.ending_silent(runner, head=0.02, look=0.005):
        assert runner.server
        host, port = runner.addresses[0][:2]
        read, write = await asyncio.open_connection(host, port)
        write.write(b"GET / HTTP/1.1\r\nHost: he")
        try:
            async with asyncio.timeout(1):
                await read.read()
        except TimeoutError:
            return True
        finally:
            write.close()
            await write.wait_closed()
        assert (await http.get("/")).status_code == 200
    return False


def _basic(password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"me:{password}".encode()).decode()}


async def _guess_the_operators_password(ground: Ground) -> bool:
    """Passwords from a list, until one fits: here the eleventh."""
    tried = [*(f"guess {number}" for number in range(operator_door.MOST_WRONG)), PASSWORD]
    settings = {"role": "web", "operator_password": SecretStr(PASSWORD)}
    async with world(ground.redis_url, ground.folder, **settings) as around:
        url = f"{around.url}/operator"
        assert (await around.http.get(url, headers=_basic(PASSWORD))).status_code == 200
        answers = [(await around.http.get(url, headers=_basic(word))).status_code for word in tried]
    return 200 in answers


async def _rebind_a_name(ground: Ground) -> bool:
    """A web page elsewhere whose name comes to mean this machine reads the page that needs no password here."""
    alone = {"lender_url": "", "public_url": "", "telegram_webhook_secret": SecretStr("")}
    async with world(ground.redis_url, ground.folder, role="web", **alone) as around:
        url = f"{around.url}/operator"
        assert (await around.http.get(url)).status_code == 200
        return (await around.http.get(url, headers={"Host": "rebound.example"})).status_code == 200


def _listening_to_all(patch: pytest.MonkeyPatch) -> None:
    def listen(_: Page, __: Session, heard: Heard) -> Heard:
        return heard

    patch.setattr(Page, "listen", listen)


def _showing_all(patch: pytest.MonkeyPatch) -> None:
    async def spend(*_: object) -> None:
        """Nothing is spent."""

    patch.setattr(Links, "spend", spend)


def _holding_on(patch: pytest.MonkeyPatch) -> None:
    async def look_away(*_: object) -> None:
        """Nobody is ended."""

    patch.setattr(bounds, "_end_silent", look_away)


def _unhashed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Namer, "hash", lambda _, *words: "-".join(words))


def _with_the_librarys_own(patch: pytest.MonkeyPatch) -> None:
    """An answer that says what broke."""

    async def tell(error: Exception) -> web.Response:
        return web.Response(status=500, text=str(error))

    @web.middleware
    async def telling(request: web.Request, handler: outermost.Handle) -> web.StreamResponse:
        try:
            return await handler(request)
        except ValueError as error:
            return await tell(error)

    patch.setattr(outermost, "_outermost", telling)


class _Everything:
    """Has whatever is looked for in it."""

    def __contains__(self, _: object) -> bool:
        return True


ATTACKS = [
    Attack("page-used-link", _use_a_link_again, _showing_all),
    Attack("page-tokens-in-redis", _read_tokens_in_redis, _unhashed),
    Attack("page-other-questions", _look_at_other_questions, _listening_to_all),
    Attack(
        "page-from-another-site",
        _post_from_another_site,
        lambda patch: patch.setattr(serve, "OURS", ("cross-site", "same-origin", "none")),
    ),
    Attack(
        "page-tried-tokens",
        _try_tokens,
        lambda patch: patch.setattr(Strangers, "wrong", serve.uncounted),
    ),
    Attack("page-framed", _frame_a_page, lambda patch: patch.setattr(outermost, "HEADERS", {})),
    Attack("fault-read", _read_a_fault, _with_the_librarys_own),
    Attack("connection-held", _hold_connections, _holding_on),
    Attack(
        "operator-guessed-password",
        _guess_the_operators_password,
        lambda patch: patch.setattr(guesses.Guesses, "shut_out", lambda *_: False),
    ),
    Attack("operator-rebound", _rebind_a_name, lambda patch: patch.setattr(operator_door, "LOOPBACK", _Everything())),
]
