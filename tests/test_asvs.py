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


@pytest.mark.parametrize("row", ROWS, ids=[row.no for row in ROWS])
def test_a_row_has_its_verdict_and_what_bears_it_out(row):
    assert row.verdict in ("met", "not met", "not ours")
    if row.verdict == "not ours":
        assert any(other in row.why for other in OTHERS), "it does not say whose"
    if row.verdict == "not met":
        assert len(re.sub(NAMED, "", row.why)) > REASON, "it does not say why not"
    if row.verdict == "met":
        assert NAMED.search(row.why) or ATTACK.search(row.why) or "above" in row.why, "it does not say where"
    for file, test in NAMED.findall(row.why):
        assert (ROOT / file).is_file(), file
        assert not test or re.search(rf"^(async )?def {test}\b", _text(file), re.MULTILINE), f"{file} has no {test}"
    for attack in ATTACK.findall(row.why):
        assert attack in {known.name for known in ATTACKS}


def test_what_is_not_there_would_be_found():
    with pytest.raises(AssertionError):
        test_a_row_has_its_verdict_and_what_bears_it_out(Row("V0", "x", "met", "`bot/nowhere.py`"))
    with pytest.raises(AssertionError):
        test_a_row_has_its_verdict_and_what_bears_it_out(Row("V0", "x", "met", "`tests/test_asvs.py::test_nothing`"))
    with pytest.raises(AssertionError):
        test_a_row_has_its_verdict_and_what_bears_it_out(Row("V0", "x", "not met", "no"))
    with pytest.raises(AssertionError):
        test_a_row_has_its_verdict_and_what_bears_it_out(Row("V0", "x", "perhaps", "`bot/web.py`"))
