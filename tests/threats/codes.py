"""Attacks on one-time codes of our own, and on the PINs of a lender."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager
from hashlib import sha1
from typing import Any, NamedTuple

import pytest

from adapters import codes as issuing
from adapters.codes import Codes, Limits, Right, Spent, hashed
from adapters.names import Namer
from adapters.redis_client import Client, connect
from adapters.scripts import Script
from adapters.sessions import Sessions
from adapters.stand_ins.sms import Inbox
from adapters.tries import Ration, Tries
from adapters.vault import Vault
from bot.joining import Joining
from bot.rationing import RATIONS, Rationing
from flows.errands import ActivateByOtp, Activated, CodeSent, Errand, Join, Joined, OtpExpired, OtpWrong, Prove, SendOtp
from flows.session import Session
from tests.at_the_lender import Desk, desk, ready_to_apply
from tests.threats.attack import Attack, Ground

THANDI, SIPHO, PHONE = "tel:+27821234567", "tel:+27829876543", "+27821234567"
NAMING, START, HOUR = b"k" * 32, 1_800_000_000, 3600


class _Door(NamedTuple):
    """Codes, the Redis they lie in, and the time, to be moved."""

    codes: Codes
    redis: Client
    now: list[float]

    async def code(self, who: str = THANDI, about: tuple[str, ...] = ()) -> str:
        code = await self.codes.issue(who, "join", about)
        assert isinstance(code, str)
        return code


@asynccontextmanager
async def _door(ground: Ground) -> AsyncIterator[_Door]:
    now, vault = [float(START)], Vault.from_settings(Vault.new_key())
    async with aclosing(connect(ground.redis_url)) as redis:
        yield _Door(Codes(redis, Namer(NAMING), vault, Limits(), lambda: now[0]), redis, now)


def _guesses(code: str, count: int) -> Iterator[str]:
    """So many wrong codes."""
    return (f"{(int(code) + step) % 10**6:06}" for step in range(1, count + 1))


def _less(script: Script, *cuts: tuple[str, str]) -> Script:
    """The script with its control taken out: each text replaced by another."""
    less = object.__new__(Script)
    less.source = script.source
    for text, by in cuts:
        assert text in less.source
        less.source = less.source.replace(text, by)
    less.sha = sha1(less.source.encode(), usedforsecurity=False).hexdigest()
    return less


# Our own codes.


async def _guess_at_once(ground: Ground) -> bool:
    async with _door(ground) as door:
        honest = await door.code(SIPHO)
        assert await door.codes.check(SIPHO, "join", honest) == Right()
        code = await door.code()
        said = await asyncio.gather(
            *(door.codes.check(THANDI, "join", guess) for guess in [*_guesses(code, 999), code])
        )
    return Right() in said


async def _use_twice(ground: Ground) -> bool:
    async with _door(ground) as door:
        code = await door.code()
        said = await asyncio.gather(*(door.codes.check(THANDI, "join", code) for _ in range(100)))
    assert Right() in said
    return said.count(Right()) > 1


async def _ask_for_new_codes(ground: Ground) -> bool:
    """Five guesses with each code, for an hour: NIST SP 800-63B wants the count to go on across codes."""
    evaluated = 0
    async with _door(ground) as door:
        while door.now[0] < START + HOUR:
            if isinstance(code := await door.codes.issue(THANDI, "join"), str):
                said = [await door.codes.check(THANDI, "join", guess) for guess in _guesses(code, 5)]
                evaluated += len(said) - said[:-1].count(Spent())
            door.now[0] += 120
        door.now[0] += HOUR
        assert await door.codes.check(THANDI, "join", await door.code()) == Right()
    return evaluated > 10


async def _use_for_another_loan(ground: Ground) -> bool:
    async with _door(ground) as door:
        code = await door.code(about=("L-1", "500.00"))
        others = [
            await door.codes.check(THANDI, "join", code, about) for about in (("L-2", "500.00"), ("L-1", "9000.00"))
        ]
        if Right() in others:
            return True
        assert await door.codes.check(THANDI, "join", code, ("L-1", "500.00")) == Right()
    return False


async def _use_for_another_account(ground: Ground) -> bool:
    async with _door(ground) as door:
        vault, inbox = Vault.from_settings(Vault.new_key()), Inbox()
        sessions = Sessions(door.redis, vault, Namer(NAMING))
        turn = await sessions.load(THANDI, "1")
        await sessions.save(turn, Session(id="s", phone=PHONE), b"")
        joining = Joining(sessions, door.codes, inbox)
        asking = Session(id="t", facts={"phone": PHONE})
        assert await joining.run(Join(phone=PHONE), asking, "tg:1") == CodeSent()
        code = inbox.messages[PHONE][-1][:6]
        if await joining.run(Prove(code=code), asking, "tg:2") == Joined():
            return True
        assert await joining.run(Prove(code=code), asking, "tg:1") == Joined()
    return False


async def _read_a_copy(ground: Ground) -> bool:
    """With all that Redis holds, and with the naming key itself, which lies there sealed."""
    async with _door(ground) as door:
        code, name = await door.code(), Namer(NAMING).keys(THANDI).name
        [place] = [key async for key in door.redis.scan_iter(match="*:c:*")]
        kept = await door.redis.execute_command("HGET", place, "hash")
        known = [b"", NAMING, Namer(NAMING).child("one-time codes")._key, place, kept]
        assert await door.codes.check(THANDI, "join", code) == Right()
    tried = [*_guesses(code, 1000), code]
    return any(hashed(key, [name, "join", guess]).encode() == kept for key in known for guess in tried)


async def _have_codes_sent(ground: Ground) -> bool:
    sent = 0
    async with _door(ground) as door:
        for _ in range(24 * 12):
            sent += isinstance(await door.codes.issue(THANDI, "join"), str)
            door.now[0] += 300
        assert await door.code(SIPHO)
        door.now[0] += 24 * HOUR
        assert await door.code()
    return sent > 10


# The lender's PINs.


class _Client(NamedTuple):
    """A client of the lender's with an application, whose errands are rationed."""

    desk: Desk
    rationing: Rationing
    application: str

    async def run(self, errand: Errand[Any], key: str, now: int) -> Any:
        late = self.desk.came_late
        return await self.rationing.run(errand, key, person=THANDI, now=now, patience=5, late=late)

    async def guess(self, otp: str, key: str, now: int) -> Any:
        return await self.run(ActivateByOtp(application=self.application, otp=otp), key, now)

    async def ask(self, key: str, now: int) -> Any:
        return await self.run(SendOtp(application=self.application), key, now)

    async def honest(self, now: int) -> None:
        """Whoever has the phone gets through."""
        await self.ask("honest", now)
        pin = self.desk.stand_in.activation.otp(self.application)
        assert isinstance(await self.guess(pin, "honest guess", now), Activated)


