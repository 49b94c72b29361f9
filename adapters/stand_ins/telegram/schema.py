"""The Bot API as data (`bot_api.json`), and whether a value fits it.

A form or a query carries everything as text, so there a number or an object is read out of its JSON first.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

PLAIN: dict[str, tuple[type, ...]] = {"Integer": (int,), "Float": (int, float), "String": (str,), "Boolean": (bool,)}
ARRAY = "Array of "


class Shape(TypedDict, total=False):
    """The fields of a method or a type, each with the types it may have; or the types one of which it is."""

    required: dict[str, list[str]]
    optional: dict[str, list[str]]
    one_of: list[str]


class Misfit(ValueError):
    """The value does not fit; the text says where and why."""


@cache
def bot_api() -> dict[str, dict[str, Shape]]:
    """The methods and types, read once."""
    spec: dict[str, dict[str, Shape]] = json.loads(Path(__file__).with_name("bot_api.json").read_text())
    return spec


def fit_method(method: str, given: dict[str, Any], *, text: bool) -> dict[str, Any]:
    """The parameters of a call, each in its own type. `text`: they came as text. Raises Misfit."""
    return _fit_fields(bot_api()["methods"][method], given, method, text=text)


def fit_type(name: str, value: object) -> Any:
    """A value that came as JSON, as the named type. Raises Misfit."""
    return _fit(value, [name], name, text=False)


def _fit_fields(shape: Shape, given: dict[str, Any], where: str, *, text: bool) -> dict[str, Any]:
    fields = shape["required"] | shape["optional"]
    if missing := shape["required"].keys() - given.keys():
        raise Misfit(f"{where}: {', '.join(sorted(missing))} missing")
    if unknown := given.keys() - fields.keys():
        raise Misfit(f"{where}: {', '.join(sorted(unknown))} unknown")
    return {name: _fit(value, fields[name], f"{where}.{name}", text=text) for name, value in given.items()}


def _fit(value: object, types: list[str], where: str, *, text: bool) -> Any:
    """The value as the first of `types` that it fits."""
    if text and isinstance(value, str) and "String" not in types:
        value = _read(value, where)
    reasons = []
    for name in types:
        try:
            return _fit_one(_read(value, where) if text and name == "Integer" else value, name, where)
        except Misfit as misfit:
            reasons.append(str(misfit))
    raise Misfit(
        reasons[0] if len(reasons) == 1 else f"{where}: fits none of {', '.join(types)} ({'; '.join(reasons)})"
    )


def _fit_one(value: object, name: str, where: str) -> Any:
    if name.startswith(ARRAY):
        return _fit_array(value, name.removeprefix(ARRAY), where)
    if name in PLAIN:
        if not isinstance(value, PLAIN[name]) or (isinstance(value, bool) and name != "Boolean"):
            raise Misfit(f"{where}: not a {name}")
        return value
    if name == "InputFile":
        if not isinstance(value, bytes):
            raise Misfit(f"{where}: not a file")
        return value
    shape = bot_api()["types"][name]
    if "one_of" in shape:
        return _fit(value, shape["one_of"], where, text=False)
    if not isinstance(value, dict):
        raise Misfit(f"{where}: not a {name}")
    return _fit_fields(shape, value, where, text=False)


def _fit_array(value: object, of: str, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise Misfit(f"{where}: not an array")
    return [_fit(item, [of], f"{where}[{at}]", text=False) for at, item in enumerate(value)]


def _read(value: object, where: str) -> object:
    """What the text holds, where it holds JSON; an id such as `@name` stays as it is."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        if where.endswith("_id"):
            return value
        raise Misfit(f"{where}: not JSON") from None
