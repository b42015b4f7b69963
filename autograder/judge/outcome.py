"""The result of grading: for each check, each task, and the submission."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.author.exercise import Task
from autograder.judge import verdict
from autograder.judge.verdict import Verdict
from autograder.process.messages import CellOutput

# A misconception is named if one check found it on so many draws, or so many checks found it.
ENOUGH_DRAWS, ENOUGH_CHECKS = 2, 2


@dataclass(frozen=True)
class CheckRecord:
    """One check's result. Every text but `detail` may be shown to the student.

    `figures` has the least and the largest value of each figure that the check has measured, by the
    sentence of that figure. It is filled for passing checks, too.
    """

    check: str
    task: str
    verdict: Verdict
    description: str
    weight: float = 1
    # It asks for the main point of its task. If it fails, at most half of the points count.
    main: bool = False
    # It tries a general promise. The engine's own tests show what such a check catches.
    promise: bool = False
    # A supporting check also passes for an answer that does nothing.
    supporting: bool = False
    message: str = ""
    called: str = ""
    returned: str = ""
    # The value that the check looked at, if the last call returned another one.
    found: str = ""
    expected: str = ""
    measured: str = ""
    # The number that is asked for, in words: "at most 0.1".
    limit: str = ""
    line: str = ""
    # A known mistake that explains this failure, and on how many draws it did.
    misconception: str = ""
    draws: int = 0
    # For staff only: the place where our own code failed.
    detail: str = ""
    figures: dict[str, tuple[float, float]] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True)
class TaskOutcome:
    """One task's verdict and score. `score` is `None` if staff must look.

    `key` is the fingerprint of all that this depends on. It is empty if nobody asked for it.
    """

    task: Task
    records: tuple[CheckRecord, ...]
    verdict: Verdict
    score: float | None
    note: str = ""
    key: str = ""
    # The answer uses an earlier one that fails. Then nobody knows whose mistake the checks have seen.
    builds_on_failure: bool = False

    @classmethod
    def of(cls, task: Task, records: list[CheckRecord]) -> "TaskOutcome":
        """Judge a task by its checks. Supporting checks earn nothing unless another check passes."""
        overall = verdict.worst([record.verdict for record in records])
        outcome = cls(task, tuple(records), overall, None)
        waiting = outcome.waiting
        results = [
            (Verdict.WRONG if record in waiting else record.verdict, record.weight)
            for record in records
        ]
        whole = all(record.verdict is Verdict.PASS for record in records if record.main)
        return replace(outcome, score=verdict.score(task, results, whole=whole))

    @classmethod
    def unjudged(cls, task: Task, why: Verdict, note: str) -> "TaskOutcome":
        """Make the outcome of a task that could not be judged: without a score, so that staff look."""
        return cls(task, (), why, None, note)

    @property
    def alive(self) -> bool:
        """Tell whether the answer does something right: a check passes that is not supporting."""
        return any(r.verdict is Verdict.PASS and not r.supporting for r in self.records)

    @property
    def waiting(self) -> list[CheckRecord]:
        """List the supporting checks that pass and do not count yet."""
        passing = [r for r in self.records if r.verdict is Verdict.PASS and r.supporting]
        return [] if self.alive else passing

    @property
    def halved(self) -> bool:
        """Tell whether a failed main check costs more points than its weight."""
        return (
            self.task.credit == "share"
            and any(r.main and r.verdict is not Verdict.PASS for r in self.records)
            and self.score == self.task.points * verdict.MOST_WITHOUT_MAIN
        )

    @property
    def seconds(self) -> float:
        return sum(record.seconds for record in self.records)

    @property
    def misconception(self) -> str:
        """Name the known mistake behind the failures; empty unless the evidence is good.

        One check must have found it on two draws, or two checks must have found it. If two mistakes
        have the same evidence, none is named. None is named either if an earlier answer may be the
        reason.
        """
        if self.builds_on_failure:
            return ""
        draws: Counter[str] = Counter()
        checks: dict[str, set[str]] = defaultdict(set)
        for record in self.records:
            if record.misconception:
                draws[record.misconception] += record.draws
                checks[record.misconception].add(record.check.partition("[")[0])
        found = {
            name: max(count, 2 * len(checks[name]) - 1)
            for name, count in draws.items()
            if count >= ENOUGH_DRAWS or len(checks[name]) >= ENOUGH_CHECKS
        }
        most = [name for name, count in found.items() if count == max(found.values())]
        return most[0] if len(most) == 1 else ""


@dataclass
class Outcome:
    """A graded submission. `outputs` maps a cell's index to its outputs.

    `student_seconds` is the part of `seconds` in which we waited for the student's code. `known`
    names the tasks that were not run again. `key` is the fingerprint of the run, and empty if nobody
    asked for it. `device` is `GPU`, `CPU` for want of a GPU, or empty if none was wanted. `remarks`
    are sentences for staff on the submission. `files` are the files that its cells have written, if
    these are kept. The worker has sent them, so they are hostile until `kept_files.checked`.
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
        """Add what another run of this submission has used."""
        self.seconds += other.seconds
        self.student_seconds += other.student_seconds
        self.worker_cpu_seconds += other.worker_cpu_seconds
        self.worker_peak_mib = max(self.worker_peak_mib, other.worker_peak_mib)
        self.gpu_peak_mib = max(self.gpu_peak_mib, other.gpu_peak_mib)
        self.workers += other.workers

    @property
    def results(self) -> dict[str, tuple[Verdict, float | None]]:
        """Give each task's verdict and score. They are the same on every machine."""
        return {name: (task.verdict, task.score) for name, task in self.tasks.items()}

    @property
    def score(self) -> float:
        return sum(task.score or 0.0 for task in self.tasks.values())

    @property
    def points(self) -> float:
        return sum(task.task.points for task in self.tasks.values())