@asynccontextmanager
async def _client(ground: Ground) -> AsyncIterator[_Client]:
    async with aclosing(connect(ground.redis_url)) as redis, desk() as it:
        applied = await it.run(await ready_to_apply(it), "apply")
        yield _Client(it, Rationing(it.lending, Tries(redis, Namer(NAMING))), applied.application)


async def _guess_pins(ground: Ground) -> bool:
    """For an hour, a new PIN whenever there is one; this lender counts each PIN for itself."""
    async with _client(ground) as client:
        said: list[Any] = []
        for now in range(START, START + HOUR, 600):
            await client.ask(f"ask {now}", now)
            wrong = _guesses(client.desk.stand_in.activation.otp(client.application) or "0", 10)
            said += await asyncio.gather(*(client.guess(pin, f"{now} {pin}", now) for pin in wrong))
        reached = client.desk.stand_in.books.calls["otp_activate"]
        assert {OtpWrong, OtpExpired} & {type(answer) for answer in said}
        await client.honest(START + 3 * HOUR)
    return reached > 10


async def _have_pins_sent(ground: Ground) -> bool:
    async with _client(ground) as client:
        for now in range(START, START + 24 * HOUR, 1800):
            await client.ask(f"ask {now}", now)
        reached = client.desk.stand_in.books.calls["otp_send"]
        await client.honest(START + 48 * HOUR)
    return reached > 10


async def _go(*_: object) -> Ration:
    return Ration("go")


def _without_binding(patch: pytest.MonkeyPatch) -> None:
    whole = Codes._hashes
    patch.setattr(Codes, "_hashes", lambda self, keys, purpose, _, code: whole(self, keys, purpose, (), code))


def _charges_nothing(patch: pytest.MonkeyPatch) -> None:
    free = [(f"redis.call('HINCRBY', KEYS[{key}], '{what}', 1)", "0") for key, what in ((1, "tries"), (2, "count"))]
    patch.setattr(issuing, "CHECK", _less(issuing.CHECK, *free))


def _never_used_up(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(issuing, "CHECK", _less(issuing.CHECK, ("redis.call('HSET', KEYS[1], 'tries', most)", "")))


ATTACKS = [
    Attack("code-guessed-at-once", _guess_at_once, _charges_nothing),
    Attack("code-used-twice", _use_twice, _never_used_up),
    Attack(
        "code-guessed-across-codes",
        _ask_for_new_codes,
        lambda patch: patch.setattr(
            issuing, "CHECK", _less(issuing.CHECK, ("if count >= tonumber(ARGV[4])", "if false"))
        ),
    ),
    Attack("code-of-another-loan", _use_for_another_loan, _without_binding),
    Attack("code-of-another-account", _use_for_another_account, _without_binding),
    Attack("codes-in-a-copy-of-redis", _read_a_copy, lambda patch: patch.setattr(Vault, "peppers", lambda *_: [b""])),
    Attack(
        "codes-sent-in-masses",
        _have_codes_sent,
        lambda patch: patch.setattr(issuing, "ISSUE", _less(issuing.ISSUE, (", room(DAY, tonumber(ARGV[6])))", ")"))),
    ),
    Attack("pin-guessed-at-the-lender", _guess_pins, lambda patch: patch.setitem(RATIONS, ActivateByOtp, _go)),
    Attack("pins-sent-in-masses", _have_pins_sent, lambda patch: patch.setitem(RATIONS, SendOtp, _go)),
]
