"""The wordings one message has: which facts, put in place of others, make it say something else.

A message that says of a loan that it is running, overdue or on hold is one message with several wordings. Each of its
choices is followed to every branch, one at a time, together with the choices that lead there.
"""

from collections.abc import Iterator
from typing import Any

from fluent.syntax import ast
from pydantic import JsonValue

from flows.session import Facts
from flows.text import LANGUAGES

STANDS_FOR: dict[str, JsonValue] = {"none": None, "zero": 0, "one": 1, "two": 2}
"""The fact that calls for a branch of that name; the other forms of the plural are met with the longest facts."""

REST = ("other", "few", "many")


def variants(lang: str, key: str) -> list[Facts]:
    """The facts by which each branch of a message and of its short wording is reached, in the order written."""
    speak = LANGUAGES[lang]
    patterns = [speak.pattern(key, short=short) for short in (False, True)]
    found = [facts for pattern in patterns if not isinstance(pattern, str) for facts in _branches(pattern, {})]
    return [facts for at, facts in enumerate(found) if facts not in found[:at]]


def _branches(pattern: Any, above: Facts) -> Iterator[Facts]:
    """What must be so for each branch below this pattern, if what is `above` it is so."""
    for element in getattr(pattern, "elements", (pattern,)):  # a pattern of one element is that element
        choice = element.expression if isinstance(element, ast.Placeable) else None
        if isinstance(choice, ast.SelectExpression):
            for variant in choice.variants:
                facts = above | _chosen(choice.selector, variant)
                yield facts
                yield from _branches(variant.value, facts)


def _chosen(selector: Any, variant: Any) -> Facts:
    """The fact by which a branch is chosen; none where it is what a function makes of one, or stands for the rest."""
    if not isinstance(selector, ast.VariableReference):
        return {}
    if isinstance(variant.key, ast.NumberLiteral):
        return {selector.id.name: int(float(str(variant.key.value)))}
    name = variant.key.name
    return {} if name in REST else {selector.id.name: STANDS_FOR.get(name, name)}
