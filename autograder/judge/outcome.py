"""What grading found: per check, per task, per submission."""

from dataclasses import dataclass, field, replace
from typing import Any

from autograder.author.exercise import Task
from autograder.judge import verdict
from autograder.judge.verdict import Verdict

# One output of a cell, as nbformat writes it.
CellOutput = dict[str, Any]


@dataclass(frozen=True)
class CheckRecord:
    """One check's result; every text but `detail` may be shown to the student.

    `figures` holds, by the sentence that it stands in, the least and the largest of each figure
    that the check has measured, whether it passed or not.
    """

    check: str
    task: str
    verdict: Verdict
    description: str
    weight: int = 1
    # It is about how an answer comes about: true of an answer that does nothing, too.
    supporting: bool = False
    message: str = ""
    called: str = ""
    returned: str = ""
    # What the check looked at, where that is not what the last call returned.
    found: str = ""
    expected: str = ""
    measured: str = ""
    line: str = ""
    misconception: str = ""
    # For staff alone: where our own code failed.
    detail: str = ""
    figures: dict[str, tuple[float, float]] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True)
class TaskOutcome:
    """One task's verdict and score; `score` is `None` where staff must look.

    `key` is the fingerprint of what it depends on, empty where nobody asked for it.
    """

    task: Task
    records: tuple[CheckRecord, ...]
    verdict: Verdict
    score: float | None
    note: str = ""
    key: str = ""

    @classmethod
    def of(cls, task: Task, records: list[CheckRecord]) -> "TaskOutcome":
        """Judge a task by its checks; supporting ones earn nothing unless another one passes."""
        overall = verdict.worst([record.verdict for record in records])
        outcome = cls(task, tuple(records), overall, None)
        waiting = outcome.waiting
        results = [
            (Verdict.WRONG if record in waiting else record.verdict, record.weight)
            for record in records
        ]
        return replace(outcome, score=verdict.score(task, results))

    @classmethod
    def unjudged(cls, task: Task, why: Verdict, note: str) -> "TaskOutcome":
        """A task on which nobody could judge: no score, staff must look."""
        return cls(task, (), why, None, note)

    @property
    def alive(self) -> bool:
        """Tell whether a check passes that is not supporting: the answer does something right."""
        return any(r.verdict is Verdict.PASS and not r.supporting for r in self.records)

    @property
    def waiting(self) -> list[CheckRecord]:
        """The supporting checks that pass and do not count yet."""
        passing = [r for r in self.records if r.verdict is Verdict.PASS and r.supporting]
        return [] if self.alive else passing

    @property
    def seconds(self) -> float:
        return sum(record.seconds for record in self.records)

    @property
    def misconception(self) -> str:
        """The known mistake that the answer looks like, empty where none was recognised."""
        return next((record.misconception for record in self.records if record.misconception), "")


@dataclass
class Outcome:
    """A graded submission; `outputs` maps a cell's index to nbformat's output dicts.

    Of its `seconds`, `student_seconds` were spent in waiting for the student's code. `known` names
    the tasks that were not run again; `key` is the fingerprint of the run, empty where
    nobody asked for it. `device` is `GPU`, or `CPU` where a GPU was wanted and none was at hand;
    empty where none was wanted. `remarks` are sentences for staff on what was handed in.
    `files` is what its cells have written, where that is kept: the worker's word.
    """

    exercise: str
    tasks: dict[str, TaskOutcome]
    outputs: dict[int, list[CellOutput]] = field(default_factory=dict)
    isolation: str = ""
    digest: str = ""
    seed: int = 0
    seconds: float = 0.0
    student_seconds: float = 0.0
    worker_cpu_seconds: float = 0.0
    worker_peak_mib: float = 0.0
    workers: int = 0
    known: tuple[str, ...] = ()
    key: str = ""
    device: str = ""
    gpu_peak_mib: float = 0.0
    files: Any = ()
    remarks: tuple[str, ...] = ()

    def add_usage(self, other: "Outcome") -> None:
        """Count what another run took as this one's, too."""
        self.seconds += other.seconds
        self.student_seconds += other.student_seconds
        self.worker_cpu_seconds += other.worker_cpu_seconds
        self.worker_peak_mib = max(self.worker_peak_mib, other.worker_peak_mib)
        self.gpu_peak_mib = max(self.gpu_peak_mib, other.gpu_peak_mib)
        self.workers += other.workers

    @property
    def results(self) -> dict[str, tuple[Verdict, float | None]]:
        """Each task's verdict and score: what must be the same wherever it was graded."""
        return {name: (task.verdict, task.score) for name, task in self.tasks.items()}

    @property
    def score(self) -> float:
        return sum(task.score or 0.0 for task in self.tasks.values())

    @property
    def points(self) -> float:
        return sum(task.task.points for task in self.tasks.values())
