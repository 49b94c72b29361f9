"""The program as an operator runs it: its commands, its settings, and a kill -9 in the middle of a conversation."""

import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import httpx
import pytest

from adapters.stand_ins.telegram import serve
from adapters.stand_ins.telegram.phone import Phone as Handset
from tests.forked import CLEAN, Running, run
from tests.ports import free_port

FORM = {"serviceCode": "*120*777#", "phoneNumber": "+27821234567"}


def anew(*words, **env):
    """A command in a process that imports everything anew, as an operator's does."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words], env=CLEAN | env, capture_output=True, text=True, timeout=120, check=False
    )


def starting(*words, env):
    """The like, while it runs."""
    return subprocess.Popen([sys.executable, "-m", *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def bot(*words, **env):
    """A command in a fork, so without the two seconds that importing takes."""
    return run("bot", *words, env=CLEAN | env)


@contextmanager
def running(folder, port, start=Running, **env):
    """The program, until it answers; ended in good order on the way out unless it has ended before."""
    known = {"HTTP_PORT": str(port), "DATA_DIR": str(folder)}
    with start("bot", "run", env=CLEAN | known | env) as process:
        try:
            wait_for(port, process)
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=60)


def wait_for(port, process):
    for _ in range(600):
        try:
            return httpx.get(f"http://127.0.0.1:{port}/healthz").raise_for_status()
        except httpx.HTTPError:
            assert process.poll() is None, process.communicate()[0].decode()
            time.sleep(0.1)
    raise AssertionError("the program does not answer")


def dial(port, line, text=""):
    answer = httpx.post(f"http://127.0.0.1:{port}/ussd/africastalking", data=FORM | {"sessionId": line, "text": text})
    assert answer.status_code == 200
    return answer.text


def test_a_program_killed_in_the_middle_goes_on_where_the_borrower_was(tmp_path):
    port = free_port()
    with running(tmp_path, port, starting) as process:
        for text in ("", "1", "1*1", "1*1*1", "1*1*1*9001015009086"):
            said = dial(port, "a", text)
        assert "First name" in said
        process.send_signal(signal.SIGKILL)
        process.wait()
    with running(tmp_path, port, starting):
        again = dial(port, "b")
        assert re.findall(r"^1 (.+)$", again, re.MULTILINE) == ["Continue"]
        assert dial(port, "b", "1") == said


def test_it_ends_in_good_order_when_told(tmp_path):
    with running(tmp_path, free_port()) as process:
        process.terminate()
        out = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 0
    assert "The loan assistant answers at" in out
    assert "Traceback" not in out


def test_two_processes_behind_one_port_share_the_conversation(tmp_path):
    port = free_port()
    with running(tmp_path, port, WORKERS="2"):
        text = ""
        for words in ("", "1", "1", "1", "9001015009086", "Anna", "Botha"):
            text = f"{text}*{words}" if text else words
            said = dial(port, "a", text)
        assert "Who do you work for" in said


def test_help_lists_the_commands():
    run = anew("--help")
    assert run.returncode == 0
    for command in ("run", "talk", "check", "picture", "products", "stand-in"):
        assert re.search(rf"^ +{command} ", run.stdout, re.MULTILINE)


@pytest.mark.parametrize("lender", ["maxintegrate", "mo", "tyche"])
def test_check_says_what_is_well_and_what_to_do(tmp_path, lender):
    start = anew if lender == "maxintegrate" else bot
    run = start("check", DATA_DIR=str(tmp_path), LENDER=lender)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "ok   Redis: answers" in run.stdout
    assert f"ok   Lender {lender}: lets us in" in run.stdout
    assert "Telegram: off" in run.stdout


def test_check_says_what_is_wrong(tmp_path):
    port = free_port()
    key = bot("new-key").stdout.strip()
    run = bot("check", DATA_DIR=str(tmp_path), LENDER_URL=f"http://127.0.0.1:{port}", DATA_KEYS=key)
    assert run.returncode == 1
    assert "TO DO Lender maxintegrate: no answer" in run.stdout
    assert "TO DO USSD" in run.stdout


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"HTTP_PORT": "a lot"}, "HTTP_PORT"),
        ({"LENDER": "nobody"}, "LENDER"),
        ({"LENDER_URL": "http://127.0.0.1:9"}, "DATA_KEYS is not set"),
        ({"USSD_GATEWAYS": "carrier-pigeon"}, "USSD_GATEWAYS"),
        ({"USSD_SECRET": "guess-me"}, "USSD_SECRET: must be 32 or more"),
        ({"USSD_ALLOW": "the gateway"}, "USSD_ALLOW: the gateway is no network"),
        (
            {"LENDER_URL": "http://127.0.0.1:9", "DATA_KEYS": "AA" * 21 + "A=", "HTTP_HOST": "0.0.0.0"},
            "whoever finds the address could speak for any phone",
        ),
        ({"USSD_PATIENCE": "9"}, "USSD_PATIENCE"),
        ({"TELEGRAM_WEBHOOK_SECRET": "not/allowed"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"TELEGRAM_TOKEN": "1:x", "TELEGRAM_WEBHOOK_SECRET": "a-secret-of-the-tests"}, "PUBLIC_URL"),
        ({"REDIS_URL": "http://example"}, "REDIS_URL"),
        ({"DATA_KEYS": "short"}, "\n  DATA_KEYS: key 1 is not base64. Make one with: python -m bot new-key"),
        ({"QUIET_HOURS": "at night"}, "QUIET_HOURS must be written like 20:00-07:30"),
        ({"TIME_ZONE": "Mars/Olympus"}, "TIME_ZONE Mars/Olympus is no time zone"),
        ({"STAFF_HOURS": "in the morning"}, "STAFF_HOURS must be written like Mon-Fri 08:00-17:00"),
        ({"STAFF_HOLIDAYS": "Christmas"}, "STAFF_HOLIDAYS CHRISTMAS is no day and no country"),
        ({"STAFF_CANNED": "nowhere.toml"}, "STAFF_CANNED"),
        ({"LENDER_NOTIFY_SECRET": "short"}, "LENDER_NOTIFY_SECRET"),
    ],
)
def test_a_wrong_setting_is_named(env, said, tmp_path):
    start = anew if env == {"HTTP_PORT": "a lot"} else bot
    run = start("run", DATA_DIR=str(tmp_path), **env)
    assert run.returncode != 0
    assert said in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("command", ["picture", "gallery"])
def test_a_place_that_cannot_be_written_is_named(command, tmp_path):
    (tmp_path / "file").touch()
    run = bot(command, "--out", str(tmp_path / "file" / "below"))
    assert run.returncode == 1
    assert f"{tmp_path / 'file'}" in run.stderr
    assert "Not a directory" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_port_in_use_is_said(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        run = bot("run", DATA_DIR=str(tmp_path), HTTP_PORT=str(taken.getsockname()[1]))
    assert run.returncode != 0
    assert "Set HTTP_PORT to a free port" in run.stderr
    assert "Traceback" not in run.stderr


def test_products_are_kept_from_the_command_line(tmp_path):
    listed = bot("products", "list", "--json", DATA_DIR=str(tmp_path), LENDER="tyche")
    assert listed.returncode == 0, listed.stderr
    assert "79963366-6aad-489a-82db-84d5374f707a" in listed.stdout
    refused = bot("products", "list", DATA_DIR=str(tmp_path), LENDER="mo")
    assert (refused.returncode, "LENDER=tyche" in refused.stderr) == (2, True)


def test_the_talk_is_held_in_a_terminal(tmp_path):
    said = run("bot", "talk", env=CLEAN | {"DATA_DIR": str(tmp_path)}, told="1\n1\n4\n/quit\n")
    assert said.returncode == 0, said.stderr
    assert "What would you like to do?" in said.stdout
    assert "We never ask for the PIN" in said.stdout


async def test_by_long_polling_the_same_conversation_runs(tmp_path):
    async with serve() as telegram:
        port = free_port()
        with running(tmp_path, port, TELEGRAM_TOKEN=telegram.token, TELEGRAM_API=telegram.url) as process:
            phone = Handset(telegram)
            phone.start()
            seen = await phone.quiet(30)
            assert "Choose your language" in seen.text
            phone.press("Kiswahili")
            assert "Unakubali?" in (await phone.quiet(30)).text
            assert process.poll() is None
        assert telegram.faults == []
        assert telegram.made("setMyCommands")
