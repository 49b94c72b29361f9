"""A process that has read our code once, and of which new processes are forked: `tests.forked` starts it and asks it.

To import the assistant takes a process two seconds, with Telegram six; a fork takes none. Each is a process of its
own, with its own environment and streams, and runs a module as `python -m` does. It is killed when whoever asked for it
is gone, and all are when our input ends, which is the socket we are asked by. No thread may run here: a fork has but
the one that forked.
"""

import contextlib
import gc
import importlib
import json
import os
import runpy
import selectors
import signal
import socket
import sys
from collections.abc import Iterable
from typing import Any, NamedTuple

ALWAYS = ("bot.run", "bot.check", "bot.standing_in", "adapters.stand_ins.lenders")
IN_TELEGRAM = ("bot.telegram", "bot.staff_desk")
"""What takes long to import; with Telegram so long that it waits until somebody asks for it."""

LONGEST = 100_000
"""Bytes of what one process is told."""


class Told(NamedTuple):
    """What a new process is told: the module with its words, and its whole environment."""

    words: list[str]
    env: dict[str, str]


class Nursery:
    """Forks when asked to at the socket `door`, and tells each one's `asked` its id, and when it has ended how."""

    def __init__(self, door: socket.socket) -> None:
        self._door, self._children = door, dict[int, socket.socket]()
        self._woken, self._waking = socket.socketpair()
        self._ends = selectors.DefaultSelector()
        self._waking.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waking.fileno(), warn_on_full_buffer=False)
        for end in (self._door, self._woken):
            self._ends.register(end, selectors.EVENT_READ)

    def serve(self) -> Told | None:
        """Fork until our input ends; what it was told in each child, None in the parent."""
        while True:
            for key, _ in self._ends.select():
                if key.fileobj is self._woken:
                    self._woken.recv(LONGEST)
                    self._tell_of_the_ended()
                elif key.fileobj is not self._door:
                    self._kill(pid for pid, asked in self._children.items() if asked is key.fileobj)
                else:
                    words, given, _, _ = socket.recv_fds(self._door, LONGEST, 4)
                    if not words:
                        self._kill(self._children)
                        return None
                    if told := self._fork(Told(*json.loads(words)), *given):
                        return told

    def _fork(self, told: Told, line: int, *streams: int) -> Told | None:
        """What a child is told; None in the parent."""
        asked = socket.socket(fileno=line)
        if told.env.get("TELEGRAM_TOKEN"):
            grow(IN_TELEGRAM)
        if pid := os.fork():
            self._children[pid] = asked
            self._ends.register(asked, selectors.EVENT_READ)
            asked.send(str(pid).encode())
            _close(streams)
            return None
        self._leave(asked)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        _close(streams)
        return told

    def _leave(self, asked: socket.socket) -> None:
        """Let go, in a child, of all that is its parent's."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._ends.close()
        for end in (self._door, self._woken, self._waking, asked, *self._children.values()):
            end.close()

    def _tell_of_the_ended(self) -> None:
        for pid, asked in list(self._children.items()):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                del self._children[pid]
                self._ends.unregister(asked)
                with asked, contextlib.suppress(BrokenPipeError):
                    asked.send(str(os.waitstatus_to_exitcode(status)).encode())

    def _kill(self, pids: Iterable[int]) -> None:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)


def _close(streams: Iterable[int]) -> None:
    for stream in streams:
        os.close(stream)


def grow(modules: Iterable[str]) -> None:
    """Import them, and have no fork look at, and so copy, what is there by now."""
    for module in modules:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()


def become(told: Told) -> Any:
    """Run the module as `python -m` does, in this process."""
    os.environ.clear()
    os.environ.update(told.env)
    module, *words = told.words
    sys.argv = [module, *words]
    return runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    grow(ALWAYS)
    if told := Nursery(socket.socket(fileno=os.dup(0))).serve():
        become(told)
