"""Having everything deleted that is kept of oneself; answered by us, not by a lender."""

from typing import Literal

from flows.errands.core import Answer, Errand

Because = Literal["staff", "errand", "mandate", "payout"]
"""What stands in the way: staff have the conversation; something was sent to the lender that happens once and has no
answer yet; the bank was asked for a mandate; money is on its way to the borrower."""


class Erased(Answer):
    """It is gone as soon as this turn has ended."""


class NotErased(Answer):
    """Nothing was deleted, and why."""

    kept_because: Because


class EraseData(Errand[Erased | NotErased]):
    """Delete what is kept here of this person. What the lender has is the lender's to keep."""
