"""When staff are there: the days and hours of their office, by the clock on the borrowers' walls."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple, Self

from bot.quiet import known_zone, on_the_wall

ALWAYS = "always"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = "|".join(DAYS)
SPAN = re.compile(rf"({DAY})(?:-({DAY}))? ([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")
AHEAD = 366
"""Days we look ahead for the next opening. Who does not open within a year does not open."""


class Span(NamedTuple):
    """Hours of some days of the week (1 is Monday, 7 Sunday): from `begins` for `minutes`, maybe into the next day."""

    first: int
    last: int
    begins: time
    minutes: int

    def on(self, day: date) -> bool:
        """Whether it begins on this day. From Saturday to Monday goes over the weekend."""
        return (day.isoweekday() - self.first) % 7 <= (self.last - self.first) % 7

    @property
    def said(self) -> list[str]:
        """Days and hours, as `1-5` (or `6`) and `08:00-17:00`."""
        days = f"{self.first}-{self.last}" if self.first != self.last else str(self.first)
        ends = self.begins.hour * 60 + self.begins.minute + self.minutes
        ends -= 1440 if ends > 1440 else 0
        return [days, f"{self.begins:%H:%M}-{ends // 60:02}:{ends % 60:02}"]


WEEK = (Span(1, 7, time(), 1440),)


class Hours(NamedTuple):
    """Spans of the week, the days on which none begins (`dates`, and the public holidays of `countries`), and where."""

    spans: tuple[Span, ...]
    dates: frozenset[date]
    countries: tuple[str, ...]
    zone: str

    @classmethod
    def read(cls, hours: str, holidays: str, zone: str) -> Self:
        """From `Mon-Fri 08:00-17:00, Sat 09:00-13:00` or `always`; from days and countries such as `2026-12-24, ZA`.

        `zone` is the name of a time zone. Raises ValueError with what to do.
        """
        known_zone(zone)
        spans = WEEK if hours.strip().lower() == ALWAYS else tuple(map(_span, hours.split(",")))
        listed = [part.strip() for part in holidays.split(",") if part.strip()]
        dates = frozenset(day for part in listed if (day := _date(part)))
        countries = tuple(_country(part.upper()) for part in listed if not _date(part))
        return cls(spans, dates, countries, zone)

    def open(self, now: float) -> bool:
        """Whether somebody is there at `now` (seconds since 1970). Who began before midnight stays to the end."""
        wall = on_the_wall(now, self.zone)
        return any(begins <= wall < ends for begins, ends in self._shifts(wall.date() - timedelta(1), 2))

    def opens(self, now: float) -> datetime | None:
        """When somebody is there next, as the wall's clock shows it (naive); None where somebody is, or never will be.

        Where the clocks are put forward over that moment, their first minute after it is meant.
        """
        wall = on_the_wall(now, self.zone)
        if self.open(now):
            return None
        return next((begins for begins, _ in self._shifts(wall.date(), AHEAD) if begins > wall), None)

    @property
    def weekly(self) -> list[list[str]]:
        """The spans as JSON can carry them, `[["1-5", "08:00-17:00"], ["6", "09:00-13:00"]]`; [] for always."""
        return [] if self.spans == WEEK else [span.said for span in self.spans]

    def _shifts(self, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
        """When somebody comes and goes, on so many days, in the order they come."""
        for day in (first + timedelta(number) for number in range(days)):
            for span in sorted((span for span in self.spans if span.on(day)), key=_begins):
                if not self._is_holiday(day):
                    begins = datetime.combine(day, span.begins)
                    yield begins, begins + timedelta(minutes=span.minutes)

    def _is_holiday(self, day: date) -> bool:
        return day in self.dates or any(day in _holidays(country, day.year) for country in self.countries)


def _begins(span: Span) -> time:
    return span.begins


def _span(written: str) -> Span:
    if not (found := SPAN.fullmatch(" ".join(written.lower().split()))):
        raise ValueError("must be written like Mon-Fri 08:00-17:00, Sat 09:00-13:00, or always")
    first, last, *clock = found.groups(default="")
    hour, minute, to_hour, to_minute = (int(part or 0) for part in clock)
    begins, ends = hour * 60 + minute, to_hour * 60 + to_minute
    if begins == ends and (begins or clock[2]):
        raise ValueError(f"{written.strip()} ends when it begins; a whole day is 00:00-24:00")
    return Span(
        DAYS.index(first) + 1, DAYS.index(last or first) + 1, time(hour, minute), (ends - begins) % 1440 or 1440
    )


def _date(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if "-" in written else None
    except ValueError:
        raise ValueError(f"{written} is no day; write it like 2026-12-24") from None


def _country(code: str) -> str:
    """The code, if its holidays are known. Raises ValueError."""
    try:
        _holidays(code, 2026)
    except NotImplementedError:
        raise ValueError(f"{code} is no day and no country whose holidays we know: like 2026-12-24, or ZA") from None
    return code


@lru_cache(maxsize=64)
def _holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country in a year, and the days they move to. Raises NotImplementedError: not known."""
    import holidays  # noqa: PLC0415 - costs a tenth of a second, and most processes never ask

    return frozenset(holidays.country_holidays(country, years=year))
