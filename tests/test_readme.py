"""The table of errands in docs/lenders.md says what each lender really serves. `pytest --update` rewrites it."""

import re
from pathlib import Path

import pytest

import flows.errands
from adapters.lenders.account import Account
from adapters.lenders.open import LENDERS
from flows.errands import OURS, Errand

LENDERS_PAGE = Path(__file__).parent.parent / "docs" / "lenders.md"
BEGIN, END = "<!-- errands -->\n", "<!-- /errands -->"
SPACED = re.compile(r"(?<=[a-z])(?=[A-Z])")


def errands() -> list[type[Errand]]:
    """Every errand there is, in the order of its module, those we run ourselves aside."""
    found = [getattr(flows.errands, name) for name in flows.errands.__all__]
    kinds = [one for one in found if isinstance(one, type) and issubclass(one, Errand) and one not in (Errand, *OURS)]
    order = ["borrower", "means", "loan", "after", "standing", "repaying"]
    return sorted(kinds, key=lambda kind: (order.index(kind.__module__.rpartition(".")[2]), _line(kind)))


def _line(kind):
    source = Path(flows.errands.__path__[0], f"{kind.__module__.rpartition('.')[2]}.py").read_text()
    return source.index(f"class {kind.__name__}(")


def table() -> str:
    serves = {name: open_lender(Account("http://nowhere.invalid")).serves for name, open_lender in LENDERS.items()}
    rows = ["| errand | " + " | ".join(serves) + " |", "| --- |" + " --- |" * len(serves)]
    for kind in errands():
        marks = ("yes" if kind.__name__ in taken.errands else "-" for taken in serves.values())
        once = " (once)" if kind.once else ""
        rows.append(f"| {SPACED.sub(' ', kind.__name__).lower()}{once} | " + " | ".join(marks) + " |")
    return "\n".join(rows) + "\n"


@pytest.mark.asyncio
async def test_the_table_of_errands_is_true(update):
    text = LENDERS_PAGE.read_text()
    before, _, rest = text.partition(BEGIN)
    _, mark, after = rest.partition(END)
    assert mark, f"docs/lenders.md has no {BEGIN.strip()} … {END}"
    if update:
        LENDERS_PAGE.write_text(before + BEGIN + table() + END + after)
    assert rest.partition(END)[0] == table() or update
