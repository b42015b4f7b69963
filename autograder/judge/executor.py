"""The interface of all executors. They grade on this machine, or on the nodes of a cluster."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence

from autograder.author import source
from autograder.author.bindings import NOBODYS, Own
from autograder.author.exercise import Exercise, Limits
from autograder.closeable import Closeable
from autograder.judge import gpu_slots
from autograder.judge.job import GradingJob
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.seeding import Seeding
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import Level

# The memory that a worker, its grader and a model host use besides the student's own allowance.
OUR_MIB = 250
OnTask = Callable[[TaskOutcome], None]


class Executor(Closeable):
    """Grades submissions for as many threads as ask. Scores do not depend on which executor it is.

    `secret` seeds the draws. `capacity` is how many submissions are graded at once, as things stand.
    `notices` are sentences for the person who waits; the caller that shows them removes them.
    """

    secret: Seeding
    level: Level
    notices: list[str]

    @property
    @abstractmethod
    def capacity(self) -> int: ...

    @abstractmethod
    def limit(self, jobs: int, limits: Limits) -> None:
        """Grade at most `jobs` submissions at once; 0 means what cores, memory and GPUs allow."""

    @abstractmethod
    def device(self, limits: Limits) -> str:
        """Tell where submissions of these limits run: `GPU`, `CPU` for want of one, or empty."""

    @abstractmethod
    def run(self, job: GradingJob, on_task: OnTask) -> Outcome:
        """Grade one submission; `on_task` gets each task as soon as it is judged."""

    @abstractmethod
    def close(self) -> None:
        """End every process. A thread that is still grading gets `ZygoteFailed`."""

    def job(
        self,
        exercise: Exercise,
        cells: Mapping[int, str],
        tasks: Sequence[str] | None = None,
        own: Mapping[int, Own] = NOBODYS,
    ) -> GradingJob:
        """Describe a submission as a job. `tasks` names those to judge; `None` means all with checks."""
        digest = source.digest(list(cells.values()))
        return GradingJob(
            exercise,
            dict(cells),
            dict(own),
            tuple(task.name for task in exercise.checked) if tasks is None else tuple(tasks),
            digest,
            self.secret.seed(exercise.slug, digest),
            self.device(exercise.limits),
        )

    def grade(
        self,
        exercise: Exercise,
        cells: Mapping[int, str],
        tasks: Sequence[str] | None = None,
        on_task: OnTask = lambda task: None,
        own: Mapping[int, Own] = NOBODYS,
    ) -> Outcome:
        """Make a job of a submission and run it."""
        return self.run(self.job(exercise, cells, tasks, own), on_task)


def fitting(cores: int, free_mib: int, limits: Limits, gpus: Sequence[Gpu] = ()) -> int:
    """Count the submissions that run at once, by cores, by free memory and by GPUs.

    Each may use its whole allowance. If no GPU fits, submissions that want one run without it.
    """
    most = min(cores, free_mib // (limits.memory_mib + OUR_MIB))
    return max(1, min(most, gpu_slots.fit(gpus, limits) or most))
