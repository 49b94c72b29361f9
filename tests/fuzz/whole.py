"""The same cases over real connections, to the whole assistant on a real Redis; and what only a connection can do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import SecretStr

from tests.fuzz import heads, notices, page, reports, telegram, ussd
from tests.fuzz.case import Broken
from tests.fuzz.line import Answered, answers
from tests.fuzz.overhearing import Overheard
from tests.world import World, world

SECRET = SecretStr(ussd.SECRET)
WITHIN = 20.0
"""Seconds for one answer."""
MAKERS = [ussd.make, ussd.make, telegram.make, telegram.make, page.make, notices.make, reports.maker("infobip"), heads.make]
NUMBERS = [f"+2782123456{last}" for last in range(10)]
"""All the telephones that cases call from when they are not spoilt."""


class Place(NamedTuple):
    """Where the assistant listens; the world it stands in, and the token of a link that is open there."""

    host: str
    port: int
    world: World
    token: str

    async def say(self, request: bytes) -> list[Answered]:
        """Send this, say that there is no more, and read all there is."""
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write(request)
            writer.write_eof()
            async with asyncio.timeout(WITHIN):
                return answers(await reader.read())
        except ConnectionError:  # it hangs up on what it does not read to the end
            return []
        finally:
            writer.close()


@asynccontextmanager
async def place(redis_url: str, folder: Path, **more: Any) -> AsyncIterator[Place]:
    """The assistant with all its doors open to these cases."""
    secrets = {"telegram_webhook_secret": SECRET, "ussd_secret": SECRET, "lender_notify_secret": SECRET}
    sms = {"sms": "infobip", "sms_url": "http://127.0.0.1:9", "sms_key": SecretStr("k"), "sms_report_secret": SECRET}
    async with world(redis_url, folder, **secrets | sms | more) as around:
        link = await around.assistant.links.issue("tel:+27821234561", "en")
        where = urlsplit(around.url)
        assert where.hostname
        assert where.port
        yield Place(where.hostname, where.port, around, link.token)


async def tried(at: Place, heard: Overheard, seed: int, numbers: range) -> tuple[int, list[Broken]]:
    """How many cases were tried, one connection each, and those that failed."""
    count, broken = 0, []
    for number in numbers:
        random = Random(f"{seed} whole {number}")
        case = random.choice(MAKERS)(random).replace(page.TOKEN.encode(), at.token.encode())
        why = await _why(at, case)
        count += 1
        if said := "\n".join([*why, *heard.asked()]):
            broken.append(Broken("whole", seed, number, case, said))
    return count, broken


async def _why(at: Place, case: bytes) -> list[str]:
    try:
        found = await at.say(case)
    except (TimeoutError, AssertionError) as error:
        return [f"{type(error).__name__}: {error}"]
    return [str(answer) for answer in found if answer.status >= 500]


async def still_there(at: Place) -> None:
    """Everybody who called can go on: what was kept of them can be read."""
    for number in NUMBERS:
        form = {"sessionId": "ATUid_afterwards", "serviceCode": "*1#", "phoneNumber": number, "text": ""}
        answer = await at.world.http.post(f"{at.world.url}{ussd.AT}", data=form)
        ussd.is_a_screen(Answered(answer.status_code, b"", answer.content))
        assert answer.text.startswith("CON "), answer.text
