"""Reading what a lender tells: into our records, or Late; and beside what was meant, since lenders may be wrong."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from adapters.lenders.late import Late
from flows.errands import Trouble

M = TypeVar("M", bound=BaseModel)


def told(record: type[M], words: Mapping[str, Any]) -> M:
    """The record these words make; Late where they do not, naming the words and never their values."""
    try:
        return record.model_validate(words)
    except ValidationError as error:
        wrong = sorted({str(at["loc"][0]) for at in error.errors() if at["loc"]})
        raise Late(f"{record.__name__} without a usable {', '.join(wrong)}") from error


def doubt(meant: Mapping[str, Any], record: BaseModel) -> Trouble | None:
    """Trouble if the record says something else than was meant. What it does not say cannot be compared."""
    said = {word: getattr(record, word) for word in meant}
    known = {word: value for word, value in said.items() if value not in ("", None)}
    wrong = sorted(word for word, value in known.items() if _even(value) != _even(meant[word]))
    return Trouble(note=f"came back with another {', '.join(wrong)}", doubt=True) if wrong else None


def _even(value: object) -> object:
    """A value without what a lender may change in keeping it: capitals, and spaces."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else value
