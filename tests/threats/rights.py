"""Attacks on what a person may ask for: having their data deleted, by another or at the wrong moment."""

import time
from contextlib import aclosing

import pytest
from redis.asyncio import Redis

from adapters.channels.telegram import intake
from adapters.channels.telegram.webhook import SECRET_HEADER
from adapters.codes import Codes, Right
from adapters.handovers import Handovers
from adapters.keyring import Keyring
from adapters.names import read_namer
from adapters.redis_client import connect
from adapters.vault import Vault
from bot.beside import Beside, glance
from bot.erasing import forget
from bot.retaining import enforce
from bot.retention import DAY, Retention
from flows.line import Line
from flows.session import Session
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_delete import WHO, deletes
from tests.threats.attack import Attack, Ground
from tests.unsealed import everything
from tests.world import SECRET, World, world


async def _is_known(around: World) -> bool:
    session = (await glance(around.assistant.sessions, WHO)).session
    return session is not None and session.facts.get("consent") == "yes"


async def _delete_anothers_data(ground: Ground) -> bool:
    """An account that shares a number it has held once: the number is another's by now."""
    async with world(ground.redis_url, ground.folder, role="web") as around:
        await Ussd(around).meet()
        thief = Telegram(around, 6666, NUMBER)
        await thief.to_the_code()
        await thief.say("123456")
        await thief.say("/delete")
        await thief.say("Yes, delete my data")
        taken = not await _is_known(around)
        owner = Ussd(around)
        await (owner.meet() if taken else owner.dial())
        await deletes(owner)
        assert not await _is_known(around)
    return taken


async def _vanish_while_money_moves(ground: Ground) -> bool:
    """Have everything forgotten while a payout is on its way, so that nobody here can say where it went."""
    async with world(ground.redis_url, ground.folder, role="web") as around:
        phone, sessions = Ussd(around), around.assistant.sessions
        await phone.meet()
        turn = await sessions.load(WHO, "the payout is triggered")
        assert turn.session
        turn.session.facts |= {"payout": "p1", "payout_status": "pending"}
        await sessions.save(turn, turn.session, b"")
        await phone.dial()
        await deletes(phone)
        vanished = not await _is_known(around)
        if not vanished:
            turn = await sessions.load(WHO, "it has arrived")
            assert turn.session
            turn.session.facts["payout_status"] = "paid"
            await sessions.save(turn, turn.session, b"")
            await phone.dial()
            await deletes(phone)
            assert not await _is_known(around)
    return vanished


async def _read_what_should_be_gone(ground: Ground) -> bool:
    """Whoever gets at everything a year later reads what was said with staff, which we said is kept for 90 days."""
    redis = connect(ground.redis_url)
    ring = Keyring(redis, Vault.from_settings(Vault.new_key()))
    parts = Beside(redis, ring, await read_namer(redis, ring.vault))
    async with aclosing(redis):
        turn = await parts.sessions.load(WHO, "m")
        said = [Line(kind="said", by="borrower", text="a canary")]
        await parts.sessions.save(turn, Session(id="s").model_copy(update={"passed": said}), b"")
        await redis.persist(turn.keys.transcript)  # as who comes back again and again keeps it alive
        await enforce(parts, Retention())
        assert len(await Handovers(*parts).transcript(WHO)) == 1, "what is not old stays"
        await enforce(parts, Retention(), time.time() + 365 * DAY)
        return bool(await Handovers(*parts).transcript(WHO))


async def _read_what_nobody_could(ground: Ground) -> bool:
    """An update of a kind that we do not know yet was set aside as it came; then its sender was erased."""
    async with world(ground.redis_url, ground.folder, role="web") as around:
        assistant = around.assistant
        await Telegram(around, 7001).meet()
        for sender in (7001, 6666):
            message = {"message_id": "of a new kind", "from": {"id": sender}, "text": f"a canary of {sender}"}
            update = {"update_id": sender, "message": message}
            await around.http.post(f"{around.url}/telegram", json=update, headers={SECRET_HEADER: SECRET})
        await forget(assistant.beside, WHO)
        assert isinstance(assistant.redis, Redis)
        left = await everything(assistant.redis, assistant.settings.data_keys.get_secret_value())
    assert b"a canary of 6666" in left, "what others said stays"
    return b"a canary of 7001" in left


def _without_a_code(patch: pytest.MonkeyPatch) -> None:
    async def right(*_: object, **__: object) -> Right:
        return Right()

    patch.setattr(Codes, "check", right)


def _without_the_night(patch: pytest.MonkeyPatch) -> None:
    async def trims_nothing(*_: object) -> int:
        return 0

    patch.setattr("adapters.retaining.trim_transcripts", trims_nothing)


ATTACKS = [
    Attack("data-deleted-by-another", _delete_anothers_data, _without_a_code),
    Attack(
        "data-deleted-while-money-moves",
        _vanish_while_money_moves,
        lambda patch: patch.setattr("bot.erasing.against", lambda *_: None),
    ),
    Attack(
        "data-in-what-was-set-aside",
        _read_what_nobody_could,
        lambda patch: patch.setattr(intake, "sender", lambda _: ""),
    ),
    Attack("data-kept-beyond-its-limit", _read_what_should_be_gone, _without_the_night),
]
