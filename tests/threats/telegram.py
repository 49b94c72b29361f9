"""Attacks on Telegram's webhook, and by updates that Telegram itself would bring."""

import hmac
from collections.abc import AsyncIterator, Callable
from secrets import token_hex
from typing import Any

import pytest
from httpx import Response

from adapters.channels.telegram import hearing, webhook
from adapters.channels.telegram.update import Update
from adapters.channels.telegram.webhook import SECRET_HEADER
from flows.heard import Heard
from tests.threats.attack import Attack, Ground
from tests.world import SECRET, World, world

ANN = {"id": 4711, "is_bot": False, "first_name": "Ann"}
CHAT = {"id": 4711, "type": "private"}
HELLO = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": CHAT, "from": ANN, "text": "/start"}}


def _pressed(number: int, data: str) -> dict[str, Any]:
    message = {"message_id": 100, "date": 1, "chat": CHAT, "text": "Which language?"}
    query = {"id": str(number), "from": ANN, "chat_instance": "1", "message": message, "data": data}
    return {"update_id": number, "callback_query": query}


async def _put(around: World, update: dict[str, Any], secret: str = SECRET) -> Response:
    return await around.http.post(f"{around.url}/telegram", json=update, headers={SECRET_HEADER: secret})


async def _forge_an_update(ground: Ground) -> bool:
    async with world(ground.redis_url, ground.folder) as around:
        honest, forged = await _put(around, HELLO), await _put(around, HELLO, "guessed")
    assert honest.status_code == 200
    return forged.status_code == 200


async def _replay_an_update(ground: Ground) -> bool:
    """Pressing a button twice where it was pressed once: the second time it is an old one."""
    async with world(ground.redis_url, ground.folder, role="web") as around:
        await _put(around, HELLO)
        first, again = [await _put(around, _pressed(2, "start.language|en")) for _ in range(2)]
    assert "agree" in first.text
    return first.text != again.text


async def _press_what_was_never_shown(ground: Ground) -> bool:
    """The menu's button, before there was consent or a menu."""
    async with world(ground.redis_url, ground.folder, role="web") as around:
        await _put(around, HELLO)
        forged = await _put(around, _pressed(2, "home.menu|en"))
        honest = await _put(around, _pressed(3, "start.language|en"))
    assert honest.status_code == 200
    return "agree" in forged.text


async def _show_anothers_card(_: Ground) -> bool:
    """A contact card anybody has in their address book, as if it were one's own number."""
    card = {"phone_number": "27821234567", "first_name": "Thandi", "user_id": 4712}
    assert _contact(card | {"user_id": 4711}) == "+27821234567"
    return _contact(card) == "+27821234567"


async def _pass_a_card_on(_: Ground) -> bool:
    """One's own card of years ago, as it stands in an old chat: it shows the number one had then."""
    card = {"phone_number": "27821234567", "first_name": "Ann", "user_id": 4711}
    assert _contact(card) == "+27821234567"
    return _contact(card, forward_origin={"type": "user", "date": 1, "sender_user": ANN}) == "+27821234567"


def _contact(card: dict[str, Any], **more: Any) -> str:
    """The number a card proves to us."""
    message = {"message_id": 1, "date": 1, "chat": CHAT, "from": ANN, "contact": card, **more}
    heard = hearing.hear({"update_id": 1, "message": message}, 1)  # type: ignore[typeddict-item]  # as it comes
    return heard.contact if heard else ""


async def _send_without_end(ground: Ground) -> bool:
    """More than an update may have, without saying how much will come."""

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    async with world(ground.redis_url, ground.folder, role="web") as around:
        headers = {SECRET_HEADER: SECRET}
        honest = await _put(around, HELLO)
        large = await around.http.post(f"{around.url}/telegram", content=endless(), headers=headers)
    assert honest.status_code == 200
    return large.status_code != 413


def _owning(patch: pytest.MonkeyPatch, change: Callable[[dict[str, Any], dict[str, Any]], None]) -> None:
    """Whose card it is, is told of a message and a card that were changed."""
    own = hearing._own_number

    def strangely(message: Any, card: Any) -> str:
        message, card = dict(message), dict(card)
        change(message, card)
        return own(message, card)

    patch.setattr(hearing, "_own_number", strangely)


def _hearing(patch: pytest.MonkeyPatch, **otherwise: Callable[[], str]) -> None:
    """Whatever is heard is heard with these made anew."""
    hear = hearing.hear

    def strangely(update: Update, now: int) -> Heard | None:
        heard = hear(update, now)
        return heard and heard._replace(**{name: made() for name, made in otherwise.items()})  # type: ignore[arg-type]

    patch.setattr(hearing, "hear", strangely)


ATTACKS = [
    Attack(
        "telegram-forged-update",
        _forge_an_update,
        lambda patch: patch.setattr(hmac, "compare_digest", lambda *_: True),
    ),
    Attack("telegram-replayed-update", _replay_an_update, lambda patch: _hearing(patch, mark=token_hex)),
    Attack("telegram-forged-button", _press_what_was_never_shown, lambda patch: _hearing(patch, at=str)),
    Attack(
        "telegram-anothers-card",
        _show_anothers_card,
        lambda patch: _owning(patch, lambda message, card: card.update(user_id=message["from"]["id"])),
    ),
    Attack(
        "telegram-passed-on-card",
        _pass_a_card_on,
        lambda patch: _owning(patch, lambda message, _: message.pop("forward_origin", None)),
    ),
    Attack(
        "telegram-endless-update",
        _send_without_end,
        lambda patch: patch.setattr(webhook, "BODY_BYTES", 1 << 30),
    ),
]
