"""Days and hours as a borrower reads them, by Babel."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_date, format_datetime

ROUND_THE_CLOCK = [["1-7", "00:00-24:00"]]
MONDAY = date(2024, 1, 1)


@lru_cache(maxsize=1024)
def day(lang: str, iso: str) -> str:
    """A date in the medium length of the language: `31 Jan 2027`."""
    return format_date(date.fromisoformat(iso), format="d MMM y", locale=lang)


@lru_cache(maxsize=1024)
def day_of_year(lang: str, iso: str) -> str:
    """A date without its year: `31 Jan`."""
    return format_date(date.fromisoformat(iso), format="d MMM", locale=lang)


@lru_cache(maxsize=1024)
def when(lang: str, iso: str) -> str:
    """A day of the days to come, with its time: `Mon 23 Nov, 08:00`. `iso` is a local time, without a zone."""
    return format_datetime(datetime.fromisoformat(iso), format="EEE d MMM, HH:mm", locale=lang)


def hours(lang: str, weekly: list[list[str]], dash: str = "–") -> str:
    """Hours of the week: `Mon–Fri 08:00–17:00, Sat 09:00–13:00`; of none, that somebody is there round the clock.

    `weekly` holds pairs of days (1 is Monday) and hours, `["1-5", "08:00-17:00"]`. `dash`: what stands for "to", since
    the alphabet of an SMS has only the hyphen.
    """
    return ", ".join(
        f"{dash.join(_weekday(lang, day) for day in days.split('-'))} {clock.replace('-', dash)}"
        for days, clock in weekly or ROUND_THE_CLOCK
    )


@lru_cache(maxsize=64)
def _weekday(lang: str, number: str) -> str:
    return format_date(MONDAY + timedelta(int(number) - 1), format="EEE", locale=lang)
