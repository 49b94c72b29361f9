"""Due dates. The first one sets the day; the others keep it, and come back to it after a short month."""

from calendar import monthrange
from datetime import date, timedelta

from flows.loans.kinds import Period
from flows.loans.terms import Terms
from flows.loans.undefined import known

DAYS = {Period.DAY: 1, Period.WEEK: 7, Period.FORTNIGHT: 14}
MONTHS = {Period.MONTH: 1, Period.YEAR: 12}


def due_dates(terms: Terms, granted: date, instalments: int, first: date | None = None) -> list[date]:
    """List the due dates of a loan granted on a day; `first` where the borrower chose the first one.

    Without offset the seed is the grant itself, so that a loan of 31 January is due on 28 February and 31 March.
    """
    if first is not None:
        dues = [later(first, terms, number) for number in range(instalments)]
    elif terms.offset:
        offset = later(granted, terms) + timedelta(terms.offset)
        dues = [later(offset, terms, number) for number in range(instalments)]
    else:
        dues = [later(granted, terms, number) for number in range(1, instalments + 1)]
    return [end_of_month(due) for due in dues] if terms.month_end else dues


def later(day: date, terms: Terms, times: int = 1) -> date:
    """The day so many repayment periods later."""
    return shift(day, known("unit", terms.unit), terms.every * times)


def shift(day: date, unit: Period, times: int) -> date:
    """Move by so many units (a negative number: back); a day the month lacks becomes its last one."""
    if unit in DAYS:
        return day + timedelta(DAYS[unit] * times)
    month = day.year * 12 + day.month - 1 + MONTHS[unit] * times
    year, index = divmod(month, 12)
    return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def end_of_month(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
