"""Following loans: looking how they stand, when the lender says so and by ourselves, and giving out the notices.

What the lender tells is a hint: before anybody is told, the lender is asked, where it can be. What there is to tell is
kept with the loan in one script with the jobs that tell it (`bot.notices`), so that it is told once however often, and
in whatever order, it is heard of. Nothing here moves money.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import structlog
from pydantic import BaseModel

from adapters.followed import FollowedLoans
from adapters.job import Job
from adapters.lender_event import Event
from adapters.lending import Late, Lending
from adapters.sessions import Sessions
from bot import metrics
from bot.finishing import LANE, Later, Outcome, again
from bot.looking import Looking
from bot.quiet import Quiet
from flows.following import IDS, Followed, is_silent, sorted_out, takes_sms
from flows.loan_news import KINDS, OVER, OVERDUE, Hint, News, Seen, is_borne_out, is_over, news
from flows.session import Session

MINUTE, HOUR = 60.0, 3600.0
PAUSES = (15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR)
"""Seconds before the first look at a loan that is new or has come further, the second, ...; the last for all after."""

ROUNDS = 5
"""So often a notification is looked into again that the lender's answer does not bear out, or that nobody knows of."""

NOT_YET = -1
"""The round of a look that is written with its loan: the first comes after a pause."""

RETRY = 1.0
"""Seconds until we look again at a loan that another process has just looked at."""

IDS_AND_WORDS = {"application", *IDS, "reference", "currency"}

log = structlog.get_logger()


class Notice(BaseModel):
    """What a `notice` job carries: the news, and the key of the loan it is about."""

    loan: str
    kind: str
    mark: str = ""
    amount: str = ""

    @property
    def name(self) -> str:
        """As News has it."""
        return News(self.kind, self.mark).name


class _Taken(Exception):
    """Another process kept something of this loan while we looked."""


