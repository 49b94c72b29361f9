"""Reads a lender's own settings from TOML and checks them whole, each complaint with the line to look at."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from adapters.lenders.mapping_file import BadMapping, line_of, tables_of, text_of

M = TypeVar("M", bound=BaseModel)


def checked(path: Path, record: type[M], under: Path | None = None) -> M:
    """The file at `path`, numbers with a fraction as Decimal. Raises BadMapping, a line for each thing to put right.

    `under`: a file of ours that holds in each table what the one at `path` does not say.
    """
    text = text_of(path)
    tables = tables_of(path, text, Decimal)
    try:
        return record.model_validate(_laid_over(tomllib.loads(under.read_text("utf-8")), tables) if under else tables)
    except ValidationError as error:
        raise BadMapping("\n".join(_complaints(path.name, text, error))) from error


def _laid_over(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Each table's words, theirs where they have them."""
    tables = {
        name: {**ours.get(name, {}), **table} if isinstance(table, dict) else table for name, table in theirs.items()
    }
    return {**ours, **tables}


def _complaints(name: str, text: str, error: ValidationError) -> list[str]:
    places = [(tuple(map(str, wrong["loc"])), wrong["msg"]) for wrong in error.errors()]
    return [f"{name}, line {line_of(text, *at)}: [{'.'.join(at)}] {why}" for at, why in places]
