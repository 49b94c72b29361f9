"""The embedded Redis: a real server we start ourselves, on a Unix socket, with its data in one directory."""

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import quote

from adapters.redis_binary import NoRedis, find_server
from adapters.redis_lock import take

LONGEST_SOCKET = 100
"""Bytes in a Unix socket's path: the kernel takes 107 on Linux, 103 on macOS."""

LOG_KEEPS = 1_000_000
"""Bytes of log after which it is begun anew."""

CONFIG = """
port 0
unixsocket "{socket}"
unixsocketperm 700
pidfile redis.pid
daemonize no
dir .
save ""
appendonly yes
appendfsync {fsync}
aof-load-truncated yes
maxmemory-policy noeviction
"""
# Said on standard input rather than as arguments: versions differ in how they quote arguments.

TETHER = """
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGTERM)
if os.getppid() != int(sys.argv[1]):
    sys.exit("whoever started us is gone")
os.execv(sys.argv[2], sys.argv[2:])
"""
# PR_SET_PDEATHSIG (1) is kept across exec. It is set by a small program in between, since code run between fork and
# exec of a process with threads may hang; the parent is compared because it may die before the signal is asked for.


class EmbeddedRedis:
    """A Redis server of our own, as long as we live: `with EmbeddedRedis(data_dir) as url:` gives a `unix://` URL.

    With `fsync` "always" what it acknowledged is on the disk. With "everysec" it is somewhat faster, but a second or
    two may be lost, by a crash of the machine and by kill -9 too: while one fsync is slow, Redis puts off its writes
    and answers all the same (aof.c, flushAppendOnlyFile; seen in our own test of it). On Linux the
    server goes when we go, even killed with -9; elsewhere only when we leave in good order, and the next start says
    which process to end. Start it from the main thread: the kernel's signal is tied to the thread that forked.
    """

    def __init__(self, data_dir: Path | str, *, fsync: str = "always", patience: float = 60) -> None:
        self.data = Path(data_dir).absolute()
        self.fsync = fsync
        self.patience = patience
        self.process: subprocess.Popen[bytes] | None = None
        self.restarts = 0
        self._binary = Path()
        self._lock: IO[str] | None = None
        self._away: Path | None = None

    def __enter__(self) -> str:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where the server listens."""
        return f"unix://{quote(str(self._socket))}"

    @property
    def pid(self) -> int:
        """The server's process id, 0 while there is none."""
        return self.process.pid if self.process else 0

    def start(self) -> str:
        """Start the server, wait until it answers, and give its URL. Raises NoRedis with the reason and what to do."""
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("Start the embedded Redis from the main thread: it ends with the thread that started it")
        self._binary = find_server()
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = take(self.data / "lock")
        try:
            self._spawn()
            self._wait()
        except BaseException:
            self.stop()
            raise
        return self.url

    def stop(self) -> None:
        """End the server in good order: it writes its file to the end. Harmless when it has ended already."""
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
        if self._lock:
            self._lock.close()
            self._lock = None
        if self._away:
            shutil.rmtree(self._away, ignore_errors=True)
            self._away = None

    async def watch(self, every: float = 0.2) -> None:
        """Start the server again whenever it has ended by itself (looked at `every` so many seconds). Never returns.

        `restarts` counts how often that was. Like `start`, for the main thread.
        """
        while True:
            await asyncio.sleep(every)
            if self.process and self.process.poll() is not None:
                self.restarts += 1
                self._spawn()
                await asyncio.sleep(1)  # a server that cannot start is not started more than once a second

    @property
    def _socket(self) -> Path:
        """Beside the data, or in a private directory of its own where that path is too long for a socket."""
        here = self.data / "redis.sock"
        if len(os.fsencode(here)) <= LONGEST_SOCKET:
            return here
        if not self._away:
            self._away = Path(tempfile.mkdtemp(prefix="loan-redis-"))
        return self._away / "redis.sock"

    @property
    def _log(self) -> Path:
        return self.data / "redis.log"

    def _spawn(self) -> None:
        """Start the process. It inherits our lock, so the directory stays taken until it has ended as well."""
        assert self._lock  # noqa: S101 - taken by start; for the type checker
        full = self._log.exists() and self._log.stat().st_size > LOG_KEEPS
        with self._log.open("wb" if full else "ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - found by find_server
                [*_tether(), self._binary, "-"],
                cwd=self.data,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                umask=0o077,
                pass_fds=(self._lock.fileno(),),
                start_new_session=True,  # a Ctrl-C in the terminal is for us: we still have turns to save
            )
        config = CONFIG.format(socket=self._socket, fsync=self.fsync)
        assert self.process.stdin  # noqa: S101 - a pipe, as asked for above; for the type checker
        with contextlib.suppress(BrokenPipeError), self.process.stdin as told:
            told.write(config.encode())

    def _wait(self) -> None:
        """Wait until the server answers, its file read."""
        patience = time.monotonic() + self.patience
        while not _answers(self._socket):
            if not self.process or self.process.poll() is not None:
                raise NoRedis(f"The embedded Redis did not start. Its last words:\n{self._last_words()}")
            if time.monotonic() > patience:
                raise NoRedis(
                    f"The embedded Redis did not answer in {self.patience:g} s. Its last words:\n{self._last_words()}"
                )
            time.sleep(0.005)

    def _last_words(self) -> str:
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-8:])


def running(data_dir: Path | str) -> str:
    """The URL of a server that another process runs with its data there, "" where none answers."""
    here = Path(data_dir).absolute() / "redis.sock"
    return f"unix://{quote(str(here))}" if _answers(here) else ""


def _tether() -> list[str]:
    """The command that ties a process to us, where the kernel can."""
    if sys.platform != "linux":
        return []
    return [sys.executable, "-I", "-S", "-c", TETHER, str(os.getpid())]


def _answers(path: Path) -> bool:
    """Whether a server answers PING there: not while it starts, nor while it reads its file (-LOADING)."""
    with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
        probe.settimeout(1)
        probe.connect(str(path))
        probe.sendall(b"PING\r\n")
        return probe.recv(64).startswith(b"+PONG")
    return False
