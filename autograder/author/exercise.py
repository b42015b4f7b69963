"""An exercise: the content of `exercise.toml`, and the paths of its two folders."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from autograder.errors import ExerciseError
from course.names import did_you_mean

Credit = Literal["share", "all"]
# The end of the name of the locked cell that carries a task's points.
SCORE = "-score"
# The end of the name of the locked cell below a task that a person marks. It carries no points.
CHECK = "-check"


class Criterion(NamedTuple):
    """One entry of a rubric: so many points for what its words say."""

    points: float
    words: str


@dataclass(frozen=True)
class Task:
    """One graded task.

    `credit` is `share` (points times the share of its checks that pass) or `all` (every check
    or nothing). A task with a `rubric` has no checks: a person marks it.
    """

    name: str
    points: float
    hints: tuple[str, ...]
    credit: Credit = "share"
    rubric: tuple[Criterion, ...] = ()

    @property
    def by_hand(self) -> bool:
        """Tell whether a person marks this task."""
        return bool(self.rubric)


# A data loader needs fewer. More would help only an attack.
MOST_PROCESSES = 32


@dataclass(frozen=True)
class Limits:
    """The resources that a submission may use.

    Seconds count only while the student's own code runs, and not while it waits for a processor that
    other processes use. `gpu` is a share
    of one GPU, from 0 (none) to 1; `gpu_memory_mib` is its share of that GPU's memory. `processes`
    is the number of Python processes beside the first one. They need isolation level L3.
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
    """Options for a notebook whose tests stand in its own cells, as in any nbgrader course.

    The worker's folder holds copies of the public folder's files.

    tests: indexes of the cells that are tests. Changes that other cells make to IPython do not
        reach them.
    programs: cells may start other programs.
    logs: text that C libraries and programs write to stderr is part of a cell's output.
    readable: folders outside the course that cells may read.
    keep: files that cells write are kept.
    libraries: names and versions of imported libraries, and states of readable folders. The
        notebook runs again where one of them has changed.
    """

    tests: tuple[int, ...] = ()
    programs: bool = False
    logs: bool = False
    readable: tuple[str, ...] = ()
    keep: bool = False
    libraries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Exercise:
    """One exercise. Its public and its staff folder have the same name, the slug.

    `data` names the sets of `course.data` that its notebook loads. A release contains them. With
    `reveal`, feedback may show the inputs and results of every hidden check.
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
    reveal: bool = False
    cell_test_options: CellTestOptions | None = None

    @classmethod
    def of_cells(
        cls,
        name: str,
        folder: Path,
        preload: tuple[str, ...],
        limits: Limits,
        options: CellTestOptions,
    ) -> "Exercise":
        """Describe a notebook of no catalogue: it has no tasks, and `folder` holds its files."""
        return cls(
            slug=name,
            folder=folder,
            staff_folder=folder,
            title=name,
            intent="",
            minutes=0,
            prerequisites=(),
            preload=preload,
            tasks=(),
            limits=limits,
            cell_test_options=options,
        )

    @property
    def notebook_source(self) -> Path:
        return self.folder / "notebook.py"

    @property
    def checks(self) -> Path:
        """The hidden checks: the folder `checks` if there is one, and the file `checks.py` otherwise."""
        folder = self.staff_folder / "checks"
        return folder if folder.is_dir() else folder.with_suffix(".py")

    @property
    def check_files(self) -> list[Path]:
        """The files of the hidden checks, sorted by name: tests, and what they share."""
        return sorted(self.checks.glob("*.py")) if self.checks.is_dir() else [self.checks]

    @property
    def points(self) -> float:
        return sum(task.points for task in self.tasks)

    @property
    def checked(self) -> tuple[Task, ...]:
        """The tasks that hidden checks judge. A person marks the others."""
        return tuple(task for task in self.tasks if not task.by_hand)

    def chosen(self, names: Collection[str]) -> list[Task]:
        """Give the tasks of these names in the exercise's order; without names, all tasks."""
        return [task for task in self.tasks if not names or task.name in names]

    def task(self, name: str) -> Task:
        """Return a task by its name. Raises `ExerciseError`, which suggests the nearest name."""
        names = [task.name for task in self.tasks]
        if name not in names:
            ask = did_you_mean(name, names)
            raise ExerciseError(
                f"`{self.slug}` has no task `{name}`.{ask} Tasks: {', '.join(names)}."
            )
        return self.tasks[names.index(name)]
