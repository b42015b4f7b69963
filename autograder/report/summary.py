"""A graded class in numbers: scores, tasks, verdicts, misconceptions, costs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.author import sample_header
from autograder.author.exercise import SCORE, Exercise
from autograder.feedback import diagnosis
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.final_score import Final
from autograder.gradebook.journal_rows import Usage
from autograder.judge.verdict import Verdict
from autograder.report import answers as submitted
from autograder.report import item_analysis, similarity, submission_status
from autograder.report.answers import Answers
from autograder.report.item_analysis import Class, Item, UnknownFailure
from autograder.report.similarity import Pair
from autograder.report.submission_status import SubmissionStatus

BINS = 20
# Fields of `Usage`, with name and unit.
COSTS = {
    "student_seconds": ("their own code", "s"),
    "cpu_seconds": ("processor", "s"),
    "peak_mib": ("memory at its peak", "MiB"),
}


@dataclass(frozen=True)
class Success:
    """How many students have full marks, some points, none, or no score yet (`unscored`)."""

    name: str
    points: float
    full: int
    part: int
    none: int
    unscored: int

    @classmethod
    def of(cls, name: str, points: float, scores: Iterable[float | None]) -> "Success":
        """Count scores; `None` is no score."""
        kinds = Counter(_kind(score, points) for score in scores)
        return cls(name, points, *(kinds[kind] for kind in ("full", "part", "none", "unscored")))

    @property
    def students(self) -> int:
        """The number of students."""
        return self.full + self.part + self.none + self.unscored


@dataclass(frozen=True)
class Misconception:
    """A misconception and its students: recognised by a check, or likely by the way they fail."""

    task: str
    sentence: str
    recognised: tuple[str, ...]
    likely: tuple[str, ...]

    @property
    def students(self) -> int:
        """The number of students."""
        return len(self.recognised) + len(self.likely)


@dataclass(frozen=True)
class Percentiles:
    """A cost of submissions: median, 90th percentile (`ninth`) and maximum of `known` submissions."""

    name: str
    unit: str
    known: int
    median: float
    ninth: float
    most: float


@dataclass(frozen=True)
class Summary:
    """Everything that the page shows of an exercise."""

    exercise: Exercise
    students: int
    scores: tuple[float, ...]
    total: Success
    tasks: tuple[Success, ...]
    verdicts: Mapping[str, Counter[Verdict]]
    misconceptions: tuple[Misconception, ...]
    percentiles: tuple[Percentiles, ...]
    items: Sequence[Item]
    unknown_failures: Sequence[UnknownFailure]
    status: SubmissionStatus
    pairs: Sequence[Pair]
    answers: Answers
    marked_by_hand: int
    penalised: int

    @property
    def success(self) -> tuple[Success, ...]:
        """All tasks together, then each task."""
        return (self.total, *self.tasks)

    @property
    def median(self) -> float | None:
        """The median score; `None` if there is none."""
        return float(np.median(self.scores)) if self.scores else None

    @property
    def bins(self) -> list[int]:
        """How many scores lie in each twentieth of the points. The last one includes full marks."""
        # Extra credit may exceed the points.
        inside = np.clip(self.scores, 0, self.exercise.points)
        counts, _ = np.histogram(inside, bins=BINS, range=(0, self.exercise.points))
        return [int(count) for count in counts]


def read(course: CourseFolder, exercise: Exercise, graded: Class) -> Summary:
    """Summarise an exercise from its outcomes, the gradebook, the folders and the journal."""
    answers = submitted.read(course, exercise, graded)
    pairs = similarity.pairs(answers, submitted.given(exercise))
    usage = course.journal.usage(exercise.slug)
    standing = course.ledger(exercise.slug).standing
    # An unreadable file has no outcome. Once a person has marked it, it has a score.
    finals = {
        student: final
        for student, final in standing.items()
        if student in graded or final.is_scored
    }
    status = submission_status.read(course, exercise.slug, {*graded, *finals}, standing)
    return of(exercise, graded, usage, status, pairs, answers, finals)


def of(
    exercise: Exercise,
    graded: Class,
    usage: Iterable[Usage],
    status: SubmissionStatus,
    pairs: Sequence[Pair],
    answers: Answers,
    finals: Mapping[str, Final],
) -> Summary:
    """Summarise a class. `pairs` were found among `answers`.

    Scores come from the gradebook: marks by hand and late penalties count. Verdicts come from checks.
    """
    scores = {student: _scores(final) for student, final in finals.items()}
    totals = {student: _total(final, exercise) for student, final in finals.items()}
    return Summary(
        exercise=exercise,
        students=len({*graded, *finals}),
        scores=tuple(score for score in totals.values() if score is not None),
        total=Success.of("all tasks", exercise.points, totals.values()),
        tasks=tuple(
            Success.of(task.name, task.points, [own.get(task.name) for own in scores.values()])
            for task in exercise.tasks
        ),
        verdicts=verdicts(exercise, graded, finals),
        misconceptions=tuple(_misconceptions(exercise, graded)),
        percentiles=tuple(_percentiles(list(usage))),
        items=item_analysis.items(graded, exercise),
        unknown_failures=item_analysis.unknown_failures(graded, exercise),
        status=status,
        pairs=pairs,
        answers=answers,
        marked_by_hand=sum(bool(finals[student].overruled) for student in scores),
        penalised=sum(finals[student].penalty > 0 for student in scores),
    )


def verdicts(
    exercise: Exercise, graded: Class, finals: Mapping[str, Final]
) -> dict[str, Counter[Verdict]]:
    """Count the verdicts on each task. An answer that a person has marked since waits no more."""
    scores = {student: _scores(final) for student, final in finals.items()}
    return {
        task.name: Counter(
            tasks[task.name].verdict
            for student, tasks in graded.items()
            if task.name in tasks
            and not (
                tasks[task.name].verdict is Verdict.WAITING
                and scores.get(student, {}).get(task.name) is not None
            )
        )
        for task in exercise.tasks
    }


def _kind(score: float | None, points: float) -> str:
    if score is None:
        return "unscored"
    return "full" if score >= points else "part" if score > 0 else "none"


def _scores(final: Final) -> dict[str, float | None]:
    """Give each task's points by its name."""
    return {cell.removesuffix(SCORE): score for (_, cell), score in final.tasks.items()}


