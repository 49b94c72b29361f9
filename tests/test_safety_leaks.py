"""A secret in the tree, or in its history, fails `make check`; what looks like one and is published does not."""

import base64
import os
import subprocess
from pathlib import Path

import pytest

from tests.safety import __main__ as program
from tests.safety.advisories import Verdict
from tests.safety.leaks import Piece, find, look_through
from tests.safety.patterns import PATTERNS
from tests.safety.published import PUBLISHED

RANDOM = "q7Xk2vR9tLm4Wz8sB1nY6cJ3hF5dG0pAeUoI"
HEXED = "9f1c07ab52e84d63b0a7c5f2816e3d94"
PLANTED = {
    "Telegram bot token": f"TELEGRAM_TOKEN=7314567890:{RANDOM[:35]}",
    "key of DATA_KEYS": base64.b64encode(bytes(range(7, 231, 7))).decode(),
    "secret in a gateway's path": f"POST /ussd/africastalking/{RANDOM}",
    "named secret": f'LENDER_KEY = "{HEXED}"',
    "password in an address": f"redis://:{RANDOM[:12]}@redis.internal:6379",
    "Africa's Talking key": f"at{'sk'}_{HEXED}{HEXED}",
    "Infobip key": f"{HEXED}-{HEXED[:8]}-{HEXED[8:12]}-{HEXED[12:16]}-{HEXED[16:20]}-{HEXED[20:]}",
    "Twilio key": f"S{'K'}{HEXED}",
    "SendGrid key": f"S{'G'}.{RANDOM[:22]}.{RANDOM}",
    "payment key": f"sk_{'live'}_{RANDOM}",
    "private key": f"-----{'BEGIN'} EC PRIVATE KEY-----",
    "JSON web token": f"e{'yJ'}{RANDOM}.e{'yJ'}{RANDOM}.{RANDOM}",
    "AWS key": f"AK{'IA'}Z7Q4XW2K9TLMB3VN",
    "Google key": f"AI{'za'}{RANDOM[:35]}",
    "GitHub token": f"gh{'p'}_{RANDOM}",
    "GitLab token": f"gl{'pat'}-{RANDOM[:20]}",
    "Slack token": f"xo{'xb'}-{RANDOM[:24]}",
    "package index token": f"py{'pi'}-AgEIcHlwaS5vcmc{RANDOM}",
    "path of a machine": f"see /{'work'}/main/notes",
    "home of a person": f"see /{'home'}/thandi/notes",
    "package index's address": f"pip install --{'index'}-url http://somewhere/simple",
}
HARMLESS = """
TELEGRAM_TOKEN=123456:a-token-of-a-stand-in
LENDER_KEY=the-key-of-a-lender-on-this-machine
SECRET = "a-secret-that-says-what-it-is"
token = secrets.token_urlsafe(16)
TOKEN = "/v1/oauth2/access_token_of_a_network"
redis://user:password@host:6379/0 and rediss://[user:password@]host
sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
deploy/work/file, /workers/, /home and https://example.org/home/you/
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """An empty git checkout; nobody's settings of git count in it."""
    _git(tmp_path, "init", "-q")
    return tmp_path


@pytest.mark.parametrize("kind", [pattern.name for pattern in PATTERNS])
def test_each_kind_of_secret_is_found(kind):
    found = [leak.kind for leak in find([Piece("a file", f"before\n{PLANTED[kind]}\nafter\n")])]
    assert kind in found


def test_words_are_no_secrets():
    assert list(find([Piece("a file", HARMLESS)])) == []


def test_a_key_made_just_now_is_found():
    word = base64.b64encode(os.urandom(32)).decode()
    assert next(find([Piece("a file", f"DATA_KEYS={word}\n")])).word == word


def test_a_secret_is_found_before_it_is_added_when_it_is_tracked_and_after_it_was_removed(checkout):
    gone, tracked, new = PLANTED["Google key"], PLANTED["Slack token"], PLANTED["GitHub token"]
    _write(checkout, "once.py", f"x = 1\nkey = '{gone}'\n")
    _commit(checkout)
    _git(checkout, "rm", "-q", "once.py")
    _write(checkout, "kept.py", tracked)
    _commit(checkout)
    _write(checkout, "new.py", new)
    _write(checkout, ".gitignore", ".env\n")
    _write(checkout, ".env", PLANTED["private key"])

    leaks = look_through(checkout)

    assert {leak.word for leak in leaks.found} == {gone, tracked, new}
    wheres = {leak.word: leak.where for leak in leaks.found}
    assert (wheres[tracked], wheres[new]) == ("kept.py:1", "new.py:1")
    assert wheres[gone].endswith(" once.py:2")
    assert not any(word in line for line in leaks.lines for word in wheres)


def test_what_is_published_may_stand_anywhere(checkout, monkeypatch):
    monkeypatch.setitem(PUBLISHED, PLANTED["Google key"], "the documentation's own sample")
    _write(checkout, "a.py", PLANTED["Google key"])
    _commit(checkout)
    assert look_through(checkout).found == []


def test_a_secret_fails_the_check_and_is_not_printed(checkout, monkeypatch, capsys):
    _write(checkout, "a.py", PLANTED["Google key"])
    _commit(checkout)
    monkeypatch.setattr(program, "ROOT", checkout)
    monkeypatch.setattr(program, "audit", lambda *_, **__: Verdict([], False, True))
    monkeypatch.setattr("sys.argv", ["safety"])
    assert program.main() == 1
    said = capsys.readouterr().out
    assert "a.py:1: Google key" in said
    assert PLANTED["Google key"] not in said


def test_without_git_it_says_that_nothing_was_looked_through(tmp_path):
    assert look_through(tmp_path).lines == ["secrets: this is no git checkout, so nothing was looked through"]


def _write(checkout: Path, name: str, text: str) -> None:
    (checkout / name).write_text(text, encoding="utf-8")


def _commit(checkout: Path) -> None:
    _git(checkout, "add", ".")
    _git(checkout, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "x")


def _git(checkout: Path, *words: str) -> None:
    alone = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *words], cwd=checkout, check=True, env=alone)
