"""A whole life: from the first dial to a loan that is paid back, on each lender and phone, each deed done once.

Also where the lender does each thing that must happen once, and its answer is lost.
"""

import time
from typing import Any, cast

import pytest

from bot.activating import ask
from flows.options import known
from flows.session import Session
from flows.steps import STEPS
from flows.words import Choose, End, Send
from tests.at_the_lender import NEW
from tests.phones import NUMBER, Shown, Telegram, Ussd
from tests.test_collect import bank_answers
from tests.test_documents_sent import at_work
from tests.world import World, world

WHO = f"tel:{NUMBER}"
LONG = 400 * 86_400
"""Seconds after which each instalment has fallen due."""

ANSWERS = {
    "home.menu": "mine",
    "home.trouble": "again",
    "borrower.id_number": NEW,
    "borrower.confirm": "same",
    "borrower.known": "yes",
    "borrower.first_name": "Lerato",
    "borrower.last_name": "Dlamini",
    "borrower.email": "lerato@example.com",
    "borrower.employer": "Long Street Bakery",
    "borrower.new_employer": "add",
    "borrower.payback_type": "1",
    "borrower.review": "right",
    "papers.send": "later",
    "budget.credit": "yes",
    "budget.income": "30000",
    "budget.take_home": "24000",
    "budget.living": "9000",
    "budget.has_debts": "no",
    "apply.purpose": "1",
    "apply.product": "1",
    "apply.offer": "accept",
    "apply.otherwise": "accept",
    "mine.ready": "activate",
    "activate.expired": "resend",
    "activate.unready": "again",
    "activate.active": "then",
    "activate.begun": "on",
    "sign.shown": "sign",
    "sign.next": "claim",
    "collect.account": "62000000000",
    "collect.bank": "1",
    "collect.ready": "ask",
    "collect.asked": "then",
    "collect.pending": "look",
    "payout.where": "account",
    "payout.account": "62000000000",
    "payout.bank": "1",
    "payout.branch": "250655",
    "payout.confirm": "yes",
    "payout.unready": "again",
    "claim.beneficiary": "1",
    "claim.claim_amount": "500",
    "claim.referenced": "no",
    "claim.sure": "yes",
    "claim.done": "loan",
    "repay.effect": "pay",
    "repay.whole": "pay",
    "repay.moved": "again",
    "repay.receipt": "loan",
}
"""What somebody answers who wants a loan, and wants to be rid of it."""

ONCE = {
    "maxintegrate": {
        "employer_create": ("employers", 1),
        "client_create": ("clients", 1),
        "credit_check": ("credit_checks", 1),
        "create_loan_application": ("applications", 1),
        "otp_activate": ("loans", 1),
        "agreement_sign": ("agreements", 1),
        "debicheck_request": ("mandates", 1),
        "third_party_claim": ("claims", 1),
        "allps_payout": ("payouts", 1),
    },
    "mo": {
        "create_customer": ("customers", 1),
        "create_loan_request": ("loan_requests", 1),
        "create_loan": ("loans", 1),
        "create_payment": ("payments", 1),
    },
    "tyche": {
        "add_client": ("clients", 1),
        "create_loan": ("loans", 1),
        "update_loan": ("loans", 1),
        "disburse": ("loans", 1),
        "repay": ("transactions", 1),
    },
}
"""By the method that does it, what must be in the lender's books afterwards that was not there before: each once."""


