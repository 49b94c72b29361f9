"""Attacks on what only staff may do: by who left, from another chat, and by who hides behind a channel."""

from collections.abc import Callable
from typing import Any

import pytest

from adapters.staff import Staff
from adapters.stand_ins.telegram.staff import ANONYMOUS
from bot import staff_desk as desks
from bot.beside import glance
from bot.staff_deeds import DEEDS, take_it
from flows.handover import STAFF
from tests.staff_desk import GROUP, StaffDesk, staff_desk
from tests.threats.attack import Attack, Ground

STRANGER = {"id": 6666, "is_bot": False, "first_name": "Mallory"}
CHANNEL = {"id": -1001900000666, "type": "channel", "title": "Group"}
Message = dict[str, Any]
Change = Callable[[StaffDesk, Message], Message]


async def _takes(ground: Ground, change: Change) -> bool:
    """Whether a changed command takes a conversation; as it was, it does."""
    async with staff_desk(ground.redis_url, ground.folder) as desk:
        topic = await desk.asks(await desk.at_the_menu(desk.borrower()))
        honest = desk.anna_says("/take", topic)
        await _hear(desk, change(desk, honest), 900_001)
        if await _has_it(desk):
            return True
        desk.staff.staff._members.clear()
        desk.group.members[9001] = "member"
        await _hear(desk, honest, 900_002)
        assert await _has_it(desk)
    return False


async def _hear(desk: StaffDesk, message: Message, number: int) -> None:
    await desk.staff.hear({"update_id": number, "message": message})


async def _has_it(desk: StaffDesk) -> bool:
    session = (await glance(desk.world.assistant.sessions, "tel:+27821234567")).session
    return bool(session and session.owner == STAFF)


def _by_who_left(desk: StaffDesk, message: Message) -> Message:
    """A message that Telegram brings late, or a client that does not know yet."""
    desk.group.members[9001] = "left"
    return message


def _from_a_group_of_their_own(_: StaffDesk, message: Message) -> Message:
    """The bot was added there, and a member of the staff is led to write in a topic of the same number."""
    return message | {"chat": message["chat"] | {"id": GROUP - 1}}


def _in_private(_: StaffDesk, message: Message) -> Message:
    return message | {"chat": {"id": message["from"]["id"], "type": "private"}}


def _as_a_channel(_: StaffDesk, message: Message) -> Message:
    """A channel linked to the group, or an administrator who is not named: nobody could say later who it was."""
    return message | {"from": ANONYMOUS, "sender_chat": CHANNEL}


def _everybody(patch: pytest.MonkeyPatch) -> None:
    async def member(_: Staff, __: int) -> bool:
        return True

    patch.setattr(Staff, "is_member", member)


def _every_chat(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(desks, "is_about", lambda update, _: "message_thread_id" in update.get("message", {}))


ATTACKS = [
    Attack("staff-who-left", lambda ground: _takes(ground, _by_who_left), _everybody),
    Attack("staff-another-group", lambda ground: _takes(ground, _from_a_group_of_their_own), _every_chat),
    Attack("staff-private-chat", lambda ground: _takes(ground, _in_private), _every_chat),
    Attack(
        "staff-nameless",
        lambda ground: _takes(ground, _as_a_channel),
        lambda patch: patch.setitem(DEEDS, "hidden", take_it),
    ),
]
