"""Attacks on figures that are not for everybody."""

from typing import Any

from pydantic import SecretStr

from adapters.peer import FORWARDED
from bot import insiders
from bot.insiders import Insiders
from tests.threats.attack import Attack, Ground
from tests.world import world

TOKEN = "a-token-of-the-tests"


async def _look(ground: Ground, *headers: dict[str, str], path: str = "/metrics", **settings: Any) -> bool:
    """Whether a request with one of these headers is told the lender's name; one with the token is."""
    known = {"role": "web", "metrics_token": SecretStr(TOKEN)}
    async with world(ground.redis_url, ground.folder, **known | settings) as around:
        url = around.url + path
        honest = await around.http.get(url, headers={"Authorization": f"Bearer {TOKEN}"})
        strange = [await around.http.get(url, headers=each) for each in headers]
    assert "lender" in honest.text
    return any("lender" in answer.text for answer in strange)


async def _look_from_elsewhere(ground: Ground) -> bool:
    return await _look(ground, {}, {"Authorization": "Bearer guessed"}, metrics_allow="10.0.0.0/8")


async def _look_through_a_proxy(ground: Ground) -> bool:
    """One on the same machine, that nobody told us of: all the world comes from here."""
    headers = ({FORWARDED: "203.0.113.9"}, {FORWARDED: "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"})
    return await _look(ground, *headers, metrics_allow="127.0.0.1")


async def _look_at_readiness(ground: Ground) -> bool:
    """Which lender stands behind us, and when it falters."""
    return await _look(ground, {}, path="/readyz", metrics_allow="10.0.0.0/8")


ATTACKS = [
    Attack("metrics-stranger", _look_from_elsewhere, lambda patch: patch.setattr(insiders, "within", lambda *_: True)),
    Attack(
        "metrics-through-a-proxy",
        _look_through_a_proxy,
        lambda patch: patch.setattr(insiders, "is_hearsay", lambda _: False),
    ),
    Attack("readiness-told", _look_at_readiness, lambda patch: patch.setattr(Insiders, "has", lambda *_: True)),
]
