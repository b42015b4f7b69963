"""Shares out a machine's GPUs. A submission that wants a part of one holds it while it runs."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction

from autograder.author.exercise import Limits
from autograder.sandbox.gpu_device import CONTEXT_MIB, Gpu

ON_GPU, ON_CPU = "GPU", "CPU"


@dataclass(frozen=True)
class GpuSlot:
    """A part of a GPU, with the MiB of its memory that student code may use."""

    gpu: Gpu
    memory_mib: int


class GpuSlots:
    """The parts of some GPUs. A thread waits until one is free."""

    def __init__(self, gpus: Sequence[Gpu]) -> None:
        self.gpus = list(gpus)
        self.held: dict[Gpu, list[Limits]] = {gpu: [] for gpu in gpus}
        self.turn = threading.Condition()

    @contextmanager
    def slot(self, limits: Limits) -> Iterator[GpuSlot | None]:
        """Hold the part that `limits` ask for, on the emptiest GPU.

        Gives `None` at once if no GPU has so much.
        """
        if not fit(self.gpus, limits):
            yield None
            return
        with self.turn:
            while not (free := [gpu for gpu in self.gpus if self._fits(gpu, limits)]):
                self.turn.wait()
            chosen = min(free, key=lambda gpu: _share(self.held[gpu]))
            self.held[chosen].append(limits)
        try:
            yield GpuSlot(chosen, limits.gpu_memory_mib)
        finally:
            with self.turn:
                self.held[chosen].remove(limits)
                self.turn.notify_all()

    def _fits(self, gpu: Gpu, limits: Limits) -> bool:
        every = [*self.held[gpu], limits]
        return _share(every) <= 1 and sum(map(_taken_mib, every)) <= gpu.memory_mib


def fit(gpus: Sequence[Gpu], limits: Limits) -> int:
    """Count the submissions of these limits that run at once on some GPUs. It is 0 if they want none."""
    if not limits.gpu:
        return 0
    most = int(1 / _exactly(limits.gpu))
    return sum(min(most, gpu.memory_mib // _taken_mib(limits)) for gpu in gpus)


def device(gpus: Sequence[Gpu], limits: Limits) -> str:
    """Tell where submissions of these limits run. It is empty if they want no GPU."""
    if not limits.gpu:
        return ""
    return ON_GPU if fit(gpus, limits) else ON_CPU


def _share(every: Sequence[Limits]) -> Fraction:
    return sum((_exactly(limits.gpu) for limits in every), Fraction())


def _exactly(share: float) -> Fraction:
    # As fractions, ten tenths make a whole. As floats, they do not.
    return Fraction(share).limit_denominator(1000)


def _taken_mib(limits: Limits) -> int:
    return limits.gpu_memory_mib + CONTEXT_MIB
