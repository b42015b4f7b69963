"""A process that has paid its imports once and forks a ready child on request.

It is exec'ed with a clean environment, holds no secret and runs no op: whatever lies in its heap
lies in every child's, and a child forked after the first TensorFlow op hangs at its own first op.
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
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from autograder.errors import ZygoteFailed
from autograder.process.channel import Channel, ChannelClosed
from autograder.sandbox import namespaces, syscalls
from autograder.sandbox.sandbox import Level

IMPORT_SECONDS = 300.0
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Exit:
    """How a child ended: `signal` is 0 where it exited by itself; memory is its peak.

    `unasked`: it was gone before it was told to go.
    """

    signal: int
    status: int
    cpu_seconds: float
    peak_mib: float
    unasked: bool


class Child:
    """A forked process, held by its pidfd so that a reused number is never killed.

    `pid` is its number as the zygote sees it; `base_mib` the memory that it inherited.
    """

    def __init__(self, zygote: "Zygote", pid: int, pidfd: int, base_mib: float) -> None:
        self.zygote = zygote
        self.pid = pid
        self.pidfd = pidfd
        self.base_mib = base_mib

    def interrupt(self) -> None:
        """Have it raise `KeyboardInterrupt`, if it listens; one that has ended is left alone."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGINT)

    def end(self, grace: float = 0.0) -> Exit:
        """Wait `grace` seconds for it to go, kill it, and tell how it ended."""
        unasked = bool(select.select([self.pidfd], [], [], grace)[0])
        if not unasked:
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        os.close(self.pidfd)
        return self.zygote.reap(self.pid, unasked=unasked)


class Zygote:
    """The supervisor's end: children find the modules of `preload` imported.

    At `Level.FULL` it is the first process of a user and pid namespace, and so is each child. What
    its libraries print while they are imported goes to `log`. The first request waits for the
    imports. Threads may share it; one that has `failed` is of no more use.
    """

    def __init__(
        self, preload: Sequence[str], environment: Mapping[str, str], log: Path, level: Level
    ) -> None:
        self.channel, theirs = Channel.pair()
        self.log = log
        self.failed = False
        self.lock = threading.Lock()
        arguments = [str(theirs.fileno()), level.name, *preload]
        command = [sys.executable, "-I", "-m", __name__, *arguments]
        try:
            with theirs, log.open("ab") as output:
                self.process = subprocess.Popen(
                    command,
                    pass_fds=[theirs.fileno()],
                    env=dict(environment),
                    # The caller's own folder may go while this lives.
                    cwd=log.parent,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                )
        except OSError as error:
            self.channel.close()
            raise ZygoteFailed(f"a zygote could not be started: {error}") from error
        self.ready = False

    def fork(self, role: str, config: dict[str, Any], sock: socket.socket) -> Child:
        """Fork one child that runs `role` (`module:function`) and owns `sock`; our copy is closed."""
        with sock:
            answer, fds = self._answer({"fork": role, "config": config}, [sock.fileno()])
        return Child(self, answer["pid"], fds[0], answer["base_mib"])

    def reap(self, pid: int, *, unasked: bool = False) -> Exit:
        """Collect a child that was killed or is about to end."""
        answer, _ = self._answer({"reap": pid}, seconds=30)
        return Exit(**answer, unasked=unasked)

    def await_imports(self) -> None:
        """Wait until children can be forked; raises `ZygoteFailed`."""
        self._guarded(self._await_imports)

    def close(self) -> None:
        """End the zygote; its children die with it."""
        self.channel.close()
        if not self.ready:
            self.process.kill()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _answer(
        self, request: Any, fds: Sequence[int] = (), seconds: float = 60
    ) -> tuple[Any, list[int]]:
        def ask() -> tuple[Any, list[int]]:
            self._await_imports()
            self.channel.send(request, fds, seconds=seconds)
            return self.channel.receive_fds(1, seconds=seconds)

        answer, received = self._guarded(ask)
        if "refused" in answer:
            self.failed = True
            raise ZygoteFailed(answer["refused"])
        return answer, received

    def _await_imports(self) -> None:
        if not self.ready:
            self.channel.receive(seconds=IMPORT_SECONDS)
            self.ready = True

    def _guarded(self, ask: Callable[[], Answer]) -> Answer:
        """Talk to the process, one thread at a time."""
        try:
            with self.lock:
                return ask()
        # Or another thread has closed it.
        except OSError as error:
            self.failed = True
            raise failure(error, self.log) from error


