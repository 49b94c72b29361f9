"""What can be said of an ID number without asking anybody."""

from datetime import UTC, date, datetime

import pytest

from flows.id_numbers import age, born, fault, luhn

TODAY = date(2026, 7, 1)


def at(year, month, day):
    return int(datetime(year, month, day, tzinfo=UTC).timestamp())


NOW = at(2026, 7, 1)


def numbered(first_twelve):
    """A number of ours with its check digit."""
    return next(f"{first_twelve}{digit}" for digit in range(10) if luhn(f"{first_twelve}{digit}"))


@pytest.mark.parametrize("digits", ["8001015009087", "8909025012083", "9001015009086"])
def test_the_published_samples_are_right(digits):
    assert fault(digits, NOW) == ""


def test_a_month_13_is_no_date_whatever_its_check_digit():
    assert fault("8813053807087", NOW) == "date"


def test_every_single_wrong_digit_behind_the_date_is_found():
    right = "8001015009087"
    wrong = [right[:i] + digit + right[i + 1 :] for i in range(6, 13) for digit in "0123456789" if digit != right[i]]
    assert {fault(digits, NOW) for digits in wrong} == {"check"}


@pytest.mark.parametrize("digits", ["", "1", "800101500908", "80010150090877"])
def test_other_lengths_are_refused(digits):
    assert fault(digits, NOW) == "length"


def test_a_namibian_number_has_eleven_digits_and_a_date():
    assert fault("80010100123", NOW) == ""
    assert fault("80133100123", NOW) == "date"
    assert fault("20010100123", NOW) == "young"


@pytest.mark.parametrize(
    ("digits", "birth"),
    [
        ("000229", date(2000, 2, 29)),
        ("960229", date(1996, 2, 29)),
        ("290229", None),
        ("280229", date(1928, 2, 29)),
        ("260701", date(2026, 7, 1)),
        ("260702", date(1926, 7, 2)),
        ("000000", None),
        ("010431", None),
    ],
)
def test_two_digits_of_a_year_mean_the_latest_century_that_is_not_to_come(digits, birth):
    assert born(digits, TODAY) == birth


def test_one_is_eighteen_on_the_birthday_and_not_the_day_before():
    digits = numbered("080701500908")
    assert fault(digits, at(2026, 6, 30)) == "young"
    assert fault(digits, at(2026, 7, 1)) == ""


def test_who_is_born_on_a_leap_day_is_a_year_older_on_the_first_of_march():
    assert age(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age(date(2008, 2, 29), date(2026, 3, 1)) == 18
