"""When staff are there: by the wall's clock, also where it is changed, over midnight, and not on holidays."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hours import Hours

OFFICE = "Mon-Fri 08:00-17:00, Sat 09:00-13:00"
HERE = "Africa/Johannesburg"
NEW_YORK = "America/New_York"


def at(wall, zone=HERE, fold=0):
    """The seconds at which the clocks of a zone show this; `fold` 1 is the second time that night."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()


def opens(hours, now):
    moment = hours.opens(now)
    return moment and moment.isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("now", "open_", "next_"),
    [
        ("2026-11-23T07:59:59", False, "2026-11-23T08:00"),
        ("2026-11-23T08:00", True, None),
        ("2026-11-23T16:59:59", True, None),
        ("2026-11-23T17:00", False, "2026-11-24T08:00"),
        ("2026-11-27T20:00", False, "2026-11-28T09:00"),
        ("2026-11-28T13:00", False, "2026-11-30T08:00"),
        ("2026-11-29T10:00", False, "2026-11-30T08:00"),
    ],
)
def test_an_office(now, open_, next_):
    hours = Hours.read(OFFICE, "", HERE)
    assert (hours.open(at(now)), opens(hours, at(now))) == (open_, next_)
    assert hours.weekly == [["1-5", "08:00-17:00"], ["6", "09:00-13:00"]]


def test_always_is_always_and_says_nothing_of_a_week():
    hours = Hours.read("Always", "", HERE)
    assert all(hours.open(at(f"2026-11-2{day}T0{day}:30")) for day in range(1, 8))
    assert (hours.opens(at("2026-11-23T03:00")), hours.weekly) == (None, [])


def test_even_always_has_its_holidays():
    hours = Hours.read("always", "2026-12-24", HERE)
    assert not hours.open(at("2026-12-24T00:00"))
    assert opens(hours, at("2026-12-24T12:00")) == "2026-12-25T00:00"


@pytest.mark.parametrize(
    ("now", "open_", "next_"),
    [
        ("2026-11-27T19:59", False, "2026-11-27T20:00"),
        ("2026-11-27T23:00", True, None),
        ("2026-11-28T01:59", True, None),
        ("2026-11-28T02:00", False, "2026-11-30T22:00"),
        ("2026-11-30T23:59", True, None),
        ("2026-12-01T00:00", False, "2026-12-04T20:00"),
    ],
)
def test_a_shift_over_midnight_goes_on_into_the_next_day(now, open_, next_):
    hours = Hours.read("fri 20:00-02:00,  MON  22:00-24:00", "", HERE)
    assert (hours.open(at(now)), opens(hours, at(now))) == (open_, next_)
    assert hours.weekly == [["5", "20:00-02:00"], ["1", "22:00-24:00"]]


def test_a_shift_that_began_before_a_holiday_is_worked_to_its_end_and_none_begins_on_it():
    hours = Hours.read("Mon-Sun 20:00-02:00", "2026-12-25", HERE)
    assert hours.open(at("2026-12-25T01:00"))
    assert not hours.open(at("2026-12-25T21:00"))
    assert not hours.open(at("2026-12-26T01:00"))
    assert opens(hours, at("2026-12-25T02:00")) == "2026-12-26T20:00"


def test_spans_that_overlap_are_open_as_long_as_any_of_them():
    hours = Hours.read("Mon-Fri 08:00-12:00, Mon 10:00-15:00, Mon-Fri 13:00-17:00", "", HERE)
    assert all(hours.open(at(f"2026-11-23T{hour:02}:30")) for hour in range(8, 17))
    assert not hours.open(at("2026-11-24T12:30"))
    assert opens(hours, at("2026-11-24T12:30")) == "2026-11-24T13:00"


def test_days_may_go_over_the_weekend():
    hours = Hours.read("Sat-Mon 10:00-11:00", "", HERE)
    assert [hours.open(at(f"2026-11-{day}T10:30")) for day in range(23, 30)] == [1, 0, 0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("country", "holiday", "next_"),
    [
        ("ZA", "2026-12-25T10:00", "2026-12-28T08:00"),  # Christmas on a Friday, Goodwill on the Saturday
        ("ZA", "2026-08-10T10:00", "2026-08-11T08:00"),  # the Monday for Women's Day on a Sunday
        ("ke", "2026-10-20T10:00", "2026-10-21T08:00"),
        ("NA", "2026-03-21T10:00", "2026-03-23T08:00"),
    ],
)
def test_on_the_public_holidays_of_a_country_nobody_is_there(country, holiday, next_):
    assert opens(Hours.read(OFFICE, f"2026-01-05, {country}", HERE), at(holiday)) == next_


