"""A node's end: an actor with a supervisor, which grades what the head sends."""

import os
import platform
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from queue import SimpleQueue

from autograder.author.exercise import Limits
from autograder.cluster.exercise_bundle import ExerciseBundle
from autograder.judge import fingerprint
from autograder.judge.job import GradingJob
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.supervisor import Supervisor
from autograder.probe import isolation
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import Level


@dataclass(frozen=True)
class NodeFingerprint:
    """The parts, by name, that node and head must share for equal scores; and the isolation level."""

    parts: Mapping[str, str]
    level: Level

    @classmethod
    def here(cls, level: Level) -> "NodeFingerprint":
        """Take the fingerprint of this process."""
        own = {"heldout's own code": fingerprint.engine(), "processor": platform.machine()}
        return cls(dict(fingerprint.versions()) | own, level)

    def unlike(self, other: "NodeFingerprint") -> list[str]:
        """List what differs in another fingerprint. Without a difference its scores would be the same."""
        names = sorted(self.parts.keys() | other.parts.keys())
        return [
            f"{name} is {_short(other.parts, name)} there and {_short(self.parts, name)} here"
            for name in names
            if self.parts.get(name) != other.parts.get(name)
        ]


def _short(parts: Mapping[str, str], name: str) -> str:
    return parts.get(name, "missing")[:12]


class Node:
    """Grades on one node. It knows no course and no secret, and records no score.

    Keras runs on `backend`. Threads may share a node once it is configured.
    """

    def __init__(self, backend: str) -> None:
        os.environ["KERAS_BACKEND"] = backend
        self.supervisor: Supervisor | None = None

    def node_fingerprint(self, *, isolated: bool) -> NodeFingerprint:
        """Take this node's fingerprint. Raises `NoIsolation` if it must isolate workers and cannot."""
        return NodeFingerprint.here(isolation.best() if isolated else Level.NONE)

    def gpus(self, limits: Limits, visible: str) -> tuple[list[Gpu], list[str]]:
        """Find the GPUs that workers here can use among those `visible`, and sentences for the user."""
        assert self.supervisor is not None
        os.environ["CUDA_VISIBLE_DEVICES"] = visible
        gpus = self.supervisor.gpus(limits)
        notices, self.supervisor.notices = self.supervisor.notices, []
        return gpus, notices

    def configure(self, level: Level, salt: int) -> None:
        """Start a supervisor that isolates workers at `level`. `salt` salts the graders' hashes.

        Raises `NoIsolation` if this node's user may not grade at that level.
        """
        isolation.accept(level)
        self.supervisor = Supervisor(b"", level, salt=salt)

    def grade(self, bundle: ExerciseBundle, job: GradingJob) -> Iterator[TaskOutcome | Outcome]:
        """Grade one submission: give each task as soon as it is judged, and the outcome at last."""
        supervisor = self.supervisor
        assert supervisor is not None
        judged: SimpleQueue[TaskOutcome | None] = SimpleQueue()
        with bundle.unpacked(supervisor.scratch) as exercise, ThreadPoolExecutor(1) as pool:
            here = replace(job, exercise=exercise, device=supervisor.device(exercise.limits))
            grading = pool.submit(supervisor.run, here, judged.put)
            grading.add_done_callback(lambda _: judged.put(None))
            while (task := judged.get()) is not None:
                yield task
            yield grading.result()

    def close(self) -> None:
        """End every process and delete what was written."""
        if self.supervisor is not None:
            self.supervisor.close()


class Reservation:
    """Reserves a node's GPUs with Ray, for as long as it lives."""

    def visible(self) -> str:
        """Name these GPUs in the form of `CUDA_VISIBLE_DEVICES`."""
        return os.environ.get("CUDA_VISIBLE_DEVICES", "")
