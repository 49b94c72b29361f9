"""What is true at the end: the lender's books, our sessions, and what borrowers were told, held against each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from adapters.names import read_namer
from adapters.redis_client import connect
from adapters.sessions import Sessions
from adapters.vault import Vault
from flows.session import Session
from flows.steps import STEPS
from flows.words import Send
from tests.soak.chaos import ONCE
from tests.soak.house import House
from tests.soak.people import PAYBACK, PURPOSES, Borrower

Row = dict[str, Any]
BOOKS = ("clients", "credit_checks", "applications", "documents")
SAID = {
    "clients": {"first_name": "borrower.first_name", "last_name": "borrower.last_name"},
    "budgets": {"income": "budget.income", "living": "budget.living", "debts": "budget.debts"},
    "applications": {"amount": "apply.amount", "instalments": "apply.instalments"},
}
"""The lender's word, and the step at which the borrower said it."""
CHOSEN = {
    "clients": {"payback_type": ("borrower.payback_type", PAYBACK)},
    "applications": {"purpose": ("apply.purpose", PURPOSES)},
}


@dataclass
class Verdict:
    """Breaches by kind, each a sentence, and how much was looked at."""

    doubled: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    doubts: int = 0
    once: int = 0
    asked: int = 0
    compared: int = 0
    acked: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)


async def judge(house: House, people: Iterable[Borrower]) -> Verdict:
    """Hold everything against everything."""
    async with aiohttp.ClientSession() as web, web.get(f"{house.lender_url}/ledger") as answer:
        ledger: dict[str, Any] = await answer.json()
    verdict = Verdict(once=sum(len(ledger[book]) for book in BOOKS) - 2)
    verdict.asked = sum(ledger["calls"].get(name, 0) for name in ONCE)
    verdict.doubled += _same_reference(ledger)
    books = _by_person(ledger)
    kept = await _kept(house, people)
    for person in people:
        _judge_one(verdict, person, books[person.id_number], kept[person.number])
    return verdict


def _same_reference(ledger: dict[str, Any]) -> Iterator[str]:
    for book in BOOKS:
        counts = Counter(row["reference"] for row in ledger[book] if row["reference"])
        yield from (f"{book}: reference {ref} {n} times" for ref, n in counts.items() if n > 1)


def _by_person(ledger: dict[str, Any]) -> dict[str, dict[str, list[Row]]]:
    """Each person's rows in each book, by ID number."""
    books: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    owner = {row["client"]: row["id_number"] for row in ledger["clients"]}
    for row in ledger["clients"]:
        books[row["id_number"]]["clients"].append(row)
    for book in ("credit_checks", "budgets", "applications", "documents"):
        for row in ledger[book]:
            books[owner[row["client"]]][book].append(row)
    return books


async def _kept(house: House, people: Iterable[Borrower]) -> dict[int, Session | None]:
    """What is kept of each, read as the assistant reads it."""
    redis = connect(house.redis.url)
    vault = Vault.from_settings(house.keys)
    sessions = Sessions(redis, vault, await read_namer(redis, vault))
    found: dict[int, Session | None] = {}
    for person in people:
        turn = await sessions.load(person.who, "the end of the soak", patience=20)
        await sessions.free(turn)
        found[person.number] = turn.session
    await redis.aclose()
    return found


def _judge_one(verdict: Verdict, person: Borrower, books: dict[str, list[Row]], kept: Session | None) -> None:
    name = f"borrower {person.number} ({person.channel}, {person.outcome or 'no end'})"
    verdict.outcomes[person.outcome or "no end"] += 1
    verdict.acked += person.acked
    verdict.doubts += person.outcome == "doubt"
    wishes = {"clients": 1, "credit_checks": len(person.credits), "applications": len(person.accepts)}
    for book, most in wishes.items():
        if len(books[book]) > most:
            verdict.doubled.append(f"{name}: {len(books[book])} {book} for {most} wishes")
    kinds = Counter(row["kind"] for row in books["documents"])
    verdict.doubled += [f"{name}: {count} documents of the kind {kind}" for kind, count in kinds.items() if count > 1]
    verdict.lost += [f"{name}: {breach}" for breach in (*person.breaches, *_lost(person, books, kept))]
    if not person.outcome:
        where = kept.state if kept else "nowhere"
        waits = "waits for an errand" if isinstance(STEPS.get(where), Send) else "did not come to an end"
        verdict.stuck.append(f"{name}: {waits} at {where}; last read {person.last[:80]!r}")
    verdict.compared += sum(1 for _ in _pairs(person, books))


def _lost(person: Borrower, books: dict[str, list[Row]], kept: Session | None) -> Iterator[str]:
    numbers = {row["number"] for row in books["applications"]}
    standing = [row for row in books["applications"] if row["status"] != "declined"]
    for told in set(person.told) - numbers:
        yield f"was told {told}, which the lender does not have"
    if standing and person.outcome not in ("done", "mine.shown", "doubt", ""):
        yield f"the lender has {standing[0]['number']}, and the borrower was never told"
    if person.outcome == "done" and not standing:
        yield "was told of an application the lender does not have"
    if kept is None and person.outcome:
        yield "the session is gone"
    if kept and kept.turn < person.acked:
        yield f"{person.acked} messages were answered, and {kept.turn} turns were kept"
    for said, has, about in _pairs(person, books):
        if said != has:
            yield f"said {said} at {about}, the lender has {has}"


def _pairs(person: Borrower, books: dict[str, list[Row]]) -> Iterator[tuple[str, str, str]]:
    """What the borrower said last, what the lender has, and where it was said; for who came to the end."""
    if not books["applications"]:
        return
    for book, words in SAID.items():
        for word, step in words.items():
            if books[book] and step in person.said:
                yield person.said[step], str(books[book][-1][word]), step
    for book, choices in CHOSEN.items():
        for word, (step, ids) in choices.items():
            if books[book] and step in person.said:
                yield ids[person.said[step]], books[book][-1][word], step
