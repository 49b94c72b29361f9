"""Secrets in what is tracked, in what is about to be, and in what ever was (the history of HEAD)."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.safety.patterns import PATTERNS, is_random
from tests.safety.published import PUBLISHED

COMMIT = "\x02"
"""What a commit's line begins with in git's words."""


class Piece(NamedTuple):
    """Some text and where it stands."""

    where: str
    text: str


class Leak(NamedTuple):
    """A secret that was found. `word` is the secret itself and is never printed."""

    where: str
    kind: str
    word: str


class Leaks(NamedTuple):
    """What was found, and the lines that say so."""

    found: list[Leak]
    lines: list[str]


def look_through(root: Path) -> Leaks:
    """Look through a checkout and its history; each secret is told of once, where it stands now if it does."""
    if not (root / ".git").exists():
        return Leaks([], ["secrets: this is no git checkout, so nothing was looked through"])
    pieces = [*in_tree(root), *in_history(root)]
    found = list({leak.word: leak for leak in reversed(list(find(pieces)))}.values())[::-1]
    lines = [f"{leak.where}: {leak.kind}, {leak.word[:4]}... ({len(leak.word)} characters)" for leak in found]
    return Leaks(found, [*lines, f"secrets: {len(found)} found in {len(pieces)} files and changes"])


def find(pieces: Iterable[Piece]) -> Iterator[Leak]:
    """The secrets in these pieces, by line."""
    for piece in pieces:
        for pattern in PATTERNS:
            for match in pattern.looks.finditer(piece.text):
                word = match[pattern.looks.groups]
                if word not in PUBLISHED and is_random(word, pattern.at_random):
                    line = piece.text.count("\n", 0, match.start(pattern.looks.groups)) + 1
                    yield Leak(f"{piece.where}:{line}", pattern.name, word)


def in_tree(root: Path) -> Iterator[Piece]:
    """Every file that is tracked or would be with `git add .`"""
    for name in _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        file = root / name
        if name and file.is_file():
            yield Piece(name, file.read_text(encoding="utf-8", errors="replace"))


def in_history(root: Path) -> Iterator[Piece]:
    """What each commit added to each file, as far back as the checkout goes; lines are counted within the change."""
    said = _git(root, "log", "-p", "-U0", "--no-color", "--no-ext-diff", f"--format={COMMIT}%h", "HEAD")
    for commit in said.split(COMMIT)[1:]:
        name, _, changes = commit.partition("\n")
        for change in changes.split("\ndiff --git ")[1:]:
            head, _, body = change.partition("\n@@")
            added = "\n".join(line[1:] for line in body.splitlines() if line.startswith("+"))
            yield Piece(f"{name} {head.partition(' b/')[2].partition(chr(10))[0]}", added)


def _git(root: Path, *words: str) -> str:
    said = subprocess.run(["git", *words], cwd=root, capture_output=True, check=True)
    return said.stdout.decode(errors="replace")
