"""Grading on a Ray cluster: the head's end."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

# First: it tells Ray how to behave when it is imported.
from autograder.cluster.node_pool import NodePool  # isort: skip

import ray
from ray.exceptions import RayError, RayTaskError

from autograder.author import notebook
from autograder.author.bindings import NOBODYS, Own
from autograder.author.exercise import Exercise, Limits
from autograder.cluster.exercise_bundle import ExerciseBundle
from autograder.judge import gpu_slots
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.seeding import Seeding
from autograder.judge.supervisor import mark_broken

# A node that is lost takes what it was grading along; whoever loses a second one has done it.
TRIES = 2


class RayExecutor:
    """Grades on the nodes of the cluster at `address`; `NodePool` says on which.

    Raises `ExecutorFailed`.
    """

    def __init__(self, secret: bytes, address: str, *, isolated: bool) -> None:
        self.secret = Seeding(secret)
        self.nodes = NodePool(address, self.secret.salt, isolated=isolated)
        self.level = self.nodes.level
        self.notices = self.nodes.notices
        self.lock = threading.Lock()
        self.parcels: dict[Exercise, Any] = {}

    @property
    def capacity(self) -> int:
        """How many are graded at once, on all nodes that are here now."""
        return self.nodes.capacity

    def limit(self, jobs: int, limits: Limits) -> None:
        """Grade no more than so many at once; if 0, as many as cores, memory and GPUs allow."""
        self.nodes.limit(jobs, limits)

    def device(self, limits: Limits) -> str:
        """Where submissions of these limits run: `GPU`, `CPU` for want of one, or empty."""
        return gpu_slots.device(self.nodes.gpus(limits), limits)

    def grade(
        self,
        exercise: Exercise,
        cells: Mapping[int, str],
        tasks: Sequence[str] | None = None,
        on_task: Callable[[TaskOutcome], None] = lambda task: None,
        own: Mapping[int, Own] = NOBODYS,
    ) -> Outcome:
        """Grade one submission on some node, and on another one if that is lost.

        A second loss gives `broken` tasks. Raises `ExecutorFailed` if no node is left, and
        `ZygoteFailed` if this is closed meanwhile.
        """
        digest = notebook.digest(list(cells.values()))
        seed = self.secret.seed(exercise.slug, digest)
        device = self.device(exercise.limits)
        outcome = Outcome(
            exercise.slug, {}, isolation=self.level, digest=digest, seed=seed, device=device
        )
        wanted = [task.name for task in exercise.tasks] if tasks is None else list(tasks)
        parcel = self._parcel(exercise)
        problems: list[str] = []
        while len(problems) < TRIES:
            missing = [name for name in wanted if name not in outcome.tasks]
            with self.nodes.acquire(exercise.limits) as member:
                try:
                    job = parcel, dict(cells), missing, seed, dict(own)
                    _stream(member.actor, job, outcome, on_task)
                    break
                except RayTaskError as error:
                    problems.append(f"`{member.name}`: {error.cause!r}")
                except RayError as error:
                    self.nodes.drop(member, type(error).__name__)
                    problems.append(f"`{member.name}` was lost")
        else:
            mark_broken(
                exercise, outcome, wanted, f"it failed twice: {'; '.join(problems)}", on_task
            )
        outcome.tasks = {name: outcome.tasks[name] for name in wanted}
        return outcome

    def close(self) -> None:
        """End what the nodes run; who grades in another thread is refused."""
        self.nodes.close()

    def _parcel(self, exercise: Exercise) -> Any:
        """Pack an exercise once: Ray brings it to each node once."""
        if exercise.cell_test_options is not None:
            # Files that one student's notebook brought.
            return ray.put(ExerciseBundle.of(exercise))
        with self.lock:
            if exercise not in self.parcels:
                self.parcels[exercise] = ray.put(ExerciseBundle.of(exercise))
            return self.parcels[exercise]


def _stream(
    actor: Any,
    job: tuple[Any, ...],
    outcome: Outcome,
    on_task: Callable[[TaskOutcome], None],
) -> None:
    """Have one submission graded, and take each task as soon as it is known."""
    for answer in actor.grade.options(num_returns="streaming").remote(*job):
        match ray.get(answer):
            case TaskOutcome() as task:
                outcome.tasks[task.task.name] = task
                on_task(task)
            case Outcome() as whole:
                outcome.tasks |= whole.tasks
                outcome.outputs = whole.outputs
                # A node with a GPU may be lost between the question and the answer.
                outcome.device = whole.device
                outcome.add_usage(whole)
