"""Where submissions are graded: on this machine, or on the nodes of a cluster."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from autograder.author.bindings import NOBODYS, Own
from autograder.author.exercise import Exercise, Limits
from autograder.judge import gpu_slots
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.seeding import Seeding
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import Level

# What a worker, its grader and a model host take beside the student's own allowance.
OUR_MIB = 250


class Executor(Protocol):
    """Grades submissions, for as many threads as ask; scores do not depend on which one it is.

    `secret` seeds the draws. `capacity` is how many are graded at once, as things stand. `notices`
    are sentences for whoever waits, who takes them out.
    """

    secret: Seeding
    level: Level
    notices: list[str]

    @property
    def capacity(self) -> int: ...

    def limit(self, jobs: int, limits: Limits) -> None:
        """Grade no more than so many at once; if 0, as many as cores, memory and GPUs allow."""
        ...

    def device(self, limits: Limits) -> str:
        """Where submissions of these limits run: `GPU`, `CPU` for want of one, or empty."""
        ...

    def grade(
        self,
        exercise: Exercise,
        cells: Mapping[int, str],
        tasks: Sequence[str] | None = None,
        on_task: Callable[[TaskOutcome], None] = lambda task: None,
        own: Mapping[int, Own] = NOBODYS,
    ) -> Outcome:
        """Grade one submission; `Supervisor` says what comes of it."""
        ...

    def close(self) -> None:
        """End what runs; who grades in another thread is refused."""
        ...


def fitting(cores: int, free_mib: int, limits: Limits, gpus: Sequence[Gpu] = ()) -> int:
    """As many as there are cores, as fit into free memory if each uses its allowance, and on GPUs.

    Where there is no GPU for what wants one, it runs without.
    """
    most = min(cores, free_mib // (limits.memory_mib + OUR_MIB))
    return max(1, min(most, gpu_slots.fit(gpus, limits) or most))
