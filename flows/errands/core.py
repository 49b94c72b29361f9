"""What an errand is, what an answer is, and the answers and records that many errands share."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Generic, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict


class Answer(BaseModel):
    """A lender's answer. Its fields become facts; its class decides the next step."""

    model_config = ConfigDict(frozen=True, extra="ignore")


A = TypeVar("A", bound=Answer, covariant=True)


class Errand(BaseModel, Generic[A]):
    """A request to a lender. The session's facts of the same names fill its fields.

    `once`: it moves money, creates something or costs something, so it is saved before it is sent and never sent
    blindly a second time. `a_day`: how often one person may ask for it in a day; 0: as often as they like.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    once: ClassVar[bool] = False
    a_day: ClassVar[int] = 0

    @classmethod
    def answers(cls) -> tuple[type[Answer], ...]:
        """The classes of answer this errand may get, `Trouble` aside."""
        for parent in cls.__mro__:
            args: tuple[Any, ...] = getattr(parent, "__pydantic_generic_metadata__", {}).get("args", ())
            if args:
                return get_args(args[0]) or args
        raise TypeError(f"{cls.__name__} names no answers: write class {cls.__name__}(Errand[...])")


class Trouble(Answer):
    """The lender answered with a definite error: nothing was done, and asking the same again will not help by itself.

    `note` is the error information it returned, shortened, for the log and for staff. `doubt`: something may have been
    done after all (what came back is not what was meant), and a person must look before anything is asked again.
    """

    note: str = ""
    doubt: bool = False


class TooOften(Answer):
    """This person has asked for it as often as one may in a day: the lender was not asked."""


class Listed(BaseModel):
    """One option of a list: `id` for the lender, `label` for the person."""

    model_config = ConfigDict(frozen=True)

    id: str
    label: str


class Product(Listed):
    """A loan product with the limits a person may choose within. Its fields become facts once it is chosen."""

    min_amount: Decimal
    max_amount: Decimal
    min_instalments: int
    max_instalments: int
    currency: str = ""


def _or_none(reason: str) -> str:
    """An empty reason is none; the sentence it stands in brings its own full stop."""
    return reason.strip(" .") or "none"


Reason = Annotated[str, AfterValidator(_or_none)]
"""A lender's main reason, in its own words; "none" where it gives none."""


class Declined(Answer):
    """The lender says no."""

    reason: Reason = "none"
