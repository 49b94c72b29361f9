"""`python -m bot activate NUMBER`: staff make a loan of a person's application, without a PIN; the person is told."""

import asyncio
import time
from uuid import uuid4

from adapters.sessions import Sessions
from bot import log
from bot.beside import LANE, beside, e164, glance, say, stranger
from bot.finishing import finish
from bot.settings import Settings
from flows.session import Session
from flows.steps import STEPS
from flows.talk import step_aside
from flows.words import Send

STEP = "activate.by_staff"
PATIENCE = 60.0
"""Seconds to wait for the worker's word on it."""

SAID = {
    "activate.begun": (0, "the loan is active, and the borrower is being told"),
    "activate.not_begun": (1, "the lender declined it, and the borrower is being told"),
    "activate.not_yet": (1, "the lender could not do it: the log says why"),
    "home.doubt": (1, "nobody knows whether it was done: look at the lender before you do anything else"),
}


def activate(settings: Settings, number: str) -> int:
    """Ask the lender to activate; the exit code is 0 once the loan is active."""
    return asyncio.run(_activate(settings, f"tel:{e164(number)}"))


async def _activate(settings: Settings, who: str) -> int:
    log.set_up(log.QUIET, settings.secrets)
    async with beside(settings) as parts:
        if why := await ask(parts.sessions, who):
            say(why)
            return 1
        say("asked; waiting for the assistant's worker")
        code, said = await _outcome(parts.sessions, who)
        say(said)
        return code


async def ask(sessions: Sessions, who: str) -> str:
    """Have a worker activate this person's application; what stands against it, or "". Raises Away."""
    turn = await sessions.load(who, f"activate:{uuid4().hex}", LANE)
    session = turn.session
    why = against(session) if session else stranger(who)
    if session is None or why:
        await sessions.free(turn)
        return why
    session.now = int(time.time())
    step_aside(session, STEP)
    await sessions.save(turn, session, b"", [finish(who, session)])
    return ""


def against(session: Session) -> str:
    """What stands against it, "" where nothing does."""
    facts = session.facts
    if not facts.get("application"):
        return "this person has no application here"
    if facts.get("loan"):
        return f"the application {facts.get('reference', '')} is a loan already"
    if session.errand or isinstance(STEPS.get(session.state), Send):
        return "an errand of this person is under way; try again in a minute"
    return ""


async def _outcome(sessions: Sessions, who: str) -> tuple[int, str]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        turn = await glance(sessions, who)
        if turn.session is None or turn.session.state != STEP:
            state = turn.session.state if turn.session else ""
            return SAID.get(state, (0, "the borrower has gone on meanwhile: see their loan"))
        await asyncio.sleep(0.2)
    return 1, "no answer yet; it is seen to as long as the assistant runs, and the borrower is told"
