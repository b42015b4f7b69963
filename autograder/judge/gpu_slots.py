"""A machine's GPUs, shared out: each submission that wants a part of one holds it while it runs."""

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
    """A part of a GPU, and how much of its memory a student's code may use there."""

    gpu: Gpu
    memory_mib: int


class GpuSlots:
    """The parts of some GPUs; threads wait for one that is free."""

    def __init__(self, gpus: Sequence[Gpu]) -> None:
        self.gpus = list(gpus)
        self.held: dict[Gpu, list[Limits]] = {gpu: [] for gpu in gpus}
        self.turn = threading.Condition()

    @contextmanager
    def slot(self, limits: Limits) -> Iterator[GpuSlot | None]:
        """Hold what `limits` ask for, on the emptiest GPU; `None` at once if no GPU could ever give it."""
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
    """How many submissions of these limits run at once on some GPUs; none where none is wanted."""
    if not limits.gpu:
        return 0
    most = int(1 / _exactly(limits.gpu))
    return sum(min(most, gpu.memory_mib // _taken_mib(limits)) for gpu in gpus)


def device(gpus: Sequence[Gpu], limits: Limits) -> str:
    """Where submissions of these limits run; empty where no GPU is wanted."""
    if not limits.gpu:
        return ""
    return ON_GPU if fit(gpus, limits) else ON_CPU


def _share(every: Sequence[Limits]) -> Fraction:
    return sum((_exactly(one.gpu) for one in every), Fraction())


def _exactly(share: float) -> Fraction:
    # Ten tenths make a whole, and eleven elevenths.
    return Fraction(share).limit_denominator(1000)


def _taken_mib(limits: Limits) -> int:
    return limits.gpu_memory_mib + CONTEXT_MIB
