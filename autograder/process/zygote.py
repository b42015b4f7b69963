"""A zygote: a process that has imported its modules once, and forks a ready child on request.

It is exec'ed with a clean environment. It holds no secret, since its memory is copied into every
child. It runs no TensorFlow op: a child that is forked after the first op hangs at its own first op.
"""

import gc
import importlib
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TypeVar

from autograder.errors import ZygoteFailed
from autograder.process.channel import Channel, ChannelClosed
from autograder.process.messages import (
    ChildStart,
    Exit,
    Forked,
    ForkRequest,
    Imported,
    Message,
    ReapRequest,
    WireDict,
    as_dict,
)
from autograder.sandbox import namespaces, syscalls
from autograder.sandbox.sandbox import Level

IMPORT_SECONDS = 300.0
Answer = TypeVar("Answer")


class ChildProcess(Protocol):
    """A process that plays a role for us. `Child` says what each of these does."""

    pid: int
    base_mib: float

    def interrupt(self) -> None: ...
    def end(self, grace: float = 0.0) -> Exit: ...


class ProcessFactory(Protocol):
    """Makes such processes. `Zygote` says what each of these does."""

    def fork(self, role: str, start: ChildStart, sock: socket.socket) -> ChildProcess: ...
    def await_imports(self) -> None: ...


