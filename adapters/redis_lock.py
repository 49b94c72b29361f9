"""One assistant to a data directory: the lock its embedded Redis holds on to, even after the assistant is gone."""

import fcntl
import os
import time
from pathlib import Path
from typing import IO

from adapters.redis_binary import NoRedis


def take(path: Path, patience: float = 5) -> IO[str]:
    """Lock the directory for us, for as long as the file is open. A server whose assistant is gone gets time to end.

    `patience`: seconds it gets. Raises NoRedis with whose the directory is, and what to do.
    """
    lock = path.open("a+")
    until = time.monotonic() + patience
    while not _locked(lock):
        lock.seek(0)
        holder = lock.read().strip()
        if _alive(holder) or time.monotonic() > until:
            lock.close()
            raise NoRedis(_taken(path.parent, holder))
        time.sleep(0.02)
    lock.seek(0)
    lock.truncate()
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _alive(pid: str) -> bool:
    """Whether that process is there, ours or not."""
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _taken(data: Path, holder: str) -> str:
    """What to say when the directory is somebody else's."""
    if _alive(holder):
        return (
            f"Another assistant is running with its data in {data} (process {holder}). "
            "Stop it, or give this one a DATA_DIR of its own, or let both use one Redis by REDIS_URL."
        )
    left = data / "redis.pid"
    pid = left.read_text().strip() if left.exists() else "unknown"
    return f"The assistant that used {data} is gone, but its Redis still runs. End that first: process {pid}."
