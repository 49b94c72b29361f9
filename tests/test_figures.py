"""Money, dates and hints as a borrower reads them."""

import pytest

from flows.figures import day, hint, money


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


@pytest.mark.parametrize(
    ("name", "said"),
    [("Thandi", "T****i"), ("Ann", "A****"), ("X", "X****"), ("van der Merwe", "v**** d**** M****e"), ("", "****")],
)
def test_a_hint_is_known_to_its_owner_alone(name, said):
    assert hint(name) == said
