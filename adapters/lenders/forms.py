"""How words travel over HTTP: in a query, as JSON, or as a form with files; and how an answer's JSON is read."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

Form = Literal["json", "multipart"]
"""Multipart is multipart/form-data: each word a field, each file a part with its name."""

HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""How half a character is written in JSON; both halves of one, side by side, are written so too."""


@dataclass(frozen=True, slots=True)
class File:
    """A file on its way to a lender; in JSON it travels as base64, without its name."""

    name: str
    content: bytes = field(repr=False)


def carried(verb: str, form: Form, words: Mapping[str, Any]) -> dict[str, Any]:
    """What httpx is given so that these words travel."""
    if verb == "GET":
        return {"params": words}
    if form == "multipart":
        return {"files": {word: _part(value) for word, value in words.items()}}
    return {"content": written(words)}


def written(words: Any, indent: int | None = None) -> bytes:
    """Words as JSON; a Decimal is written as a number, digit for digit."""
    return json.dumps(words, default=_told, indent=indent).encode()


def read(body: bytes) -> Any:
    """JSON with fractions as Decimal; None where it is none (HTML, cut off, nested beyond reason, not in UTF-8).

    Half a character (a lone surrogate) becomes a question mark: nobody could write it down again.
    """
    try:
        text = body.decode("utf-8-sig")
        tree = json.loads(text, parse_float=Decimal, parse_constant=_refuse) if text.strip() else {}
        return _whole(tree) if HALF.search(text) else tree
    except (ValueError, RecursionError, ArithmeticError):  # the last for 1e99999999999999999999
        return None


def _whole(tree: Any) -> Any:
    """The same without halves of characters."""
    if isinstance(tree, dict):
        return {_whole(name): _whole(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [_whole(value) for value in tree]
    return tree.encode("utf-8", "replace").decode() if isinstance(tree, str) else tree


def _part(value: object) -> tuple[str | None, bytes | str]:
    """One part of a form; a plain field is a part without a file's name."""
    return (value.name, value.content) if isinstance(value, File) else (None, str(value))


def _told(value: object) -> float | int | str:
    """What JSON has no form for, in the form we give it."""
    if isinstance(value, File):
        return b64encode(value.content).decode()
    if isinstance(value, Decimal):
        return _number(value)
    raise TypeError(f"{type(value).__name__} has no place in a lender's JSON")


def _number(value: Decimal) -> float | int:
    number = int(value) if value == value.to_integral_value() else float(value)
    if Decimal(str(number)) != value:  # beyond 15 digits a float would say something else
        raise ValueError("an amount with more digits than JSON carries safely")
    return number


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no number")
