"""What a lender's errors come to, the same for every lender: an answer, or silence to be looked into."""

from collections.abc import Awaitable
from typing import Any

from adapters.lenders.late import Clash, Duplicate, Late, Missing, Refused
from flows.errands import Answer, Trouble


async def asked(asking: Awaitable[Answer]) -> Any:
    """The answer to an errand asked once. What exists already must be looked up; a definite no is trouble."""
    try:
        return await asking
    except Duplicate as error:
        raise Clash(error.note, sure=True) from error
    except Refused as error:
        return Trouble(note=error.note)


async def looked_up(looking: Awaitable[Answer | None]) -> Any:
    """What a look-up found: None where the lender says outright that there is nothing. A refusal tells us nothing."""
    try:
        return await looking
    except Missing:
        return None
    except Refused as error:
        raise Late(f"cannot be looked up: {error.note}") from error
