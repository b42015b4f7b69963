"""How many submissions run at once on this machine, and which thread has to wait."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psutil

from autograder.author.exercise import Limits
from autograder.judge.executor import fitting
from autograder.sandbox import syscalls
from autograder.sandbox.gpu_device import Gpu


def default_jobs(limits: Limits, gpus: Sequence[Gpu] = ()) -> int:
    """Count the submissions that this machine's cores, free memory and GPUs allow at once."""
    return fitting(syscalls.cores(), _free_mib(), limits, gpus)


class Turns:
    """Lets only `most` submissions run at once. Until `limit` is called, it lets all run."""

    def __init__(self) -> None:
        self.most = syscalls.cores()
        self._is_bounded = False
        self._running = 0
        self._free = _free_mib()
        self._changed = threading.Condition()

    def limit(self, jobs: int, limits: Limits, gpus: Sequence[Gpu]) -> None:
        """Let at most `jobs` run; 0 means as many as cores, memory and GPUs allow."""
        with self._changed:
            # Submissions that run now have taken their part of the memory, and will give it back.
            if not self._running:
                self._free = _free_mib()
            self.most = jobs or fitting(syscalls.cores(), self._free, limits, gpus)
            self._is_bounded = True
            self._changed.notify_all()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for a turn, and have it."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_bounded or self._running < self.most)
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()


def _free_mib() -> int:
    return int(psutil.virtual_memory().available >> 20)
