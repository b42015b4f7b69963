"""Item analysis: what a graded class says of the checks that judged it.

Terms are those of test theory: a check is an item; its discrimination is the correlation between passing
it and passing the others.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import StatisticsError, correlation, fmean

from autograder.author.exercise import Exercise
from autograder.feedback import diagnosis
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict

Class = Mapping[str, Mapping[str, TaskOutcome]]  # by student and task
# From fewer answers nobody can tell a hard check from a wrong one.
ENOUGH = 8
# What is neither right nor wrong says nothing of a check.
UNSAID = (Verdict.BLANK, Verdict.BROKEN)


@dataclass(frozen=True)
class Item:
    """One check in real life; shares are of the answers that it judged.

    `best_failing` is the share among the quarter that does best at all other checks.
    `discrimination` is `None` where all answers or all others are alike.
    """

    check: str
    task: str
    description: str
    answers: int
    failing: float
    best_failing: float
    discrimination: float | None

    @property
    def suspect(self) -> str:
        """Why its author should look at it; empty where nothing speaks for that."""
        if self.answers < ENOUGH:
            return ""
        if self.failing >= 0.8 and self.best_failing >= 0.5:
            return f"it fails {self.failing:.0%} of the class, the best included"
        # Two standard errors of a correlation: by chance one check in forty.
        if (self.discrimination or 0.0) < -2 / math.sqrt(self.answers):
            return "who does better at the rest fails it more often"
        return ""


@dataclass(frozen=True)
class UnknownFailure:
    """A way to fail that is no known mistake's, and who failed so: the next sample, perhaps."""

    task: str
    students: tuple[str, ...]
    failures: tuple[tuple[str, str], ...]


def items(graded: Class, exercise: Exercise) -> list[Item]:
    """Analyse each check over a class, task by task."""
    passed: dict[str, dict[str, bool]] = defaultdict(dict)
    about: dict[str, tuple[str, str]] = {}
    for student, tasks in graded.items():
        for task in tasks.values():
            for record in task.records:
                if record.verdict not in UNSAID:
                    passed[record.check][student] = record.verdict is Verdict.PASS
                    about[record.check] = (record.task, record.description)
    # Each student's checks, how many of them passed: the rest is that without the one.
    marks: dict[str, list[bool]] = defaultdict(list)
    for judged in passed.values():
        for student, good in judged.items():
            marks[student].append(good)
    order = [task.name for task in exercise.tasks]
    found = [_item(check, *about[check], passed[check], marks) for check in about]
    return sorted(found, key=lambda item: order.index(item.task))


def _item(
    check: str,
    task: str,
    description: str,
    own: Mapping[str, bool],
    marks: Mapping[str, list[bool]],
) -> Item:
    rest = {
        student: (sum(marks[student]) - good) / max(len(marks[student]) - 1, 1)
        for student, good in own.items()
    }
    best = sorted(own, key=lambda student: -rest[student])[: math.ceil(len(own) / 4)]
    return Item(
        check, task, description, len(own),
        failing=1 - fmean(own.values()),
        best_failing=1 - fmean(own[student] for student in best),
        discrimination=_correlation([float(own[s]) for s in own], [rest[s] for s in own]),
    )  # fmt: skip


def _correlation(one: list[float], other: list[float]) -> float | None:
    try:
        return correlation(one, other)
    except StatisticsError:
        return None


def unknown_failures(graded: Class, exercise: Exercise) -> list[UnknownFailure]:
    """Cluster the failures that neither a check nor a diagnosis has named; the most frequent first."""
    clusters: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = defaultdict(list)
    for student, tasks in sorted(graded.items()):
        for name, task in tasks.items():
            found = diagnosis.signature(task)
            if found and not task.misconception and not diagnosis.diagnose(task, exercise):
                failures = tuple(sorted((check, failure.how) for check, failure in found.items()))
                clusters[name, failures].append(student)
    made = [
        UnknownFailure(task, tuple(who), failures) for (task, failures), who in clusters.items()
    ]
    return sorted(made, key=lambda stranger: -len(stranger.students))
