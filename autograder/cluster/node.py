"""One node's end: a supervisor with the node's zygotes, that is told what to grade."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue

from autograder.author.bindings import NOBODYS, Own
from autograder.author.exercise import Limits
from autograder.cluster.exercise_bundle import ExerciseBundle
from autograder.judge import fingerprint
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.supervisor import Supervisor
from autograder.probe import isolation
from autograder.sandbox.gpu_device import Gpu
from autograder.sandbox.sandbox import Level


@dataclass(frozen=True)
class NodeFingerprint:
    """What a node must have in common with the head: scores depend on it, by name; and its wall."""

    parts: Mapping[str, str]
    level: Level

    @classmethod
    def here(cls, level: Level) -> "NodeFingerprint":
        """Those of this process."""
        own = {"heldout's own code": fingerprint.engine(), "processor": platform.machine()}
        return cls(dict(fingerprint.versions()) | own, level)

    def unlike(self, other: "NodeFingerprint") -> list[str]:
        """Name what differs in another's, with both; none where its scores would be the same."""
        names = sorted(self.parts.keys() | other.parts.keys())
        return [
            f"{name} is {_short(other.parts, name)} there and {_short(self.parts, name)} here"
            for name in names
            if self.parts.get(name) != other.parts.get(name)
        ]


def _short(parts: Mapping[str, str], name: str) -> str:
    return parts.get(name, "missing")[:12]


class Node:
    """Grades on one node. Knows no course and no secret, and writes no score down.

    Keras runs on `backend`. Threads may share it once it has taken up its work.
    """

    def __init__(self, backend: str) -> None:
        os.environ["KERAS_BACKEND"] = backend
        self.supervisor: Supervisor | None = None

    def node_fingerprint(self, *, isolated: bool) -> NodeFingerprint:
        """Tell what this node is; raises `NoIsolation` if it must shut workers in and cannot."""
        return NodeFingerprint.here(isolation.best() if isolated else Level.NONE)

    def gpus(self, limits: Limits, visible: str) -> tuple[list[Gpu], list[str]]:
        """Find the GPUs that workers here can use, of those that are `visible`; and what is to be said."""
        assert self.supervisor is not None
        os.environ["CUDA_VISIBLE_DEVICES"] = visible
        found = self.supervisor.gpus(limits)
        said, self.supervisor.notices = self.supervisor.notices, []
        return found, said

    def configure(self, level: Level, salt: int) -> None:
        """Start to shut workers in at `level`; `salt` is that of the graders' hashes.

        Raises `NoIsolation` where this node's user may not grade at that level.
        """
        isolation.accept(level)
        self.supervisor = Supervisor(b"", level, salt=salt)

    def grade(
        self,
        parcel: ExerciseBundle,
        cells: Mapping[int, str],
        tasks: Sequence[str],
        seed: int,
        own: Mapping[int, Own] = NOBODYS,
    ) -> Iterator[TaskOutcome | Outcome]:
        """Grade one submission: give each task as soon as it is judged, and the outcome at last."""
        assert self.supervisor is not None
        told: SimpleQueue[TaskOutcome | None] = SimpleQueue()
        with (
            parcel.unpacked(self.supervisor.scratch) as exercise,
            ThreadPoolExecutor(1) as pool,
        ):
            grade = self.supervisor.grade
            grading = pool.submit(grade, exercise, cells, tasks, told.put, own, seed=seed)
            grading.add_done_callback(lambda _: told.put(None))
            while (task := told.get()) is not None:
                yield task
            yield grading.result()

    def close(self) -> None:
        """End every process and delete what was written."""
        if self.supervisor is not None:
            self.supervisor.close()


class Reservation:
    """Holds a node's GPUs in Ray's books, for as long as it lives."""

    def visible(self) -> str:
        """Name them, as CUDA reads it."""
        return os.environ.get("CUDA_VISIBLE_DEVICES", "")
