"""Reads an operator's own sentences for staff from TOML, and checks them whole."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.canned import Canned
from flows.text import LANGUAGES

NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
LONGEST = 1000
"""Characters: in an SMS that is seven parts already."""


def read_canned(path: Path | None) -> Canned:
    """Our sentences, and those of the file at `path`. Raises ValueError, a line for each thing to put right."""
    if path is None:
        return Canned()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from None
    except RecursionError:
        raise ValueError(f"{path.name}: it is nested beyond reason") from None
    except ValueError as error:  # not TOML, not in UTF-8, or a number that nobody could reckon with
        raise ValueError(f"{path.name}: {error}") from None
    if wrong := list(_complaints(tables)):
        raise ValueError("\n".join(f"{path.name}: {complaint}" for complaint in wrong))
    return Canned({name: {lang: said.strip() for lang, said in table.items()} for name, table in tables.items()})


def _complaints(tables: dict[str, Any]) -> Iterator[str]:
    for name, table in tables.items():
        if not NAME.fullmatch(name):
            yield f"[{name}] must be a name of a-z, 0-9 and _, at most 32 long"
        elif not isinstance(table, dict):
            yield f"{name} stands alone: write [{name}] above, and a sentence in each language below"
        else:
            yield from (f"[{name}] {complaint}" for complaint in _wordings(table))


def _wordings(table: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the wordings of one sentence."""
    for lang in LANGUAGES.keys() - table.keys():
        yield f'lacks its wording in {lang}: {lang} = "..."'
    for lang, said in table.items():
        if lang not in LANGUAGES:
            yield f"{lang} is no language we speak; there is {', '.join(LANGUAGES)}"
        elif not isinstance(said, str) or not said.strip():
            yield f"{lang} must be a sentence between quotes"
        elif len(said) > LONGEST:
            yield f"{lang} is {len(said)} characters long; at most {LONGEST}"
