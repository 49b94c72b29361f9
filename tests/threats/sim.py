"""Attacks by somebody who has had a borrower's number put on a SIM of their own."""

import asyncio
import hmac
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urljoin

import httpx
from pydantic import SecretStr

from adapters.job import Job
from adapters.redis_client import connect
from adapters.sim.door import path
from adapters.sim.outcomes import Found
from adapters.stand_ins.sim.africastalking import AfricasTalking
from adapters.stand_ins.sim.mtn import Mtn
from bot import sim_check
from flows.errands import KEPT_BACK, ActivateByOtp, Answer, Errand, PayOut, SendOtp, SimChanged
from tests.at_a_loan import look_at_it
from tests.at_a_network import THANDI, way
from tests.phones import NUMBER, Ussd
from tests.test_assistant import kept, to_the_offer
from tests.test_collect import bank_answers
from tests.threats.attack import Attack, Ground
from tests.world import World, world

HOUR = 3600.0


@asynccontextmanager
async def _ground(ground: Ground) -> AsyncIterator[tuple[World, Ussd, Mtn]]:
    """The assistant, a phone, and the network that knows whose SIM was changed when: this phone's never was."""
    network = Mtn()
    network.changed[NUMBER] = 0
    async with network as url:
        asks: dict[str, Any] = {"sim_swap": "mtn", "sim_swap_url": url, "sim_swap_user": network.user}
        asks["sim_swap_key"] = SecretStr(network.key)
        async with world(ground.redis_url, ground.folder, role="web", **asks) as around:
            yield around, Ussd(around), network


async def _applied(phone: Ussd) -> None:
    """As far as an application that may become a loan."""
    await to_the_offer(phone)
    await phone.say("1")
    await look_at_it(phone)


async def _activate(around: World, phone: Ussd) -> bool:
    """Ask for the PIN and type it, as it stands in the SMS; whether the loan is active."""
    await phone.say("Activate my loan")
    [application] = around.lender.books.applications
    await phone.say(around.lender.activation.otp(application["application"]) or "483920")
    return bool(around.lender.books.loans)


async def _to_the_money(around: World, phone: Ussd) -> None:
    """From the active loan to the question whether to pay it out."""
    await phone.dial()
    for words in ("I have read it: sign", "Go on", "62000000000", "FNB", "Ask me now"):
        await phone.say(words)
    asks = Job(kind="finish", who=f"tel:{NUMBER}", key=(await kept(around)).errand)
    assert await around.assistant.desk._asking._finishing.finish(asks) is None
    bank_answers(around)
    await phone.dial()
    await phone.say("Account of the debit order")


async def _pay_out(around: World, phone: Ussd) -> bool:
    """Say yes to the payout; whether the money is on its way."""
    await phone.say("Yes, pay out")
    return bool(around.lender.books.payouts)


def _days_later(around: World) -> None:
    """The owner has had the time to notice."""
    desk = around.assistant.desk
    desk._clock = lambda: time.time() + 73 * HOUR


async def _activate_from_a_new_sim(ground: Ground) -> bool:
    async with _ground(ground) as (around, phone, network):
        await _applied(phone)
        network.changed[NUMBER] = time.time() - HOUR
        stolen = await _activate(around, phone)
        if not stolen:
            _days_later(around)
            await phone.say("Back")
            assert await _activate(around, phone)
    return stolen


async def _be_paid_on_a_new_sim(ground: Ground) -> bool:
    async with _ground(ground) as (around, phone, network):
        await _applied(phone)
        assert await _activate(around, phone)
        await _to_the_money(around, phone)
        network.changed[NUMBER] = time.time() - HOUR
        stolen = await _pay_out(around, phone)
        if not stolen:
            _days_later(around)
            await phone.say("Back")
            assert await _pay_out(around, phone)
    return stolen


async def _be_paid_while_nobody_can_say(ground: Ground) -> bool:
    async with _ground(ground) as (around, phone, network):
        await _applied(phone)
        network.faults.set("drop", "look")
        assert await _activate(around, phone)
        await _to_the_money(around, phone)
        stolen = await _pay_out(around, phone)
        if not stolen:
            network.faults.clear()
            await phone.say("Try again")
            assert await _pay_out(around, phone)
    return stolen


async def _answer_for_the_network(ground: Ground) -> bool:
    """Tell our door, before the network does, that nothing was changed; whether that is believed."""
    redis = connect(ground.redis_url)
    try:
        async with way(redis, "africastalking") as found, httpx.AsyncClient() as http:
            assert isinstance(found.network, AfricasTalking)
            found.network.changed[THANDI] = time.time() - HOUR
            looking = asyncio.create_task(found.looks.look(found.thandi, "payout", THANDI, 5))
            [mark] = await found.network.was_asked()
            guessed = path("africastalking", "a-secret-somebody-has-guessed")
            forged = await http.post(urljoin(found.door, guessed), json={"requestId": mark, "status": "NoSwapDate"})
            if forged.status_code != 200:
                assert await found.network.tell() == [200]
            said = await looking
    finally:
        await redis.aclose()
    return said == Found(0)


SILENCE_GOES: dict[type[Errand[Any]], tuple[type[Answer], ...]] = {**KEPT_BACK, PayOut: (SimChanged,)}
"""As if a payout did not wait for an answer."""

ATTACKS = [
    Attack(
        "sim-swapped-activation",
        _activate_from_a_new_sim,
        lambda patch: patch.setattr(sim_check, "KEPT_BACK", {}),
    ),
    Attack(
        "sim-swapped-payout",
        _be_paid_on_a_new_sim,
        lambda patch: patch.setattr(sim_check, "KEPT_BACK", {}),
    ),
    Attack(
        "sim-provider-silent",
        _be_paid_while_nobody_can_say,
        lambda patch: patch.setattr(sim_check, "KEPT_BACK", SILENCE_GOES),
    ),
    Attack(
        "sim-swapped-in-between",
        _be_paid_on_a_new_sim,
        lambda patch: patch.setattr(sim_check, "DEEDS", dict.fromkeys((SendOtp, ActivateByOtp, PayOut), "one look")),
    ),
    Attack(
        "sim-forged-answer",
        _answer_for_the_network,
        lambda patch: patch.setattr(hmac, "compare_digest", lambda *_: True),
    ),
]
