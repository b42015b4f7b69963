"""Looks, from outside, at what workers hold, and ends those that hold too much."""

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from autograder.judge.gpu_slots import GpuSlot
from autograder.sandbox import gpu_device, process_tree, syscalls
from autograder.sandbox.gpu_device import CONTEXT_MIB

SECONDS = 0.25
MEMORY, GPU_MEMORY, PROCESSES = "memory", "GPU memory", "processes"


@dataclass(eq=False)
class WatchedProcess:
    """A worker that is looked at; `over` names what it held too much of, if it was ended for it.

    `memory_mib` bounds what it holds of this machine's memory. Its limits do not see all of that:
    pages that were made read-only count nowhere, nor does what a driver takes. `slot` is its part of
    a GPU, if it has one; `peak_mib` is the most that it was seen to hold of it. It may have so many
    `processes` beside itself: what these hold beyond `base_mib`, which they share with it, counts, too.
    """

    pidfd: int
    pid: int
    slot: GpuSlot | None
    memory_mib: float
    base_mib: float = 0.0
    processes: int = 0
    over: str = ""
    peak_mib: int = 0


class MemoryWatchdog:
    """Looks at every worker that is `added`, four times a second, until it is `remove`."""

    def __init__(
        self,
        held_mib: Callable[[str], dict[int, int]] = gpu_device.held_mib,
        resident_mib: Callable[[int], float] = syscalls.resident_mib,
        descendants: Callable[[int], list[int]] = process_tree.descendants,
    ) -> None:
        self.held_mib = held_mib
        self.resident_mib = resident_mib
        self.descendants = descendants
        self.watched: list[WatchedProcess] = []
        self.turn = threading.Condition()
        self.thread: threading.Thread | None = None

    def add(
        self,
        pidfd: int,
        slot: GpuSlot | None,
        memory_mib: float,
        base_mib: float = 0.0,
        processes: int = 0,
    ) -> WatchedProcess:
        """Look at a worker from now on; its descriptor must stay open until it is let go."""
        pid = syscalls.number_of(pidfd)
        one = WatchedProcess(pidfd, pid, slot, memory_mib, base_mib, processes)
        with self.turn:
            self.watched.append(one)
            if self.thread is None:
                self.thread = threading.Thread(target=self._look, name="watch", daemon=True)
                self.thread.start()
        return one

    def remove(self, one: WatchedProcess) -> None:
        """Look at it no more."""
        with self.turn:
            self.watched.remove(one)
            self.turn.notify_all()

    def _look(self) -> None:
        with self.turn:
            try:
                while self.watched:
                    self._look_once()
                    self.turn.wait(SECONDS)
            finally:
                # Whatever became of this one, the next worker gets another.
                self.thread = None

    def _look_once(self) -> None:
        gpus = {one.slot.gpu.uuid for one in self.watched if one.slot}
        held = {uuid: self.held_mib(uuid) for uuid in gpus}
        for one in self.watched:
            one.over = one.over or self._too_much(one, held)
            if one.over:
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(one.pidfd, signal.SIGKILL)

    def _too_much(self, one: WatchedProcess, held: dict[str, dict[int, int]]) -> str:
        if one.slot:
            one.peak_mib = max(one.peak_mib, held[one.slot.gpu.uuid].get(one.pid, 0))
            if one.peak_mib > one.slot.memory_mib + CONTEXT_MIB:
                return GPU_MEMORY
        # Without any allowed the system-call filter lets none be started.
        others = self.descendants(one.pid) if one.processes else []
        if len(others) > one.processes:
            return PROCESSES
        beyond = sum(max(0.0, self.resident_mib(each) - one.base_mib) for each in others)
        return MEMORY if self.resident_mib(one.pid) + beyond > one.memory_mib else ""
