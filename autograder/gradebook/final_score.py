"""A submission's final score: the marks of all tasks, less the late penalty."""

from collections.abc import Collection
from dataclasses import dataclass, field

from autograder.author.exercise import SCORE

# A notebook's name, and a cell's name.
Task = tuple[str, str]


@dataclass(frozen=True)
class Mark:
    """A task's points in the gradebook: by its checks, by hand (these win), and extra credit.

    With `by_person` no check judges the task. `outdated` means that the mark by hand is for an
    earlier answer, and that nobody has looked since.
    """

    auto: float | None = None
    manual: float | None = None
    extra: float = 0.0
    by_person: bool = field(default=False, compare=False)
    outdated: bool = field(default=False, compare=False)

    @property
    def score(self) -> float | None:
        """The task's points; `None` if nobody has scored it, which nbgrader counts as 0."""
        points = self.auto if self.manual is None else self.manual
        return None if points is None else points + self.extra


@dataclass(frozen=True)
class Final:
    """A student's final score, as nbgrader exports it."""

    penalty: float
    marks: dict[Task, Mark]

    @property
    def score(self) -> float:
        """All points, less the late penalty, as nbgrader computes it."""
        return max(0.0, sum(score or 0.0 for score in self.tasks.values()) - self.penalty)

    @property
    def tasks(self) -> dict[Task, float | None]:
        """The points of each task."""
        return {name: mark.score for name, mark in self.marks.items()}

    @property
    def waits(self) -> bool:
        """Tell whether a task has no score yet.

        nbgrader's own flag cannot tell: grading again sets it for tasks that a person has marked.
        """
        return any(score is None for score in self.tasks.values())

    @property
    def is_scored(self) -> bool:
        """Tell whether any task has a score. In an unreadable file none has."""
        return any(score is not None for score in self.tasks.values())

    @property
    def overruled(self) -> dict[Task, Mark]:
        """The tasks for which a person gave other points than the checks did."""
        return {n: m for n, m in self.marks.items() if m.manual not in (None, m.auto)}

    @property
    def outdated(self) -> list[Task]:
        """The tasks whose mark by hand is for an earlier answer."""
        return [name for name, mark in self.marks.items() if mark.outdated]


def short_name(task: Task, among: Collection[Task]) -> str:
    """Name a task without our suffix, and with its notebook if there are several."""
    several = len({name for name, _ in among}) > 1
    cell = task[1].removesuffix(SCORE)
    return f"{task[0]}/{cell}" if several else cell
