"""An exercise: what `exercise.toml` says of it, and where its two folders are."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from autograder.errors import ExerciseError
from course.names import did_you_mean

Credit = Literal["share", "all"]


@dataclass(frozen=True)
class Task:
    """One graded task.

    `credit` is `share` (points times the share of its checks that pass) or `all` (every check
    or nothing).
    """

    name: str
    points: float
    hints: tuple[str, ...]
    credit: Credit = "share"


# More are no loader's, and a bomb's.
MOST_PROCESSES = 32


@dataclass(frozen=True)
class Limits:
    """What a submission may use; seconds are the student's own wall-clock time.

    `gpu` is the part of one GPU that it wants, 0 for none; there `gpu_memory_mib` are its own.
    `processes` is how many Python processes its code may have beside the first, at level L3.
    """

    cell_seconds: float = 30
    task_seconds: float = 60
    submission_seconds: float = 180
    memory_mib: int = 1024
    output_kib: int = 64
    gpu: float = 0
    gpu_memory_mib: int = 2048
    processes: int = 0


@dataclass(frozen=True)
class CellTestOptions:
    """What a notebook that was not written for us is used to.

    A worker finds copies of the public folder's files where it works. `tests` are the indexes of
    cells that other cells' changes to IPython must not reach; `programs`: cells may start some;
    `logs`: what is written to stderr below Python counts as a cell's. `readable` are folders elsewhere
    that its cells may read. `keep`: what its cells write is kept. `libraries` are those that it imports,
    and folders that it may read, with their versions: where one has changed, it is run again.
    """

    tests: tuple[int, ...] = ()
    programs: bool = False
    logs: bool = False
    readable: tuple[str, ...] = ()
    keep: bool = False
    libraries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Exercise:
    """One exercise, joined from its public and its staff folder by its slug.

    `data` names the sets of `course.data` that its notebook loads: they travel with a release.
    """

    slug: str
    folder: Path
    staff_folder: Path
    title: str
    intent: str
    minutes: int
    prerequisites: tuple[str, ...]
    preload: tuple[str, ...]
    tasks: tuple[Task, ...]
    limits: Limits = field(default_factory=Limits)
    data: tuple[str, ...] = ()
    cell_test_options: CellTestOptions | None = None

    @property
    def notebook_source(self) -> Path:
        return self.folder / "notebook.py"

    @property
    def checks(self) -> Path:
        """The hidden checks."""
        return self.staff_folder / "checks.py"

    @property
    def points(self) -> float:
        return sum(task.points for task in self.tasks)

    def task(self, name: str) -> Task:
        """Find a task by its name; an unknown one names the nearest."""
        names = [task.name for task in self.tasks]
        if name not in names:
            ask = did_you_mean(name, names)
            raise ExerciseError(
                f"`{self.slug}` has no task `{name}`.{ask} Tasks: {', '.join(names)}."
            )
        return self.tasks[names.index(name)]
