"""Quiet hours: when nobody is told anything unasked, by the clock on the borrowers' walls."""

import math
import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Self

from babel.dates import get_timezone

NEVER = "off"
HOURS = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)")


class Quiet(NamedTuple):
    """From one time of day to another, which is the next day where it is earlier; never where both are the same."""

    begins: time
    ends: time
    zone: str

    @classmethod
    def read(cls, hours: str, zone: str) -> Self:
        """From `20:00-07:30`, or `off`, and the name of a time zone. Raises ValueError with what to do."""
        known_zone(zone)
        if hours == NEVER:
            return cls(time(), time(), zone)
        if not (found := HOURS.fullmatch(hours)):
            raise ValueError("must be written like 20:00-07:30, or off")
        begins, ends = map(time.fromisoformat, found.groups())
        return cls(begins, ends, zone)

    def today(self, now: float) -> date:
        """The day it is, at `now` (seconds since 1970)."""
        return on_the_wall(now, self.zone).date()

    def wait(self, now: float) -> float:
        """Seconds until one may speak, 0 for now. In the night the clocks change it may be an hour off: ask again."""
        wall = on_the_wall(now, self.zone)
        if not self._is_quiet(wall.time()):
            return 0
        ends = datetime.combine(wall.date(), self.ends)
        return (ends + timedelta(days=ends <= wall) - wall).total_seconds()

    def _is_quiet(self, at: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


def known_zone(zone: str) -> None:
    """Raises ValueError, with what to do, where there is no time zone of this name."""
    try:
        get_timezone(zone)
    except LookupError:
        raise ValueError(f"{zone} is no time zone we know; write it like Africa/Johannesburg") from None


def minute_from(at: float, zone: str) -> str:
    """The first whole minute not before `at` (seconds since 1970) on the clocks of a zone, `2026-11-23T08:00`."""
    return on_the_wall(math.ceil(at / 60) * 60, zone).isoformat(timespec="minutes")


def on_the_wall(now: float, zone: str) -> datetime:
    """What the clocks of a zone show at `now` (seconds since 1970), without the zone."""
    return datetime.fromtimestamp(now, get_timezone(zone)).replace(tzinfo=None)
