"""Everything built once, in one place; only the commands import this."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adapters.codes import Codes
from adapters.followed import FollowedLoans
from adapters.job import Job
from adapters.jobs import Jobs
from adapters.keyring import Keyring
from adapters.lending import Lending
from adapters.limits import Limits
from adapters.links import Links
from adapters.names import read_namer
from adapters.permits import Permits
from adapters.redis_client import Client, connect
from adapters.room import Room
from adapters.sessions import Sessions
from adapters.sim.look import Looks
from adapters.sms.once import Once
from adapters.sms.provider import Provider
from adapters.sms.sms import Sms
from adapters.sms.spending import Spending
from adapters.stand_ins.lenders import stand_in
from adapters.strangers import Strangers
from adapters.tally import Tally
from adapters.trail import Trail
from adapters.tries import Tries
from adapters.turn import Lives
from adapters.waiting import Waiting
from bot import metrics
from bot.beside import Beside
from bot.converse import Desk
from bot.documents import Documents
from bot.finishing import Finishing
from bot.following import Following
from bot.gate import Gate
from bot.joining import Joining
from bot.keys import keyring_at
from bot.leaving import Delete, Leaving
from bot.linking import Linking
from bot.news import News
from bot.noted import Notes
from bot.notices import Notices
from bot.outside import lender_at, sim_provider, sms_provider
from bot.own_redis import TRIES, patiently, redis_at, redis_beside
from bot.rationing import Rationing
from bot.reach import Reach
from bot.serving import Serving
from bot.settings import OFF, Settings
from bot.sim_check import SimCheck
from bot.tallying import Tallying
from bot.worker import Do, Worker

if TYPE_CHECKING:  # aiogram takes seconds to import: only those who speak Telegram pay for it
    from bot.staff_desk import StaffDesk
    from bot.telegram import Line


@dataclass(slots=True)
class Assistant:
    """The parts the commands need."""

    settings: Settings
    redis: Client
    sessions: Sessions
    lending: Lending
    trail: Trail
    desk: Desk
    jobs: Jobs
    worker: Worker
    sms: Sms
    lender_url: str
    links: Links
    documents: Documents
    following: Following
    notices: Notices
    once: Once
    provider: Provider
    tallying: Tallying
    strangers: Strangers
    permits: Permits
    keyring: Keyring
    beside: Beside
    telegram: "Line | None" = None
    staff: "StaffDesk | None" = None
    sim: SimCheck | None = None


@asynccontextmanager
async def assemble(
    settings: Settings, *, sms: Sms | None = None, carrier: Provider | None = None, lenient: bool = False
) -> AsyncIterator[Assistant]:
    """Build the assistant; on the way out what is under way ends within a bound, and what we started is stopped.

    With a real lender a Redis that forgets is refused with NoRedis, unless `lenient`: for commands that only look, also
    beside an assistant that runs. `sms`: sends in place of all of ours; `carrier`: carries what we send each once.
    """
    async with AsyncExitStack() as stack:
        redis = connect(await stack.enter_async_context(redis_beside(settings) if lenient else redis_at(settings)))
        stack.push_async_callback(redis.aclose)
        ring = await stack.enter_async_context(keyring_at(settings, redis, lenient=lenient))
        namer = await patiently(lambda: read_namer(redis, ring.vault), tries=1 if lenient else TRIES)
        life, jobs = settings.retention, Jobs(redis, ring, namer, silence=settings.worker_silence)
        sessions = Sessions(redis, ring, namer, _lives(settings))
        trail = Trail(redis, ring, settings.keep_trail_days)
        lender_url = settings.lender_url or await stack.enter_async_context(
            stand_in(settings.lender, settings.data_dir, looks=lenient)
        )
        lending = Lending(lender_at(settings, lender_url), settle=settings.lender_settle, trail=trail)
        stack.push_async_callback(lending.close)
        links, limits = Links(redis, ring, namer), Limits(redis, namer)
        permits = Permits(limits, settings.rate_door)
        strangers = Strangers(limits, settings.rate_address, metrics.limited)
        carrier = carrier or sms_provider(settings)
        tallying = Tallying(Tally(redis))
        stack.push_async_callback(tallying.close)
        once = Once(redis, namer, carrier, _counting_sms(tallying))
        stack.push_async_callback(once.close)
        sms, room = sms or once, Room(redis, namer)
        asked = Spending(sms, limits, settings.sms_number, settings.sms_asked, metrics.limited)
        line = await stack.enter_async_context(_telegram(settings, jobs, room)) if settings.telegram_token else None
        pages = Waiting(redis, ring, namer, life=life.document * 1000)
        documents = Documents(pages, largest=settings.document_bytes)
        linking = Linking(links, asked, settings.seen_at, lambda: line.username if line else "")
        serving = Serving(lending, linking, staffed=bool(settings.telegram_staff_chat), contact=settings.lender_contact)
        rationing = Rationing(lending, Tries(redis, namer), settings.time_zone)
        beside = Beside(redis, ring, namer)
        sim = _sim_check(settings, beside, lending)
        if sim:
            stack.push_async_callback(sim.looks.close)
        finishing = Finishing(
            sessions,
            lending,
            documents,
            serving=serving,
            rounds=settings.lender_rounds,
            moved=tallying.moved,
            rationing=rationing,
            sim=sim,
        )
        reach, quiet = Reach(sessions, sms, line), settings.quiet
        news = News(sessions, reach, quiet, serving=serving)
        staff = _staff_desk(settings, line, beside, serving, sms=sms, news=news, sessions=sessions) if line else None
        leaving = Leaving(beside, _topics(settings, line))
        desk = Desk(
            sessions,
            lending,
            Joining(sessions, Codes(redis, namer, ring.vault), asked, settings.time_zone),
            finishing,
            documents,
            linking,
            staff.calling if staff else None,
            leaving,
            notes=Notes(tallying.turn),
            gate=Gate(permits, settings.rate_person, metrics.limited, settings.lang_default),
            rationing=rationing,
            sim=sim,
            lang=settings.lang_default,
            currency=settings.money,
            contact=settings.lender_contact,
            lapses=life.application,
        )
        stack.callback(desk.notes.write)
        loans = FollowedLoans(redis, ring, namer, life.loan * 1000)
        following = Following(sessions, loans, lending, quiet, days=settings.remind_days)
        notices = Notices(sessions, loans, reach, quiet)
        deeds: dict[str, Do] = {
            "finish": finishing.finish,
            "tell": news.tell,
            "drop": documents.drop,
            "follow": following.follow,
            "watch": following.watch,
            "event": following.event,
            "notice": notices.tell,
            "erase": leaving.erase,
        }
        if line:
            line.hear_staff = staff.hear if staff else None
            deeds["update"] = line.hearing_again(desk.converse)
        deeds |= staff.deeds if staff else {}
        worker = Worker(jobs, deeds)
        parts = (settings, redis, sessions, lending, trail, desk, jobs, worker, sms, lender_url, links, documents)
        yield Assistant(
            *parts, following, notices, once, carrier, tallying, strangers, permits, ring, beside, line, staff, sim
        )


def _lives(settings: Settings) -> Lives:
    """How long what turns leave behind is kept."""
    life = settings.retention
    return Lives(hold=int(settings.worker_silence * 1000), session=life.session * 1000, reply=life.reply * 1000)


def _telegram(settings: Settings, jobs: Jobs, room: Room) -> "Line":
    from bot.telegram import Line  # noqa: PLC0415 - see above

    async def aside(who: str, mark: str, body: bytes, why: str) -> None:
        text = body.decode("utf-8", "backslashreplace")
        await jobs.put_aside(Job(kind="update", who=who, key=mark, body=text), why)

    return Line(settings, room, aside)


def _staff_desk(settings: Settings, line: "Line", parts: Beside, serving: Serving, **more: Any) -> "StaffDesk | None":
    from bot.staff_desk import staff_desk  # noqa: PLC0415 - see above

    return staff_desk(settings, line.staff, parts, serving, **more) if line.staff else None


def _topics(settings: Settings, line: "Line | None") -> Delete | None:
    if line is None or line.staff is None:
        return None
    from bot.topics import Topics  # noqa: PLC0415 - see above

    return Topics(line.staff, settings.lang_default).delete


def _counting_sms(tallying: Tallying) -> Callable[[str, str, int], None]:
    """Counts what came of an SMS, in this process's figures and in those of all."""

    def count(name: str, outcome: str, parts: int) -> None:
        metrics.sms(name, outcome, parts)
        tallying.sms(outcome)

    return count


def _sim_check(settings: Settings, parts: Beside, lending: Lending) -> SimCheck | None:
    """What looks whether a SIM was changed; None where nobody is asked."""
    if settings.sim_swap == OFF:
        return None
    return SimCheck(
        Looks(*parts, sim_provider(settings)),
        lending.noting,
        hours=settings.sim_swap_hours,
        unknown_waits=settings.sim_swap_unknown == "person",
        zone=settings.time_zone,
    )
