"""How the pages of documents are taken: what is missing, what a page that came becomes, and what a choice does.

Facts: `needs` and `has` are kinds of documents (the lender's word), `given` what it has had from us since, `skipped`
what is to come later. `kind` is the one asked for now, `pages` those of it that wait (each `id`, `mark`, and `pages`:
how many it holds), `doubtful` one that is not good enough and may be insisted on, `strays` those that came when none
was asked for, `marks` those of pages the lender has had. `link` is the upload page that counts, `way` how the photos
will come. `aside`: the documents were looked at from somewhere else, and there the way goes on.
"""

from typing import Any, cast

from pydantic import JsonValue

from flows.heard import Paper
from flows.marks import same
from flows.session import Facts
from flows.words import Sorry

MOST = {"id": 2, "payslip": 4, "bank_statement": 12}
"""Pages of one document; an ID has two sides."""
MOST_OF_ANOTHER = 6
MOST_STRAYS = 6

Held = dict[str, JsonValue]


def missing(facts: Facts) -> list[str]:
    """The kinds still to be asked for, in the lender's order."""
    skipped = kinds(facts, "skipped")
    return [kind for kind in absent(facts) if kind not in skipped]


def absent(facts: Facts) -> list[str]:
    """The kinds the lender does not have, those for later included."""
    there = _there(facts)
    return [kind for kind in kinds(facts, "needs") if kind not in there]


def settle(facts: Facts) -> None:
    """Bring up to date what follows from the rest: the kind that is next, and the figures the screens tell."""
    needs, left = kinds(facts, "needs"), missing(facts)
    kind = left[0] if left else ""
    if kind != facts.get("kind"):
        facts.pop("doubtful", None)
        facts["pages"] = []
    if not left:
        facts.pop("link", None)
        facts.pop("way", None)
    facts |= {
        "kind": kind,
        "paper_number": needs.index(kind) + 1 if kind else len(needs),
        "paper_count": len(needs),
        "page_count": _count(facts),
        "later_count": len(absent(facts)),
        "way": facts.get("way", "none"),
        "gave": facts.get("gave", "none"),
    }
    there = _there(facts)
    for each in MOST:
        facts[f"{each}_state"] = "there" if each in there else "absent" if each in needs else "none"


def held(facts: Facts, name: str) -> list[Held]:
    """The pages under a fact: `pages` or `strays`."""
    return cast("list[Held]", facts.get(name) or [])


def waiting(facts: Facts) -> set[str]:
    """The ids of all pages that wait with us."""
    doubtful = cast("list[Held]", [facts["doubtful"]] if facts.get("doubtful") else [])
    return {str(page["id"]) for page in (*held(facts, "pages"), *held(facts, "strays"), *doubtful)}


def wanted(facts: Facts) -> bool:
    """Whether a page that comes now can become part of something."""
    return bool(absent(facts))


def take(facts: Facts, paper: Paper) -> None:
    """Take a page of the present document. Raises Sorry for one we have already, or that is not good enough."""
    page = _page(paper)
    known = [str(one["mark"]) for one in held(facts, "pages")] + kinds(facts, "marks")
    if any(same(paper.mark, mark) for mark in known):
        raise Sorry("paper-same")
    if paper.faults:
        facts["doubtful"] = page
        raise Sorry(f"paper-{paper.faults[0]}")
    if _count(facts) + paper.pages > most(facts):
        raise Sorry("paper-pages", most=most(facts))
    facts.pop("doubtful", None)
    facts["pages"] = [*held(facts, "pages"), page]
    settle(facts)


def lay_by(facts: Facts, paper: Paper) -> None:
    """Keep a page that came when none was asked for: the person is asked what it is. Raises Sorry for one too many."""
    if len(held(facts, "strays")) >= MOST_STRAYS:
        raise Sorry("paper-many")
    facts["strays"] = [*held(facts, "strays"), _page(paper)]


def full(facts: Facts) -> bool:
    """Whether the present document has as many pages as it can have."""
    return _count(facts) >= most(facts)


def most(facts: Facts) -> int:
    """How many pages the present document may have."""
    return MOST.get(str(facts.get("kind")), MOST_OF_ANOTHER)


def offered(facts: Facts, ways: frozenset[str], table: tuple[str, ...], *, short: bool) -> list[str]:
    """The options of an Upload that make sense now, in the order of its table."""
    has_pages = bool(held(facts, "pages"))
    sense = {"use": bool(facts.get("doubtful")), "done": has_pages, "retake": has_pages, "later": True}
    sense["skip"] = not short and len(missing(facts)) > 1
    return [value for value in table if sense.get(value, short and (value in ways or value == "branch"))]


def choose(facts: Facts, value: str) -> None:
    """What an option of an Upload does to the facts."""
    if value == "use":
        facts["pages"] = [*held(facts, "pages"), cast("Held", facts.pop("doubtful"))]
    elif value in ("retake", "done"):
        facts.pop("doubtful", None)
        facts["pages"] = [*held(facts, "pages")] if value == "done" else []
    elif value in ("skip", "later"):
        facts["skipped"] = [*kinds(facts, "skipped"), *missing(facts)[: 1 if value == "skip" else None]]
    else:
        facts["way"] = value
    settle(facts)


def kinds(facts: Facts, name: str) -> list[str]:
    """The words under a fact that lists some: `needs`, `has`, `given`, `skipped` or `marks`."""
    return [str(kind) for kind in cast("list[JsonValue]", facts.get(name) or [])]


def _page(paper: Paper) -> dict[str, Any]:
    return {"id": paper.id, "mark": paper.mark, "pages": paper.pages}


def _count(facts: Facts) -> int:
    return sum(int(str(page["pages"])) for page in held(facts, "pages"))


def _there(facts: Facts) -> set[str]:
    return {*kinds(facts, "has"), *kinds(facts, "given")}
