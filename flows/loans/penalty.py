"""What being late costs, by the product's rule; never a number where the lender left its unit undefined."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from flows.loans.kinds import Late, Unit
from flows.loans.money import CENTURY, ZERO, to_cent
from flows.loans.owed import Owed
from flows.loans.terms import Penalty, Terms
from flows.loans.undefined import CannotQuote, known, unpunishable

UNIT_DAYS = {Unit.DAY: 1, Unit.MONTH: 30, Unit.YEAR: 365}
BASES: Mapping[Late, Callable[[Owed], Decimal]] = {
    Late.PRINCIPAL: lambda row: row.principal,
    Late.PRINCIPAL_AND_INTEREST: lambda row: row.principal + row.interest,
    Late.EVERYTHING: lambda row: row.principal + row.interest + row.fees,
}


def penalties(terms: Terms, owed: Sequence[Owed], on: date) -> dict[int, Decimal]:
    """The penalty on each instalment late on a day, by its number; those inside the tolerance are not in it.

    Once the tolerance has passed, days count from the due date. Raises CannotQuote where rate or unit is undefined.
    """
    rule = known("penalty", terms.penalty)
    if missing := unpunishable(rule):
        raise CannotQuote(*missing)
    late = [row for row in owed if row.principal + row.interest + row.fees > 0 and (on - row.due).days > rule.tolerance]
    if rule.on is Late.NOTHING or not late:
        return {}
    sums = {row.number: to_cent(terms, _share(rule, row, on) * base) for row, base in _bases(rule, owed, late)}
    return _capped(sums, _room(owed, late)) if rule.in_duplum else sums


def _bases(rule: Penalty, owed: Sequence[Owed], late: Sequence[Owed]) -> list[tuple[Owed, Decimal]]:
    """What each late instalment is charged on. All the outstanding principal is charged once, from the oldest one."""
    if rule.on is Late.OUTSTANDING:
        return [(late[0], sum((row.principal for row in owed), ZERO))]
    return [(row, BASES[rule.on](row)) for row in late]


def _share(rule: Penalty, row: Owed, on: date) -> Decimal:
    """The part of its base that a late instalment costs by a day."""
    rate, unit = known("penalty.rate", rule.rate) / CENTURY, known("penalty.unit", rule.unit)
    return rate if unit is Unit.ONCE else rate * (on - row.due).days / UNIT_DAYS[unit]


def _room(owed: Sequence[Owed], late: Sequence[Owed]) -> Decimal:
    """What in duplum leaves for penalties: unpaid principal, less the interest that is already in arrears."""
    return max(ZERO, sum((row.principal for row in owed), ZERO) - sum((row.interest for row in late), ZERO))


def _capped(sums: Mapping[int, Decimal], room: Decimal) -> dict[int, Decimal]:
    """Charge the oldest first, until the room is used up."""
    charged: dict[int, Decimal] = {}
    for number, amount in sums.items():
        charged[number] = min(amount, room)
        room -= charged[number]
    return charged
