"""Runs our own functions on hostile bytes. Each call has a sandboxed child, which is then killed."""

import importlib
import os
import socket
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import autograder
from autograder.errors import HeldoutError, InputRefused, ZygoteFailed
from autograder.process.channel import Channel, ChannelClosed, DeadlinePassed
from autograder.process.fresh_process import FreshProcessFactory, process_factory
from autograder.process.kept_results import KeptResults
from autograder.process.messages import ChildStart, WireDict
from autograder.process.wire import Caps, NotData, WireError
from autograder.process.zygote import Zygote
from autograder.sandbox import sandbox
from autograder.sandbox.removal import remove
from autograder.sandbox.sandbox import Level

BOUNDS = sandbox.Bounds(memory_mib=512, cpu_seconds=30, file_mib=1, disk_mib=1, files=16, tasks=16)
SECONDS = 30.0
TRIES = 3
# By its name, since importing it here would have its effect in this process.
QUICK_START = "autograder.process.skip_slow_import"
# Enough for a text of a million letters, each of which JSON writes as six.
CAPS = Caps(head_bytes=16 << 20, body_bytes=128 << 20)


@dataclass(frozen=True)
class CallStart(ChildStart):
    """Call `function` (`module:function`) in a sandbox of this `level`, in the empty folder `box`."""

    level: str
    box: str
    function: str


class SandboxedCalls:
    """Runs functions of the modules in `preload`, which are imported once.

    Such a function takes bytes and returns plain data, or raises `ValueError` with a sentence that
    people read.
    """

    def __init__(
        self,
        preload: Sequence[str],
        scratch: Path,
        level: Level,
        kept: KeptResults | None = None,
    ) -> None:
        self.kept = kept
        self.preload = preload
        self.scratch = scratch
        self.level = level
        self.lock = threading.Lock()
        self.zygote: Zygote | FreshProcessFactory | None = None

    def run_once(self, function: str, data: bytes) -> Any:
        """Do as `run` does, but give the kept result of an equal call, if there is one."""
        if self.kept is None:
            return self.run(function, data)
        result = self.kept.get(function, data)
        if result is None:
            result = self.run(function, data)
            self.kept.put(function, data, result)
        return result

    def run(self, function: str, data: bytes) -> Any:
        """Call `module:function` on `data`. The result is plain data, and still hostile.

        Threads may share this. A call whose child is lost is tried again, since somebody may have
        killed it. Raises `InputRefused`, and `ZygoteFailed` if no child can be started.
        """
        for left in reversed(range(TRIES)):
            try:
                answer = self._run(self._zygote(), function, data)
                break
            except (ZygoteFailed, ChannelClosed) as error:
                self._drop_failed()
                if not left and isinstance(error, ZygoteFailed):
                    raise
                if not left:
                    raise InputRefused(f"what read it ended before it was done ({error})") from None
            except (DeadlinePassed, WireError) as error:
                problem = f"it could not be read within {SECONDS:.0f} s and 512 MiB ({error})"
                raise InputRefused(problem) from None
        match answer:
            case {"value": value}:
                return value
            case {"refused": str(sentence)}:
                raise InputRefused(sentence[:2000])
        raise InputRefused("what was read of it is not in order")

    def _run(self, zygote: Zygote | FreshProcessFactory, function: str, data: bytes) -> object:
        box = Path(tempfile.mkdtemp(prefix="call-", dir=self.scratch))
        try:
            ours, theirs = Channel.pair(CAPS)
            start = CallStart(self.level.value, str(box), function)
            with ours:
                child = zygote.fork(f"{__name__}:main", start, theirs)
                try:
                    ours.send(data, seconds=SECONDS)
                    return ours.receive(seconds=SECONDS)
                finally:
                    child.end()
        finally:
            remove(box)

    def _zygote(self) -> Zygote | FreshProcessFactory:
        with self.lock:
            if self.zygote is None:
                environment = {"PATH": os.defpath, "LANG": "C.UTF-8"}
                names = [QUICK_START, __name__, *self.preload]
                log = self.scratch / "untrusted_calls.log"
                self.zygote = process_factory(names, environment, log, self.level)
            return self.zygote

    def _drop_failed(self) -> None:
        with self.lock:
            if self.zygote is not None and self.zygote.failed:
                self.zygote.close()
                self.zygote = None

    def close(self) -> None:
        """End the zygote."""
        if self.zygote is not None:
            self.zygote.close()


def main(config: WireDict, sock: socket.socket) -> None:
    """Enter the sandbox, take the bytes, and answer once."""
    start = CallStart.from_wire(config)
    channel = Channel(sock, CAPS)
    packages = [Path(path) for path in autograder.__path__]
    sandbox.enter(Level(start.level), Path(start.box), BOUNDS, packages)
    module, _, function = start.function.partition(":")
    try:
        answer = {"value": getattr(importlib.import_module(module), function)(channel.receive())}
        channel.send(answer)
    except (HeldoutError, ValueError, NotData, RecursionError, MemoryError) as error:
        channel.send({"refused": str(error) or f"it could not be read ({type(error).__name__})"})
