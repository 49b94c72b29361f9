"""The words of each step, in each language, with the facts filled in.

A flow's words stand in `flows/lang/<language>/<flow>.ftl` (Project Fluent). A message is the full wording and its
`.ussd` attribute the short one; every other attribute is the label of an option, again with `-ussd` for a short one.
All languages are equal: none is the fallback of another.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor
from pydantic import JsonValue

from flows.figures import figures, fluent

LANG = Path(__file__).parent / "lang"
SHORT = "-ussd"
EMPTY_LINES = re.compile(r"\n\s*\n")


class Unsayable(Exception):
    """A message could not be filled: a fact is missing, or a function failed. The node walk finds these."""


class Language:
    """One language: its bundle, and its messages looked up once."""

    def __init__(self, code: str, folder: Path) -> None:
        self.code = code
        self._bundle = FluentBundle([code], use_isolating=False, functions=figures(code))
        for file in sorted(folder.glob("*.ftl")):
            resource = FluentResource(file.read_text(encoding="utf-8"))
            _refuse_junk(file, resource)
            self._bundle.add_resource(resource, allow_overrides=False)
        read = self._read()
        self._needs = {pattern: _named(pattern) for pattern in read.values()}
        self.patterns = {key: self._fixed(pattern) for key, pattern in read.items()}
        short = {key.removesuffix(SHORT): pattern for key, pattern in self.patterns.items() if key.endswith(SHORT)}
        self._short = self.patterns | short

    def say(self, key: str, facts: Mapping[str, JsonValue], *, short: bool = False) -> str:
        """The wording of `key`, the short one where asked for and where there is one."""
        pattern = self.pattern(key, short=short)
        if isinstance(pattern, str):
            return pattern
        # Fluent converts every fact it is handed; most messages name two or three of a session's forty.
        needed = {name: fluent(facts[name]) for name in self._needs[pattern] if name in facts}
        said, errors = self._bundle.format_pattern(pattern, needed)
        if errors:
            raise Unsayable(f"{self.code}/{key}: {errors[0]}")
        return EMPTY_LINES.sub("\n\n", str(said)).strip()

    def pattern(self, key: str, *, short: bool) -> Any:
        """The message, the short one where asked for and where there is one: a plain string where it names no facts."""
        return (self._short if short else self.patterns)[key]

    def _read(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key in self._bundle._messages:  # the bundle offers no list of its messages
            message = self._bundle.get_message(key)
            found[key] = message.value
            for name, pattern in message.attributes.items():
                found[key + SHORT if name == "ussd" else f"{key}.{name}"] = pattern
        return {key: pattern for key, pattern in found.items() if pattern is not None}

    def _fixed(self, pattern: Any) -> Any:
        """A message without facts is a plain string from the start; most labels are."""
        said, errors = self._bundle.format_pattern(pattern, {})
        return said if not errors and type(pattern).__name__ == "TextElement" else pattern


class _Names(Visitor):
    """Collects the facts a message names."""

    def __init__(self) -> None:
        self.found: dict[str, None] = {}

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802 - the visitor's way of naming
        self.found[node.id.name] = None


def _named(pattern: Any) -> tuple[str, ...]:
    names = _Names()
    names.visit(pattern)
    return tuple(names.found)


def _refuse_junk(file: Path, resource: Any) -> None:
    """Fluent passes over what it cannot read; a borrower would then read nothing. Say so at import instead."""
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            first = str(entry.content).partition("\n")[0]
            raise ValueError(f"{file.parent.name}/{file.name}: cannot read {first!r}")  # noqa: TRY004 - it is the text


LANGUAGES = {folder.name: Language(folder.name, folder) for folder in sorted(LANG.iterdir()) if folder.is_dir()}
"""The languages there are, by code. Read once, at import."""

DEFAULT = "en"


def say(lang: str, key: str, facts: Mapping[str, JsonValue], *, short: bool = False) -> str:
    """The wording of `key` in `lang`."""
    return LANGUAGES[lang].say(key, facts, short=short)


@cache
def labels(lang: str, key: str, values: tuple[str, ...], *, short: bool) -> tuple[tuple[str, str], ...] | None:
    """Each value with its label, worked out once; None where a label needs facts."""
    patterns = [LANGUAGES[lang].pattern(f"{key}.{value}", short=short) for value in values]
    fixed = [pattern for pattern in patterns if isinstance(pattern, str)]
    return tuple(zip(values, fixed, strict=True)) if len(fixed) == len(patterns) else None
