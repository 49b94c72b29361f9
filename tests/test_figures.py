"""Money, dates and hints as a borrower reads them."""

import pytest
from pydantic import JsonValue

from adapters.gsm7 import to_gsm7
from flows.days import day, hours, when
from flows.figures import hint, money
from flows.text import LANGUAGES, Language


@pytest.mark.parametrize(
    ("lang", "amount", "currency", "said"),
    [
        ("en", "2000", "ZAR", "R2\xa0000"),
        ("en", "2000.00", "ZAR", "R2\xa0000"),
        ("en", "1250.5", "KES", "Ksh1,250.50"),
        ("en", "1000", "NGN", "₦1,000"),
        ("sw", "5000", "TZS", "TSh\xa05,000"),
        ("en", "1234567.89", "", "1,234,567.89"),
        ("sw", "1250", "", "1,250"),
        ("en", "10", "XYZ", "XYZ10"),
        ("en", "-5", "ZAR", "-R5"),
    ],
)
def test_money_is_written_the_way_of_its_country(lang, amount, currency, said):
    assert money(lang, amount, currency) == said


@pytest.mark.parametrize("lang", ["en", "sw"])
def test_no_figure_is_ever_cut_in_two(lang):
    assert " " not in money(lang, "9999999.99", "ZAR") + money(lang, "9999999.99", "TZS")


def test_a_date_is_short_and_cannot_be_misread():
    assert day("en", "2027-01-31") == "31 Jan 2027"
    assert day("sw", "2027-05-01") == "1 Mei 2027"


def test_a_moment_to_come_says_its_weekday():
    assert when("en", "2026-11-23T08:00:00") == "Mon 23 Nov, 08:00"
    assert when("sw", "2026-11-23T08:00:00") == "Jumatatu 23 Nov, 08:00"


WEEK = [["1-5", "08:00-17:00"], ["6", "09:00-13:00"]]


@pytest.mark.parametrize(
    ("lang", "weekly", "said"),
    [
        ("en", WEEK, "Mon–Fri 08:00–17:00, Sat 09:00–13:00"),
        ("sw", WEEK, "Jumatatu–Ijumaa 08:00–17:00, Jumamosi 09:00–13:00"),
        ("en", [], "Mon–Sun 00:00–24:00"),
    ],
)
def test_the_hours_of_a_week_are_said_with_the_days_of_the_language(lang, weekly, said):
    assert hours(lang, weekly) == said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hours_in_an_sms_are_written_in_the_alphabet_of_the_phone(lang):
    said = hours(lang, WEEK, "-") + when(lang, "2026-11-23T08:00:00")
    assert to_gsm7(said) == said
    assert "-" in said


def test_a_message_says_hours_and_moments(tmp_path):
    words = 'a = { HOURS($weekly) }; { WHEN($at) }\n    .ussd = { HOURS($weekly, dash: "-") }\n'
    (tmp_path / "x.ftl").write_text(words, encoding="utf-8")
    speaks = Language("en", tmp_path)
    facts: dict[str, JsonValue] = {"weekly": [[*pair] for pair in WEEK], "at": "2026-11-23T08:00"}
    assert speaks.say("a", facts) == "Mon–Fri 08:00–17:00, Sat 09:00–13:00; Mon 23 Nov, 08:00"
    assert speaks.say("a", facts, short=True) == "Mon-Fri 08:00-17:00, Sat 09:00-13:00"


@pytest.mark.parametrize(
    ("name", "said"),
    [("Thandi", "T****i"), ("Ann", "A****"), ("X", "X****"), ("van der Merwe", "v**** d**** M****e"), ("", "****")],
)
def test_a_hint_is_known_to_its_owner_alone(name, said):
    assert hint(name) == said
