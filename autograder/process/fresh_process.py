"""Fresh child processes, for macOS and Windows, where no zygote can fork them.

One process is kept ready. These processes are for practice only: nothing isolates them.
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
from typing import BinaryIO, cast

import psutil

from autograder.errors import ZygoteFailed
from autograder.process.channel import Channel, ChannelClosed, export_socket, import_socket
from autograder.process.messages import ChildStart, Exit, ForkRequest, Imported
from autograder.process.zygote import IMPORT_SECONDS, Zygote, failure, prepare, run_role
from autograder.sandbox.sandbox import Level

# Environment variables that a process needs. Without the first, Python does not start on Windows.
NEEDED = ("SYSTEMROOT", "USERPROFILE", "TEMP")
MIB = 1 << 20


def process_factory(
    preload: Sequence[str], environment: Mapping[str, str], log: Path, level: Level
) -> "Zygote | FreshProcessFactory":
    """Make a zygote, or what replaces one outside Linux."""
    if hasattr(os, "pidfd_open"):
        return Zygote(preload, environment, log, level)
    return FreshProcessFactory(preload, environment, log)


class FreshProcess:
    """A process that was started for one role. `base_mib` is the memory that its imports took."""

    def __init__(
        self, factory: "FreshProcessFactory", process: "subprocess.Popen[bytes]", ours: Channel
    ) -> None:
        self.factory = factory
        self.process = process
        self.pid = process.pid
        self.channel = ours
        self.base_mib = 0.0
        self.ready = False

    def await_imports(self) -> None:
        """Wait until the process can take a role."""
        if not self.ready:
            imported = self.channel.receive(seconds=IMPORT_SECONDS)
            self.base_mib = Imported.from_wire(imported).base_mib
            self.ready = True

    def interrupt(self) -> None:
        """Send an interrupt. The process may ignore it, and may have ended already."""
        self.process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT))

    def end(self, grace: float = 0.0) -> Exit:
        """Wait up to `grace` seconds for its end, kill it if it still runs, and tell how it ended.

        CPU time and memory are those of the moment before the kill, and 0 if it had ended by itself.
        """
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(grace)
        unasked = self.process.poll() is not None
        cpu_seconds, held_mib = self._used()
        self.kill()
        code = self.process.returncode
        self.factory.replace(self)
        return Exit(max(-code, 0), max(code, 0), cpu_seconds, held_mib, unasked)

    def kill(self) -> None:
        self.channel.close()
        self.process.kill()
        self.process.wait()

    def _used(self) -> tuple[float, float]:
        try:
            process = psutil.Process(self.process.pid)
            times = process.cpu_times()
            return times.user + times.system, process.memory_info().rss / MIB
        except psutil.NoSuchProcess:
            return 0.0, 0.0


class FreshProcessFactory:
    """Replaces a `Zygote`: a process imports its modules before anybody asks for a child.

    The first process starts at once, the next one when a child has ended. Threads may share this.
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

    def fork(self, role: str, start: ChildStart, sock: socket.socket) -> FreshProcess:
        """Have one child run `role` (`module:function`), which owns `sock`; close our copy."""
        with self.lock:
            child, self.spare = self.spare or self._start(), None
            self.running.add(child)
        with sock:
            try:
                child.await_imports()
                child.channel.send_socket(
                    ForkRequest(role, start.to_wire()).to_wire(), sock, child.pid
                )
            except OSError as error:
                raise self._failure(error) from error
        return child

    def await_imports(self) -> None:
        """Wait until a child can take a role. Raises `ZygoteFailed`."""
        with self.lock:
            try:
                if self.spare is not None:
                    self.spare.await_imports()
            except OSError as error:
                raise self._failure(error) from error

    def replace(self, child: FreshProcess) -> None:
        """Forget a child that has ended, and start the next one."""
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
                    [sys.executable, "-s", "-P", "-m", __name__, *self.preload],
                    env=self.environment | needed,
                    # The caller's folder may be deleted while the process lives.
                    cwd=self.log.parent,
                    stdin=subprocess.PIPE,
                    stdout=output,
                    stderr=output,
                    pass_fds=[] if sys.platform == "win32" else [theirs.fileno()],
                    # Only the supervisor handles Ctrl-C.
                    start_new_session=True,
                    creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                )
                with cast(BinaryIO, process.stdin) as stdin:
                    stdin.write(export_socket(theirs, process.pid))
        except OSError as error:
            ours.close()
            raise self._failure(error) from error
        return FreshProcess(self, process, ours)

    def _failure(self, error: OSError) -> ZygoteFailed:
        self.failed = True
        return failure(error, self.log)


def main(preload: Sequence[str]) -> None:
    """Import the modules, report it, then run the one role that is sent. End with the parent."""
    channel = Channel(import_socket(sys.stdin.buffer.read()))
    prepare(preload)
    channel.send(Imported(psutil.Process().memory_info().rss / MIB).to_wire())
    try:
        request, sock = channel.receive_socket()
    except ChannelClosed:
        return
    threading.Thread(target=_end_with_parent, args=(channel,), daemon=True).start()
    wanted = ForkRequest.from_wire(request)
    run_role(wanted.role, wanted.config, sock)


def _end_with_parent(channel: Channel) -> None:
    with suppress(ChannelClosed):
        channel.receive()
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
