"""What an operator writes, with mistakes in it: `.env`, lenders' files, sentences of staff, the command line. Each is
taken, or refused with a sentence; nobody sees a stack of frames."""

import argparse
import contextlib
import io
import os
import re
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from adapters.canned_file import read_canned
from adapters.lenders import mo_settings, tyche_file
from adapters.lenders.mapping_file import BadMapping, load
from adapters.lenders.maxintegrate_api import HELD, SPELLING
from adapters.lenders.maxintegrate_methods import METHODS
from adapters.stand_ins.lenders import STAND_INS
from bot.__main__ import parser
from bot.commands import COMMANDS
from bot.given import settings_of
from tests.fuzz.case import Door, Try
from tests.fuzz.mutation import ODD, mutated

ROOT = Path(__file__).parents[2]
TOMLS = [
    "[a]\n",
    "x = 1\n",
    'a = "\\ud800"\n',
    "x = [[[[]]]]\n",
    "[[a]]\n",
    "a.b.c = 1\n",
    "x = 1979-05-27\n",
    "x = nan\n",
]
TOMLS += ["x = " + "[" * 2000 + "\n", "[" + "a." * 3000 + "a]\n", "x = " + "9" * 5000 + "\n", '"" = 1\n']
CANNED = '[thanks]\nen = "Thank you."\nsw = "Asante."\n\n[wait]\nen = "One moment."\nsw = "Subiri kidogo."\n'
NUMBER = re.compile(r"^(#?\s*)([A-Z_]+)=(.*)$", re.MULTILINE)


@cache
def texts() -> dict[str, bytes]:
    """What each kind of file looks like when all is well."""
    example = (ROOT / "deploy" / "settings.env.example").read_text(encoding="utf-8")
    return {
        "env": NUMBER.sub(r"\2=\3", example).encode(),
        "maxintegrate": SPELLING.read_bytes(),
        "mo": mo_settings.FILE.read_bytes(),
        "tyche": tyche_file.FILE.read_bytes(),
        "policies": (STAND_INS["tyche"].file or tyche_file.FILE).read_bytes(),
        "canned": CANNED.encode(),
    }


def spoilt(random: Random, text: bytes) -> bytes:
    """A file with some lines missing, doubled, mixed up, or with something else behind the `=`."""
    lines = text.splitlines(keepends=True)
    for _ in range(random.choice((1, 1, 2, 5))):
        at = random.randrange(len(lines))
        way = random.random()
        if way < 0.25:
            lines[at] = b""
        elif way < 0.4:
            lines.insert(at, random.choice(lines))
        elif way < 0.5:
            lines.insert(at, random.choice(TOMLS).encode())
        elif way < 0.85:
            name, _, value = lines[at].partition(b"=")
            lines[at] = name + b"=" + random.choice((random.choice(ODD), mutated(random, value))) + b"\n"
        else:
            lines[at] = mutated(random, lines[at])
    whole = b"".join(lines)
    return mutated(random, whole) if random.random() < 0.2 else whole


def env(random: Random) -> bytes:
    """Some settings of the example, a few of them spoilt: most at once would hide what one alone does."""
    lines = [line for line in texts()["env"].splitlines(keepends=True) if re.match(rb"[A-Z_]+=", line)]
    some = random.sample(lines, random.choice((1, 2, 4, 12)))
    return spoilt(random, b"".join(some))


def make_settings(random: Random) -> bytes:
    """Which kind of file, and the file."""
    kind = random.choice(["env"] * 6 + list(texts()))
    return kind.encode() + b"\n" + (env(random) if kind == "env" else spoilt(random, texts()[kind]))


def _env(path: Path) -> None:
    told: object = "what is wrong:\nwith what"
    try:
        settings_of(path)
    except SystemExit as end:
        told = end.code
    assert isinstance(told, str)
    assert len(told.splitlines()) > 1


def _or(error: type[ValueError], read: Callable[[Path], Any]) -> Callable[[Path], None]:
    def reads(path: Path) -> None:
        told = "well"
        try:
            read(path)
        except error as wrong:
            told = str(wrong)
        assert told

    return reads


READS: dict[str, Callable[[Path], None]] = {
    "env": _env,
    "maxintegrate": _or(BadMapping, lambda path: load(path, METHODS, HELD)),
    "mo": _or(BadMapping, mo_settings.settings),
    "tyche": _or(BadMapping, tyche_file.load),
    "policies": _or(BadMapping, tyche_file.load),
    "canned": _or(ValueError, read_canned),
}


@asynccontextmanager
async def opened_settings() -> AsyncIterator[Try]:
    """What reads files, and an environment in which nothing is set."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update({name: before[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in before})
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "file")

            async def attempt(case: bytes) -> None:
                kind, _, text = case.partition(b"\n")
                path.write_bytes(text)  # noqa: ASYNC240 - nobody else runs on this loop
                READS[kind.decode()](path)

            yield attempt
    finally:
        os.environ.clear()
        os.environ.update(before)


WORDS = [
    "",
    "-",
    "--",
    "--help",
    "--json",
    "--day",
    "2026-02-30",
    "--out",
    "/",
    "list",
    "show",
    "again",
    "+27821234567",
]
WORDS += [
    "tel:+27",
    "--since",
    "--until",
    "tyche",
    "--port",
    "-1",
    "99999",
    "\ud800",
    "\x00",
    "x" * 5000,
    "@file",
    "--d",
]


def make_words(random: Random) -> bytes:
    """Words after `python -m bot`, a line each."""
    words = [random.choice([*COMMANDS, *COMMANDS, random.choice(WORDS)])]
    words += random.choices(WORDS, k=random.randrange(5))
    said = "\n".join(words).encode("utf-8", "surrogatepass")
    return mutated(random, said) if random.random() < 0.3 else said


@asynccontextmanager
async def opened_words() -> AsyncIterator[Try]:
    """The command line: it is understood, or explained."""
    top = parser()

    async def attempt(case: bytes) -> None:
        words = case.decode("utf-8", "surrogateescape").split("\n")
        code: object = 0
        with contextlib.redirect_stderr(io.StringIO()) as said, contextlib.redirect_stdout(io.StringIO()):
            try:
                assert isinstance(top.parse_args(words), argparse.Namespace)
            except SystemExit as end:
                code = end.code
        assert code == 0 or (code == 2 and said.getvalue().startswith("usage:"))

    yield attempt


SETTINGS = Door("settings", 1, make_settings, opened_settings)
COMMAND_LINE = Door("commands", 2, make_words, opened_words)
DOORS = [SETTINGS, COMMAND_LINE]
