"""Money, rates and days as a borrower reads them, by Babel, as functions of the Fluent files."""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import NumberPattern, format_percent, parse_pattern
from fluent.runtime.types import FluentType

from flows.days import day, day_of_year, hours, when

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


@lru_cache(maxsize=64)
def _way_of_writing(lang: str, currency: str) -> tuple[Locale, NumberPattern, NumberPattern]:
    """The locale, and its patterns with and without cents, read once."""
    locale = _locale(lang, currency)
    pattern = locale.currency_formats["standard"]
    return locale, pattern, parse_pattern(pattern.pattern.replace(".00", ""))


@lru_cache(maxsize=4096)
def money(lang: str, amount: str, currency: str) -> str:
    """An amount with its currency, without cents where there are none: `R2 000`, `Ksh1,250.50`.

    Its spaces do not break, so that no figure is ever cut in two between lines or pages.
    Where no currency is known the number stands alone.
    """
    value = Decimal(amount)
    locale, with_cents, without = _way_of_writing(lang, currency)
    pattern = without if value == value.to_integral_value() else with_cents
    said: str = pattern.apply(value, locale, currency=currency, currency_digits=False)
    return said.strip().replace(" ", UNBROKEN).replace("\u202f", UNBROKEN)


def hint(name: str) -> str:
    """A name that its owner recognises and nobody else learns: `Thandi` is `T****i`."""
    return (
        " ".join(f"{part[0]}****{part[-1]}" if len(part) > 3 else f"{part[:1]}****" for part in name.split()) or "****"
    )


MOST_GROUPS = 3


def _plan(lang: str, plan: list[dict[str, str]], currency: str) -> str:
    """All instalments: `17 x R328 + 1 x R324`, or where nearly each differs, `18 x R327,78 ... R280,52`."""
    if len(plan) <= MOST_GROUPS:
        return " + ".join(f"{group['count']} x {money(lang, group['amount'], currency)}" for group in plan)
    amounts = [Decimal(group["amount"]) for group in plan]
    count = sum(int(group["count"]) for group in plan)
    first, last = (money(lang, str(amount), currency) for amount in (amounts[0], amounts[-1]))
    return f"{count} x {first} ... {last}"


@lru_cache(maxsize=1024)
def percent(lang: str, rate: str) -> str:
    """A rate in percent, with at most two decimals: `5%`, `79,85%`."""
    return format_percent(Decimal(rate).quantize(Decimal("0.01")) / 100, format="#,##0.##%", locale=lang)


def _rows(lang: str, rows: list[dict[str, Any]], currency: str, words: dict[str, str]) -> str:
    """Instalments, one on a line: `- 31 Jan 2027 R820 paid`. The year is said once, until another begins.

    The dash is there because on the small screen a number at the start of a line is an option. No row is cut in two.

    `words` says how to say paid and overdue; `only` is "paid" where no others are wanted.
    """
    wanted = [row for row in rows if words.get("only", row["state"]) == row["state"]]
    lines, year = [], ""
    for row in wanted:
        said = day_of_year(lang, row["due"]) if row["due"][:4] == year else day(lang, row["due"])
        year = row["due"][:4]
        row_said = " ".join(["-", said, money(lang, row["amount"], currency), *_how(lang, row, currency, words)])
        lines.append(row_said.replace(" ", UNBROKEN))
    return "\n".join(lines)


def _how(lang: str, row: dict[str, Any], currency: str, words: dict[str, str]) -> list[str]:
    """How an instalment stands: paid, overdue, and what of it is paid."""
    if row["state"] == "paid":
        return [words["paid"]]
    part = f"({money(lang, row['paid'], currency)} {words['paid']})" if Decimal(row["paid"] or 0) else ""
    return [word for word in (words.get(row["state"], ""), part) if word]


class Rows(FluentType):
    """A fact that is a list, which Fluent only hands on to a function."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.rows = rows

    def format(self, locale: Locale) -> str:
        """Nothing a message may show by itself."""
        raise TypeError(f"a list of {len(self.rows)} cannot stand in a message: name a function that says it")


def fluent(fact: object) -> object:
    """A fact as Fluent takes it: a list is handed on to a function, and what is not known is the word `none`."""
    if isinstance(fact, list):
        return Rows(fact)
    return "none" if fact is None else fact


def figures(lang: str) -> dict[str, Callable[..., Any]]:
    """The functions a Fluent file of this language may call.

    MONEY($amount, $currency), DAY($date), PERCENT($rate), HINT($name), FEES($fees, $currency), PLAN($plan, $currency),
    ALLOWS($actions, "pay") which is yes or no, LESS($amount, $amount) which is a number for MONEY,
    ROWS($schedule, $currency, paid: "paid", overdue: "overdue"), WHEN($at), HOURS($weekly), or for an SMS
    HOURS($weekly, dash: "-").
    """

    def spell_money(amount: object, currency: object = "") -> str:
        return money(lang, str(amount), str(currency))

    def spell_day(iso: object) -> str:
        return day(lang, str(iso))

    def spell_fees(fees: object, currency: object) -> str:
        listed = cast("Rows", fees).rows
        return "; ".join(f"{fee['name']} {money(lang, fee['sum'], str(currency))}" for fee in listed) or "-"

    def allows(actions: object, action: object) -> str:
        return "yes" if action in cast("list[object]", cast("Rows", actions).rows) else "no"

    def spell_plan(plan: object, currency: object) -> str:
        return _plan(lang, cast("Rows", plan).rows, str(currency))

    def spell_rows(rows: object, currency: object, **words: object) -> str:
        return _rows(lang, cast("Rows", rows).rows, str(currency), {word: str(said) for word, said in words.items()})

    def spell_hours(weekly: object, dash: object = "–") -> str:
        return hours(lang, cast("list[list[str]]", cast("Rows", weekly).rows), str(dash))

    return {
        "MONEY": spell_money,
        "ROWS": spell_rows,
        "LESS": lambda amount, less: str(Decimal(str(amount)) - Decimal(str(less))),
        "ALLOWS": allows,
        "FEES": spell_fees,
        "PLAN": spell_plan,
        "PERCENT": lambda rate: percent(lang, str(rate)),
        "DAY": spell_day,
        "WHEN": lambda at: when(lang, str(at)),
        "HOURS": spell_hours,
        "HINT": lambda name: hint(str(name)),
    }