def _total(final: Final, exercise: Exercise) -> float | None:
    """Give the score of a whole submission; `None` if a task has no score yet."""
    scores = _scores(final)
    if any(scores.get(task.name) is None for task in exercise.tasks):
        return None
    # Two decimals: a sum of floats may miss the full marks by rounding.
    return round(final.score, 2)


def _misconceptions(exercise: Exercise, graded: Class) -> list[Misconception]:
    sentences = sample_header.diagnoses(exercise)
    students: dict[tuple[str, str], dict[bool, list[str]]] = defaultdict(
        lambda: {True: [], False: []}
    )
    for student, tasks in sorted(graded.items()):
        for name, task in tasks.items():
            sentence, recognised = diagnosis.explain(task, exercise, sentences)
            if sentence:
                students[name, sentence][recognised].append(student)
    misconceptions = [
        Misconception(*key, tuple(kinds[True]), tuple(kinds[False]))
        for key, kinds in students.items()
    ]
    return sorted(misconceptions, key=lambda one: (-one.students, one.task, one.sentence))


def _percentiles(usage: Sequence[Usage]) -> Iterator[Percentiles]:
    for field, (name, unit) in COSTS.items():
        values = [value for row in usage if (value := getattr(row, field)) is not None]
        if values:
            median, ninth, most = np.percentile(values, (50, 90, 100))
            yield Percentiles(name, unit, len(values), float(median), float(ninth), float(most))
