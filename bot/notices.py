"""Telling a borrower what became of their loan: in their chat if they have one, by SMS otherwise, not at night."""

import time
from collections.abc import Callable
from contextlib import suppress

import structlog

from adapters.channels.door import Away
from adapters.followed import FollowedLoans
from adapters.job import Job
from adapters.room import NoRoom
from adapters.sessions import Sessions
from adapters.sms.sms import NotTaken
from adapters.turn import Fenced, Turn
from bot import metrics
from bot.finishing import LANE, Dead, Later, Outcome
from bot.following import Notice
from bot.quiet import Quiet
from bot.reach import Reach, put_off, sms_key
from bot.whose import is_taken
from flows.following import Followed, is_silent, takes_sms
from flows.loan_news import FAILED, MANDATE, NEEDED, REMINDERS, is_outdated
from flows.session import Session
from flows.text import say

KNOWN = {
    "approved": ("status", ("approved",)),
    "declined": ("status", ("declined",)),
    "mandate_rejected": ("mandate_status", ("rejected", "expired")),
    "paid_out": ("payout_status", ("paid",)),
    "payout_failed": ("payout_status", ("failed",)),
    "settled": ("loan_status", ("paid",)),
}
"""By which fact, and which of its values, a session shows that the borrower has read this in the conversation."""

STAFF_HAVE_IT = 300.0
"""Seconds until we look again whether a person still has the chat: nobody speaks over them."""

log = structlog.get_logger()


class Notices:
    """Does the `notice` jobs. After `rounds` tries one is set aside.

    That a person was told is kept with the loan, so that a job done twice tells once; only a crash between telling and
    keeping that tells twice.
    """

    def __init__(
        self,
        sessions: Sessions,
        loans: FollowedLoans,
        reach: Reach,
        quiet: Quiet,
        *,
        rounds: int = 8,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._sessions, self._loans, self._reach = sessions, loans, reach
        self._quiet, self._rounds, self.clock = quiet, rounds, clock

    async def tell(self, job: Job) -> Outcome:
        """Tell of it, unless they know, do not want to hear it, or were erased. Raises Away: do it again."""
        notice = Notice.model_validate_json(job.body)
        loan = await self._loans.read(job.who, notice.loan)
        if loan is None or loan.told.get(notice.name):
            return None
        if wait := self._quiet.wait(self.clock()):
            return Later(wait, job)
        if job.round >= self._rounds:
            metrics.notice(notice.kind, "dead")
            return Dead("the borrower could not be told of their loan")
        turn = await self._sessions.load(job.who, f"notice:{job.key}", LANE)
        if turn.reply is not None:  # they were, in their chat; only that was not kept with the loan
            await self._told(job.who, notice, "chat")
            return None
        await self._sessions.free(turn)
        if turn.session and is_taken(turn.session):
            return Later(STAFF_HAVE_IT, job)
        try:
            outcome, message = await self._tell(job, notice, loan, turn)
        except (NoRoom, NotTaken) as error:
            return put_off(job, error)
        await self._told(job.who, notice, outcome)
        metrics.notice(notice.kind, outcome)
        if message:
            await self._stand_below(job, message)
        return None

    async def _tell(self, job: Job, notice: Notice, loan: Followed, turn: Turn) -> tuple[str, int]:
        """What became of it, and the id of the message in their chat, if it is there."""
        session = turn.session
        if is_outdated(loan, notice.kind, notice.mark, self._quiet.today(self.clock())):
            return "outdated", 0
        silent = is_silent(session) if session else loan.silent
        if silent and notice.kind in REMINDERS:
            return "stopped", 0
        if session and _knows(session, loan, notice):
            return "known", 0
        by_sms = notice.kind in NEEDED or (takes_sms(session) if session else not loan.no_sms)
        if session and (message := await self._in_chat(job, notice, loan, session, instead=by_sms)):
            return "chat", message
        if not by_sms:
            return "stopped", 0
        lang, phone = (session.lang, session.phone) if session else (loan.lang, loan.phone)
        await self._reach.by_sms(phone, _words(lang, notice, loan, short=True), sms_key(turn, job))
        return "sms", 0

    async def _in_chat(self, job: Job, notice: Notice, loan: Followed, session: Session, *, instead: bool) -> int:
        words = _words(session.lang, notice, loan, short=False)
        return await self._reach.in_chat(job, session, lambda chat: chat.say(session, words), instead=instead)

    async def _told(self, who: str, notice: Notice, outcome: str) -> None:
        """Keep that they were told, beside whatever else is kept of the loan meanwhile."""
        while loan := await self._loans.read(who, notice.loan):
            told = loan.told | {notice.name: outcome}
            if await self._loans.keep(who, loan.model_copy(update={"told": told})):
                return

    async def _stand_below(self, job: Job, message: int) -> None:
        """Keep that our message stands below the screen, or the next screen would be drawn above it, unnoticed.

        A nicety, and not worth telling twice for.
        """
        with suppress(Away, Fenced):
            turn = await self._sessions.load(job.who, f"notice:{job.key}", LANE)
            if turn.session is None or turn.reply is not None or self._reach.chat is None:
                await self._sessions.free(turn)
                return
            self._reach.chat.spoke(turn.session, message)
            await self._sessions.save(turn, turn.session, b"told")


def _knows(session: Session, loan: Followed, notice: Notice) -> bool:
    """Whether the conversation has told them: whoever types their PIN and reads that the loan is active, knows."""
    facts = session.facts
    if notice.kind == "declined" and facts.get("withdrawn") == loan.application:  # by themselves
        return True
    same_loan = bool(loan.loan) and facts.get("loan") == loan.loan
    another_loan = bool(loan.loan and facts.get("loan")) and not same_loan
    if another_loan or not (same_loan or facts.get("application") == loan.application):
        return False
    if notice.kind in ("approved", "activated") and same_loan:
        return True
    if notice.kind in FAILED and facts.get("mandate" if notice.kind == MANDATE else "payout") != notice.mark:
        return False
    fact, values = KNOWN.get(notice.kind, ("", ()))
    return facts.get(fact) in values


def _words(lang: str, notice: Notice, loan: Followed, *, short: bool) -> str:
    reference = loan.reference or loan.application or loan.loan
    facts = {"reference": reference, "due": notice.mark, "amount": notice.amount or None, "currency": loan.currency}
    return say(lang, f"notice-{notice.kind}", facts, short=short)
