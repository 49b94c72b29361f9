"""What happens outside a talk: its lines that begin with `now: `, and the PIN in an SMS that only the person sees."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from adapters.lenders.maxintegrate import SAST, Maxintegrate
from bot.activating import ask
from tests.phones import NUMBER
from tests.test_collect import bank_answers
from tests.test_documents_sent import at_work
from tests.world import World

DAY = 86_400
DAY_OF_TALKS = datetime(2026, 6, 15, 10, tzinfo=SAST)


async def the_bank_has_your_answer(around: World) -> None:
    """The bank was asked, and what it does with this account it has done."""
    for _ in range(100):
        await at_work(around)
        if around.lender.books.mandates:
            break
        await asyncio.sleep(0.05)
    assert around.lender.books.mandates
    bank_answers(around)


async def the_banks_are_done(around: World) -> None:
    """Payouts have arrived, or have not."""
    bank_answers(around)


async def forty_days_pass(around: World) -> None:
    """An instalment has fallen due."""
    _pass(around, 40)


async def all_instalments_have_fallen_due(around: World) -> None:
    """A year and more."""
    _pass(around, 800)


async def a_minute_passes(around: World) -> None:
    """Another PIN may be asked for."""
    desk = around.assistant.desk
    before = desk._clock
    desk._clock = lambda: before() + 60


async def the_pin_grows_old(around: World) -> None:
    """The lender takes it no more."""
    for otp in around.lender.activation._otps.values():
        otp.until = 0


async def staff_activate_the_loan(around: World) -> None:
    """By `python -m bot activate`."""
    assert await ask(around.assistant.sessions, f"tel:{NUMBER}") == ""
    for _ in range(3):
        await at_work(around)


def _pass(around: World, days: int) -> None:
    bank_answers(around)
    books, desk = around.lender.books, around.assistant.desk
    theirs, ours = books.clock, desk._clock
    books.clock = lambda: theirs() + days * DAY
    desk._clock = lambda: ours() + days * DAY


def _set(status: str, reason: str = "") -> Callable[[World], Awaitable[None]]:
    """What MO's staff do to a loan in their portal."""

    async def control(around: World) -> None:
        [loan] = (await around.ledger())["loans"]
        told = {"book": "loans", "id": loan["id"], "status": status, "reason": reason}
        url = f"{around.assistant.lender_url}/control"
        (await around.http.post(url, json=told)).raise_for_status()

    return control


EVENTS: dict[str, Callable[[World], Awaitable[None]]] = {
    "the bank has your answer": the_bank_has_your_answer,
    "the banks are done": the_banks_are_done,
    "forty days pass": forty_days_pass,
    "all instalments have fallen due": all_instalments_have_fallen_due,
    "a minute passes": a_minute_passes,
    "the PIN grows old": the_pin_grows_old,
    "staff activate the loan": staff_activate_the_loan,
    "the lender freezes the loan": _set("frozen"),
    "the loan is in dispute": _set("in_dispute"),
    "the loan is cancelled, since it was given back": _set("cancelled", "returned"),
}


TOLD = ("staff activate the loan",)
"""What the borrower is told of."""


def filled(words: str, around: World) -> str:
    """What is typed, with the PIN as the SMS says it."""
    if "pin>" not in words:
        return words
    [application] = around.lender.books.applications
    pin = around.lender.activation.otp(application["application"]) or "000000"
    return pin if words == "<pin>" else f"{(int(pin) + 1) % 10**6:06}"


def on_a_day(around: World) -> None:
    """It is ten in the morning of a day in June: neither the hour nor the month must change what is said."""
    ahead = DAY_OF_TALKS.timestamp() - time.time()
    around.assistant.desk._clock = around.lender.books.clock = lambda: time.time() + ahead
    tells: Any = around.assistant.worker._deeds["tell"]
    tells.__self__.clock = around.assistant.desk._clock  # else it is night for it every evening
    lender = around.assistant.lending._lender
    if isinstance(lender, Maxintegrate):
        lender._on, lender._at = DAY_OF_TALKS.date, DAY_OF_TALKS.time
