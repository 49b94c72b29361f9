"""How a lender collects its loans by debit order: what no method of its API tells, from its mapping file."""

from datetime import time
from decimal import ROUND_UP, Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from flows.errands import Bank, CollectionTerms

Code = Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
CENT = Decimal("0.01")


class Collection(BaseModel):
    """The `[collection]` table.

    `most`: how many times the instalment one debit may come to (the bank shows that much). `seconds`: how long the bank
    asks at once. `until`: on the same day it may also ask later, until then ("" where it may not). `branch`: where a
    mandate is given by card and PIN instead ("" where nowhere). `first`: nothing is paid out before the mandate is
    approved. `banks`: name = branch code for all branches.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    most: Decimal = Field(default=Decimal("1.5"), ge=1, le=10)
    seconds: int = Field(default=120, ge=10, le=86_400)
    until: time | None = None
    branch: str = Field(default="", max_length=80)
    first: bool = True
    banks: dict[str, Code] = {}

    def terms(self, highest: Decimal, currency: str, now: time) -> CollectionTerms:
        """What this comes to for a loan whose highest instalment this is, at this time of the lender's day."""
        later = self.until is not None and now < self.until
        return CollectionTerms(
            mandate_currency=currency,
            mandate_instalment=highest,
            ceiling=(highest * self.most).quantize(CENT, ROUND_UP),
            mandate_seconds=self.seconds,
            mandate_until=self.until.strftime("%H:%M") if self.until and later else "none",
            mandate_branch=self.branch or "none",
            mandate_first="yes" if self.first else "no",
            mandate_banks=[Bank(id=name, label=name, branch=code) for name, code in self.banks.items()],
        )
