"""The staff's desk, put together: what hears them, what passes on, and what a borrower asks them by."""

from dataclasses import dataclass

from adapters.channels.telegram.update import Update
from adapters.handovers import Handovers
from adapters.queue import Queue
from adapters.room import Room
from adapters.sessions import Sessions
from adapters.sms.sms import Sms
from adapters.staff import Staff
from adapters.staff_hearing import hear, is_about
from bot.beside import Beside
from bot.calling import Calling
from bot.kept import Kept
from bot.news import News
from bot.serving import Serving
from bot.settings import Settings
from bot.staffing import Staffing
from bot.to_borrower import ToBorrower
from bot.to_staff import ToStaff
from bot.unclaimed import Unclaimed
from bot.worker import Do


@dataclass(slots=True)
class StaffDesk:
    """Its parts. `deeds`: what its jobs call for."""

    staff: Staff
    kept: Kept
    staffing: Staffing
    calling: Calling
    unclaimed: Unclaimed
    deeds: dict[str, Do]

    async def hear(self, update: Update) -> bool:
        """Hear an update of the staff group; False where it is none. Raises Away: deliver it again."""
        if not is_about(update, self.staff.chat):
            return False
        if act := hear(update):
            await self.staffing.hear(act)
        return True


def staff_desk(  # noqa: PLR0913 - one a part it joins
    settings: Settings, staff: Staff, parts: Beside, serving: Serving, *, sms: Sms, news: News, sessions: Sessions
) -> StaffDesk:
    """Put it together."""
    kept = Kept(sessions, Handovers(*parts), Queue(parts.redis))
    hours, lang, patience = settings.hours, settings.lang_default, settings.staff_patience
    to_staff = ToStaff(kept, staff, Room(parts.redis, parts.namer), zone=hours.zone, lang=lang)
    to_borrower = ToBorrower(kept, staff, sms, news, lang=lang)
    unclaimed = Unclaimed(sessions, hours, patience=patience)
    return StaffDesk(
        staff,
        kept,
        Staffing(staff, kept, serving, settings.canned, lang=lang),
        Calling(kept.handovers, kept.queue, hours, patience=patience),
        unclaimed,
        {"to_staff": to_staff.relay, "to_borrower": to_borrower.relay, "unclaimed": unclaimed.tell},
    )
