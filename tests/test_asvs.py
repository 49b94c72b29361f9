"""docs/asvs.md names nothing that is not there, judges every row, and gives a reason for what is not met."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.threats import ATTACKS

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "docs" / "asvs.md"
OTHERS = ("operator", "network", "gateway", "lender", "handset")
"""Whose it may be where it is not ours."""
LINE = re.compile(r"^\| (?P<no>[VX]\d[\d.]*) \| (?P<asks>.+?) \| (?P<verdict>.+?) \| (?P<why>.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w.-]+/[\w./-]+|\w+\.\w+)(?:::(\w+))?`")
ATTACK = re.compile(r"attack `([a-z0-9-]+)`")
REASON = 20
"""Characters below which nothing was explained."""


class Row(NamedTuple):
    """One requirement: its number, what it asks, the verdict, and where to look or why not."""

    no: str
    asks: str
    verdict: str
    why: str


ROWS = [Row(*match.groups()) for match in LINE.finditer(TABLE.read_text(encoding="utf-8"))]


@cache
def _text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def test_every_row_of_the_tables_is_read():
    written = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if re.match(r"\| [VX]\d", line)]
    assert len(written) == len(ROWS) > 130


def test_no_requirement_stands_twice():
    numbers = [row.no for row in ROWS]
    assert len(set(numbers)) == len(numbers)


def test_every_row_has_its_verdict_and_what_bears_it_out():
    assert {row.no: found for row in ROWS if (found := amiss(row))} == {}


@pytest.mark.parametrize(
    ("verdict", "why", "found"),
    [
        ("met", "`bot/nowhere.py`", "there is no bot/nowhere.py"),
        ("met", "`tests/test_asvs.py::test_nothing`", "there is no tests/test_asvs.py::test_nothing"),
        ("met", "attack `magic`", "there is no attack magic"),
        ("met", "believe us", "it does not say where"),
        ("not met", "`bot/web.py`", "it does not say why not"),
        ("not ours", "somebody else's", "it does not say whose"),
        ("nearly met", "`bot/web.py`", "there is no such verdict"),
    ],
)
def test_a_row_that_does_not_hold_is_found(verdict, why, found):
    assert amiss(Row("V0", "x", verdict, why)) == [found]


def amiss(row: Row) -> list[str]:
    """What is wrong with a row."""
    named, attacks = NAMED.findall(row.why), ATTACK.findall(row.why)
    wanted = {
        "met": ("it does not say where", bool(named or attacks or "above" in row.why)),
        "not met": ("it does not say why not", len(NAMED.sub("", row.why).strip()) > REASON),
        "not ours": ("it does not say whose", any(other in row.why for other in OTHERS)),
    }
    complaint, well = wanted.get(row.verdict, ("there is no such verdict", False))
    gone = [f"there is no {'::'.join(filter(None, name))}" for name in named if not _is_there(*name)]
    strange = [f"there is no attack {name}" for name in attacks if name not in {known.name for known in ATTACKS}]
    return [*([] if well else [complaint]), *gone, *strange]


def _is_there(file: str, test: str) -> bool:
    return (ROOT / file).is_file() and (
        not test or bool(re.search(rf"^(async )?def {test}\b", _text(file), re.MULTILINE))
    )
