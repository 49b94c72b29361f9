"""What is still owed of each instalment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flows.loans.kinds import Part
from flows.loans.money import ZERO
from flows.loans.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed of one instalment, by its parts."""

    number: int
    due: date
    principal: Decimal
    interest: Decimal
    fees: Decimal
    penalty: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """All of it."""
        return self.principal + self.interest + self.fees + self.penalty

    def of(self, part: Part) -> Decimal:
        """One part of it."""
        return {
            Part.PRINCIPAL: self.principal,
            Part.INTEREST: self.interest,
            Part.FEES: self.fees,
            Part.PENALTY: self.penalty,
        }[part]

    def less(self, part: Part, amount: Decimal) -> "Owed":
        """The same with some of one part paid."""
        left = {each: self.of(each) - (amount if each is part else ZERO) for each in Part}
        return Owed(
            self.number, self.due, left[Part.PRINCIPAL], left[Part.INTEREST], left[Part.FEES], left[Part.PENALTY]
        )


def owed(plan: Schedule, penalties: Mapping[int, Decimal] | None = None) -> tuple[Owed, ...]:
    """All that a schedule asks for, with penalties by the number of their instalment."""
    late = penalties or {}
    return tuple(
        Owed(row.number, row.due, row.principal, row.interest, row.fees, late.get(row.number, ZERO))
        for row in plan.rows
    )
