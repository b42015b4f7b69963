"""How often checks err: each is a classifier of answers, and this is its confusion matrix."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scipy.stats import binomtest

from autograder.author.exercise import Exercise
from autograder.judge.outcome import CheckRecord
from autograder.judge.verdict import Verdict
from autograder.verify.exercise_lint import Finding
from autograder.verify.known_answer import STUB, Result, Trial

CONFIDENCE = 0.95


@dataclass
class Confusion:
    """What became of right and of wrong answers; a `broken` judgement counts as neither."""

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
        """Of what failed, the share that was wrong."""
        caught = self.wrong - self.wrong_passed
        return caught / (caught + self.right_failed) if caught + self.right_failed else None

    @property
    def recall(self) -> float | None:
        """Of what was wrong, the share that failed."""
        return (self.wrong - self.wrong_passed) / self.wrong if self.wrong else None

    @property
    def false_fail_bound(self) -> float:
        """The highest rate of failing right answers that these counts leave likely (exact)."""
        return _upper(self.right_failed, self.right)


@dataclass
class Matrix:
    """One exercise's confusions by task and by check, and which check kills which mistake.

    `kills[mistake][check]` is the share of seeds at which it failed; `flaky[check]` the share of
    answers that it judged differently with another seed.
    """

    exercise: Exercise
    tasks: dict[str, Confusion] = field(default_factory=dict)
    checks: dict[str, Confusion] = field(default_factory=dict)
    task_of: dict[str, str] = field(default_factory=dict)
    kills: dict[str, dict[str, float]] = field(default_factory=dict)
    flaky: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, exercise: Exercise, results: Iterable[Result]) -> "Matrix":
        """Count; what the stub gets is no judgement of an answer."""
        matrix = cls(exercise)
        seen: dict[tuple[str, str], list[bool]] = defaultdict(list)
        for result in results:
            if result.trial.name != STUB:
                matrix._take(result, seen)
        for (trial, check), passed in seen.items():
            if trial in matrix.kills:
                matrix.kills[trial][check] = passed.count(False) / len(passed)
        for check in matrix.checks:
            runs = [passed for (_, name), passed in seen.items() if name == check]
            matrix.flaky[check] = sum(len(set(passed)) > 1 for passed in runs) / len(runs)
        return matrix

    def _take(self, result: Result, seen: dict[tuple[str, str], list[bool]]) -> None:
        for name, task in result.outcome.tasks.items():
            if task.verdict is Verdict.BROKEN:
                continue
            right = result.trial.expected(name) == Verdict.PASS
            confusion = self.tasks.setdefault(name, Confusion())
            confusion.count(right=right, passed=task.verdict is Verdict.PASS)
            for record in task.records:
                self._take_check(result.trial, record, seen, right=right)

    def _take_check(
        self,
        trial: Trial,
        record: CheckRecord,
        seen: dict[tuple[str, str], list[bool]],
        *,
        right: bool,
    ) -> None:
        passed = record.verdict is Verdict.PASS
        self.task_of[record.check] = record.task
        self.checks.setdefault(record.check, Confusion()).count(right=right, passed=passed)
        seen[trial.name, record.check].append(passed)
        if not right:
            self.kills.setdefault(trial.name, {})

    def of_exercise(self) -> Confusion:
        """All tasks together."""
        every = self.tasks.values()
        return Confusion(
            sum(one.right for one in every),
            sum(one.right_failed for one in every),
            sum(one.wrong for one in every),
            sum(one.wrong_passed for one in every),
        )

    def findings(self) -> Iterator[Finding]:
        """Checks that catch nothing, and those that waver."""
        slug = self.exercise.slug
        killers = self._killers()
        for check, task in self.task_of.items():
            where = f"{task}, {check}"
            if not any(check in who for who in killers.values()):
                what = "it catches no known mistake: add the one that it is for, or drop it"
                yield Finding(slug, where, what)
            one = self.checks[check]
            # Over a right answer, that is: a mistake may get past a check if another catches it.
            if self.flaky[check] and 0 < one.right_failed < one.right:
                share = f"{self.flaky[check]:.0%} of answers"
                yield Finding(slug, where, f"it judges {share} by luck of the seed")

    def shared(self) -> list[str]:
        """Checks that catch only what others catch as well; each is still a claim of its own."""
        killers = self._killers().values()
        return [
            check
            for check in self.task_of
            if any(check in who for who in killers) and {check} not in killers
        ]

    def _killers(self) -> dict[str, set[str]]:
        return {
            mistake: {check for check, share in row.items() if share > 0}
            for mistake, row in self.kills.items()
        }


def _upper(failures: int, total: int) -> float:
    """The upper end of Clopper and Pearson's interval."""
    if not total:
        return 1.0
    test = binomtest(failures, total, alternative="less")
    return float(test.proportion_ci(CONFIDENCE, method="exact").high)
