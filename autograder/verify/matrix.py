"""Counts how often checks err. A check classifies answers, so it has a confusion matrix."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scipy.stats import binomtest

from autograder.author.exercise import Exercise
from autograder.judge.outcome import CheckRecord
from autograder.judge.verdict import Verdict
from autograder.verify.finding import Finding
from autograder.verify.known_answer import STUB, Result, Trial

CONFIDENCE = 0.95


@dataclass
class Confusion:
    """Counts of right and wrong answers, and how many of each were misjudged.

    A `broken` judgement is not counted.
    """

    right: int = 0
    right_failed: int = 0
    wrong: int = 0
    wrong_passed: int = 0

    def count(self, *, right: bool, passed: bool) -> None:
        """Add one judgement."""
        if right:
            self.right += 1
            self.right_failed += not passed
        else:
            self.wrong += 1
            self.wrong_passed += passed

    @property
    def precision(self) -> float | None:
        """The share of failed answers that were wrong."""
        caught = self.wrong - self.wrong_passed
        return caught / (caught + self.right_failed) if caught + self.right_failed else None

    @property
    def recall(self) -> float | None:
        """The share of wrong answers that failed."""
        return (self.wrong - self.wrong_passed) / self.wrong if self.wrong else None

    @property
    def false_fail_bound(self) -> float:
        """Upper end of the exact 95 % confidence interval for the rate of failing right answers."""
        return _upper_bound(self.right_failed, self.right)


@dataclass
class Matrix:
    """The confusion matrices of an exercise by task and by check, and which check catches which mistake.

    `kills[mistake][check]` is the share of seeds with which the check failed the mistake.
    `flaky[check]` is the share of answers that the check judged differently with another seed.
    """

    exercise: Exercise
    tasks: dict[str, Confusion] = field(default_factory=dict)
    checks: dict[str, Confusion] = field(default_factory=dict)
    task_of: dict[str, str] = field(default_factory=dict)
    kills: dict[str, dict[str, float]] = field(default_factory=dict)
    flaky: dict[str, float] = field(default_factory=dict)
    # Checks that try a general promise: the engine's own tests show what these catch.
    promises: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, exercise: Exercise, results: Iterable[Result]) -> "Matrix":
        """Count all results but the stub's, which is no answer."""
        matrix = cls(exercise)
        seen: dict[tuple[str, str], list[bool]] = defaultdict(list)
        for result in results:
            if result.trial.name != STUB:
                matrix._count(result, seen)
        for (trial, check), passed in seen.items():
            if trial in matrix.kills:
                matrix.kills[trial][check] = passed.count(False) / len(passed)
        for check in matrix.checks:
            runs = [passed for (_, name), passed in seen.items() if name == check]
            matrix.flaky[check] = sum(len(set(passed)) > 1 for passed in runs) / len(runs)
        return matrix

    def _count(self, result: Result, seen: dict[tuple[str, str], list[bool]]) -> None:
        for name, task in result.outcome.tasks.items():
            if task.verdict is Verdict.BROKEN:
                continue
            right = result.trial.expected(name) == Verdict.PASS
            confusion = self.tasks.setdefault(name, Confusion())
            confusion.count(right=right, passed=task.verdict is Verdict.PASS)
            for record in task.records:
                self._count_check(result.trial, record, seen, right=right)

    def _count_check(
        self,
        trial: Trial,
        record: CheckRecord,
        seen: dict[tuple[str, str], list[bool]],
        *,
        right: bool,
    ) -> None:
        passed = record.verdict is Verdict.PASS
        self.task_of[record.check] = record.task
        if record.promise:
            self.promises.add(record.check)
        self.checks.setdefault(record.check, Confusion()).count(right=right, passed=passed)
        seen[trial.name, record.check].append(passed)
        if not right:
            self.kills.setdefault(trial.name, {})

    def of_exercise(self) -> Confusion:
        """Add up the counts of all tasks."""
        tasks = self.tasks.values()
        return Confusion(
            sum(task.right for task in tasks),
            sum(task.right_failed for task in tasks),
            sum(task.wrong for task in tasks),
            sum(task.wrong_passed for task in tasks),
        )

    def findings(self) -> Iterator[Finding]:
        """Report checks that catch no mistake, and checks whose verdict depends on the seed."""
        slug = self.exercise.slug
        killers = self._killers()
        for check, task in self.task_of.items():
            where = f"{task}, {check}"
            caught = any(check in catching for catching in killers.values())
            if not caught and check not in self.promises:
                what = "it catches no known mistake: add the mistake that it is for, or delete it"
                yield Finding(slug, where, what)
            confusion = self.checks[check]
            # Only right answers matter here: another check may catch a mistake that this one misses.
            if self.flaky[check] and 0 < confusion.right_failed < confusion.right:
                share = f"{self.flaky[check]:.0%} of answers"
                yield Finding(slug, where, f"its verdict on {share} depends on the seed")

    def shared(self) -> list[str]:
        """List checks that catch only mistakes that other checks catch, too."""
        killers = self._killers().values()
        return [
            check
            for check in self.task_of
            if any(check in catching for catching in killers) and {check} not in killers
        ]

    def _killers(self) -> dict[str, set[str]]:
        """Map each mistake to the checks that caught it at least once."""
        return {
            mistake: {check for check, share in row.items() if share > 0}
            for mistake, row in self.kills.items()
        }


def _upper_bound(failures: int, total: int) -> float:
    """Compute the upper end of Clopper and Pearson's interval."""
    if not total:
        return 1.0
    test = binomtest(failures, total, alternative="less")
    return float(test.proportion_ci(CONFIDENCE, method="exact").high)
