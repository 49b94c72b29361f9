"""Processes of ours that need not import everything anew: forks of a nursery, which is started once.

They are told things and waited for as those of `subprocess` are. Where the start itself is tested, use `subprocess`.
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

CLEAN = {
    name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR", "LANG", "REDIS_SERVER")
} | {"SIMULATOR": "off"}
"""Nothing of our own environment that could be a setting; the simulator has tests of its own."""

ROOT = Path(__file__).parents[1]
STARTS_WITHIN = 120.0
"""Seconds; the first fork waits until everything is imported."""


@cache
def _nursery() -> socket.socket:
    """Start it; where it is asked. It ends with us, since this end of its input does."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        words = [sys.executable, "-m", "tests.nursery"]
        process = subprocess.Popen(
            words, env=CLEAN, stdin=its.fileno(), stdout=subprocess.DEVNULL, cwd=ROOT, start_new_session=True
        )  # a Ctrl-C is for us: it ends when we have

    def end() -> None:
        ours.close()
        process.wait(timeout=60)

    atexit.register(end)
    return ours


class Process:
    """`python -m` with these words, in a fork. `streams` are its standard ones."""

    def __init__(self, words: tuple[str, ...], env: Mapping[str, str], *streams: int) -> None:
        self.returncode: int | None = None
        self._line, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with its:
            told = json.dumps([words, {**env}]).encode()
            socket.send_fds(_nursery(), [told], [its.fileno(), *streams])
        self._line.settimeout(STARTS_WITHIN)
        self.pid = int(self._line.recv(100))

    def poll(self) -> int | None:
        """The exit code, as that of a Popen, None while it runs."""
        try:
            return self.wait(timeout=0)
        except subprocess.TimeoutExpired:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once it has ended. Raises TimeoutExpired after so many seconds."""
        if self.returncode is None:
            self._line.settimeout(timeout)
            try:
                self.returncode = int(self._line.recv(100))
            except (TimeoutError, BlockingIOError):
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0) from None
            self._line.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it has, and the nursery is about to say so
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


class Running(Process):
    """One whose output, errors among it, is read while it runs."""

    def __init__(self, *words: str, env: Mapping[str, str]) -> None:
        reading, writing = os.pipe()
        self.stdout = os.fdopen(reading, "rb")
        with os.fdopen(writing, "wb"), Path(os.devnull).open() as nothing:
            super().__init__(words, env, nothing.fileno(), writing, writing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stdout.close()
        self.wait()

    def communicate(self, timeout: float | None = None) -> tuple[bytes, None]:
        """What it says until it ends. Raises TimeoutExpired after so many seconds."""
        said: list[bytes] = []
        reading = threading.Thread(target=lambda: said.append(self.stdout.read()), daemon=True)
        reading.start()
        reading.join(timeout)
        self.wait(0 if reading.is_alive() else timeout)
        return said[0], None


def run(
    *words: str, env: Mapping[str, str], told: str = "", seconds: float = 120
) -> "subprocess.CompletedProcess[str]":
    """Run it to its end. `told` is its input. Raises TimeoutExpired after so many seconds, and it is killed."""
    with (
        tempfile.TemporaryFile("w+") as stdin,
        tempfile.TemporaryFile("w+") as out,
        tempfile.TemporaryFile("w+") as err,
    ):
        stdin.write(told)
        stdin.seek(0)
        process = Process(words, env, stdin.fileno(), out.fileno(), err.fileno())
        try:
            code = process.wait(seconds)
        finally:
            process.kill()
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(words, code, out.read(), err.read())
