"""Watches the memory and the processes of workers from outside, and ends workers with too much."""

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
    """A worker under watch. `over` names what it had too much of, if it was ended for that.

    `memory_mib` bounds its memory on this machine. Its own limits miss a part of that: they count
    neither pages that were made read-only nor the memory of a driver. `slot` is its part of a GPU,
    if it has one, and `peak_mib` the most GPU memory that was seen. It may have so many `processes`
    besides itself. Their memory counts, too, but for `base_mib`, which they share with it.
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
    """Looks at every worker four times a second, from `add` until `remove`."""

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
        """Watch a worker from now on. Its descriptor must stay open until `remove`."""
        pid = syscalls.number_of(pidfd)
        process = WatchedProcess(pidfd, pid, slot, memory_mib, base_mib, processes)
        with self.turn:
            self.watched.append(process)
            if self.thread is None:
                self.thread = threading.Thread(target=self._look, name="watchdog", daemon=True)
                self.thread.start()
        return process

    def remove(self, process: WatchedProcess) -> None:
        """Stop watching a worker."""
        with self.turn:
            self.watched.remove(process)
            self.turn.notify_all()

    def _look(self) -> None:
        with self.turn:
            try:
                while self.watched:
                    self._look_once()
                    self.turn.wait(SECONDS)
            finally:
                # However this thread ends, the next worker gets a new one.
                self.thread = None

    def _look_once(self) -> None:
        gpus = {process.slot.gpu.uuid for process in self.watched if process.slot}
        held = {uuid: self.held_mib(uuid) for uuid in gpus}
        for process in self.watched:
            process.over = process.over or self._too_much(process, held)
            if process.over:
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(process.pidfd, signal.SIGKILL)

    def _too_much(self, process: WatchedProcess, held: dict[str, dict[int, int]]) -> str:
        if process.slot:
            process.peak_mib = max(
                process.peak_mib, held[process.slot.gpu.uuid].get(process.pid, 0)
            )
            if process.peak_mib > process.slot.memory_mib + CONTEXT_MIB:
                return GPU_MEMORY
        # If none is allowed, the system-call filter lets the worker start none.
        others = self.descendants(process.pid) if process.processes else []
        if len(others) > process.processes:
            return PROCESSES
        beyond = sum(max(0.0, self.resident_mib(pid) - process.base_mib) for pid in others)
        return MEMORY if self.resident_mib(process.pid) + beyond > process.memory_mib else ""
