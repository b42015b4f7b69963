"""What a graded class looks like, in numbers: scores, tasks, verdicts, beliefs, costs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.feedback import diagnosis
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.final_score import Final
from autograder.gradebook.journal import Usage
from autograder.judge.verdict import Verdict
from autograder.report import answers as submitted
from autograder.report import item_analysis, similarity
from autograder.report import submission_status as registers
from autograder.report.answers import Answers
from autograder.report.item_analysis import Class, Item, UnknownFailure
from autograder.report.similarity import Pair
from autograder.report.submission_status import SubmissionStatus

BINS = 20
# Fields of `Usage`, and what they are called.
COSTS = {
    "student_seconds": ("their own code", "s"),
    "cpu_seconds": ("processor", "s"),
    "peak_mib": ("memory at its peak", "MiB"),
}


@dataclass(frozen=True)
class Success:
    """How many earned everything, something, nothing; `unscored` wait for a person."""

    name: str
    points: float
    full: int
    part: int
    none: int
    unscored: int

    @classmethod
    def of(cls, name: str, points: float, scores: Iterable[float | None]) -> "Success":
        kinds = Counter(_kind(score, points) for score in scores)
        return cls(name, points, *(kinds[kind] for kind in ("full", "part", "none", "unscored")))

    @property
    def students(self) -> int:
        return self.full + self.part + self.none + self.unscored


@dataclass(frozen=True)
class Misconception:
    """A misconception, and who holds it: recognised by a check, or likely by how they fail."""

    task: str
    sentence: str
    recognised: tuple[str, ...]
    likely: tuple[str, ...]

    @property
    def students(self) -> int:
        return len(self.recognised) + len(self.likely)


@dataclass(frozen=True)
class Percentiles:
    """What a submission took: for half of them at most, for nine of ten, for the most costly one."""

    name: str
    unit: str
    known: int
    median: float
    ninth: float
    most: float


@dataclass(frozen=True)
class Summary:
    """All that the page tells of an exercise."""

    exercise: Exercise
    students: int
    scores: tuple[float, ...]
    total: Success
    tasks: tuple[Success, ...]
    verdicts: Mapping[str, Counter[Verdict]]
    misconceptions: tuple[Misconception, ...]
    spreads: tuple[Percentiles, ...]
    items: Sequence[Item]
    unknown_failures: Sequence[UnknownFailure]
    register: SubmissionStatus
    pairs: Sequence[Pair]
    answers: Answers
    marked_by_hand: int
    penalised: int

    @property
    def success(self) -> tuple[Success, ...]:
        """All tasks together, then each."""
        return (self.total, *self.tasks)

    @property
    def median(self) -> float | None:
        return float(np.median(self.scores)) if self.scores else None

    @property
    def bins(self) -> list[int]:
        """How many scores are in each twentieth of the points; full marks in the last one."""
        # Extra credit may lead beyond the points.
        inside = np.clip(self.scores, 0, self.exercise.points)
        counts, _ = np.histogram(inside, bins=BINS, range=(0, self.exercise.points))
        return [int(count) for count in counts]


def read(room: CourseFolder, exercise: Exercise, graded: Class) -> Summary:
    """Sum up what stands of an exercise, with what gradebook, folders and journal tell beside it."""
    answers = submitted.read(room, exercise, graded)
    pairs = similarity.pairs(answers, submitted.given(exercise))
    usage = room.journal.usage(exercise.slug)
    standing = room.ledger(exercise.slug).standing
    # A file that nobody could read has no outcome; once a person has marked it, it has a score.
    finals = {who: final for who, final in standing.items() if who in graded or final.is_scored}
    register = registers.read(room, exercise.slug, {*graded, *finals}, standing)
    return of(exercise, graded, usage, register, pairs, answers, finals)


def of(
    exercise: Exercise,
    graded: Class,
    usage: Iterable[Usage],
    register: SubmissionStatus,
    pairs: Sequence[Pair],
    answers: Answers,
    finals: Mapping[str, Final],
) -> Summary:
    """Sum up a class; `answers` are those that `pairs` were found among.

    Scores are the gradebook's: marks by hand and lateness count. Verdicts are the checks'.
    """
    scores = {student: _scores(final) for student, final in finals.items()}
    totals = {student: _total(final, exercise) for student, final in finals.items()}
    by_task = {
        task.name: [tasks[task.name] for tasks in graded.values() if task.name in tasks]
        for task in exercise.tasks
    }
    return Summary(
        exercise=exercise,
        students=len({*graded, *finals}),
        scores=tuple(score for score in totals.values() if score is not None),
        total=Success.of("all tasks", exercise.points, totals.values()),
        tasks=tuple(
            Success.of(task.name, task.points, [own.get(task.name) for own in scores.values()])
            for task in exercise.tasks
        ),
        verdicts={name: Counter(each.verdict for each in own) for name, own in by_task.items()},
        misconceptions=tuple(_held(exercise, graded)),
        spreads=tuple(_spreads(list(usage))),
        items=item_analysis.items(graded, exercise),
        unknown_failures=item_analysis.unknown_failures(graded, exercise),
        register=register,
        pairs=pairs,
        answers=answers,
        marked_by_hand=sum(bool(finals[student].overruled) for student in scores),
        penalised=sum(finals[student].penalty > 0 for student in scores),
    )


def _kind(score: float | None, points: float) -> str:
    if score is None:
        return "unscored"
    return "full" if score >= points else "part" if score > 0 else "none"


def _scores(final: Final) -> dict[str, float | None]:
    """Give each task's points by its name."""
    return {cell.removesuffix(notebook.SCORE): score for (_, cell), score in final.tasks.items()}


def _total(final: Final, exercise: Exercise) -> float | None:
    """The score of a whole submission; `None` where a task of it has none so far."""
    scores = _scores(final)
    if any(scores.get(task.name) is None for task in exercise.tasks):
        return None
    # Cents of points: a sum of floats may miss the full marks by a hair.
    return round(final.score, 2)


def _held(exercise: Exercise, graded: Class) -> list[Misconception]:
    said = sample.diagnoses(exercise)
    who: dict[tuple[str, str], dict[bool, list[str]]] = defaultdict(lambda: {True: [], False: []})
    for student, tasks in sorted(graded.items()):
        for name, task in tasks.items():
            sentence, recognised = diagnosis.explain(task, exercise, said)
            if sentence:
                who[name, sentence][recognised].append(student)
    found = [
        Misconception(*about, tuple(kinds[True]), tuple(kinds[False]))
        for about, kinds in who.items()
    ]
    return sorted(
        found,
        key=lambda misconceptions: (
            -misconceptions.students,
            misconceptions.task,
            misconceptions.sentence,
        ),
    )


def _spreads(usage: Sequence[Usage]) -> Iterator[Percentiles]:
    for field, (name, unit) in COSTS.items():
        took = [value for each in usage if (value := getattr(each, field)) is not None]
        if took:
            median, ninth, most = np.percentile(took, (50, 90, 100))
            yield Percentiles(name, unit, len(took), float(median), float(ninth), float(most))