def test_over_the_turn_of_the_year_with_days_of_ones_own():
    days = ", ".join(f"2026-12-{day}" for day in (24, 28, 29, 30, 31))
    assert opens(Hours.read("Mon-Fri 08:00-17:00", f"ZA, {days}", HERE), at("2026-12-23T17:00")) == "2027-01-04T08:00"


def test_who_does_not_open_within_a_year_never_does():
    mondays = ",".join(str(date(2026, 1, 5) + timedelta(weeks=number)) for number in range(54))
    assert Hours.read("Mon 08:00-09:00", mondays, HERE).opens(at("2026-01-01T08:00")) is None


def test_where_the_clocks_change_the_wall_is_what_counts():
    hours = Hours.read("Mon-Sun 08:00-17:00", "", NEW_YORK)
    for day in ("2026-03-07", "2026-03-08", "2026-11-01", "2026-11-02"):  # forward on the 8th, back on the 1st
        assert not hours.open(at(f"{day}T07:59", NEW_YORK))
        assert hours.open(at(f"{day}T08:00", NEW_YORK))
        assert opens(hours, at(f"{day}T06:00", NEW_YORK)) == f"{day}T08:00"


def test_an_hour_that_comes_twice_is_open_twice_and_one_that_is_left_out_does_no_harm():
    hours = Hours.read("Sun 01:00-02:00, Sun 02:30-04:00", "", NEW_YORK)
    assert hours.open(at("2026-11-01T01:30", NEW_YORK))
    assert hours.open(at("2026-11-01T01:30", NEW_YORK, fold=1))
    assert hours.open(at("2026-03-08T03:00", NEW_YORK))  # 02:30 is not, that night
    assert opens(hours, at("2026-03-08T00:30", NEW_YORK)) == "2026-03-08T01:00"


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))  # noqa: DTZ001 - by the wall's clock
def test_it_opens_when_it_says(moment):
    hours = Hours.read("Mon-Thu 08:00-17:00, Fri 20:00-02:00, Sat 01:00-03:00", "ZA, 2026-06-15", "UTC")
    now = moment.replace(tzinfo=UTC).timestamp()
    next_ = hours.opens(now)
    assert (next_ is None) == hours.open(now)
    if next_:
        assert hours.open(next_.replace(tzinfo=UTC).timestamp())
        assert not hours.open(next_.replace(tzinfo=UTC).timestamp() - 1)


@pytest.mark.parametrize(
    "written",
    ["", "never", "08:00-17:00", "Mon-Fri", "Mon 8-17", "Mon 08:00-25:00", "Mon 24:00-25:00", "Mon 08:00-17:00,"],
)
def test_hours_that_are_none_are_refused(written):
    with pytest.raises(ValueError, match="must be written like Mon-Fri"):
        Hours.read(written, "", HERE)


@pytest.mark.parametrize("written", ["Mon 08:00-08:00", "Sun 00:00-00:00"])
def test_hours_that_end_when_they_begin_are_asked_about(written):
    with pytest.raises(ValueError, match="a whole day is 00:00-24:00"):
        Hours.read(written, "", HERE)


@pytest.mark.parametrize(
    ("holidays", "said"),
    [
        ("2026-02-30", "is no day; write it like"),
        ("24-12-2026", "is no day; write it like"),
        ("XX", "XX is no day and no country"),
        ("Christmas", "CHRISTMAS is no day and no country"),
    ],
)
def test_holidays_that_are_none_are_refused(holidays, said):
    with pytest.raises(ValueError, match=said):
        Hours.read(OFFICE, holidays, HERE)


def test_a_zone_that_is_none_is_refused():
    with pytest.raises(ValueError, match="Mars/Olympus is no time zone we know"):
        Hours.read(OFFICE, "", "Mars/Olympus")