class Child:
    """A forked process. We hold its pidfd, so that a process id in new use is never killed.

    `pid` is its process id as the zygote sees it. `base_mib` is the memory that it inherited.
    """

    def __init__(self, zygote: "Zygote", pid: int, pidfd: int, base_mib: float) -> None:
        self.zygote = zygote
        self.pid = pid
        self.pidfd = pidfd
        self.base_mib = base_mib

    def interrupt(self) -> None:
        """Send SIGINT. The child may ignore it, and may have ended already."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGINT)

    def end(self, grace: float = 0.0) -> Exit:
        """Wait up to `grace` seconds for its end, kill it if it still runs, and tell how it ended."""
        unasked = bool(select.select([self.pidfd], [], [], grace)[0])
        if not unasked:
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        os.close(self.pidfd)
        return self.zygote.reap(self.pid, unasked=unasked)


class Zygote:
    """The supervisor's end of a zygote. In its children the modules of `preload` are imported.

    At `Level.FULL` the zygote is the first process of a user and pid namespace, and so is each child.
    The log gets what libraries print during their import. The first request waits for the imports.
    Threads may share a zygote. Once it has `failed`, it must be replaced.
    """

    def __init__(
        self, preload: Sequence[str], environment: Mapping[str, str], log: Path, level: Level
    ) -> None:
        self.channel, theirs = Channel.pair()
        self.log = log
        self.failed = False
        self.lock = threading.Lock()
        arguments = [str(theirs.fileno()), level.name, *preload]
        # Not `-I`: it would ignore PYTHONHASHSEED. The environment is our own, whole.
        command = [sys.executable, "-s", "-P", "-m", __name__, *arguments]
        try:
            with theirs, log.open("ab") as output:
                self.process = subprocess.Popen(
                    command,
                    pass_fds=[theirs.fileno()],
                    env=dict(environment),
                    # The caller's folder may be deleted while the zygote lives.
                    cwd=log.parent,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                )
        except OSError as error:
            self.channel.close()
            raise ZygoteFailed(f"a zygote could not be started: {error}") from error
        self.ready = False

    def fork(self, role: str, start: ChildStart, sock: socket.socket) -> Child:
        """Fork one child that runs `role` (`module:function`) and owns `sock`; close our copy."""
        request = ForkRequest(role, start.to_wire(), start.devices())
        with sock:
            answer, fds = self._answer(request, [sock.fileno()])
        forked = Forked.from_wire(answer)
        return Child(self, forked.pid, fds[0], forked.base_mib)

    def reap(self, pid: int, *, unasked: bool = False) -> Exit:
        """Collect the exit status of a child that was killed or is about to end."""
        answer, _ = self._answer(ReapRequest(pid), seconds=30)
        return Exit.from_wire({**answer, "unasked": unasked})

    def await_imports(self) -> None:
        """Wait until children can be forked. Raises `ZygoteFailed`."""
        self._guarded(self._await_imports)

    def close(self) -> None:
        """End the zygote. Its children die with it."""
        self.channel.close()
        if not self.ready:
            self.process.kill()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _answer(
        self, request: Message, fds: Sequence[int] = (), seconds: float = 60
    ) -> tuple[WireDict, list[int]]:
        def ask() -> tuple[WireDict, list[int]]:
            self._await_imports()
            self.channel.send(request.to_wire(), fds, seconds=seconds)
            answer, fds_of_answer = self.channel.receive_fds(1, seconds=seconds)
            return as_dict(answer), fds_of_answer

        answer, received = self._guarded(ask)
        if "refused" in answer:
            self.failed = True
            raise ZygoteFailed(str(answer["refused"]))
        return answer, received

    def _await_imports(self) -> None:
        if not self.ready:
            self.channel.receive(seconds=IMPORT_SECONDS)
            self.ready = True

    def _guarded(self, ask: Callable[[], Answer]) -> Answer:
        """Talk to the zygote, one thread at a time."""
        try:
            with self.lock:
                return ask()
        # The zygote is gone, or another thread has closed the channel.
        except OSError as error:
            self.failed = True
            raise failure(error, self.log) from error


def failure(error: OSError, log: Path) -> ZygoteFailed:
    """Describe a process that does not answer, with the last 2000 characters that it printed."""
    printed = log.read_text("utf-8", "replace")[-2000:] if log.exists() else ""
    return ZygoteFailed(f"the zygote does not answer: {error}\n{printed}")


def prepare(preload: Sequence[str]) -> None:
    """Import modules. A module of `autograder` may have `warm_up`, for work that each child needs."""
    for name in preload:
        module = importlib.import_module(name)
        if name.startswith("autograder.") and hasattr(module, "warm_up"):
            module.warm_up()


def serve(channel: Channel, level: Level, preload: Sequence[str]) -> None:
    """Import the modules, report it, then fork and reap until the supervisor closes its end."""
    prepare(preload)
    threads = syscalls.threads()
    gc.collect()
    # Else the garbage collector would write to, and so copy, the pages that children share.
    gc.freeze()
    fork = namespaces.fork if level is Level.FULL else os.fork
    channel.send(Imported(syscalls.memory_kib("RssAnon") / 1024).to_wire())
    while True:
        try:
            message, fds = channel.receive_fds(1)
        except ChannelClosed:
            return
        request = as_dict(message)
        if "reap" in request:
            channel.send(_reap(ReapRequest.from_wire(request).reap).to_wire())
            continue
        wanted = ForkRequest.from_wire(request)
        refusal = _refusal(threads, wanted.devices)
        if refusal:
            channel.send({"refused": refusal})
            continue
        base = syscalls.memory_kib("RssAnon") / 1024
        pid = fork()
        if pid == 0:
            channel.close()
            _leave_zygote(fds[0])
            run_role(wanted.role, wanted.config, socket.socket(fileno=fds[0]))
        os.close(fds[0])
        pidfd = os.pidfd_open(pid)
        channel.send(Forked(pid, base).to_wire(), [pidfd])
        os.close(pidfd)


def _leave_zygote(keep: int) -> None:
    """Leave the zygote's session and close its files. `keep` is the socket that the child needs."""
    import resource

    os.setsid()
    os.closerange(3, keep)
    os.closerange(keep + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    syscalls.die_with_parent()


def run_role(role: str, config: WireDict, sock: socket.socket) -> None:
    """Run `module:function` on a start message and a socket, then end this process."""
    status = 1
    module, _, function = role.partition(":")
    try:
        getattr(importlib.import_module(module), function)(config, sock)
        status = 0
    finally:
        # Not `sys.exit`: the zygote's frames and exit handlers must not run a second time.
        os._exit(status)


def _refusal(threads: int, devices: Sequence[str] = ()) -> str:
    """Tell why a child that is forked now would hang; empty if a fork is safe.

    `devices` are the device files that the child may use. The zygote must not have opened any.
    """
    now = syscalls.threads()
    if now > threads:
        return f"the zygote had {threads} threads after its imports and has {now} now"
    context = sys.modules.get("tensorflow.python.eager.context")
    # TensorFlow's own flag: once its runtime has started, it does not survive a fork.
    if context is not None and context.context()._initialized:
        return "an import or a preload has run a TensorFlow op in the zygote"
    # Nor does a GPU's driver.
    opened = syscalls.opened().intersection(devices)
    return f"an import or a preload has opened {min(opened)} in the zygote" if opened else ""


def _reap(pid: int) -> Exit:
    _, status, usage = os.wait4(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return Exit(
        signal=max(-code, 0),
        status=max(code, 0),
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        peak_mib=usage.ru_maxrss / 1024,
    )


def main(arguments: Sequence[str]) -> None:
    """Serve on the inherited descriptor: `FD LEVEL PRELOAD…`."""
    # No parent-death signal here: the kernel sends it when the thread that started this process ends.
    # If the supervisor dies, its end of the channel is closed, and `serve` returns.
    descriptor, level_name, *preload = arguments
    level = Level[level_name]
    # The caller's mask might forbid others to read. A worker reads its new root as `nobody`.
    os.umask(0o022)
    # Ctrl-C reaches the whole process group. Only the supervisor handles it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Python 3.12 warns of any fork in a process with threads. `_refusal` has the rule that matters.
    warnings.filterwarnings("ignore", message=".*use of fork", category=DeprecationWarning)
    channel = Channel(socket.socket(fileno=int(descriptor)))
    if level is Level.FULL:
        # Before any import that starts a thread: with threads the kernel would refuse.
        namespaces.create()
    serve(channel, level, preload)


if __name__ == "__main__":
    main(sys.argv[1:])
