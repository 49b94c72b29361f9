"""What becomes of JSON: other types, missing and doubled keys, huge numbers, depth; and odd ways to write it down."""

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

from tests.fuzz.mutation import mutated

DEEP = 3000
STRANGE: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1.5,
    -0.0,
    1e308,
    float("nan"),
    float("inf"),
    2**31,
    -(2**63),
    2**64,
    10**30,
    10**400,
    "",
    " ",
    "0",
    "-1",
    "NaN",
    "Infinity",
    "1e400",
    "1E+999999",
    "1e-999999",
    "9" * 500,
    "x" * 20_000,
    "\x00",
    "\ud800",
    "\udfff\ud83d",
    "🙂" * 30,
    "e\u0301\u0327" * 30,
    "\u202e\u2066\u200f",
    "\u0661\u0662",
    "²",
    "a\nb\r\nc\td\x1b[2J",
    "{ $amount }",
    "<b>&amp;'\"",
    "9999-12-31",
    "0001-01-01",
    "2026-02-30",
    "2026-02-02T25:61:00Z",
    "2026-01-01T00:00:00+99:99",
    "a" * 64,
    [],
    [[]],
    [None],
    {},
    {"": ""},
    {"id": {"id": {"id": 1}}},
    [0] * 500,
]
"""Values nobody would send."""

Place = tuple[Any, Any]
"""A table or a list, and the key or the index of something in it."""


def places(tree: Any) -> Iterator[Place]:
    """Every place in a tree."""
    if isinstance(tree, (dict, list)):
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield tree, key
            yield from places(value)


def changed(random: Random, tree: Any) -> Any:
    """A copy in which something is another thing, is missing, or stands many times."""
    tree = {"": deepcopy(tree)}
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        if there := list(places(tree)):
            _change(random, *random.choice(there))
    return tree.get("")


def _change(random: Random, within: Any, key: Any) -> None:
    value, way = within[key], random.random()
    if way < 0.4:
        within[key] = _value(random)
    elif way < 0.5:
        del within[key]
    elif way < 0.6:
        within[key] = [value] * random.choice((1, 2, 60))
    elif way < 0.7:
        within[key] = str(value) if not isinstance(value, str) else _number(value)
    elif way < 0.8 and isinstance(value, str):
        within[key] = mutated(random, value.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
    elif way < 0.9 and isinstance(value, (int, float)) and not isinstance(value, bool):
        within[key] = random.choice((-value, value * 10**12, value + 1, value * 10**40, 0.1, -1))
    else:
        within[key] = {"value": value, "?": _value(random)}


def _value(random: Random) -> Any:
    """A copy: what is changed later must not change for all."""
    return deepcopy(random.choice(STRANGE))


def _number(text: str) -> Any:
    try:
        return float(text) if "." in text else int(text[:4000])
    except ValueError:
        return [text]


def spelt(random: Random, tree: Any) -> bytes:
    """The tree as JSON: mostly well, now and then with doubled keys, bare NaN, depth, halves of characters, a mark."""
    text = json.dumps(tree, ensure_ascii=random.random() < 0.7)
    way = random.random()
    if way < 0.04 and text.startswith("{"):
        text = "{" + text[1:-1] + ", " + text[1:] if len(text) > 2 else text
    elif way < 0.06:
        text = "[" * DEEP + text + "]" * DEEP
    elif way < 0.08:
        text = text.replace("null", '{"a":' * DEEP + "1" + "}" * DEEP)
    elif way < 0.10:
        text = "\ufeff" + text
    elif way < 0.12:
        text = text.replace(":", " :\n\t").replace("}", ",}")
    written = text.encode("utf-8", "surrogatepass")
    return written if way < 0.9 else mutated(random, written)
