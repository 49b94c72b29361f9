"""A fork is a process like any other: its streams, its environment, its end; and nothing is lost in sharing out."""

import signal
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.forked import CLEAN, Running, run
from tests.sharing_out import LONG, share_out


def test_it_hears_and_says_and_ends_as_any_process_does():
    well = run("json.tool", "--compact", env=CLEAN, told='{"a": 1}')
    assert (well.returncode, well.stdout, well.stderr) == (0, '{"a":1}\n', "")
    wrong = run("json.tool", env=CLEAN, told="{")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "Expecting property name" in wrong.stderr
    broken = run("tests.no_such_module", env=CLEAN)
    assert broken.returncode == 1
    assert "Traceback" in broken.stderr


def test_each_has_its_own_environment():
    known = CLEAN | {"LENDER": "nobody"}
    assert "LENDER" in run("bot", "check", env=known).stderr
    assert "LENDER" not in run("bot", "--help", env=CLEAN).stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_it_can_be_stopped_and_killed(number, tmp_path):
    with Running("bot", "stand-in", "mo", "--port", "0", env=CLEAN) as process:
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.01)
        assert process.poll() is None
        process.send_signal(number)
        assert process.wait(timeout=60) == (0 if number == signal.SIGTERM else -number)
        process.kill()
        assert process.poll() == process.returncode


@pytest.mark.parametrize("among", [1, 2, 3, 4, 7, 50])
def test_every_test_is_shared_out_once_and_the_longest_come_first(among):
    names = ["test_a", *LONG, "test_z"]
    items: list[Any] = [
        SimpleNamespace(path=Path(f"{name}.py"), number=number) for name in names for number in range(5)
    ]
    shared = list(items)
    share_out(shared, among)
    assert sorted(map(id, shared)) == sorted(map(id, items))
    assert shared[0].path.stem == LONG[0]
