"""How a lender's API spells our words, read from a file an operator can edit.

A method is a table: its verb, its path, and where each word of ours stands in what is sent (`send`), in the answer
(`get`), or in each row of a list in the answer (`rows` says where the list stands, `row` its fields). A place is a
field's name, or a path of names joined by dots. Both sides read the same file: the lender's module, and our stand-in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlsplit

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from adapters.lenders.collection import Collection
from adapters.lenders.forms import Form
from adapters.lenders.late import Denied, Duplicate, Missing, Refused

Place = Annotated[str, StringConstraints(pattern=r"^[^.\s]+(\.[^.\s]+)*$")]


@dataclass(frozen=True)
class Words:
    """The words of ours that travel with one method; a field without a default must be spelt in the file.

    `send` travels to the lender, `get` comes back, or a list of `row`, or both. `marked`: our reference travels too.
    `states`: our words for the lender's. `secret`: words that must not stand where the way there writes them down.
    """

    send: type[BaseModel] | None = None
    get: type[BaseModel] | None = None
    row: type[BaseModel] | None = None
    marked: bool = False
    states: frozenset[str] = frozenset()
    secret: frozenset[str] = frozenset()

    def fields(self, table: str) -> dict[str, bool]:
        """The words of one of the three tables, and whether each must be there."""
        model: type[BaseModel] | None = getattr(self, table)
        known = {name: field.is_required() for name, field in model.model_fields.items()} if model else {}
        return {**known, "reference": True} if table == "send" and self.marked else known


class Method(BaseModel):
    """One method of the lender's API. `fixed` is sent along always; `words` leads from its words for states to ours.

    `form` is how what is sent travels; it makes no difference to a GET, which has no body.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    verb: Literal["GET", "POST", "PUT", "PATCH"] = "POST"
    path: Annotated[str, StringConstraints(pattern=r"^/\S*$")]
    form: Form = "json"
    send: dict[str, Place] = {}
    get: dict[str, Place] = {}
    rows: Place | Literal["."] = "."
    row: dict[str, Place] = {}
    words: dict[str, str] = {}
    fixed: dict[str, JsonValue] = {}

    def request(self, words: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The path and the body that carry these words. A word in braces in the path is not sent a second time."""
        inside = {word: quote(str(words[word]), safe="") for word in braced(self.path) if word in words}
        rest = {word: value for word, value in words.items() if word not in inside}
        return self.path.format_map(inside), {**self.fixed, **pack(self.send, rest)}

    def theirs(self, ours: str) -> str:
        """The lender's word for a state of ours; ours where the file has none."""
        return next((word for word, meant in self.words.items() if meant == ours), ours)

    def answer(self, tree: Any) -> dict[str, Any]:
        """Our words, found in the lender's answer; what is absent or null is left out."""
        return unpack(self.get, tree)

    def blank(self, word: str, tree: Any) -> bool:
        """Whether the answer says outright that there is none: the place is there, and null or empty."""
        first = self.get[word].split(".")[0]
        return isinstance(tree, dict) and first in tree and tree[first] in (None, "", {}, [])

    def listed(self, tree: Any) -> list[dict[str, Any]] | None:
        """Our words, row by row; None where there is no list."""
        found = tree if self.rows == "." else pick(tree, self.rows)
        return [unpack(self.row, row) for row in found] if isinstance(found, list) else None


class Errors(BaseModel):
    """Where an error stands in an answer, and which of the lender's codes mean something to us."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Place
    text: Place
    expired: list[str]
    duplicate: list[str]
    missing: list[str]

    def found(self, tree: Any) -> Refused | None:
        """The refusal in an answer, if it holds one."""
        code = pick(tree, self.code)
        if not isinstance(code, (str, int)) or not code:
            return None
        kinds: dict[type[Refused], list[str]] = {
            Denied: self.expired,
            Duplicate: self.duplicate,
            Missing: self.missing,
        }
        meant = next((kind for kind, codes in kinds.items() if str(code) in codes), Refused)
        return meant(f"{code} {pick(tree, self.text) or ''}")


class Files(BaseModel):
    """Where files the lender names may be fetched from besides its own host, by https."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hosts: list[Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")]] = []

    def lists(self, address: str) -> bool:
        """Whether an address is at one of these hosts."""
        try:
            at = urlsplit(address)
            place = (at.scheme, at.port or 443, at.username)
        except ValueError:  # no address at all
            return False
        return place == ("https", 443, None) and at.hostname in self.hosts


class Spelling(BaseModel):
    """The whole file: the headers sent once logged in, where errors stand, how loans are collected, and the methods."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    headers: dict[str, str] = Field(default={})
    errors: Errors
    collection: Collection = Collection()
    files: Files = Files()
    methods: dict[str, Method]

    def held(self, words: Mapping[str, str]) -> dict[str, str]:
        """The headers that carry what the login gave, as far as it is known yet."""
        known = {name: form for name, form in self.headers.items() if set(braced(form)) <= words.keys()}
        return {name: form.format_map(words) for name, form in known.items()}


def braced(form: str) -> list[str]:
    """The words in braces in a path or a header."""
    return re.findall(r"\{(\w+)\}", form)


def pick(tree: Any, place: str) -> Any:
    """What stands at a place in an answer; None where there is nothing."""
    for name in place.split("."):
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree


def put(tree: dict[str, Any], place: str, value: Any) -> None:
    """Set a value at a place, making the tables on the way."""
    *tables, name = place.split(".")
    for table in tables:
        tree = tree.setdefault(table, {})
    tree[name] = value


def pack(table: Mapping[str, str], words: Mapping[str, Any]) -> dict[str, Any]:
    """Our words in the lender's places; words the file does not spell stay with us."""
    tree: dict[str, Any] = {}
    for word in table.keys() & words.keys():
        put(tree, table[word], words[word])
    return tree


def unpack(table: Mapping[str, str], tree: Any) -> dict[str, Any]:
    """The lender's places in our words; what is absent or null is left out."""
    found = {word: pick(tree, place) for word, place in table.items()}
    return {word: value for word, value in found.items() if value is not None}
