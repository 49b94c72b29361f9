"""The figures, as `research` would have them: each with how often it was tried, and what a zero is worth."""

import json
from dataclasses import asdict
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.soak.run import Outcome

SHOWN = 12
"""Breaches of one kind that are printed."""


def bound(found: int, tried: int) -> str:
    """The 95 % upper bound of a rate of which nothing was found in so many tries (rule of three)."""
    if found or not tried:
        return ""
    return f"(95 %: below {min(3 / tried, 1):.2%})"


def breaches(outcome: Outcome) -> dict[str, list[str]]:
    """All that must not be, by kind."""
    verdict = outcome.verdict
    return {
        "doubled": verdict.doubled,
        "lost": verdict.lost,
        "stuck": verdict.stuck,
        "seen under way": outcome.tally.breaches,
    }


def report(outcome: Outcome) -> str:
    """All figures as text."""
    verdict, tally, plan = outcome.verdict, outcome.tally, outcome.plan
    people, found = len(outcome.people), breaches(outcome)
    differ = sum("different replies" in breach for breach in tally.breaches)
    rows = [
        (
            "1  doubled at the lender",
            len(verdict.doubled),
            verdict.once,
            "clients, credit checks, documents and applications made",
        ),
        ("2  borrowers stuck", len(verdict.stuck), people, f"borrowers, {plan.grace:g} s after the last fault at most"),
        ("3  answered messages lost", len(verdict.lost), verdict.acked, "messages answered"),
        (
            "4  answers changed on the way",
            len(_changed(verdict.lost)),
            verdict.compared,
            "answers in the lender's books",
        ),
        ("6  repeats answered otherwise", differ, tally.repeats, "messages repeated"),
    ]
    lines = [f"seed {plan.seed}; {people} borrowers on two channels: {_counts(verdict.outcomes)}"]
    lines += [f"{name:32}{n:5} of {of:7} {what} {bound(n, of)}" for name, n, of, what in rows]
    lines.append(f"   doubts (a person must look)  {verdict.doubts:8} of {people:7} borrowers")
    lines.append(f"   asked of the lender what must happen once: {verdict.asked} calls for {verdict.once} things done")
    for what, times in sorted(tally.recovery.items()):
        lines.append(
            f"   {what} back after kill -9: p50 {median(times):.2f} s, max {max(times):.2f} s (n {len(times)})"
        )
    for door, times in sorted(tally.answered.items()):
        ms = [round(second * 1000) for second in quantiles(times, n=100)] if len(times) > 1 else [0] * 99
        lines.append(f"   {door} answered: p50 {ms[49]} ms, p99 {ms[98]} ms, max {max(times):.2f} s (n {len(times)})")
    lines.append(f"11 kills and stops: {tally.kills.total()}: {_counts(tally.kills)}")
    if tally.ended:
        lines.append(f"   ended without our doing, and were started again: {_counts(tally.ended)}")
    lines.append(f"   faults: {tally.faults.total()}: {_counts(tally.faults)}")
    for kind, sentences in found.items():
        lines += [f"BREACH, {kind}: {sentence}" for sentence in sentences[:SHOWN]]
        if len(sentences) > SHOWN:
            lines.append(f"BREACH, {kind}: and {len(sentences) - SHOWN} more")
    return "\n".join(lines)


def write(outcome: Outcome, file: Path) -> None:
    """The same for a machine."""
    verdict, tally = outcome.verdict, outcome.tally
    said: dict[str, Any] = {
        "plan": asdict(outcome.plan),
        "borrowers": len(outcome.people),
        "verdict": vars(verdict),
        "kills": tally.kills,
        "faults": tally.faults,
        "recovery": tally.recovery,
        "repeats": tally.repeats,
        "answered": {door: len(times) for door, times in tally.answered.items()},
        "breaches": breaches(outcome),
    }
    file.write_text(json.dumps(said, indent=1), encoding="utf-8")


def _changed(lost: list[str]) -> list[str]:
    return [sentence for sentence in lost if ": said " in sentence]


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} {what}" for what, n in sorted(counts.items()))
