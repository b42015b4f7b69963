"""Grading on a Ray cluster, seen from the machine where the command runs."""

import threading
from dataclasses import replace

# First of all: this sets how Ray behaves when it is imported.
from autograder.cluster.node_pool import NodePool  # isort: skip

import ray
from ray import ObjectRef
from ray.actor import ActorHandle
from ray.exceptions import RayError, RayTaskError

from autograder.author.exercise import Exercise, Limits
from autograder.cluster.exercise_bundle import ExerciseBundle
from autograder.judge import gpu_slots
from autograder.judge.executor import Executor, OnTask
from autograder.judge.job import GradingJob
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.seeding import Seeding
from autograder.judge.supervisor import mark_broken

# If a node is lost, its submission is tried once elsewhere. A submission that loses two nodes is
# probably the reason.
TRIES = 2


class RayExecutor(Executor):
    """Grades on the nodes of the cluster at `address`. `NodePool` decides which nodes.

    Raises `ExecutorFailed`.
    """

    def __init__(self, secret: bytes, address: str, *, isolated: bool) -> None:
        self.secret = Seeding(secret)
        self.nodes = NodePool(address, self.secret.salt, isolated=isolated)
        self.level = self.nodes.level
        self.notices = self.nodes.notices
        self.lock = threading.Lock()
        self.bundles: dict[Exercise, ObjectRef] = {}

    @property
    def capacity(self) -> int:
        """Count the submissions that run at once, on all nodes that are here now."""
        return self.nodes.capacity

    def limit(self, jobs: int, limits: Limits) -> None:
        """Run at most `jobs` submissions at once; 0 means what cores, memory and GPUs allow."""
        self.nodes.limit(jobs, limits)

    def device(self, limits: Limits) -> str:
        """Tell where submissions of these limits run: `GPU`, `CPU` for want of one, or empty."""
        return gpu_slots.device(self.nodes.gpus(limits), limits)

    def run(self, job: GradingJob, on_task: OnTask) -> Outcome:
        """Grade one submission on a node. If that node is lost, try once more on another one.

        A second loss makes the tasks `broken`. Raises `ExecutorFailed` if no node is left, and
        `ZygoteFailed` if this is closed meanwhile.
        """
        outcome = job.new_outcome(self.level)
        bundle = self._bundle(job.exercise)
        problems: list[str] = []
        while len(problems) < TRIES:
            missing = tuple(name for name in job.tasks if name not in outcome.tasks)
            with self.nodes.acquire(job.exercise.limits) as node:
                try:
                    _stream(node.actor, bundle, replace(job, tasks=missing), outcome, on_task)
                    break
                except RayTaskError as error:
                    problems.append(f"`{node.name}`: {error.cause!r}")
                except RayError as error:
                    self.nodes.drop(node, type(error).__name__)
                    problems.append(f"`{node.name}` was lost")
        else:
            why = f"it failed twice: {'; '.join(problems)}"
            mark_broken(job.exercise, outcome, job.tasks, why, on_task)
        outcome.tasks = {name: outcome.tasks[name] for name in job.tasks}
        return outcome

    def close(self) -> None:
        """End what the nodes run. A thread that still grades gets `ZygoteFailed`."""
        self.nodes.close()

    def _bundle(self, exercise: Exercise) -> ObjectRef:
        """Pack an exercise once, so that Ray brings it to each node once."""
        if exercise.cell_test_options is not None:
            # One student's notebook may have brought files of its own.
            return ray.put(ExerciseBundle.of(exercise))
        with self.lock:
            if exercise not in self.bundles:
                self.bundles[exercise] = ray.put(ExerciseBundle.of(exercise))
            return self.bundles[exercise]


def _stream(
    actor: ActorHandle, bundle: ObjectRef, job: GradingJob, outcome: Outcome, on_task: OnTask
) -> None:
    """Have a node grade one submission; take each task as soon as it is judged."""
    for answer in actor.grade.options(num_returns="streaming").remote(bundle, job):
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
