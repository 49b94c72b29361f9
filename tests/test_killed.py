"""A process is killed around an application: another sees it through, the lender has it once, and one SMS tells."""

import contextlib
import json
import signal
import time

import httpx
import pytest

from adapters.lender_event import signature
from adapters.stand_ins.lenders import STAND_INS
from adapters.vault import Vault
from tests.forked import CLEAN, Running, run
from tests.loan_news import SECRET
from tests.ports import free_port
from tests.test_program import bot, running

LOGIN = STAND_INS["maxintegrate"]


@contextlib.contextmanager
def lender(port):
    """The stand-in, in a process of its own."""
    with Running("bot", "stand-in", "maxintegrate", "--port", str(port), env=CLEAN) as process:
        for line in process.stdout:
            if b"/ledger" in line:
                break
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture
def around(redis, redis_url, tmp_path):
    """The lender's address, and the settings of all processes: quick to notice that one is gone."""
    with lender(free_port()) as url:
        yield (
            url,
            {
                "REDIS_URL": redis_url,
                "DATA_DIR": str(tmp_path),
                "DATA_KEYS": Vault.new_key(),
                "LENDER_URL": url,
                "LENDER_USER": LOGIN.user,
                "LENDER_KEY": LOGIN.key,
                "LENDER_SETTLE": "2",
                "WORKER_SILENCE": "1",
            },
        )


def talk(when, env):
    return run("tests.dying", when, env=CLEAN | env)


def ledger(url):
    return httpx.get(f"{url}/ledger").json()["applications"]


def heard(process):
    """What a worker said until it had told somebody by SMS, and a moment longer."""
    said = []
    for line in process.stdout:
        said.append(line.decode())
        if "SMS to" in said[-1]:
            return said
    pytest.fail("".join(said))


def wait_for_call(url, method):
    for _ in range(1000):
        if httpx.get(f"{url}/ledger").json()["calls"].get(method):
            return
        time.sleep(0.03)
    pytest.fail(f"{method} was not called")


def until_errand_ends(process):
    """What a process said until it had given up, or ended, an errand."""
    said = ""
    for line in process.stdout:
        said += line.decode()
        if '"event": "errand"' in said:
            return said
    pytest.fail(said)


@pytest.mark.parametrize("when", ["before", "after", "parked"])
def test_another_process_finishes_what_a_killed_one_began(around, when, tmp_path):
    url, env = around
    if when == "parked":
        slow = {"kind": "slow", "method": "create_loan_application", "after": True, "seconds": 2, "next": 1}
        httpx.post(f"{url}/faults", json=slow).raise_for_status()
    died = talk(when, env)
    assert died.returncode == -signal.SIGKILL, died.stdout + died.stderr
    assert len(ledger(url)) == (0 if when == "before" else 1)
    port = free_port()
    with running(tmp_path, port, ROLE="worker", **env) as worker:
        said = heard(worker)
        figures = httpx.get(f"http://127.0.0.1:{port}/metrics").text
        assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 404
        worker.terminate()
        said += [line.decode() for line in worker.stdout]
    assert sum("SMS to" in line for line in said) == 1
    assert 'loan_jobs_total{kind="finish",outcome="done"}' in figures
    [application] = ledger(url)
    again = talk("look", env).stdout
    assert application["number"] in again
    assert len(ledger(url)) == 1
    # Of what happens once no line is lost, and what the borrower said yes to was there before anything was sent.
    trail = [json.loads(line) for line in bot("audit", "--person", "+27821234567", "--json", **env).stdout.splitlines()]
    applied = [line for line in trail if line["errand"] == "Apply" and line["outcome"] in ("shown", "Applied")]
    assert [line["outcome"] for line in applied][:1] == ["shown"]
    assert {line["number"] for line in applied} == {"", application["number"]}


def test_what_the_lender_told_a_process_that_was_killed_is_told_by_another(around, tmp_path):
    url, env = around
    env |= {"LENDER_NOTIFY_SECRET": SECRET, "QUIET_HOURS": "off"}
    assert talk("never", env).returncode == 0
    [application] = ledger(url)
    named = {"application": application["application"]}
    httpx.post(f"{url}/control", json={"status": "approved", **named}).raise_for_status()
    body = json.dumps({"id": "e1", "event": "approved", **named}).encode()
    port = free_port()
    with running(tmp_path, port, ROLE="web", **env) as web:
        headers = {"X-Signature": signature(SECRET, body)}
        for _ in range(2):
            httpx.post(f"http://127.0.0.1:{port}/lender/maxintegrate", content=body, headers=headers).raise_for_status()
        web.send_signal(signal.SIGKILL)
        web.wait()
    with running(tmp_path, free_port(), ROLE="worker", **env) as worker:
        said = heard(worker)
        worker.terminate()
        said += [line.decode() for line in worker.stdout]
    [sms] = [line for line in said if "SMS to" in line]
    assert f"Your application {application['number']} is approved." in sms


def test_a_worker_stopped_at_work_loses_the_errand_and_does_not_send_it_when_it_wakes(around, tmp_path):
    url, env = around
    talk("before", env)
    slow = {"kind": "slow", "method": "loan_status", "after": True, "seconds": 2, "next": 1}
    httpx.post(f"{url}/faults", json=slow).raise_for_status()
    with running(tmp_path / "one", free_port(), ROLE="worker", **env) as one:
        wait_for_call(url, "loan_status")
        one.send_signal(signal.SIGSTOP)
        with running(tmp_path / "two", free_port(), ROLE="worker", **env) as two:
            heard(two)
        one.send_signal(signal.SIGCONT)
        said = until_errand_ends(one)
        one.terminate()
        said += one.stdout.read().decode()
    # What it was waiting for has come, and it may not send; or that took too long, and its next look finds it done.
    assert "held by another process" in said or "job lost to another worker" in said, said
    assert "SMS to" not in said
    books = httpx.get(f"{url}/ledger").json()
    assert (books["calls"]["create_loan_application"], len(books["applications"])) == (1, 1)


def test_told_to_stop_it_says_so_before_it_closes(tmp_path):
    port = free_port()
    with running(tmp_path, port, LEAVE_PAUSE="2") as process:
        assert httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200
        process.terminate()
        for _ in range(100):
            ready = httpx.get(f"http://127.0.0.1:{port}/readyz")
            if ready.status_code == 503:
                break
        assert ready.json()["leaving"]
        assert process.wait(timeout=60) == 0


def test_what_is_set_aside_is_listed_beside_a_running_assistant(tmp_path):
    with running(tmp_path, free_port()):
        done = bot("jobs", DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "nothing is set aside\n"), done.stderr
    done = bot("jobs", "again", "s01:1-1", DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "s01:1-1: there is none of that name\n"), done.stderr
