"""Attacks on Telegram's webhook."""

import hmac

from adapters.channels.telegram.intake import SECRET_HEADER
from tests.threats.attack import Attack, Ground
from tests.world import SECRET, world

HELLO = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 4711, "type": "private"},
        "from": {"id": 4711, "is_bot": False, "first_name": "Ann"},
        "text": "/start",
    },
}


async def _forge_an_update(ground: Ground) -> bool:
    async with world(ground.redis_url, ground.folder) as around:
        honest = await around.http.post(f"{around.url}/telegram", json=HELLO, headers={SECRET_HEADER: SECRET})
        forged = await around.http.post(f"{around.url}/telegram", json=HELLO, headers={SECRET_HEADER: "guessed"})
    assert honest.status_code == 200
    return forged.status_code == 200


ATTACKS = [
    Attack(
        "telegram-forged-update",
        _forge_an_update,
        lambda patch: patch.setattr(hmac, "compare_digest", lambda *_: True),
    ),
]