class Life:
    """One person with a phone, and the lender's staff, the banks and the passing of time where those are needed."""

    def __init__(self, around: World, phone: Ussd | Telegram, lender: str) -> None:
        self.around, self.phone, self.lender = around, phone, lender
        self.wants = ["activate", "sign", "claim", "collect", "bank", "payout", "settle", "pay"]
        self.total = ""
        self.seen: list[str] = []

    async def session(self) -> Session:
        """Where the conversation stands."""
        sessions = self.around.assistant.sessions
        turn = await sessions.load(WHO, f"a look {len(self.seen)} {time.monotonic()}", 5)
        await sessions.free(turn)
        assert turn.session
        return turn.session

    async def go(self, goal: str) -> None:
        """Answer until the screen says so."""
        await self.phone.meet()
        shown = await self.phone.say("apply")
        for _ in range(160):
            session = await self.session()
            self.seen.append(session.state)
            if goal in shown.text:
                return
            shown = await self.answer(session)
        raise AssertionError(f"{self.seen}\n{shown}")

    async def answer(self, session: Session) -> Shown:
        """What this person does at this screen."""
        at, step = session.state, STEPS[session.state]
        if at in ("collect.asked", "collect.pending"):
            bank_answers(self.around)
        if isinstance(step, Send):
            await at_work(self.around)
        if isinstance(step, Send) or session.unseen:
            return await self.come_back()
        if at == "mine.shown":
            return await self.staff_activate()
        if isinstance(self.phone, Ussd) and self.phone.ended:
            return await self.phone.dial()
        if at == "mine.loan":
            return await self.next(session)
        return await self.phone.say(self.words(session))

    def words(self, session: Session) -> str:
        """What this person says to a question."""
        facts = session.facts
        match session.state:
            case "activate.otp":
                [application] = self.around.lender.books.applications
                return self.around.lender.activation.otp(application["application"]) or "000000"
            case "apply.amount":
                return str(facts["min_amount"])
            case "apply.instalments":
                return str(facts["max_instalments"])
            case "apply.offer":
                self.total = str(facts["total"])
            case "repay.pay_amount":
                return str(facts.get("pay_all") or self.total)
            case "home.again":
                return "continue"
            case at if at not in ANSWERS and isinstance(STEPS[at], End):
                return "menu"
        return ANSWERS[session.state]

    async def staff_activate(self) -> Shown:
        """Where no PIN does it, the lender's staff do."""
        assert await ask(self.around.assistant.sessions, WHO) == ""
        await at_work(self.around)
        await at_work(self.around)
        return await self.come_back()

    async def come_back(self) -> Shown:
        """See what has become of it."""
        if isinstance(self.phone, Ussd):
            return await self.phone.dial()
        self.phone.handset.start()
        return await self.phone.see()

    async def next(self, session: Session) -> Shown:
        """Of what can be done now, the next thing this person wants; if nothing can be, time passes."""
        session.serves, session.short = self.around.assistant.lending.serves, isinstance(self.phone, Ussd)
        step = STEPS["mine.loan"]
        assert isinstance(step, Choose)
        offered = [want for want in self.wants if want in known(session, step) and self.may(want, session)]
        if offered:
            return await self.phone.say(offered[0])
        if self.lender == "maxintegrate":
            bank_answers(self.around)
            clock = self.around.lender.books.clock
            self.around.lender.books.clock = lambda: clock() + LONG
        return await self.phone.say("menu")

    def may(self, want: str, session: Session) -> bool:
        """One payment to a third party is enough; paying back goes through us where the lender takes it."""
        here = "pay" in cast("list[str]", session.facts.get("actions", []))
        return here if want in ("settle", "pay") else want != "claim" or not session.facts.get("claims")


@pytest.mark.parametrize("lost", [False, True], ids=["", "each answer is lost once"])
@pytest.mark.parametrize("kind", [Ussd, Telegram])
@pytest.mark.parametrize("lender", ONCE)
async def test_from_the_first_dial_to_a_settled_loan(redis_url, tmp_path, monkeypatch, lender, kind, lost):
    monkeypatch.setattr("bot.finishing.FINISH_AFTER", 0)
    monkeypatch.setattr("bot.finishing.PAUSES", (0.0,))
    which = {} if lender == "maxintegrate" else {"lender": lender}
    async with world(redis_url, tmp_path, role="web", lender_settle=0, **which) as around:
        before = await around.ledger()
        if lost:
            faults: list[dict[str, Any]] = [
                {"kind": "drop", "method": method, "after": True, "next": 1} for method in ONCE[lender]
            ]
            (await around.http.post(f"{around.assistant.lender_url}/faults", json=faults)).raise_for_status()
        life = Life(around, kind(around), lender)
        await life.go("paid back in full")
        after = await around.ledger()
        made = {book: len(after[book]) - len(before[book]) for book, _ in ONCE[lender].values()}
        assert made == dict(ONCE[lender].values())