class Following:
    """Does the `follow`, `watch` and `event` jobs. `days`: how long before an instalment is due one is reminded."""

    def __init__(
        self,
        sessions: Sessions,
        loans: FollowedLoans,
        lending: Lending,
        quiet: Quiet,
        *,
        days: int = 3,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._sessions, self._loans, self._lending = sessions, loans, lending
        self._quiet, self._days, self.clock = quiet, days, clock

    async def follow(self, job: Job) -> Outcome:
        """Keep what a session knows of its loan; where that is a step further, begin to look at it anew."""
        turn = await self._sessions.load(job.who, f"follow:{uuid4().hex}", LANE)
        await self._sessions.free(turn)
        if turn.session is None:  # erased meanwhile
            return None
        kept = await self._loans.all(job.who)
        said, before = sorted_out(Followed.model_validate_json(job.body), kept)
        person = _as_of_now(turn.session)
        now = (before or said).model_copy(update=person | said.model_dump(include=IDS_AND_WORDS, exclude_defaults=True))
        further = before is None or any(getattr(before, name) != getattr(now, name) for name in IDS)
        now.chain += further
        if before is None and not now.application:
            now.told = _told_by_looking(turn.session)
        begun = [Job(kind="watch", who=job.who, key=f"{now.chain} {now.key}", round=NOT_YET)] if further else []
        others = [loan.model_copy(update=person) for loan in kept if loan.key != now.key]
        whole = await self._loans.keep(job.who, now, begun)
        await self._loans.name(job.who, now)
        for loan in others:
            whole = await self._loans.keep(job.who, loan) and whole
        return None if whole else Later(RETRY, job)

    async def watch(self, job: Job) -> Outcome:
        """Look how a loan stands, and again after a pause, until it is over or the person was erased."""
        if job.round == NOT_YET:
            return Later(PAUSES[0], job.model_copy(update={"round": 0}))
        chain, _, key = job.key.partition(" ")
        loan = await self._loans.read(job.who, key)
        if loan is None or str(loan.chain) != chain or await self._is_followed_otherwise(job.who, loan):
            return None
        try:
            seen = await self._looking(job.who).look(loan, self._today())
            found = await self._give_out(job.who, loan, seen, None)
        except Late as silence:
            return Later(max(PAUSES[0], silence.wait), job)
        except _Taken:
            return Later(RETRY, job)
        if is_over(seen):
            return None
        round_ = 0 if found else job.round + 1
        return Later(PAUSES[min(round_, len(PAUSES) - 1)], job.model_copy(update={"round": round_}))

    async def _is_followed_otherwise(self, who: str, loan: Followed) -> bool:
        """Whether a loan chosen from a list has turned out to be one they applied for here."""
        ours = [] if loan.application else await self._loans.all(who)
        return any(other.application and other.loan == loan.loan for other in ours)

    async def event(self, job: Job) -> Outcome:
        """Look into what the lender told."""
        event = Event.model_validate_json(job.body)
        if event.event not in KINDS:
            return self._passed_over("other", "not a word of ours")
        whose = await self._loans.find(event.application, event.loan)
        loan = await self._loans.read(*whose) if whose else None
        if whose is None or loan is None:  # an application told of before its turn has ended is known in a moment
            return again(job) if job.round < ROUNDS else self._passed_over(event.event, "of no loan we know")
        hint = Hint(event.event, event.due.isoformat() if event.due else "", event.mandate, event.payout)
        try:
            seen = await self._looking(whose.who).look(loan, self._today(), hint)
            await self._give_out(whose.who, loan, seen, hint)
        except Late as silence:
            return again(job, silence.wait)
        except _Taken:
            return Later(RETRY, job)
        if is_borne_out(seen, hint):
            metrics.event(event.event, "taken")
            return None
        return again(job) if job.round < ROUNDS else self._passed_over(event.event, "not borne out by the lender")

    def _passed_over(self, kind: str, why: str) -> Outcome:
        log.warning("notification passed over", kind=kind, why=why)
        metrics.event(kind, "passed over")
        return None

    async def _give_out(self, who: str, loan: Followed, seen: Seen, hint: Hint | None) -> list[News]:
        """Keep what is new of a loan, with the jobs that tell it. Raises _Taken."""
        found = news(loan, seen, hint, self._today(), self._days)
        told = loan.told | {each.name: "" for each in found}
        late = seen.loan_status == "arrears" if seen.loan_status else loan.late or any(map(_is_overdue, found))
        ids = {"loan": seen.loan or loan.loan, "currency": seen.currency or loan.currency}
        if hint:
            ids |= {"mandate": loan.mandate or hint.mandate, "payout": loan.payout or hint.payout}
        now = loan.model_copy(update={"told": told, "late": late, **ids})
        if now == loan:
            return []
        if now.loan != loan.loan:
            await self._loans.name(who, now)
        jobs = [_job(who, Notice(loan=loan.key, **each._asdict())) for each in found]
        if not await self._loans.keep(who, now, jobs):
            raise _Taken
        return found

    def _looking(self, who: str) -> Looking:
        return Looking(self._lending, self._loans.called(who))

    def _today(self) -> date:
        return self._quiet.today(self.clock())


def _as_of_now(session: Session) -> dict[str, Any]:
    """How the person is to be told: jobs may be done in another order than they were left in."""
    choices = {"silent": is_silent(session), "no_sms": not takes_sms(session)}
    return {"phone": session.phone, "lang": session.lang, **choices}


def _told_by_looking(session: Session) -> dict[str, str]:
    """Who chose a loan from a list has seen that it is there, and how it stands."""
    over = session.facts.get("loan_status") in OVER
    return {"settled:" if over else "activated:": "known"}


def _is_overdue(each: News) -> bool:
    return each.kind == OVERDUE


def _job(who: str, notice: Notice) -> Job:
    return Job(kind="notice", who=who, key=f"{notice.name} {notice.loan}", body=notice.model_dump_json())
