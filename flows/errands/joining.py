"""Joining two phones to one conversation; answered by us, not by a lender."""

from pydantic import Field

from flows.errands.core import Answer, Errand


class Joined(Answer):
    """This account speaks for that number now."""


class CodeSent(Answer):
    """A code is on its way to the number by SMS. `tries` have been made: none."""

    tries: int = 0


class WrongCode(Answer):
    """Not the code. `left` tries are left."""

    tries: int = 1
    left: int


class CodeSpent(Answer):
    """Not good any more: no tries left, too old, or used. A new one may be asked for."""


class CodeRests(Answer):
    """No code can be sent to this number before `code_opens`, a local time (`2026-11-23T08:00`).

    One sent before stands, also where we have forgotten that it was. `tries` begin anew, for what is said of it.
    """

    tries: int = 0
    code_opens: str


class CodeUnsent(Answer):
    """The SMS with the code cannot be sent now. What was sent before is not good any more."""


class Join(Errand[CodeSent | CodeRests | CodeUnsent]):
    """Ask that this account may speak for `phone`: a code is sent to it, whether or not it is known to us."""

    phone: str


class Prove(Errand[Joined | WrongCode | CodeSpent]):
    """Prove that one holds the number, by the code sent to it. The code is heard, passed on, and never kept."""

    code: str = Field(repr=False)
