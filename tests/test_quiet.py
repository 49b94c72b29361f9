"""Quiet hours: over midnight or not, never where off, and read with a sentence."""

from datetime import UTC, date, datetime

import pytest

from bot.quiet import Quiet

HOUR = 3600


def at(hour, minute=0):
    return datetime(2026, 3, 1, hour, minute, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("hours", "now", "wait"),
    [
        ("20:00-07:30", at(12), 0),
        ("20:00-07:30", at(17, 59), 0),
        ("20:00-07:30", at(18), 11.5 * HOUR),
        ("20:00-07:30", at(22), 7.5 * HOUR),
        ("20:00-07:30", at(5, 29), 60),
        ("20:00-07:30", at(5, 30), 0),
        ("12:00-14:00", at(11), HOUR),
        ("12:00-14:00", at(12), 0),
        ("12:00-12:00", at(10), 0),
        ("off", at(22), 0),
    ],
)
def test_how_long_one_waits(hours, now, wait):
    assert Quiet.read(hours, "Africa/Johannesburg").wait(now) == wait


def test_the_day_is_that_of_the_borrowers():
    assert Quiet.read("off", "Africa/Johannesburg").today(at(22, 30)) == date(2026, 3, 2)
    assert Quiet.read("off", "America/Bogota").today(at(4)) == date(2026, 2, 28)


@pytest.mark.parametrize("hours", ["", "never", "20-7", "24:00-07:00", "20:00-07:60"])
def test_hours_that_are_none_are_refused(hours):
    with pytest.raises(ValueError, match="must be written like"):
        Quiet.read(hours, "UTC")


def test_a_zone_that_is_none_is_refused():
    with pytest.raises(ValueError, match="Mars/Olympus is no time zone we know"):
        Quiet.read("off", "Mars/Olympus")
