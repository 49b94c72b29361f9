"""The same cases over real connections, to the whole assistant on a real Redis; and what only a connection can do."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import SecretStr

from tests.fuzz import heads, notices, page, reports, telegram, ussd
from tests.fuzz.case import Broken
from tests.fuzz.line import Answered, answers, request
from tests.fuzz.overhearing import Overheard
from tests.world import World, world

SECRET = SecretStr(ussd.SECRET)
WITHIN = 20.0
"""Seconds for one answer."""
PAUSE = 1.0
"""Seconds without a word after which we take the other end to wait for us."""
LAST = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
ALIVE = b'{"alive": true}'
DIALLED = re.compile(rb"sessionId=ATUid_\d&serviceCode=[^&]*&phoneNumber=%2B\d{11}&text=")
"""How a call begins: what is said in one that did not is not heard."""
AT_ONCE = 25
"""Connections: most of the time of one that waits is waiting."""
MAKERS = [
    ussd.make,
    ussd.make,
    telegram.make,
    telegram.make,
    page.make,
    notices.make,
    reports.maker("infobip"),
    heads.make,
]
NUMBERS = [f"+2782123456{last}" for last in range(10)]
"""All the telephones that cases call from when they are not spoilt."""


class Place(NamedTuple):
    """Where the assistant listens; the world it stands in, and the token of a link that is open there."""

    host: str
    port: int
    world: World
    token: str

    async def say(self, case: bytes) -> list[Answered]:
        """Send this, and a question after it whose answer is the last; everything that was answered to this.

        Where this is half a request, the question is the rest of it: then we hang up after a moment.
        """
        reader, writer = await asyncio.open_connection(self.host, self.port)
        said = bytearray()
        try:
            writer.write(case + LAST)
            async with asyncio.timeout(WITHIN):
                while not await self._over(reader, said):
                    writer.write_eof()
        except ConnectionError:
            """It hangs up on what it does not read to the end."""
        finally:
            writer.close()
        found = answers(bytes(said))
        return found[:-1] if found and found[-1].body == ALIVE else found

    async def _over(self, reader: asyncio.StreamReader, said: bytearray) -> bool:
        """Read for as long as something comes; whether the other end has hung up."""
        try:
            while piece := await asyncio.wait_for(reader.read(1 << 16), PAUSE):
                said += piece
        except TimeoutError:
            return False
        return True


@asynccontextmanager
async def place(redis_url: str, folder: Path, **more: Any) -> AsyncIterator[Place]:
    """The assistant with all its doors open to these cases."""
    secrets = {"telegram_webhook_secret": SECRET, "ussd_secret": SECRET, "lender_notify_secret": SECRET}
    sms = {"sms": "infobip", "sms_url": "http://127.0.0.1:9", "sms_key": SecretStr("k"), "sms_report_secret": SECRET}
    unhurried = dict.fromkeys(("rate_person", "rate_door", "rate_address"))
    async with AsyncExitStack() as stack:
        stack.enter_context(page.as_served())
        around = await stack.enter_async_context(world(redis_url, folder, **secrets | sms | unhurried | more))
        link = await around.assistant.links.issue("tel:+27821234561", "en")
        where = urlsplit(around.url)
        assert where.hostname
        assert where.port
        yield Place(where.hostname, where.port, around, link.token)


async def tried(at: Place, heard: Overheard, seed: int, numbers: range) -> tuple[Counter[int], list[Broken]]:
    """The answers by their status, and what failed; what is overheard is put down to the first of those at one time."""
    statuses, broken = Counter[int](), []
    for begin in range(numbers.start, numbers.stop, AT_ONCE):
        batch = [_case(at, seed, number) for number in range(begin, min(begin + AT_ONCE, numbers.stop))]
        every = await asyncio.gather(*(_answered(at, case) for case in batch))
        for number, (case, found) in enumerate(zip(batch, every, strict=True), begin):
            statuses.update(answer.status for answer in found)
            broken += [Broken("whole", seed, number, case, str(each)) for each in found if not 0 < each.status < 500]
        broken += [Broken("whole", seed, begin, batch[0], said) for said in heard.asked()]
    return statuses, broken


def _case(at: Place, seed: int, number: int) -> bytes:
    random = Random(f"{seed} whole {number}")
    case = random.choice(MAKERS)(random).replace(page.TOKEN.encode(), at.token.encode())
    return b"".join(request(ussd.AT, dialled) for dialled in DIALLED.findall(case)[:1]) + case


async def _answered(at: Place, case: bytes) -> list[Answered]:
    """The answers; one without a status where there was none in time, or no HTTP."""
    try:
        return await at.say(case)
    except (TimeoutError, AssertionError) as error:
        return [Answered(0, b"", f"{type(error).__name__}: {error}".encode())]


async def still_there(at: Place) -> None:
    """Everybody who called can go on: what was kept of them can be read."""
    for number in NUMBERS:
        form = {"sessionId": "ATUid_afterwards", "serviceCode": "*1#", "phoneNumber": number, "text": ""}
        answer = await at.world.http.post(f"{at.world.url}{ussd.AT}", data=form)
        ussd.is_a_screen(Answered(answer.status_code, b"", answer.content))
        assert answer.text.startswith("CON "), answer.text
