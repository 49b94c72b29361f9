"""Attacks on what a person may ask for: having their data deleted, by another or at the wrong moment."""

import pytest

from bot.beside import glance
from bot.joining import Joining
from flows.errands import Joined
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_delete import WHO, deletes
from tests.threats.attack import Attack, Ground
from tests.world import World, world


async def _is_known(around: World) -> bool:
    session = (await glance(around.assistant.sessions, WHO)).session
    return session is not None and session.facts.get("consent") == "yes"


async def _delete_anothers_data(ground: Ground) -> bool:
    """An account that shares a number it has held once: the number is another's by now."""
    async with world(ground.redis_url, ground.folder, role="web") as around:
        await Ussd(around).meet()
        thief = Telegram(around, 6666, NUMBER)
        await thief.meet()
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


def _without_a_code(patch: pytest.MonkeyPatch) -> None:
    async def joins(*_: object) -> Joined:
        return Joined()

    patch.setattr(Joining, "_ask_in", joins)


ATTACKS = [
    Attack("data-deleted-by-another", _delete_anothers_data, _without_a_code),
    Attack(
        "data-deleted-while-money-moves",
        _vanish_while_money_moves,
        lambda patch: patch.setattr("bot.erasing.against", lambda *_: None),
    ),
]
