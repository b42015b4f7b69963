"""Children where a process cannot be forked and held: fresh ones, of which one is kept warm.

For practice alone, on macOS and Windows: nothing of it is walled in.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import psutil

from autograder.errors import ZygoteFailed
from autograder.process.channel import Channel, ChannelClosed, export_socket, import_socket
from autograder.process.zygote import IMPORT_SECONDS, Exit, Zygote, failure, prepare, run_role
from autograder.sandbox.sandbox import Level

# Python itself does not start on Windows without the first of them.
NEEDED = ("SYSTEMROOT", "USERPROFILE", "TEMP")
MIB = 1 << 20


def process_factory(
    preload: Sequence[str], environment: Mapping[str, str], log: Path, level: Level
) -> "Zygote | FreshProcessFactory":
    """Where children come from: a zygote, or what stands in for one outside Linux."""
    if hasattr(os, "pidfd_open"):
        return Zygote(preload, environment, log, level)
    return FreshProcessFactory(preload, environment, log)


class FreshProcess:
    """A process that was started for one role; `base_mib` is what its imports took."""

    def __init__(
        self, spawner: "FreshProcessFactory", process: "subprocess.Popen[bytes]", ours: Channel
    ) -> None:
        self.spawner = spawner
        self.process = process
        self.pid = process.pid
        self.channel = ours
        self.base_mib = 0.0
        self.ready = False

    def await_imports(self) -> None:
        """Wait until it can take a role."""
        if not self.ready:
            self.base_mib = self.channel.receive(seconds=IMPORT_SECONDS)["ready"]
            self.ready = True

    def interrupt(self) -> None:
        """Have it raise `KeyboardInterrupt`, if it listens; one that has ended is left alone."""
        self.process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT))

    def end(self, grace: float = 0.0) -> Exit:
        """Wait `grace` seconds for it to go, kill it, and tell how it ended.

        CPU and memory are what it had when it was killed, and 0 if it had gone by itself.
        """
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(grace)
        unasked = self.process.poll() is not None
        cpu_seconds, held_mib = self._used()
        self.kill()
        code = self.process.returncode
        self.spawner.replace(self)
        return Exit(max(-code, 0), max(code, 0), cpu_seconds, held_mib, unasked)

    def kill(self) -> None:
        self.channel.close()
        self.process.kill()
        self.process.wait()

    def _used(self) -> tuple[float, float]:
        try:
            seen = psutil.Process(self.process.pid)
            times = seen.cpu_times()
            return times.user + times.system, seen.memory_info().rss / MIB
        except psutil.NoSuchProcess:
            return 0.0, 0.0


class FreshProcessFactory:
    """Stands in for a `Zygote`: imports are paid before a child is asked for, if there is time.

    The first process is started at once, the next when one has ended. Threads may share it.
    """

    def __init__(self, preload: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self.preload = preload
        self.environment = dict(environment)
        self.log = log
        self.failed = False
        self.closed = False
        self.lock = threading.Lock()
        self.running: set[FreshProcess] = set()
        self.spare: FreshProcess | None = self._start()

    def fork(self, role: str, config: dict[str, Any], sock: socket.socket) -> FreshProcess:
        """Have one child run `role` (`module:function`), which owns `sock`; our copy is closed."""
        with self.lock:
            child, self.spare = self.spare or self._start(), None
            self.running.add(child)
        with sock:
            try:
                child.await_imports()
                child.channel.send_socket({"role": role, "config": config}, sock, child.pid)
            except OSError as error:
                raise self._failure(error) from error
        return child

    def await_imports(self) -> None:
        """Wait until a child can be had; raises `ZygoteFailed`."""
        with self.lock:
            try:
                if self.spare is not None:
                    self.spare.await_imports()
            except OSError as error:
                raise self._failure(error) from error

    def replace(self, child: FreshProcess) -> None:
        """Let go of a child that has ended, and warm up another."""
        with self.lock:
            self.running.discard(child)
            if not self.closed:
                self.spare = self.spare or self._start()

    def close(self) -> None:
        """End every process."""
        with self.lock:
            self.closed = True
            for child in [*self.running, *([self.spare] if self.spare else [])]:
                child.kill()
            self.running.clear()
            self.spare = None

    def _start(self) -> FreshProcess:
        ours, theirs = Channel.pair()
        needed = {name: os.environ[name] for name in NEEDED if name in os.environ}
        try:
            with theirs, self.log.open("ab") as output:
                process = subprocess.Popen(
                    [sys.executable, "-I", "-m", __name__, *self.preload],
                    env=self.environment | needed,
                    # The caller's own folder may go while this lives.
                    cwd=self.log.parent,
                    stdin=subprocess.PIPE,
                    stdout=output,
                    stderr=output,
                    pass_fds=[] if sys.platform == "win32" else [theirs.fileno()],
                    # Ctrl-C is the supervisor's to handle.
                    start_new_session=True,
                    creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                )
                with cast(BinaryIO, process.stdin) as told:
                    told.write(export_socket(theirs, process.pid))
        except OSError as error:
            ours.close()
            raise self._failure(error) from error
        return FreshProcess(self, process, ours)

    def _failure(self, error: OSError) -> ZygoteFailed:
        self.failed = True
        return failure(error, self.log)


def main(preload: Sequence[str]) -> None:
    """Import, say so, then run the one role that comes; end with whoever started this."""
    channel = Channel(import_socket(sys.stdin.buffer.read()))
    prepare(preload)
    channel.send({"ready": psutil.Process().memory_info().rss / MIB})
    try:
        task, sock = channel.receive_socket()
    except ChannelClosed:
        return
    threading.Thread(target=_end_with, args=(channel,), daemon=True).start()
    run_role(task["role"], task["config"], sock)


def _end_with(channel: Channel) -> None:
    with suppress(ChannelClosed):
        channel.receive()
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
