"""Attacks on where the lender and the SMS provider tell us things."""

import hmac
import json
import time
from contextlib import aclosing
from secrets import token_hex
from typing import Any

import httpx
import pytest
from aiohttp import web

from adapters import lender_door, lender_event
from adapters.followed import FollowedLoans
from adapters.job import Job
from adapters.lender_event import signature
from adapters.redis_client import connect
from adapters.stand_ins.serving import serving
from bot import notices
from bot.looking import Looking
from flows.following import Followed
from flows.loan_news import Seen
from tests.at_a_gateway import SECRET as SMS_SECRET
from tests.at_a_gateway import way
from tests.loan_news import OPEN, SECRET, applied, happens, posts, told, worked
from tests.threats.attack import Attack, Ground
from tests.world import world

BODY = json.dumps({"id": "e1", "event": "paid_out", "loan": "L-1"}).encode()


async def _told(headers: dict[str, str], honest: dict[str, str]) -> bool:
    """Whether a notification with these headers is taken; one with the honest ones is."""
    app, kept = web.Application(), list[Job]()

    async def give(job: Job) -> None:
        kept.append(job)

    lender_door.mount(app, "mo", SECRET, give)
    async with serving(app) as url, httpx.AsyncClient() as http:
        assert (await http.post(f"{url}/lender/mo", content=BODY, headers=honest)).status_code == 200
        return (await http.post(f"{url}/lender/mo", content=BODY, headers=headers)).status_code == 200


def _signed(at: float, secret: str = SECRET) -> dict[str, str]:
    return {"X-Timestamp": str(int(at)), "X-Signature": signature(secret, BODY, str(int(at)))}


async def _forge(_: Ground) -> bool:
    return await _told(_signed(time.time(), "a secret somebody guessed"), _signed(time.time()))


async def _tell_late(_: Ground) -> bool:
    """One that was read on its way yesterday."""
    return await _told(_signed(time.time() - 86_400), _signed(time.time()))


async def _tell_again(ground: Ground) -> bool:
    """The same one again and again, while its signature holds: the borrower is told again and again."""
    async with world(ground.redis_url, ground.folder, **OPEN) as around:
        phone, application = await applied(around)
        body = json.dumps({"id": "e1", "event": "approved", **happens(around, application, "approved")}).encode()
        for _ in range(3):
            assert await posts(around, body) == 200
            await worked(around)
        said = await told(around, phone)
    assert said
    return len(said) > 1


async def _tell_what_is_not_so(ground: Ground) -> bool:
    """Whoever has the secret tells of an approval there never was."""
    async with world(ground.redis_url, ground.folder, **OPEN) as around:
        phone, application = await applied(around)
        body = json.dumps({"id": "e1", "event": "approved", "application": application["application"]}).encode()
        assert await posts(around, body) == 200
        await worked(around)
        return bool(await told(around, phone))


def _forgetting(patch: pytest.MonkeyPatch) -> None:
    """What they were told is not kept with the loan, and each SMS is another."""
    read = FollowedLoans.read

    async def untold(self: FollowedLoans, who: str, key: str) -> Followed | None:
        loan = await read(self, who, key)
        return loan and loan.model_copy(update={"told": {}})

    patch.setattr(FollowedLoans, "read", untold)
    patch.setattr(notices, "sms_key", lambda *_: token_hex())


def _believing(patch: pytest.MonkeyPatch) -> None:
    """The lender's books are not looked into."""
    look = Looking.look

    async def believe(self: Looking, *how: Any) -> Seen:
        return (await look(self, *how))._replace(status="approved")

    patch.setattr(Looking, "look", believe)


async def _report_an_sms(ground: Ground) -> bool:
    """That a message arrived which did not: so that it is not sent another way."""
    async with aclosing(connect(ground.redis_url)) as redis, way(redis, "twilio") as found, httpx.AsyncClient() as http:
        honest = await http.post(found.door, content=b"")
        guessed = await http.post(found.door.replace(SMS_SECRET, "g" * 16), content=b"")
    assert honest.status_code != 404
    return guessed.status_code != 404


ATTACKS = [
    Attack("lender-forged-notification", _forge, lambda patch: patch.setattr(hmac, "compare_digest", lambda *_: True)),
    Attack("lender-late-notification", _tell_late, lambda patch: patch.setattr(lender_event, "HOLDS", 10**9)),
    Attack("lender-replayed-notification", _tell_again, _forgetting),
    Attack("lender-secret-leaked", _tell_what_is_not_so, _believing),
    Attack("sms-forged-report", _report_an_sms, lambda patch: patch.setattr(hmac, "compare_digest", lambda *_: True)),
]
