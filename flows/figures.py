"""Money and dates as a borrower reads them, by Babel, as functions of the Fluent files."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency

UNBROKEN = "\xa0"

HOME = {"ZAR": "ZA", "KES": "KE", "NGN": "NG", "TZS": "TZ", "UGX": "UG", "GHS": "GH", "COP": "CO", "USD": "US"}
"""The country whose way of writing a currency is used, where the language has one for it."""


@lru_cache(maxsize=64)
def _locale(lang: str, currency: str) -> Locale:
    """English in South Africa writes rand as R, elsewhere as ZAR: take the currency's home where there is one."""
    try:
        return Locale.parse(f"{lang}_{HOME[currency]}")
    except (KeyError, UnknownLocaleError):
        return Locale.parse(lang)


@lru_cache(maxsize=4096)
def money(lang: str, amount: str, currency: str) -> str:
    """An amount with its currency, without cents where there are none: `R2 000`, `Ksh1,250.50`.

    Its spaces do not break, so that no figure is ever cut in two between lines or pages.
    """
    value = Decimal(amount)
    locale = _locale(lang, currency)
    pattern = locale.currency_formats["standard"].pattern
    if value == value.to_integral_value():
        pattern = pattern.replace(".00", "")
    said = format_currency(value, currency, format=pattern, locale=locale, currency_digits=False)
    return said.replace(" ", UNBROKEN).replace("\u202f", UNBROKEN)


@lru_cache(maxsize=1024)
def day(lang: str, iso: str) -> str:
    """A date in the medium length of the language: `31 Jan 2027`."""
    return format_date(date.fromisoformat(iso), format="d MMM y", locale=lang)


def hint(name: str) -> str:
    """A name that its owner recognises and nobody else learns: `Thandi` is `T****i`."""
    return (
        " ".join(f"{part[0]}****{part[-1]}" if len(part) > 3 else f"{part[:1]}****" for part in name.split()) or "****"
    )


def figures(lang: str) -> dict[str, Callable[..., Any]]:
    """The functions a Fluent file of this language may call: MONEY($amount, $currency), DAY($date), HINT($name)."""

    def spell_money(amount: object, currency: object = "") -> str:
        return money(lang, str(amount), str(currency))

    def spell_day(iso: object) -> str:
        return day(lang, str(iso))

    return {"MONEY": spell_money, "DAY": spell_day, "HINT": lambda name: hint(str(name))}
