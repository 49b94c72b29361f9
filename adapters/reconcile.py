"""Reconciling: what a lender's day says beside what our trail says, by the reference we sent along.

    missing here    the lender has an application under a reference of ours, and we know nothing of it
    unheard         the lender has it, and we never heard what came of it
    missing there   we were told that it is there, and the lender does not list it
    different       both have it, and they do not say the same
    double          the lender has it twice
    alike           two applications of one day, of one client, for one product and amount: it may be one made twice

What carries no reference of ours was made without us (at a branch, say) and is only counted. A reference is looked for
some days around the day, since ours are counted in UTC and a lender's where it is at home, and since what was sent one
day may be done the next.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from adapters.trail_line import MEANT, SHOWN, SILENT, Entry
from flows.errands import Filed

OURS = re.compile(r"[0-9a-f]{32}")
"""What a reference of ours looks like (see `adapters.lenders.reference`)."""

KINDS = ("missing here", "unheard", "missing there", "different", "double", "alike")
DONE = ("Applied", "AppliedOtherwise")
DAYS_BEFORE, DAYS_AFTER = 3, 1
"""How many days of our trail are read around the day."""


class Finding(NamedTuple):
    """One thing that does not agree: its kind, our reference, the lender's id, and what differs."""

    kind: str
    reference: str
    application: str
    words: str = ""


class Report(NamedTuple):
    """A day compared: how many the lender lists that are ours, how many are on our trail, how many are not ours."""

    day: date
    theirs: int
    ours: int
    others: int
    findings: list[Finding]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind."""
        return dict(Counter(finding.kind for finding in self.findings))


def compare(day: date, trail: Iterable[Entry], listed: Sequence[Filed], around: Sequence[Filed]) -> Report:
    """Compare: our trail around the day, the lender's applications of the day, and those of the days beside it."""
    applied = [line for line in trail if line.errand == "Apply" and line.outcome not in (SHOWN, *SILENT)]
    known = _by_reference(applied)
    theirs = [filed for filed in listed if OURS.fullmatch(filed.reference)]
    findings = [
        *(finding for filed in theirs for finding in _of(filed, known.get(filed.reference, []))),
        *_missing(day, known, {filed.reference for filed in (*listed, *around)}),
        *_double(theirs),
        *_alike(theirs),
    ]
    ours = {line.reference for line in applied if _on(line) == day}
    return Report(day, len(theirs), len(ours), len(listed) - len(theirs), findings)


def _by_reference(lines: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for line in lines:
        found[line.reference].append(line)
    return found


def _of(filed: Filed, lines: Sequence[Entry]) -> Iterator[Finding]:
    """What one application of the lender's finds on our side."""
    heard = [line for line in lines if line.outcome != MEANT]
    if not lines:
        yield Finding("missing here", filed.reference, filed.application)
    elif not heard:
        yield Finding("unheard", filed.reference, filed.application)
    elif wrong := ", ".join(_differing(filed, heard[-1])):
        yield Finding("different", filed.reference, filed.application, wrong)


def _differing(filed: Filed, line: Entry) -> Iterator[str]:
    """The words in which they differ. What the lender does not tell cannot be compared."""
    for word in ("client", "product", "amount"):
        told = getattr(filed, word)
        if told not in ("", None) and told != getattr(line, word):
            yield word
    if line.application and line.application != filed.application:
        yield "application"
    if (line.outcome in DONE and filed.status == "declined") or (line.outcome == "Declined" and _stands(filed)):
        yield "status"
    if line.outcome == "Trouble":
        yield "outcome"


def _stands(filed: Filed) -> bool:
    """Whether the lender has it as something that was not declined."""
    return filed.status not in ("declined", "cancelled", "other")


def _missing(day: date, known: dict[str, list[Entry]], there: set[str]) -> Iterator[Finding]:
    for reference, lines in known.items():
        done = [line for line in lines if line.outcome in DONE and _on(line) == day]
        if done and reference not in there:
            yield Finding("missing there", reference, done[-1].application)


def _double(theirs: Sequence[Filed]) -> Iterator[Finding]:
    for reference, ids in _grouped((filed.reference, filed.application) for filed in theirs):
        yield Finding("double", reference, ", ".join(ids))


def _alike(theirs: Sequence[Filed]) -> Iterator[Finding]:
    """Declined ones are not counted: whoever is declined may well try again."""
    standing = [filed for filed in theirs if filed.client and _stands(filed)]
    for _, references in _grouped(((row.client, row.product, row.amount), row.reference) for row in standing):
        yield Finding("alike", references[0], "", f"also {', '.join(references[1:])}")


def _grouped(pairs: Iterable[tuple[object, str]]) -> Iterator[tuple[str, list[str]]]:
    """What stands for more than one thing: its name, and the things."""
    found: dict[object, list[str]] = defaultdict(list)
    for name, thing in pairs:
        found[name] += [] if thing in found[name] else [thing]
    return ((str(name), things) for name, things in found.items() if len(things) > 1)


def _on(line: Entry) -> date:
    return datetime.fromtimestamp(line.at, UTC).date()
