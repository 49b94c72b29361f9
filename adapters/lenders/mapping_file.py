"""Reads a mapping file and checks it whole before anything is sent, each complaint with the line to look at."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from adapters.lenders.mapping import Method, Spelling, Words, braced


class BadMapping(ValueError):
    """The file cannot be used. Each line of the message names a line of the file and says what to do."""


def load(path: Path, methods: Mapping[str, Words], held: frozenset[str]) -> Spelling:
    """The file at `path`, which must spell every word of `methods`; headers may carry what the login holds (`held`)."""
    text = text_of(path)
    tables = tables_of(path, text)
    rest = {name: tables.pop(name) for name in ("headers", "errors", "collection", "files") if name in tables}
    try:
        spelling = Spelling(**rest, methods=tables)
    except ValidationError as error:
        raise BadMapping("\n".join(_shapes(path.name, text, error))) from error
    wrong = [f"{path.name}, line {line_of(text, *at)}: {why}" for at, why in _complaints(spelling, methods, held)]
    if wrong:
        raise BadMapping("\n".join(wrong))
    return spelling


def text_of(path: Path) -> str:
    """What stands in a file of an operator's. Raises BadMapping where there is none, or none in UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadMapping(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadMapping(f"{path.name}, line {line}: the file must be saved as UTF-8") from None


def tables_of(path: Path, text: str, number: Callable[[str], Any] = float) -> dict[str, Any]:
    """The tables of a file, numbers with a fraction read by `number`. Raises BadMapping."""
    try:
        return tomllib.loads(text, parse_float=number)
    except RecursionError:
        raise BadMapping(f"{path.name}: it is nested beyond reason") from None
    except ValueError as error:  # not TOML, or a number that nobody could reckon with
        raise BadMapping(f"{path.name}: {error}") from error


def line_of(text: str, *at: str) -> int:
    """The line where a key stands, or else the nearest table above it that is there; 1 where none is.

    tomllib tells no lines, so the headings are followed by hand; a mapping file has no nested or quoted ones.
    """
    table, best, depth = "", 1, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := re.match(r"\s*\[([^\]]+)\]", line):
            table = heading[1].strip()
            here = table
        elif key := re.match(r'\s*"?([^"=\s]+)"?\s*=', line):
            here = f"{table}.{key[1]}" if table else key[1]
        else:
            continue
        reach = _shared(here.split("."), at)
        if reach > depth:
            best, depth = number, reach
    return best


def _shared(here: list[str], at: tuple[str, ...]) -> int:
    """How many names two places share from the left, if the one leads to the other."""
    return len(here) if tuple(here) == at[: len(here)] else 0


def _shapes(name: str, text: str, error: ValidationError) -> Iterator[str]:
    for wrong in error.errors():
        at = tuple(str(part) for part in wrong["loc"] if part != "methods")
        yield f"{name}, line {line_of(text, *at)}: [{'.'.join(at)}] {wrong['msg']}"


Complaint = tuple[tuple[str, ...], str]


def _complaints(spelling: Spelling, methods: Mapping[str, Words], held: frozenset[str]) -> Iterator[Complaint]:
    for name in methods.keys() - spelling.methods.keys():
        yield (name,), f"[{name}] is missing: give it a verb and a path"
    for name in spelling.methods.keys() - methods.keys():
        yield (name,), f"[{name}] is no method we call; there are {', '.join(sorted(methods))}"
    for name in sorted(methods.keys() & spelling.methods.keys()):
        yield from _words(name, spelling.methods[name], methods[name])
    for header, form in spelling.headers.items():
        for word in set(braced(form)) - held:
            yield ("headers", header), f"nothing is known as {{{word}}}; there are {', '.join(sorted(held))}"


def _words(name: str, method: Method, words: Words) -> Iterator[Complaint]:
    """What one method spells too little, too much, or twice."""
    for table in ("send", "get", "row"):
        spelt: dict[str, str] = getattr(method, table)
        known = words.fields(table)
        inside = set(braced(method.path)) if table == "send" else set()
        for word in sorted((spelt.keys() | inside) - known.keys()):
            there = ", ".join(sorted(known)) or "none"
            yield (name, table, word), f"[{name}.{table}] has no word {word!r}; there are: {there}"
        for word in sorted(word for word, must in known.items() if must and word not in spelt and word not in inside):
            yield (name, table, word), f"[{name}.{table}] must say where {word!r} stands"
        yield from _twice(name, table, spelt)
    yield from _flat(name, method)
    yield from _open(name, method, words)
    yield from _strange(name, method, words)


def _flat(name: str, method: Method) -> Iterator[Complaint]:
    """What travels in a query or a form stands side by side."""
    if method.verb != "GET" and method.form == "json":
        return
    way = "GET" if method.verb == "GET" else "form"
    for word, place in method.send.items():
        if "." in place:
            yield (name, "send", word), f"[{name}.send] {word}: a {way} has no tables, so no dots"


def _open(name: str, method: Method, words: Words) -> Iterator[Complaint]:
    """A secret in an address is written down by every machine on the way."""
    inside = set(braced(method.path)) | (method.send.keys() if method.verb == "GET" else set())
    for word in sorted(inside & words.secret):
        yield (name, "path"), f"[{name}] {word} is a secret and may only travel in a body: not in the path, not by GET"


def _strange(name: str, method: Method, words: Words) -> Iterator[Complaint]:
    """A state we have no word for would never be understood."""
    for theirs, ours in method.words.items():
        if words.states and ours not in words.states:
            there = ", ".join(sorted(words.states))
            yield (name, "words", theirs), f"[{name}.words] {theirs}: {ours!r} is no word of ours; there are: {there}"


def _twice(name: str, table: str, spelt: Mapping[str, str]) -> Iterator[Complaint]:
    """Two words sent in one place would overwrite each other."""
    places = list(spelt.values())
    if table == "send":
        for word, place in spelt.items():
            if places.count(place) > 1:
                yield (name, table, word), f"[{name}.{table}] {word}: {place!r} is taken by another word"
