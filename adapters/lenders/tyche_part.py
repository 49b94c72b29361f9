"""A table of Tyche's, read by names of ours in whichever way its names are spelt; numbers without loss, ids as text."""

from decimal import Decimal
from functools import cache, lru_cache
from typing import Annotated, Any, ClassVar, get_args

import structlog
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic.alias_generators import to_camel

from adapters.lenders.tyche_words import fold

log = structlog.get_logger()

STAFF = {"staff": True}
"""The context in which a product typed by a person is read: nothing is passed over."""


def no_float(value: object) -> object:
    """Refuse what is no number, and a float: its cents were lost before it came here."""
    if isinstance(value, (float, bool)):
        raise ValueError("give a number")  # noqa: TRY004 - pydantic's way
    return value


def quoted(value: object, info: ValidationInfo) -> object:
    """A ledger id is text. A person who leaves the quotes away has lost its leading zeros already."""
    if isinstance(value, int) and info.context:
        raise ValueError("put the id in quotes: a number loses its leading zeros")
    return str(value) if isinstance(value, int) else value


Number = Annotated[Decimal, BeforeValidator(no_float), Field(ge=-(10**12), le=10**12)]
"""An amount, a rate or the like; one beyond that is no amount, and nobody could say it."""
Ledger = Annotated[str, BeforeValidator(quoted)]


@lru_cache(maxsize=1000)
def note(table: str, name: str) -> None:
    """Leave one line about a field we do not know, the first time it is seen (of the last thousand)."""
    log.warning("unknown field", lender="tyche", table=table, field=name)


class Part(BaseModel):
    """A table of the product. Names are read in either spelling; those we do not know are kept out, or refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore", frozen=True)
    synonyms: ClassVar[dict[str, str]] = {}

    @model_validator(mode="before")
    @classmethod
    def _read(cls, tree: Any, info: ValidationInfo) -> Any:
        """The table with its names as the API spells them."""
        if not isinstance(tree, dict):
            return tree
        known = cls.names()
        unknown = [str(name) for name in tree if fold(str(name)) not in known]
        if unknown and info.context:
            raise ValueError(f"no such field: {', '.join(unknown)}")
        for name in unknown:
            note(cls.__name__, name)
        return {known[fold(str(name))]: value for name, value in tree.items() if fold(str(name)) in known}

    @classmethod
    @cache
    def names(cls) -> dict[str, str]:
        """From a folded name to the API's own."""
        own = {fold(field.alias or name): field.alias or name for name, field in cls.model_fields.items()}
        return {**own, **{fold(theirs): name for theirs, name in cls.synonyms.items()}}


def part_of(annotation: Any) -> type[Part] | None:
    """The table a field holds, if it holds one."""
    kinds = (annotation, *get_args(annotation), *(arg for kind in get_args(annotation) for arg in get_args(kind)))
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Part)), None)