def failure(error: OSError, log: Path) -> ZygoteFailed:
    """What became of a process that does not answer, with the last that it has printed."""
    printed = log.read_text("utf-8", "replace")[-2000:] if log.exists() else ""
    return ZygoteFailed(f"the zygote does not answer: {error}\n{printed}")


def prepare(preload: Sequence[str]) -> None:
    """Import modules; one of ours may have a `warm_up` function: the same work for every child."""
    for name in preload:
        module = importlib.import_module(name)
        if name.startswith("autograder.") and hasattr(module, "warm_up"):
            module.warm_up()


def serve(channel: Channel, level: Level, preload: Sequence[str]) -> None:
    """Import, say so, then fork and reap until the supervisor closes its end."""
    prepare(preload)
    threads = syscalls.threads()
    gc.collect()
    # Keeps the collector from touching, and so from copying, the pages that children share.
    gc.freeze()
    fork = namespaces.fork if level is Level.FULL else os.fork
    channel.send({"ready": os.getpid()})
    while True:
        try:
            request, fds = channel.receive_fds(1)
        except ChannelClosed:
            return
        if "reap" in request:
            channel.send(_reap(request["reap"]))
            continue
        granted = request["config"].get("grant", {}).get("devices", ())
        refusal = _unfit(threads, granted)
        if refusal:
            channel.send({"refused": refusal})
            continue
        base = syscalls.memory_kib("RssAnon") / 1024
        pid = fork()
        if pid == 0:
            channel.close()
            _part(fds[0])
            run_role(request["fork"], request["config"], socket.socket(fileno=fds[0]))
        os.close(fds[0])
        pidfd = os.pidfd_open(pid)
        channel.send({"pid": pid, "base_mib": base}, [pidfd])
        os.close(pidfd)


def _part(keep: int) -> None:
    """Leave the zygote's session and its open files; `keep` is the child's only socket."""
    import resource

    os.setsid()
    os.closerange(3, keep)
    os.closerange(keep + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    syscalls.die_with_parent()


def run_role(role: str, config: dict[str, Any], sock: socket.socket) -> None:
    """Run `module:function`, and end this process with it."""
    status = 1
    module, _, function = role.partition(":")
    try:
        getattr(importlib.import_module(module), function)(config, sock)
        status = 0
    finally:
        # Not sys.exit: the zygote's own frames and exit handlers must not run twice.
        os._exit(status)


def _unfit(threads: int, granted: Sequence[str] = ()) -> str:
    """Tell why a fork would give children that hang; empty where it is safe.

    `granted` are the device files that the child may use: none may be in use here already.
    """
    now = syscalls.threads()
    if now > threads:
        return f"the zygote had {threads} threads after its imports and has {now} now"
    context = sys.modules.get("tensorflow.python.eager.context")
    # TensorFlow's own flag: its runtime, once started, does not survive a fork.
    if context is not None and context.context()._initialized:
        return "an import or a preload has run a TensorFlow op in the zygote"
    # A driver that was started does not survive a fork either.
    opened = syscalls.opened().intersection(granted)
    return f"an import or a preload has opened {min(opened)} in the zygote" if opened else ""


def _reap(pid: int) -> dict[str, Any]:
    _, status, usage = os.wait4(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return {
        "signal": max(-code, 0),
        "status": max(code, 0),
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_mib": usage.ru_maxrss / 1024,
    }


def main(arguments: Sequence[str]) -> None:
    """Serve on the inherited descriptor: `FD LEVEL PRELOAD…`."""
    # No parent-death signal: the kernel sends it when the thread that started us ends. A supervisor
    # that dies closes its end of the channel.
    descriptor, level_name, *preload = arguments
    level = Level[level_name]
    # Not the caller's: what is made here, a new root above all, its owner must read as somebody else.
    os.umask(0o022)
    # Ctrl-C is the supervisor's to handle: it reaches the whole group.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # 3.12 warns of any fork beside threads; `_unfit` holds the rule that matters here.
    warnings.filterwarnings("ignore", message=".*use of fork", category=DeprecationWarning)
    channel = Channel(socket.socket(fileno=int(descriptor)))
    if level is Level.FULL:
        # Before any import that starts a thread: the kernel would refuse.
        namespaces.create()
    serve(channel, level, preload)


if __name__ == "__main__":
    main(sys.argv[1:])
